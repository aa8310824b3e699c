"""Sentences, and the parts of them between commas, brackets and such words as `where`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"(?:[.!?;](?=\s|$)|\n)+")
_STRETCH = re.compile(
    r"[(),:]|\s[-–—]\s|\b(?:where|so\s+that|such\s+that|whereas|while|but|because|in\s+which|given\s+that|assuming)\b",
    re.IGNORECASE,
)


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the sentences of `text`; a line break or a semicolon ends one."""
    yield from _between(_SENTENCE, text, 0, len(text))


def find_stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the parts of the sentence at `text[start:end]`."""
    yield from _between(_STRETCH, text, start, end)


def _between(signs: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in signs.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end
