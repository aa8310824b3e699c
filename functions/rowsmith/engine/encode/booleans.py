"""Boolean columns: `True` and `False`, or two words."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from rowsmith.engine.encode.pieces import Field, Gather, missing_patches
from rowsmith.engine.encode.quoting import quoted_table
from rowsmith.engine.values import Booleans, TextTable

USUAL_WORDS = ("True", "False")


def boolean_field(values: Booleans) -> Field:
    """The cells of a boolean column."""
    forms = quoted_table(_table(values.words or USUAL_WORDS))
    codes = values.values.view(np.uint8)
    return Field(
        [Gather(codes, forms.cell_chunks, forms.cell_width)], missing_patches(values.missing)
    )


@lru_cache(maxsize=256)
def _table(words: tuple[str, str]) -> TextTable:
    """The word for false, the word for true."""
    return TextTable.of(reversed(words))
