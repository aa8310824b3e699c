from __future__ import annotations

import pytest

from rowsmith.planning.builtin.lexicon import (
    is_person,
    known,
    look_up,
    look_up_exactly,
    outcome_of,
)


@pytest.mark.parametrize(
    ("phrase", "concept"),
    [
        ("e-mail", "email"),
        ("E-Mail Address", "email"),
        ("customer age", "age"),
        ("age of the patient", "age"),
        ("date of birth", "birth_date"),
        ("monthly_charges", "monthly_charges"),
        ("numberOfOrders", "order_count"),
        ("median income", "income"),
        ("hours studied", "study_hours"),
    ],
)
def test_knows_a_concept_by_its_names(phrase: str, concept: str) -> None:
    found = look_up(phrase)
    assert found is not None
    assert found.concept == concept


def test_a_yes_or_no_reading_is_preferred_where_it_is_asked_for() -> None:
    found = look_up("clicked", boolean=True)
    assert found is not None
    assert found.keys["kind"] == "boolean"


def test_context_changes_what_a_field_holds() -> None:
    house = look_up("price", context=("hous",))
    coffee = look_up("price", context=("coffe",))
    assert house is not None
    assert coffee is not None
    assert house.keys["mean"] > 1_000 * coffee.keys["mean"]
    shoe = look_up("shoe size")
    assert shoe is not None
    assert shoe.keys["kind"] == "number"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("sprocket id", "id"),
        ("is_frobnicated", "boolean"),
        ("number of sprockets", "number"),
        ("inspection date", "datetime"),
        ("sprocket weight", "number"),
        ("waiter", "person"),
    ],
)
def test_infers_an_unknown_field_by_its_shape(phrase: str, kind: str) -> None:
    found = look_up(phrase)
    assert found is not None
    assert found.keys["kind"] == kind


@pytest.mark.parametrize("phrase", ["foo", "flurb wibble", "sprocket type", ""])
def test_does_not_know_what_nobody_can(phrase: str) -> None:
    assert not known(phrase)


def test_exact_means_exact() -> None:
    assert look_up_exactly("customer age") is None
    assert look_up_exactly("age") == "age"


def test_tells_persons_from_things() -> None:
    assert is_person("customers")
    assert not is_person("invoice")


@pytest.mark.parametrize("phrase", ["number of pets", "pet count", "extracurriculars count"])
def test_a_count_is_a_number(phrase: str) -> None:
    found = look_up(phrase)
    assert found is not None
    assert found.keys["kind"] == "number"
    assert found.keys["mean"] < 6


def test_a_risk_is_of_what_is_predicted() -> None:
    assert outcome_of("heart disease risk") == "heart disease"
    assert outcome_of("interest rate") is None


@pytest.mark.parametrize(
    ("header", "concept"),
    [("hire_dt", "hire_date"), ("base_salary_usd", "salary"), ("weight_kg", "weight")],
)
def test_short_words_and_units_in_headers_are_known(header: str, concept: str) -> None:
    found = look_up(header)
    assert found is not None
    assert found.concept == concept


def test_what_happened_within_a_time_is_no_number() -> None:
    found = look_up("churned after 3 months")
    assert found is not None
    assert found.keys["kind"] == "boolean"
