"""The answer key: base rates, what moves a label, what gives it away, and what is said of it."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.engine.labels import LabelReport
from rowsmith.schema import Schema
from tests.engine.making import boolean, calibrated, category, formula, number, schema_of

TENURE = number("tenure", mean=30, sd=10, decimals=2)
SPEND = number("spend", shape="gamma", mean=60, sd=40, decimals=2)


def churn(explained: Any = 0.6, **keys: Any) -> list[dict[str, Any]]:
    terms = [{"of": "tenure", "weight": -0.5}, {"of": "spend", "weight": 2}]
    return [{"column": "churn", "explained": explained, "by": terms, **keys}]


def report_of(schema: Schema, label: str | None = None) -> LabelReport:
    found = {report.column: report for report in calibrated(schema).labels}
    return found[label or schema.labels[0]]


def test_a_driven_label_tells_its_rate_and_its_drivers_strongest_first() -> None:
    schema = schema_of(TENURE, SPEND, boolean("churn", 0.2), drivers=churn(), labels=["churn"])
    report = report_of(schema)
    assert report.base_rate == 0.2
    assert report.metric == "auc"
    assert report.drivers == ("spend", "tenure")
    assert report.leaks == ()
    assert report.warnings == ()
    assert LabelReport.from_json(report.to_json()) == report


def test_what_is_made_from_a_label_is_a_leak() -> None:
    schema = schema_of(
        TENURE,
        SPEND,
        boolean("churn", 0.2),
        formula("refund", "if(churn, spend, 0)"),
        formula("refund_tax", "refund * 0.2"),
        formula("double", "tenure * 2"),
        drivers=churn(),
        labels=["churn"],
    )
    assert report_of(schema).leaks == ("refund", "refund_tax")


def test_a_column_whose_empty_cells_tell_the_label_is_a_leak_and_no_help() -> None:
    columns = (TENURE, SPEND, boolean("churn", 0.3))
    telling = [{"column": "spend", "share": 0.5, "when": "churn"}]
    leaking = report_of(schema_of(*columns, drivers=churn(), labels=["churn"], missing=telling))
    without = report_of(schema_of(*columns, drivers=churn(), labels=["churn"], hidden=["spend"]))
    assert leaking.leaks == ("spend",)
    assert leaking.best == without.best


def test_other_fields_of_a_lookups_row_are_leaks() -> None:
    table = {"name": "diagnosis", "fields": ["code", "name"], "rows": [["A", "Flu"], ["B", "Cold"]]}
    schema = schema_of(
        {"name": "code", "kind": "lookup", "table": "diagnosis", "field": "code"},
        {"name": "disease", "kind": "lookup", "table": "diagnosis", "field": "name"},
        number(
            "fever",
            decimals=1,
            mean=39,
            sd=2**0.5,
            cases=[{"when": "disease == 'Flu'", "mean": 40, "sd": 1}],
        ),
        tables=[table],
        labels=["disease"],
    )
    report = report_of(schema)
    assert report.leaks == ("code",)
    assert report.metric == "accuracy"
    # Normals two sd apart, equally likely: Phi(1).
    assert report.best == pytest.approx(0.841, abs=0.01)


def test_a_class_that_comes_first_is_told_by_what_it_moves() -> None:
    schema = schema_of(
        category("species", "a", "b"),
        number(
            "width",
            mean=1,
            sd=2**0.5,
            decimals=3,
            cases=[{"when": "species == 'a'", "mean": 2, "sd": 1}],
        ),
        formula("is_a", "if(species == 'a', 1, 0)"),
        labels=["species"],
    )
    report = report_of(schema)
    assert report.drivers == ("width",)
    assert report.leaks == ("is_a",)
    # Normals two sd apart: Phi(2 / sqrt(2)) is the chance that two of them lie in order.
    assert (report.metric, report.positive) == ("auc", "a")
    assert report.best == pytest.approx(0.921, abs=0.01)


def test_hidden_drivers_lower_the_best_possible_score() -> None:
    columns = (TENURE, SPEND, boolean("churn", 0.3))
    whole = report_of(schema_of(*columns, drivers=churn(), labels=["churn"]))
    without = report_of(schema_of(*columns, drivers=churn(), labels=["churn"], hidden=["spend"]))
    assert without.best < whole.best - 0.1


def test_a_printed_proxy_makes_up_for_a_hidden_driver() -> None:
    columns = (TENURE, SPEND, boolean("churn", 0.3), number("bill", mean=9, sd=2, decimals=3))
    proxy = {"column": "bill", "explained": 0.9, "by": [{"of": "spend"}]}
    drivers = [*churn(), proxy]
    hidden = report_of(schema_of(*columns, drivers=drivers, labels=["churn"], hidden=["spend"]))
    both = report_of(
        schema_of(*columns, drivers=drivers, labels=["churn"], hidden=["spend", "bill"])
    )
    assert hidden.best > both.best + 0.1


@pytest.mark.parametrize("label", [boolean("y", 0.3), category("y", "a", "b", "c")])
def test_a_label_that_nothing_moves_is_told(label: dict[str, Any]) -> None:
    report = report_of(schema_of(TENURE, label, labels=["y"]))
    assert "no model can predict it" in report.warnings[0]


@pytest.mark.parametrize("expression", ["tenure > 30", "tenure * 2", "round(tenure / 3, 1)"])
def test_a_label_that_other_columns_tell_exactly_is_told(expression: str) -> None:
    report = report_of(schema_of(TENURE, formula("late", expression), labels=["late"]))
    assert report.best == 1.0
    assert "nothing to learn" in report.warnings[0]


def test_the_noise_of_a_formula_bounds_its_r2() -> None:
    schema = schema_of(TENURE, formula("y", "tenure * 2", noise=20), labels=["y"])
    assert report_of(schema).best == pytest.approx(0.5, abs=0.01)


def test_a_label_by_cases_is_as_telling_as_its_cases() -> None:
    cases = [{"when": "plan == 'free'", "rate": 0.5}]
    schema = schema_of(
        category("plan", "free", "paid"), boolean("y", 0.3, cases=cases), labels=["y"]
    )
    report = report_of(schema)
    assert report.base_rate == pytest.approx(0.3, abs=0.001)
    # P(a positive is free) = 5/6, P(a negative is free) = 5/14; half of the ties.
    assert report.best == pytest.approx(5 / 6 * 9 / 14 + 0.5 * (25 / 84 + 9 / 84), abs=0.002)


def test_a_label_of_an_entity_wants_a_split_by_subject() -> None:
    entity = {
        "name": "customer",
        "rows_per_entity": 4,
        "columns": [TENURE, SPEND, boolean("churn", 0.2)],
    }
    report = report_of(
        schema_of(
            number("amount", mean=5, sd=1), entities=[entity], drivers=churn(), labels=["churn"]
        )
    )
    assert report.split_by == "customer"
    assert "split training and test data by customer" in report.warnings[0]
