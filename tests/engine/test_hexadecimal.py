import re
import uuid
from collections.abc import Callable

import numpy as np
import pytest

from rowsmith.engine import hexadecimal
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


@pytest.mark.parametrize("count", [2, 32, 40, 64])
def test_hexadecimal_codes_have_their_length(count: int) -> None:
    codes = made(hexadecimal.hexadecimal, count=count)
    assert all(re.fullmatch(rf"[0-9a-f]{{{count}}}", code) for code in codes)
    assert set("".join(codes)) == set("0123456789abcdef")


def test_identifiers_are_of_version_4() -> None:
    codes = made(hexadecimal.uuid4)
    assert len(set(codes)) == ROWS
    for code in codes:
        parsed = uuid.UUID(code)
        assert str(parsed) == code
        assert parsed.version == 4
        assert parsed.variant == uuid.RFC_4122
