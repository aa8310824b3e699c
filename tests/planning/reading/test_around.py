"""Marks that the words around them put right."""

from __future__ import annotations

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.parse import Missing, Parse, Range, Relation, Share
from training.markup import parse_markup


def read(marked: str) -> Parse:
    return decode(*parse_markup(marked))


def names(parse: Parse) -> list[str]:
    return [field.words for field in parse.fields]


def relations(parse: Parse) -> list[tuple[str, int, int]]:
    return [(one.kind, one.of, one.to) for one in parse.relations if isinstance(one, Relation)]


def test_a_list_of_shares_is_of_all_values_in_their_order() -> None:
    parse = read(
        "[soil]{col#1} is [clay]{val#2:1}, [sandy]{val#3:1} or [loam]{val#4:1} "
        "with shares [40/35/25]{share:3,4}"
    )
    shares = {fact.of: fact.value for fact in parse.facts}
    assert shares == {2: Share(0.4), 3: Share(0.35), 4: Share(0.25)}


def test_what_has_empty_cells_is_there() -> None:
    parse = read("[20%]{missing} of the [phone numbers]{not#1} are missing")
    assert [(field.words, field.role) for field in parse.fields] == [("phone numbers", "column")]
    (fact,) = parse.facts
    assert isinstance(fact.value, Missing)
    assert fact.of == 1
    (left_out,) = read("no [phone numbers]{not#1}").fields
    assert left_out.role == "excluded"


def test_a_column_that_is_spelt_like_a_value_is_that_value() -> None:
    parse = read("[Oslo]{val#1:~city} and [Bergen]{val#2:~city}, [Oslo]{col#3} is cheap")
    assert names(parse) == ["city"]


def test_values_behind_a_noun_are_of_that_noun() -> None:
    parse = read(
        "[employee id]{col#1} like [EMP-1234]{like:1}, 3 departments: [Sales]{val#2:1}, "
        "[Support]{val#3:1}"
    )
    assert names(parse) == ["employee id", "department"]


def test_a_lone_value_in_a_list_of_columns_is_a_column() -> None:
    parse = read("[readings]{subject} ([temperature]{col#1}, [vibration]{val#2:1})")
    assert names(parse) == ["temperature", "vibration"]


def test_figures_behind_a_subject_are_of_what_it_is_measured_by() -> None:
    parse = read("[House prices]{subject} from [100k]{min:1} to [900k]{max:1}, [size]{col#1}")
    assert set(names(parse)) == {"prices", "size"}
    (fact,) = parse.facts
    assert isinstance(fact.value, Range)
    assert {field.id: field.words for field in parse.fields}[fact.of or 0] == "prices"
    people = read("[Gym members]{subject} of [16]{min:1} to [75]{max:1}, [age]{col#1}")
    assert names(people) == ["age"]


def test_what_goes_up_with_another_follows_it() -> None:
    parse = read("[salary]{col#1} goes up with [experience]{col#2}")
    assert relations(parse) == [("raises", 2, 1)]
    assert relations(read("[yield]{col#1} falls with [altitude]{col#2}")) == [("lowers", 2, 1)]
    assert relations(read("[salary]{col#1}. It goes up with [experience]{col#2}")) == []


def test_what_is_dearer_has_a_price() -> None:
    parse = read(
        "[Apartment rents]{subject} in [Oslo]{val#1:~city} and [Bergen]{val#2:~city}, "
        "[Oslo]{vref:1} the [most expensive]{up:1>2}"
    )
    assert set(names(parse)) == {"rents", "city"}
    (one,) = parse.relations
    assert {field.id: field.words for field in parse.fields}[one.to] == "rents"


def test_two_comparatives_decide_an_effect() -> None:
    parse = read(
        "[year of manufacture]{col#1}, [price]{col#2}: [older]{ref:1} are [cheaper]{down:1>2}, "
        "the [colder]{ref:3} the [more]{up:3>4}; [temperature]{col#3}, [usage]{col#4}"
    )
    assert relations(parse) == [("raises", 1, 2), ("lowers", 3, 4)]
