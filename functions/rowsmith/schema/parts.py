"""The parts of a text, where brackets and quotes keep together what is in them."""

from __future__ import annotations

_OPENS = {"(": ")", "[": "]", "{": "}"}
_QUOTES = "'\"`"


def split_top(text: str, separator: str, quotes: str = _QUOTES) -> list[str]:
    """The parts of `text` between separators that stand in no brackets and no quotes."""
    parts, start, position = [], 0, 0
    closing: list[str] = []
    while position < len(text):
        letter = text[position]
        if closing and closing[-1] in _QUOTES:
            if letter == closing[-1]:
                closing.pop()
        elif letter in quotes:
            closing.append(letter)
        elif letter in _OPENS:
            closing.append(_OPENS[letter])
        elif closing and letter == closing[-1]:
            closing.pop()
        elif not closing and text.startswith(separator, position):
            parts.append(text[start:position].strip())
            position += len(separator)
            start = position
            continue
        position += 1
    return [*parts, text[start:].strip()]
