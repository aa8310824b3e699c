"""A named field is what the subject, the known fields or its form say that it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rowsmith.planning.knowledge import FieldMatch, Hints, knowledge
from rowsmith.planning.knowledge.units import in_unit, unit_of
from rowsmith.schema import Schema, parse_schema
from rowsmith.schema.columns import NumberColumn

NAMED = Path(__file__).parents[2] / "evals" / "fields.txt"
KINDS_RIGHT, SIZES_RIGHT = 0.9, 0.7
FOUND_AS = {
    "number": {"number", "formula"},
    "date": {"datetime"},
    "category": {"category", "lookup"},
}
GYM = knowledge().outline("gym_members")


def named() -> list[list[str]]:
    """Subject, name, the kinds that are right, and the least and greatest typical value."""
    lines = [line for line in NAMED.read_text("utf-8").splitlines() if line[:2] != "//"]
    return [[part.strip() for part in f"{line}|".split("|")] for line in lines]


def field_of(subject: str, name: str) -> FieldMatch:
    found = knowledge().subject(subject)
    return knowledge().field(name, found.outline if found is not None else None)


def is_of_kind(found: FieldMatch, kinds: str) -> bool:
    column = found.known.column
    if column.kind == "category" and all(level.value.isdigit() for level in column.values):
        kinds += ",category" if "number" in kinds else ""
    wanted = [kind.strip() for kind in kinds.split(",")]
    return any(column.kind in FOUND_AS.get(kind, {kind}) for kind in wanted)


def is_of_size(found: FieldMatch, sizes: str) -> bool:
    column = found.known.column
    if column.kind != "number" or not sizes:
        return True
    low, high = (float(part) for part in sizes.split(".."))
    if column.mean is not None:
        middle = column.mean
    elif isinstance(column.min, float) and isinstance(column.max, float):
        middle = (column.min + column.max) / 2
    else:
        return False
    return low / 1.5 <= middle <= high * 1.5


def test_most_names_in_context_are_of_the_right_kind_and_size() -> None:
    rows = [(field_of(subject, name), kinds, sizes) for subject, name, kinds, sizes, *_ in named()]
    kinds = sum(is_of_kind(found, kinds) for found, kinds, _ in rows) / len(rows)
    numbers = [(found, sizes) for found, _, sizes in rows if found.known.column.kind == "number"]
    sizes = sum(is_of_size(found, sizes) for found, sizes in numbers) / len(numbers)
    assert kinds >= KINDS_RIGHT
    assert sizes >= SIZES_RIGHT


@pytest.mark.parametrize(
    ("name", "column", "by"),
    [
        ("age", "age", "name"),
        ("Member Age", "age", "name"),
        ("sex", "gender", "alias"),
        ("date of joining", "join_date", "order"),
    ],
)
def test_an_outlines_own_field_comes_first(name: str, column: str, by: str) -> None:
    found = knowledge().field(name, GYM)
    assert (found.known.name, found.by, found.outline) == (column, by, GYM)


def test_a_name_in_other_words_is_still_the_outlines_own_field() -> None:
    found = knowledge().field("weekly gym visits", GYM)
    assert (found.known.name, found.by, found.outline) == ("visits_per_week", "similar", GYM)
    assert found.known.pulls


def test_a_field_of_another_outline_is_none_of_this_one() -> None:
    found = knowledge().field("sepal length", GYM)
    assert (found.known.name, found.outline) == ("sepal_length", None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("left the program", "boolean"),
        ("arrived late", "boolean"),
        ("how long they stayed", "number"),
        ("overtime minutes", "number"),
        ("committed at", "datetime"),
        ("branch manager", "person"),
        ("bride name", "person"),
        ("zzz qqq flag", "boolean"),
    ],
)
def test_the_form_of_a_name_decides_its_kind(name: str, kind: str) -> None:
    assert knowledge().field(name).known.column.kind == kind


def test_what_a_row_is_is_no_field() -> None:
    assert knowledge().field("row").by in ("similar", "form", "guess")


def test_a_similar_field_says_what_it_was_read_as() -> None:
    found = knowledge().field("heart beats per minute")
    assert found.by == "similar"
    assert found.read_as == "beats per minute"


def test_what_nobody_knows_is_a_guess_that_is_told() -> None:
    found = knowledge().field("zzqx")
    assert (found.by, found.score) == ("guess", 0.0)
    assert found.read_as


def test_what_is_said_of_a_field_decides() -> None:
    assert knowledge().field("smokes", hints=Hints(yes_no=True)).known.column.kind == "boolean"
    assert knowledge().field("tooth", hints=Hints(counted=True)).known.column.kind == "number"


def test_a_number_in_another_unit_is_as_large() -> None:
    hours = NumberColumn(name="overtime", kind="number", mean=7, sd=2.5, min=0, max=24)
    minutes = in_unit(hours, unit_of(["overtime", "hours"]), unit_of(["overtime", "minutes"]))
    assert minutes == hours.model_copy(update={"mean": 420, "sd": 150, "max": 1440})
    assert in_unit(hours, unit_of(["hours"]), unit_of(["weight", "kg"])) == hours
    assert in_unit(hours, unit_of(["hours"]), unit_of(["overtime"])) == hours


def test_a_field_of_another_outline_reads_none_of_its_columns() -> None:
    for subject, name, *_ in named()[::7]:
        found = field_of(subject, name)
        if found.outline is None:
            schema = Schema(columns=[found.known.column], tables=list(found.tables))
            parse_schema(schema.model_dump(mode="json", exclude_none=True))


@pytest.mark.parametrize(
    ("levels", "about", "owner"),
    [
        (["male", "female"], None, "gender"),
        (["Basic", "Premium"], GYM, "membership"),
        (["men", "women"], None, "gender"),
        (["Zork", "Blub"], GYM, None),
    ],
)
def test_values_tell_their_field(levels: list[str], about: object, owner: str | None) -> None:
    outline = GYM if about is GYM else None
    assert knowledge().owner(levels, outline) == owner


@pytest.mark.parametrize(
    ("name", "unit", "least", "most"),
    [
        ("session length", "seconds", 60, 3_000),
        ("height", "m", 1.5, 2.0),
        ("weight", "pounds", 120, 220),
    ],
)
def test_usual_figures_are_in_the_unit_that_is_stated(
    name: str, unit: str, least: float, most: float
) -> None:
    column = knowledge().field(name, None, Hints(unit=unit)).known.column
    assert isinstance(column, NumberColumn)
    assert column.mean is not None
    assert least < column.mean < most


@pytest.mark.parametrize("name", ["months since joining", "days until renewal", "years of service"])
def test_how_long_something_lasts_is_a_number(name: str) -> None:
    assert knowledge().field(name).known.column.kind == "number"
