from __future__ import annotations

import numpy as np

from rowsmith.engine.encode import CsvEncoder
from rowsmith.engine.values import Booleans

VALUES = np.array([True, False, True])
MISSING = np.array([False, False, True])


def written(values: Booleans) -> bytes:
    """The cells, one a line; an empty one is `""`, alone in its row."""
    return CsvEncoder(["x"]).encode({"x": values})


def test_booleans_are_true_and_false() -> None:
    assert written(Booleans(VALUES)) == b"True\nFalse\nTrue\n"
    assert written(Booleans(VALUES, None, MISSING)) == b'True\nFalse\n""\n'


def test_words_stand_for_true_and_false_in_that_order() -> None:
    assert written(Booleans(VALUES, ("yes", "no"))) == b"yes\nno\nyes\n"


def test_words_are_quoted_as_text_is() -> None:
    assert written(Booleans(VALUES, ('"y"', "n,o"), MISSING)) == b'"""y"""\n"n,o"\n""\n'
