from __future__ import annotations

import pytest

from rowsmith.planning.builtin.repeats import read_repeats
from tests.planning.builtin.helpers import plan


@pytest.mark.parametrize(
    ("text", "left", "noun"),
    [
        ("orders. customers should have several orders each", "orders", "customers"),
        ("sensor logs. Each machine has many readings. Age", "sensor logs. Age", "machines"),
        ("customers with several orders", "customers orders", "customers"),
        ("visits, every patient comes back several times", "visits", "patients"),
        ("donor_id, city. Every donor should appear more than once", "donor_id, city", "donors"),
        ("rides. The same scooter appears many times in the data", "rides", "scooters"),
    ],
)
def test_reads_a_subject_that_comes_again(text: str, left: str, noun: str) -> None:
    found, subjects = read_repeats(text)
    assert subjects is not None
    assert (subjects.noun, subjects.said, subjects.exact) == (noun, False, False)
    assert found.rstrip(".") == left


@pytest.mark.parametrize(
    "text",
    ["houses with several rooms, price", "it appears often", "customers with 5 orders each", ""],
)
def test_leaves_what_does_not_repeat(text: str) -> None:
    assert read_repeats(text) == (text, None)


def test_a_subject_that_comes_again_is_an_entity_with_an_id_of_its_own() -> None:
    found = plan("columns: reading, temperature, city. Each machine has many readings.")
    (entity,) = found.schema.entities
    assert entity.name == "machine"
    assert entity.columns[0].name == "machine_id"


def test_the_number_of_a_domain_stays_where_the_user_says_none() -> None:
    (entity,) = plan("machine sensor logs, each machine has many readings").schema.entities
    assert entity.rows_per_entity == 40


def test_what_a_person_is_stays_the_same() -> None:
    found = plan("columns: donor_id, blood_type, age, volume_ml. Every donor appears several times")
    (entity,) = found.schema.entities
    assert {column.name for column in entity.columns} == {"donor_id", "blood_type", "age"}


@pytest.mark.parametrize(
    "said",
    [
        "each member borrows more than one book over time",
        "every customer orders several times",
        "with many sessions per player",
    ],
)
def test_whatever_each_of_them_does_several_times_repeats(said: str) -> None:
    rest, subjects = read_repeats(f"library loans, {said}")
    assert subjects is not None
    assert subjects.count is None
    assert said not in rest


def test_what_is_said_again_of_repeating_goes() -> None:
    rest, _ = read_repeats("visits, so the same patient id must repeat. Age 30 to 80.")
    assert rest == "visits. Age 30 to 80."
