from __future__ import annotations

import pytest

from rowsmith.planning.builtin.grammar import by_grammar
from tests.planning.builtin.helpers import columns, plan


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("q7", "category"),
        ("portions wasted", "number"),
        ("lambs_born", "number"),
        ("goals", "number"),
        ("moss_pct", "number"),
        ("yield %", "number"),
        ("tail_cm", "number"),
        ("insulated", "boolean"),
        ("edible", "boolean"),
    ],
)
def test_tells_the_kind_of_a_name_by_its_form(phrase: str, kind: str) -> None:
    keys = by_grammar(phrase, unit=None)
    assert keys is not None
    assert keys["kind"] == kind


@pytest.mark.parametrize("phrase", ["glaze", "species", "moss", "cable", "breed", "status", ""])
def test_tells_nothing_of_a_name_without_a_form(phrase: str) -> None:
    assert by_grammar(phrase, unit=None) is None


def test_counts_are_whole_and_shares_end_at_100() -> None:
    counts = by_grammar("eggs", unit=None)
    shares = by_grammar("shade_pct", unit=None)
    assert counts is not None
    assert shares is not None
    assert (counts["min"], counts["decimals"]) == (0, 0)
    assert (shares["min"], shares["max"]) == (0, 100)


def test_an_unknown_name_in_a_list_is_made_by_its_form() -> None:
    made = columns("columns: shipment_id, portions_wasted, salary_max, edible, moss_pct")
    kinds = {name: keys["kind"] for name, keys in made.items()}
    assert kinds == {
        "shipment_id": "id",
        "portions_wasted": "number",
        "salary_max": "number",
        "edible": "boolean",
        "moss_pct": "number",
    }


def test_or_not_asks_for_a_boolean() -> None:
    assert columns("columns: name, glazed or not, city")["glazed"]["kind"] == "boolean"


def test_a_listed_name_is_known_by_its_last_noun() -> None:
    made = columns("columns: gill_color, wing_weight, city")
    assert made["gill_color"]["kind"] == "category"
    assert made["wing_weight"]["kind"] == "number"


def test_things_that_something_is_done_with_are_counted() -> None:
    assert columns("columns: room name, hints used, city")["hints_used"]["kind"] == "number"


def test_names_that_differ_by_a_letter_or_number_are_alike() -> None:
    made = columns("columns: team_a, team_b, city_2, score")
    assert made["team_a"]["kind"] == made["team_b"]["kind"] == "category"
    assert made["city_2"]["kind"] == "place"


def test_kinds_of_something_are_types_and_said_to_be() -> None:
    made = plan("columns: ghost type, city, age")
    assert any("'ghost type'" in warning for warning in made.warnings)


def test_a_thing_of_the_subject_has_names() -> None:
    made = columns(
        "Ghosts in castles: castle, date of sighting, ghost type and fright level from 1 to 5"
    )
    assert all(level["value"].endswith(" Castle") for level in made["castle"]["values"])
    assert made["date_of_sighting"]["kind"] == "datetime"
