import re
import uuid
from collections.abc import Callable

import numpy as np
import pytest

from rowsmith.engine import check_digits
from rowsmith.engine.streams import RowStream, Stream
from rowsmith.engine.values import Text

ROWS = 3_000


def cells(text: Text) -> list[str]:
    joined = np.full(text.size, b"", dtype=object)
    for part in text.parts:
        assert isinstance(part, bytes | np.ndarray)
        joined = joined + (part if isinstance(part, bytes) else np.array(part.tolist(), object))
    return [cell.decode() for cell in joined]


def made(make: Callable[..., Text], **options: int) -> list[str]:
    stream: Stream = RowStream(11, "code", 0, ROWS)
    return cells(make(stream, **options))


@pytest.mark.parametrize("length", [8, 13])
def test_bar_codes_pass_their_check(length: int) -> None:
    codes = made(check_digits.ean, length=length)
    for code in codes:
        assert re.fullmatch(rf"\d{{{length}}}", code)
        assert (
            sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(code[-2::-1])) % (10)
            == (-int(code[-1])) % 10
        )
    assert len(set(codes)) > ROWS * 0.98


def test_book_numbers_pass_their_check() -> None:
    for code in made(check_digits.isbn13):
        assert re.fullmatch(r"978-0-[2-6]\d\d-\d{5}-\d", code)
        digits = [int(digit) for digit in code.replace("-", "")]
        assert sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10 == 0
    for code in made(check_digits.isbn10):
        assert re.fullmatch(r"0-[2-6]\d\d-\d{5}-[\dX]", code)
        values = [10 if digit == "X" else int(digit) for digit in code.replace("-", "")]
        assert sum((10 - place) * value for place, value in enumerate(values)) % 11 == 0


def test_card_numbers_pass_luhns_check_and_are_of_test_ranges() -> None:
    for code in made(check_digits.card_number):
        assert re.fullmatch(r"(400000|424242|555555|222300|601111)\d{10}", code)
        total = 0
        for place, digit in enumerate(reversed(code)):
            value = int(digit) * (1 + place % 2)
            total += value - 9 * (value > 9)
        assert total % 10 == 0


@pytest.mark.parametrize("count", [2, 32, 40, 64])
def test_hexadecimal_codes_have_their_length(count: int) -> None:
    codes = made(check_digits.hexadecimal, count=count)
    assert all(re.fullmatch(rf"[0-9a-f]{{{count}}}", code) for code in codes)
    assert set("".join(codes)) == set("0123456789abcdef")


def test_identifiers_are_of_version_4() -> None:
    codes = made(check_digits.uuid4)
    assert len(set(codes)) == ROWS
    for code in codes:
        parsed = uuid.UUID(code)
        assert str(parsed) == code
        assert parsed.version == 4
        assert parsed.variant == uuid.RFC_4122


def test_hardware_addresses_are_administered_locally() -> None:
    assert all(
        re.fullmatch(r"02(:[0-9a-f]{2}){5}", code) for code in made(check_digits.mac_address)
    )


def test_every_digit_comes_up_everywhere_about_as_often() -> None:
    digits = np.array([list(code[:12]) for code in made(check_digits.ean, length=13)])
    for column in digits.T:
        counts = np.unique(column, return_counts=True)[1]
        assert len(counts) == 10
        assert (np.abs(counts - ROWS / 10) < 6 * np.sqrt(ROWS / 10)).all()
