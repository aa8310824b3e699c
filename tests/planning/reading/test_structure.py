"""Values with shares, causes that are joined, times that go on, and names of two values."""

from __future__ import annotations

import pytest

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.parse import Parse, Period, Share
from training.markup import parse_markup


def read(marked: str) -> Parse:
    return decode(*parse_markup(marked))


def shares(parse: Parse) -> dict[str, float]:
    level = {one.id: one.text for one in parse.levels}
    return {
        level.get(fact.of or 0, ""): fact.value.value
        for fact in parse.facts
        if isinstance(fact.value, Share)
    }


def causes(parse: Parse) -> list[str]:
    words = {field.id: field.words for field in parse.fields}
    return [words[relation.of] for relation in parse.relations]


class TestSharesInBrackets:
    @pytest.mark.parametrize(
        "listed",
        [
            "[60%]{share:1} grim, [25%]{share:1} so so, [15%]{share:1} sunny",
            "grim [60%]{share:1}, so so [25%]{share:1}, sunny [15%]{share:1}",
            "[60%]{share:1} grim / [25%]{share:1} so so / [15%]{share:1} sunny",
        ],
    )
    def test_what_has_a_share_of_its_own_is_a_value(self, listed: str) -> None:
        parse = read(f"[posts]{{subject}} with [mood]{{target#1}} ({listed})")
        assert shares(parse) == {"grim": 0.6, "so so": 0.25, "sunny": 0.15}

    def test_a_share_is_of_the_value_in_its_item(self) -> None:
        parse = read(
            "[prio]{col#1} ([10%]{share:2} [hot]{val#2:1}, [90%]{share:2} [cold]{val#3:1})"
        )
        assert shares(parse) == {"hot": 0.1, "cold": 0.9}

    def test_a_group_is_no_value(self) -> None:
        parse = read("[bought]{col#1} ([8%]{share:1} in spring, [10%]{share:1} in autumn)")
        assert parse.levels == ()


class TestJoinedCauses:
    def test_all_that_is_listed_to_its_end_moves_a_column(self) -> None:
        parse = read(
            "[a1]{col#1}, [b2]{col#2}, [c3]{col#3}, [yield]{col#4} [depends on]{moves:1>4} "
            "[a1]{ref:1}, [b2]{ref:2} and [c3]{ref:3}, [d4]{col#5}"
        )
        assert causes(parse) == ["a1", "b2", "c3"]

    def test_a_list_that_goes_on_does_not(self) -> None:
        parse = read("[y]{col#4} [rises with]{up:1>4} [a1]{col#1}, [b2]{col#2}, [c3]{col#3}")
        assert causes(parse) == ["a1"]


class TestLengths:
    def test_the_time_that_steps_go_on_is_a_period(self) -> None:
        parse = read("[every hour]{every} for [30]{entities:1} [days]{entity#1}: [load]{col#2}")
        assert [fact.span.of(parse.text) for fact in parse.facts] == ["30 days"]
        assert isinstance(parse.facts[0].value, Period)

    def test_a_time_without_steps_is_left_alone(self) -> None:
        parse = read("[pets]{subject} kept for 3 years with [age]{col#1}")
        assert not any(isinstance(fact.value, Period) for fact in parse.facts)


class TestPairs:
    def test_a_name_of_two_values_is_one_name(self) -> None:
        parse = read("[exams]{subject} with [score]{col#1} and [pass]{target#2}/[fail]{val#3:2}")
        assert [field.words for field in parse.fields] == ["score", "pass/fail"]
        assert parse.levels == ()
