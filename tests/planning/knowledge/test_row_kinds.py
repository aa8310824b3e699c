"""What a row is of a subject that no outline has: by a noun for rows and the thing it is about."""

from __future__ import annotations

import pytest

from rowsmith.planning.knowledge.row_kinds import RowKinds
from rowsmith.planning.knowledge.store import store
from rowsmith.schema import parse_schema

KINDS = RowKinds(store())


@pytest.mark.parametrize(
    ("subject", "kind", "thing", "row"),
    [
        ("lighthouse inspections", "inspections", "lighthouse", "inspection"),
        ("repairs of pianos", "repairs", "piano", "repair"),
        ("vending machine sales", "sales", "vending machine", "sale"),
        ("castles", "places", "castle", "castle"),
        ("cellists", "people", "cellist", "cellist"),
        ("tide gauge readings", "measurements", "tide gauge", "reading"),
    ],
)
def test_nouns_tell_the_row(subject: str, kind: str, thing: str, row: str) -> None:
    found = KINDS.row_noun(subject)
    assert found is not None
    assert (found.kind.name, found.thing, found.row) == (kind, thing, row)


@pytest.mark.parametrize("subject", ["zzz", "", "of of"])
def test_words_that_tell_nothing(subject: str) -> None:
    assert KINDS.outline(subject) is None


def test_what_is_known_of_the_thing_is_put_in() -> None:
    outline = KINDS.outline("lighthouse inspections")
    assert outline is not None
    assert {"lighthouse_id", "inspection_date", "height_m"} <= set(outline.by_name)


def test_every_kind_makes_a_schema_with_and_without_a_thing() -> None:
    for kind in KINDS.kinds.values():
        for subject in (" ".join(kind.heads[0]), f"lighthouse {' '.join(kind.heads[0])}"):
            outline = KINDS.outline(subject)
            assert outline is not None, subject
            schema = outline.schema(also=outline.by_name)
            parse_schema(schema.model_dump(mode="json", exclude_none=True))
