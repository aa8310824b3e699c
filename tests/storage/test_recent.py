"""What was used last is kept, what was used longest ago goes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rowsmith.storage import Recent


def test_reading_an_entry_keeps_it() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert recent.get("a") == 1
    assert recent.get("b") is None
    assert recent.get("c") == 3


@given(st.lists(st.tuples(st.integers(0, 9), st.integers())), st.integers(1, 5))
def test_it_holds_the_last_distinct_keys_with_their_last_values(
    puts: list[tuple[int, int]], size: int
) -> None:
    recent: Recent[int, int] = Recent(size)
    for key, value in puts:
        recent.put(key, value)
    last = list(dict.fromkeys(key for key, _ in reversed(puts)))
    kept = {key: recent.get(key) for key in last}
    assert kept == {
        key: dict(puts)[key] if position < size else None for position, key in enumerate(last)
    }
