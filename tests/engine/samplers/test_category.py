"""`category`: shares, cases, harmless text."""

from __future__ import annotations

import pytest

from tests.engine.making import category, frame_of

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
                "values": [{"value": "free", "share": 20}, {"value": "gdpr"}],
            }
        ],
    }
    frame = frame_of(category("region", "EU", "US"), cased, rows=40_000)
    by_region = frame.groupby("region")["plan"].value_counts(normalize=True)
    assert by_region["EU", "gdpr"] == pytest.approx(0.8, abs=0.015)
    assert by_region["US", "free"] == pytest.approx(0.6, abs=0.015)
    assert ("US", "gdpr") not in by_region


def test_what_a_spreadsheet_would_run_is_defused() -> None:
    values = set(frame_of(category("a", "=1+1", "@sum", "-5", "+x"))["a"])
    assert values == {"'=1+1", "'@sum", "-5", "'+x"}
