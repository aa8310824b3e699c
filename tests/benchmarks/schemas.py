"""The two schemas that are timed.

`plain` has the columns that every peer can make; `rich` adds what only this engine has: a
repeating customer, cases, drivers and a label.
"""

from __future__ import annotations

from typing import Any

from rowsmith.schema import Schema, parse_schema

FIRST_DAY, LAST_DAY = "2020-01-01", "2024-12-31"
TIERS = {"free": 60, "pro": 30, "team": 10}
LARGEST_COUNT = 100
LARGEST_AMOUNT = 1_000.0

_TIER = [{"value": value, "share": share} for value, share in TIERS.items()]
_CUSTOMER: list[dict[str, Any]] = [
    {"name": "name", "kind": "person", "field": "full_name"},
    {"name": "email", "kind": "person", "field": "email"},
    {"name": "company", "kind": "faker", "provider": "company"},
    {"name": "city", "kind": "place", "field": "city"},
    {"name": "state", "kind": "place", "field": "state"},
    {"name": "postcode", "kind": "place", "field": "postcode"},
]
_ORDER: list[dict[str, Any]] = [
    {"name": "day", "kind": "datetime", "start": FIRST_DAY, "end": LAST_DAY},
    {"name": "count", "kind": "number", "shape": "uniform", "min": 1, "max": LARGEST_COUNT},
    {
        "name": "amount",
        "kind": "number",
        "shape": "uniform",
        "min": 1,
        "max": LARGEST_AMOUNT,
        "decimals": 2,
    },
    {"name": "tier", "kind": "category", "values": _TIER},
    {"name": "sentence", "kind": "text", "style": "sentence"},
]


def plain() -> Schema:
    """Twelve columns: uuid, name, e-mail, company, city, state, postcode, date, integer, amount,
    weighted category, sentence."""
    return parse_schema(
        {"columns": [{"name": "id", "kind": "id", "pattern": "uuid"}, *_CUSTOMER, *_ORDER]}
    )


def rich() -> Schema:
    """`plain` with a repeating customer, cases, drivers and a label."""
    order = [dict(column) for column in _ORDER]
    order[2] = {
        "name": "amount",
        "kind": "number",
        "shape": "lognormal",
        "mean": 120,
        "sd": 90,
        "min": 1,
        "decimals": 2,
        "cases": [
            {"when": "tier == 'team'", "mean": 400, "sd": 200},
            {"when": "tier == 'pro'", "mean": 180, "sd": 100},
        ],
    }
    order[3] = {**order[3], "ordered": True}
    return parse_schema(
        {
            "entities": [{"name": "customer", "rows_per_entity": 4, "columns": _CUSTOMER}],
            "columns": [
                {"name": "id", "kind": "id", "pattern": "uuid"},
                *order,
                {
                    "name": "returned",
                    "kind": "boolean",
                    "rate": 0.15,
                    "cases": [{"when": "tier == 'free'", "rate": 0.2}],
                },
            ],
            "drivers": [
                {"column": "amount", "explained": 0.3, "by": [{"of": "count"}]},
                {
                    "column": "returned",
                    "by": [{"of": "amount"}, {"of": "tier", "weight": -1}, {"of": "count > 80"}],
                },
            ],
            "labels": ["returned"],
        }
    )
