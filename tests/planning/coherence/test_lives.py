from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.planning.coherence.helpers import (
    COUNT,
    DATE,
    FLAG,
    agreed,
    named,
    rows_of,
    said,
    schema_of,
)

DAY = pd.Timestamp("2026-06-30")
AGE: dict[str, Any] = {"kind": "number", "mean": 40, "sd": 14, "min": 16, "max": 90}
BIRTH = {"kind": "person", "field": "birth_date"}
YEAR = {"kind": "number", "shape": "uniform", "min": 2005, "max": 2026}
HEIGHT = {"kind": "number", "mean": 170, "sd": 9.5, "min": 140, "max": 210}
WEIGHT = {"kind": "number", "mean": 75, "sd": 14, "min": 40, "max": 160, "decimals": 1}


def of(values: str) -> dict[str, Any]:
    return {"kind": "category", "values": [{"value": one} for one in values.split(", ")]}


GENDER = of("Female, Male")


@pytest.mark.parametrize("event", ["hire date", "wedding date", "graduation date"])
def test_somebody_is_old_enough_for_the_dates_of_a_life(event: str) -> None:
    frame = rows_of(*named(BIRTH, "birth date"), *named(DATE, event), rows=2_000)
    age = (frame[event.replace(" ", "_")] - frame.birth_date).dt.days / 365.25
    assert age.min() >= 17.9


def test_an_age_is_old_enough_for_a_hire_on_a_working_day() -> None:
    frame = rows_of(*named(AGE, "age"), *named({**DATE, "start": "today-12y"}, "hire date"))
    assert (frame.age - (DAY - frame.hire_date).dt.days / 365.25).min() >= 16.9
    assert (frame.hire_date.dt.day_of_week < 5).all()


def test_a_hire_fits_an_age_that_was_said() -> None:
    columns = [*named({**AGE, "min": 18, "max": 30, "mean": 24, "sd": 3}, "age"),
               *named(DATE, "hire date")]  # fmt: skip
    frame = rows_of(*columns, stated=said(age="figures"))
    assert frame.age.between(18, 30).all()
    assert (frame.age + 1 - (DAY - frame.hire_date).dt.days / 365.25).min() >= 18
    assert (frame.hire_date.dt.day_of_week < 5).all()


def test_studies_fit_the_age() -> None:
    students = {**AGE, "min": 17, "max": 40, "mean": 21, "sd": 3}
    frame = rows_of(*named(students, "age"), *named(YEAR, "enrollment year, graduation year"))
    assert (frame.graduation_year > frame.enrollment_year).all()
    assert (frame.enrollment_year - (2026 - frame.age)).max() <= 20


def test_values_of_an_age_are_at_that_age() -> None:
    frame = rows_of(
        *named(AGE, "age"),
        *named(of("none, primary, secondary, bachelor, phd"), "education level"),
        *named(of("student, employed, unemployed, retired"), "employment status"),
        *named(of("Married, Single, Divorced, Widowed"), "marital status"),
        *named(of("0, 1, 2, 3"), "number of children"),
        rows=4_000,
    )
    children = frame.number_of_children.astype(int)
    assert frame.age[frame.education_level == "phd"].min() >= 26
    assert frame.age[frame.employment_status == "retired"].min() >= 60
    assert frame.age[frame.employment_status == "student"].max() <= 30
    assert frame.age[frame.marital_status == "Widowed"].min() >= 45
    assert frame.age[children > 0].min() >= 20


def test_shares_that_were_said_hold_of_the_whole() -> None:
    education = {"kind": "category", "values": [{"value": "none", "share": 40},
                 {"value": "bachelor", "share": 45}, {"value": "phd", "share": 15}]}  # fmt: skip
    columns = [*named(AGE, "age"), *named(education, "education level")]
    frame = rows_of(*columns, stated=said(education_level="values"), rows=8_000)
    assert (frame.education_level == "phd").mean() == pytest.approx(0.15, abs=0.015)


def test_years_of_work_fit_into_a_life() -> None:
    frame = rows_of(*named(AGE, "age"), *named(COUNT, "years of experience"))
    assert (frame.years_of_experience <= (frame.age - 18).clip(lower=0)).all()


def test_bodies_are_by_sex_and_age() -> None:
    frame = rows_of(
        *named(HEIGHT, "height cm"),
        *named(WEIGHT, "weight kg, bmi"),
        *named(GENDER, "gender"),
        *named({**AGE, "min": 2}, "age"),
        rows=4_000,
    )
    grown = frame[frame.age >= 18].groupby("gender").height_cm.mean()
    assert grown["Male"] - grown["Female"] == pytest.approx(13, abs=2)
    small = frame[frame.age <= 6]
    assert small.height_cm.max() < 140
    assert small.weight_kg.max() < 50
    assert (frame.bmi - frame.weight_kg / (frame.height_cm / 100) ** 2).abs().max() < 0.06


def test_what_was_said_of_a_height_stays() -> None:
    schema = schema_of(*named(HEIGHT, "height cm"), *named(GENDER, "gender"))
    assert agreed(schema, said(height_cm="figures"))[0] == schema


def test_a_diagnosis_is_of_its_age_and_sex() -> None:
    diagnoses = of("prostate cancer, breast cancer, pregnancy, asthma, dementia, appendicitis")
    frame = rows_of(
        *named({**AGE, "min": 0}, "patient age"),
        *named(GENDER, "gender"),
        *named({**diagnoses, "ordered": True}, "diagnosis"),
        *named(FLAG, "pregnant"),
        drivers=[{"column": "diagnosis", "by": [{"of": "patient_age"}]}],
        rows=4_000,
    )
    age = frame.groupby("diagnosis").patient_age
    assert age.mean()["appendicitis"] == pytest.approx(25, abs=5)
    assert age.mean()["dementia"] > 70
    assert age.max()["pregnancy"] < 55
    assert set(frame.gender[frame.diagnosis == "pregnancy"]) == {"Female"}
    assert set(frame.gender[frame.diagnosis == "prostate cancer"]) == {"Male"}
    assert not frame.pregnant[frame.gender == "Male"].any()
    assert frame.diagnosis.value_counts(normalize=True).max() < 0.2


def test_children_have_what_children_have() -> None:
    young = {**AGE, "min": 0, "max": 17, "mean": 9, "sd": 4}
    adults = of("Heart failure, COPD")
    frame = rows_of(*named(young, "child age"), *named(adults, "diagnosis"),
                    stated=said(child_age="figures"))  # fmt: skip
    assert "Heart failure" not in set(frame.diagnosis)
    assert frame.child_age.between(0, 17).all()


@pytest.mark.parametrize(
    ("title", "low", "high"), [("Pregnant women", 16, 47), ("Survey of retired people", 60, 98)]
)
def test_people_that_a_title_names_are_of_their_age(title: str, low: int, high: int) -> None:
    frame = rows_of(*named(AGE, "age"), title=title)
    assert frame.age.between(low, high).all()


def test_a_child_is_due_after_forty_weeks() -> None:
    weeks = {"kind": "number", "shape": "gamma", "mean": 9, "sd": 7, "min": 0, "max": 60}
    frame = rows_of(*named(weeks, "weeks of gestation"), *named(DATE, "due date"),
                    title="Pregnant women")  # fmt: skip
    assert frame.weeks_of_gestation.between(4, 41).all()
    assert ((frame.due_date - DAY).dt.days == 7 * (40 - frame.weeks_of_gestation)).all()
