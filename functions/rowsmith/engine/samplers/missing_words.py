"""Words that `pandas.read_csv` takes for an empty cell, unless it is told not to."""

from __future__ import annotations

from collections.abc import Iterable

from rowsmith.engine.samplers.base import Context

READ_AS_MISSING = frozenset(
    {
        *("#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN"),
        *("<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"),
    }
)
"""The default `na_values` of pandas 2 and 3, without the empty text."""


def warn_of_missing_words(column: str, words: Iterable[str], context: Context) -> None:
    """Warn where one of the words that `column` shows would be read as an empty cell."""
    found = [word for word in dict.fromkeys(words) if word in READ_AS_MISSING]
    if found:
        context.warn(
            f"{column}: pandas.read_csv takes '{found[0]}' for an empty cell. Read the file with "
            "keep_default_na=False, or give the value another name."
        )
