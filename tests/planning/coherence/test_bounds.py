from __future__ import annotations

import pytest

from tests.planning.coherence.helpers import COUNT, MONEY, agreed, named, rows_of, said, schema_of

PAIRS = [
    ("salary min", "salary max"),
    ("lowest price", "highest price"),
    ("min age", "max age"),
    ("cost price", "selling price"),
    ("booked seats", "capacity"),
    ("clicks", "impressions"),
    ("deductible", "claim amount"),
    ("sold price", "listing price"),
    ("bedrooms", "rooms"),
    ("floor", "total floors"),
    ("starting bid", "winning bid"),
    # made up
    ("deaths", "confirmed cases"),
    ("resting heart rate", "max heart rate"),
    ("years in current role", "years at company"),
    ("living area", "lot size"),
    ("p50 latency", "p99 latency"),
    ("minimum payment", "statement balance"),
    ("saturated fat", "total fat"),
    ("attended", "registered"),
    ("moving time", "elapsed time"),
    ("ci lower", "ci upper"),
    ("emails opened", "emails sent"),
]


@pytest.mark.parametrize(("low", "high"), PAIRS)
@pytest.mark.parametrize("turned", [False, True])
def test_the_lower_is_at_most_the_higher(low: str, high: str, turned: bool) -> None:
    columns = [*named(MONEY if "price" in low else COUNT, low), *named(MONEY, high)]
    frame = rows_of(*(reversed(columns) if turned else columns))
    assert (frame[low.replace(" ", "_")] <= frame[high.replace(" ", "_")]).all()


def test_other_names_are_free() -> None:
    schema = schema_of(*named(COUNT, "min age, max salary"))
    assert agreed(schema) == (schema, ())


def test_a_range_that_was_said_stays() -> None:
    low, high = named(COUNT, "booked seats, capacity")
    low |= {"shape": "uniform", "mean": None, "min": 20, "max": 60}
    frame = rows_of(low, {**high, "mean": 80}, stated=said(booked_seats="figures"))
    assert frame.booked_seats.max() <= 60
    assert (frame.booked_seats <= frame.capacity).all()
