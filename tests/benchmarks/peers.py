"""The same twelve columns made by others, in the way that each one's manual shows, as CSV."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import numpy as np

from tests.benchmarks.schemas import FIRST_DAY, LARGEST_AMOUNT, LARGEST_COUNT, LAST_DAY, TIERS

_FIRST, _LAST = date.fromisoformat(FIRST_DAY), date.fromisoformat(LAST_DAY)
_TIERS, _WEIGHTS = list(TIERS), list(TIERS.values())


def faker_loop(rows: int, *, weighted: bool = True) -> bytes:
    """A Faker call per cell, a dictionary per row, a pandas frame."""
    import pandas as pd
    from faker import Faker

    fake = Faker("en_US", use_weighting=weighted)
    fake.seed_instance(1)
    random = fake.random

    def row() -> dict[str, Any]:
        return {
            "id": fake.uuid4(),
            "name": fake.name(),
            "email": fake.safe_email(),
            "company": fake.company(),
            "city": fake.city(),
            "state": fake.state(),
            "postcode": fake.postcode(),
            "day": fake.date_between(_FIRST, _LAST),
            "count": random.randint(1, LARGEST_COUNT),
            "amount": round(random.uniform(1, LARGEST_AMOUNT), 2),
            "tier": random.choices(_TIERS, _WEIGHTS)[0],
            "sentence": fake.sentence(),
        }

    return pd.DataFrame([row() for _ in range(rows)]).to_csv(index=False).encode()


def faker_unweighted(rows: int) -> bytes:
    """The Faker loop without its weights, which make it several times as slow."""
    return faker_loop(rows, weighted=False)


def mimesis_schema(rows: int) -> bytes:
    """Mimesis' Schema over its Field, then pandas."""
    import pandas as pd
    from mimesis import Field, Locale, Schema

    field = Field(Locale.EN, seed=1)
    random = Random(1)

    def one() -> dict[str, Any]:
        return {
            "id": field("uuid"),
            "name": field("full_name"),
            "email": field("email", domains=["example.com"]),
            "company": field("company"),
            "city": field("city"),
            "state": field("state"),
            "postcode": field("postal_code"),
            "day": field("date", start=_FIRST.year, end=_LAST.year),
            "count": field("integer_number", start=1, end=LARGEST_COUNT),
            "amount": field("float_number", start=1, end=LARGEST_AMOUNT, precision=2),
            "tier": random.choices(_TIERS, _WEIGHTS)[0],
            "sentence": field("sentence"),
        }

    made = Schema(schema=one, iterations=rows).create()
    return pd.DataFrame(made).to_csv(index=False).encode()


def mimesis_direct(rows: int) -> bytes:
    """Mimesis' providers called without its field machinery, then pandas."""
    import pandas as pd
    from mimesis import Generic, Locale

    generic = Generic(Locale.EN, seed=1)
    person, address, text = generic.person, generic.address, generic.text
    random = Random(1)

    def one() -> dict[str, Any]:
        return {
            "id": generic.cryptographic.uuid(),
            "name": person.full_name(),
            "email": person.email(domains=["example.com"]),
            "company": generic.finance.company(),
            "city": address.city(),
            "state": address.state(),
            "postcode": address.postal_code(),
            "day": generic.datetime.date(start=_FIRST.year, end=_LAST.year),
            "count": random.randint(1, LARGEST_COUNT),
            "amount": round(random.uniform(1, LARGEST_AMOUNT), 2),
            "tier": random.choices(_TIERS, _WEIGHTS)[0],
            "sentence": text.sentence(),
        }

    return pd.DataFrame([one() for _ in range(rows)]).to_csv(index=False).encode()


class _Tables:
    """Faker's tables as lists, made once: what a careful user of polars would prepare."""

    def __init__(self) -> None:
        from faker import Faker

        fake = Faker("en_US", use_weighting=False)
        fake.seed_instance(1)
        self.first = sorted({fake.first_name() for _ in range(3_000)})
        self.last = sorted({fake.last_name() for _ in range(3_000)})
        self.company = [fake.company() for _ in range(2_000)]
        self.city = [fake.city() for _ in range(2_000)]
        self.state = sorted({fake.state() for _ in range(500)})
        self.sentence = [fake.sentence() for _ in range(5_000)]
        self.hexadecimal = [f"{n:04x}" for n in range(65_536)]
        self.postcode = [f"{n:05d}" for n in range(501, 99_951)]


_tables: list[_Tables] = []


def _prepared() -> _Tables:
    if not _tables:
        _tables.append(_Tables())
    return _tables[0]


def polars_frame(rows: int) -> bytes:
    """numpy draws codes, polars gathers strings, joins them and writes the CSV, on one core."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    import polars as pl

    tables = _prepared()
    rng = np.random.default_rng(1)

    def pick(values: list[str]) -> pl.Series:
        return pl.Series(values).gather(rng.integers(0, len(values), rows))

    first, last = pick(tables.first), pick(tables.last)
    groups = {f"g{n}": pick(tables.hexadecimal) for n in range(8)}
    span = (_LAST - _FIRST).days + 1
    days = np.datetime64(_FIRST) + rng.integers(0, span, rows).astype("timedelta64[D]")
    frame = pl.DataFrame({"first": first, "last": last, **groups}).select(
        id=pl.concat_str(
            [pl.concat_str(["g0", "g1"]), "g2", "g3", "g4", pl.concat_str(["g5", "g6", "g7"])],
            separator="-",
        ),
        name=pl.concat_str(["first", "last"], separator=" "),
        email=pl.concat_str(
            [pl.col("first").str.to_lowercase(), pl.col("last").str.to_lowercase()], separator="."
        )
        + "@example.com",
    )
    frame = frame.with_columns(
        company=pick(tables.company),
        city=pick(tables.city),
        state=pick(tables.state),
        postcode=pick(tables.postcode),
        day=pl.Series(days),
        count=pl.Series(rng.integers(1, LARGEST_COUNT + 1, rows)),
        amount=pl.Series(np.round(rng.uniform(1, LARGEST_AMOUNT, rows), 2)),
        tier=pl.Series(_TIERS).gather(rng.choice(3, rows, p=np.array(_WEIGHTS) / 100)),
        sentence=pick(tables.sentence),
    )
    buffer = io.BytesIO()
    frame.write_csv(buffer)
    return buffer.getvalue()


def floor(rows: int) -> bytes:
    """The draws alone: a code or a number per cell, no strings and no CSV."""
    rng = np.random.Generator(np.random.SFC64(1))
    drawn = [rng.integers(0, 2**64, rows, dtype=np.uint64) for _ in range(2)]
    sizes = (1_000, 1_000, 2_000, 3_000, 100_000, 1_827, LARGEST_COUNT, 99_900, 3, 60, 60)
    drawn += [(rng.random(rows) * size).astype(np.uint64) for size in sizes]
    return bytes(len(drawn))


PEERS: dict[str, Callable[[int], bytes]] = {
    "Faker loop, pandas": faker_loop,
    "Faker without weights, pandas": faker_unweighted,
    "Mimesis Schema, pandas": mimesis_schema,
    "Mimesis providers, pandas": mimesis_direct,
    "polars, numpy codes": polars_frame,
    "floor: draws only": floor,
}
"""What we are compared with, slowest first."""

MOST_ROWS = {
    "Faker loop, pandas": 3_000,
    "Faker without weights, pandas": 10_000,
    "Mimesis Schema, pandas": 10_000,
    "Mimesis providers, pandas": 10_000,
}
"""Peers that work row by row take this many rows instead of more: their pace does not change."""
