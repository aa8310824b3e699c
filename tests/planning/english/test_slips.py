"""Words that are one slip of the pen apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.english.slips import one_letter_off

WORDS = st.text("abcdefgh", min_size=1, max_size=8)


def test_each_kind_of_slip_is_there() -> None:
    found = one_letter_off("salery")
    assert {"salary", "saler", "sallery", "slaery"} <= found
    assert "celery" not in found


@given(WORDS, WORDS)
def test_a_slip_leads_both_ways(one: str, other: str) -> None:
    assert (other in one_letter_off(one)) == (one in one_letter_off(other))
