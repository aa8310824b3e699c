"""`category`: shares, cases, harmless text."""

from __future__ import annotations

import operator as op

import pytest

from tests.engine.making import boolean, category, dataset, formula, frame_of, schema_of

PLAN = {
    "name": "plan",
    "kind": "category",
    "values": [{"value": "free", "share": 60}, {"value": "pro", "share": 30}, {"value": "team"}],
}


def test_shares_hold_and_the_rest_is_split() -> None:
    shares = frame_of(PLAN, rows=100_000)["plan"].value_counts(normalize=True)
    for value, share in (("free", 0.6), ("pro", 0.3), ("team", 0.1)):
        assert shares[value] == pytest.approx(share, abs=0.008)


def test_fractions_and_percentages_mean_the_same() -> None:
    fractions = {
        **PLAN,
        "values": [
            {"value": "free", "share": 0.6},
            {"value": "pro", "share": 0.3},
            {"value": "team"},
        ],
    }
    assert frame_of(PLAN)["plan"].equals(frame_of(fractions)["plan"])


def test_a_case_has_its_own_shares_and_values() -> None:
    cased = {
        **PLAN,
        "cases": [
            {
                "when": "region == 'EU'",
                "values": [{"value": "free", "share": 90}, {"value": "gdpr"}],
            }
        ],
    }
    frame = frame_of(category("region", "EU", "US"), cased, rows=40_000)
    by_region = frame.groupby("region")["plan"].value_counts(normalize=True)
    assert by_region["EU", "gdpr"] == pytest.approx(0.1, abs=0.01)
    assert by_region["US", "free"] == pytest.approx(0.3, abs=0.015)
    assert ("US", "gdpr") not in by_region
    shares = frame["plan"].value_counts(normalize=True)
    assert shares["free"] == pytest.approx(0.6, abs=0.015)
    assert shares["team"] == pytest.approx(0.05, abs=0.01)


def test_what_a_spreadsheet_would_run_is_defused() -> None:
    values = set(frame_of(category("a", "=1+1", "@sum", "-5", "+x"))["a"])
    assert values == {"'=1+1", "'@sum", "-5", "'+x"}


LEVELS = ("Bronze", "Silver", "Gold", "Platinum")


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">=", "==", "!="])
@pytest.mark.parametrize("level", LEVELS)
def test_levels_compare_by_their_order(operator: str, level: str) -> None:
    tier = category("tier", *LEVELS, ordered=True)
    frame = frame_of(
        tier,
        formula("right", f"tier {operator} '{level}'"),
        formula("left", f"'{level}' {operator} tier"),
    )
    position = frame["tier"].map(LEVELS.index)
    at = LEVELS.index(level)
    compare = {"<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge, "==": op.eq, "!=": op.ne}[operator]
    assert (frame["right"] == compare(position, at)).all()
    assert (frame["left"] == compare(at, position)).all()


def test_two_columns_of_the_same_levels_compare_by_their_order() -> None:
    frame = frame_of(
        category("before", *LEVELS, ordered=True),
        category("after", *LEVELS, ordered=True),
        formula("rose", "after > before"),
    )
    rose = frame["after"].map(LEVELS.index) > frame["before"].map(LEVELS.index)
    assert (frame["rose"] == rose).all()


def test_order_holds_where_a_word_stands_for_none() -> None:
    frame = frame_of(
        boolean("member"),
        category("tier", *LEVELS, ordered=True, when="member", otherwise="no tier"),
        formula("high", "tier >= 'Silver'"),
    )
    wanted = frame["tier"].isin(LEVELS[1:])
    assert (frame["high"] == wanted).all()


def test_a_value_is_compared_as_it_was_written() -> None:
    frame = frame_of(category("formula", "=A1", "+B2"), formula("first", "formula == '=A1'"))
    assert (frame["first"] == (frame["formula"] == "'=A1")).all()
    assert frame["first"].any()


@pytest.mark.parametrize("value", ["-10%", "+5%", "-", "-5", "+ 1,000.50"])
def test_what_no_spreadsheet_runs_stays_as_it_is(value: str) -> None:
    made = dataset(schema_of(category("change", value)), 10)
    assert set(made.frame()["change"]) == {value}
    assert made.warnings == []


@pytest.mark.parametrize("value", ["=1+1", "@sum", "-1+cmd", "+A1", "-x"])
def test_what_is_defused_is_told(value: str) -> None:
    made = dataset(schema_of(category("change", value, "plain")), 100)
    assert f"'{value}" in set(made.frame()["change"])
    assert any(f"'{value}' is written as" in warning for warning in made.warnings)
