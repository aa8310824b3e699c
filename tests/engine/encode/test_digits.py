from __future__ import annotations

from rowsmith.engine.encode.chunks import Chunk
from rowsmith.engine.encode.digits import fraction_chunks, integer_chunks, padded_chunks


def entries(chunks: tuple[Chunk, ...]) -> list[str]:
    """The entries of a table of one chunk, without their NUL."""
    (chunk,) = chunks
    return [bytes(entry).replace(b"\0", b"").decode() for entry in chunk.tolist()]


def test_padded_digits_stand_between_what_is_before_and_after() -> None:
    assert entries(padded_chunks(2, b"-", b":")) == [f"-{n:02d}:" for n in range(100)]


def test_a_lowest_group_is_the_number_or_its_four_last_digits() -> None:
    table = entries(integer_chunks(lowest=True))
    assert table[:10_000] == [str(n) for n in range(10_000)]
    assert table[10_000:] == [f"{n:04d}" for n in range(10_000)]


def test_a_higher_group_is_blank_where_nothing_is_there() -> None:
    table = entries(integer_chunks(lowest=False))
    assert table[:10_000] == ["", *(str(n) for n in range(1, 10_000))]
    assert table[10_000:] == [f"{n:04d}" for n in range(10_000)]


def test_a_fraction_has_no_zeros_at_its_end_but_after_the_point() -> None:
    table = entries(fraction_chunks(2, point=True))
    assert table[:100] == [f".{n:02d}".rstrip("0") if n else ".0" for n in range(100)]
    assert table[100:] == [f".{n:02d}" for n in range(100)]
    rest = entries(fraction_chunks(2, point=False))
    assert rest[:100] == [f"{n:02d}".rstrip("0") for n in range(100)]
    assert rest[100:] == [f"{n:02d}" for n in range(100)]
