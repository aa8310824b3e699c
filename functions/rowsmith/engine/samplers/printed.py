"""Values that somebody wrote, as the file shows them; what is changed or read otherwise is told."""

from __future__ import annotations

from collections.abc import Iterable

from rowsmith.engine.as_read import READ_AS_MISSING, missing_word
from rowsmith.engine.defuse import defused
from rowsmith.engine.samplers.base import Context


def printed(column: str, words: Iterable[str], context: Context) -> list[str]:
    """The words that `column` shows; warns of one that is defused, and of one read as empty."""
    written = list(words)
    shown = [defused(word) for word in written]
    for word, safe in zip(written, shown, strict=True):
        if word != safe:
            context.warn(
                f"{column}: '{word}' is written as {safe}, so that no spreadsheet runs it as a "
                "formula."
            )
            break
    empty = next((word for word in shown if word in READ_AS_MISSING), None)
    if empty is not None:
        context.warn(missing_word(column, empty))
    return shown
