"""Places in comparisons: by the name that the file has, refused where no row can have them."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.engine import check, with_places_named
from rowsmith.errors import InvalidSchema
from rowsmith.schema import Schema, parse_schema
from tests.engine.making import DAY, dataset, formula, number


def place(name: str, field: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "place", "field": field, **keys}


def compared(comparison: str, **keys: Any) -> Schema:
    columns = [place(field, field, **keys) for field in ("city", "state", "state_code", "country")]
    return parse_schema({"columns": [*columns, formula("y", comparison)]})


@pytest.mark.parametrize(
    ("locale", "written", "named"),
    [
        ("en_US", "state == 'CA'", "state == 'California'"),
        ("en_US", "state in ('TX', 'california')", "state in ('Texas', 'California')"),
        ("en_US", "state_code == 'California'", "state_code == 'CA'"),
        ("en_US", "city == 'new york city'", "city == 'New York'"),
        ("de_DE", "state == 'Bavaria'", "state == 'Bayern'"),
        ("en_US", "country == 'USA'", "country == 'United States'"),
    ],
)
def test_a_place_is_named_as_the_file_names_it(locale: str, written: str, named: str) -> None:
    schema, warnings = with_places_named(compared(written), locale=locale)
    assert schema.columns[-1].expressions() == [("expression", named)]
    assert warnings == [f"y: `{written}` was read as `{named}`."]
    assert dataset(schema, 20_000, locale=locale).frame()["y"].any()


def test_countries_of_the_world_go_by_any_of_their_names() -> None:
    for text in ("UK", "gb", "Great Britain"):
        schema, _ = with_places_named(
            compared(f"country == '{text}'", within=["world"]), locale="en_US"
        )
        assert schema.columns[-1].expressions()[0][1] == "country == 'United Kingdom'"


@pytest.mark.parametrize("comparison", ["state == 'Narnia'", "country == 'France'"])
def test_a_place_that_no_row_can_have_is_refused_by_name(comparison: str) -> None:
    schema = compared(comparison)
    with pytest.raises(
        InvalidSchema, match=r"columns.y.expression: compares .* which is not there"
    ):
        with_places_named(schema, locale="en_US")
    with pytest.raises(InvalidSchema):
        check(schema, rows=10, locale="en_US", as_of=DAY)


def test_what_is_named_already_and_what_stands_elsewhere_stay() -> None:
    columns = [
        number("n", mean=1, sd=1),
        place("state", "state", when="n > 1", otherwise="none"),
        formula("y", "state == 'none' or state == 'Texas'"),
    ]
    schema = parse_schema({"columns": columns})
    assert with_places_named(schema, locale="en_US") == (schema, [])
