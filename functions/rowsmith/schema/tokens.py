"""The words and signs of an expression, cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


class ExpressionError(ValueError):
    """An expression that cannot be read; the text says where and what was expected."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign, and where it starts (from 0)."""

    kind: str
    text: str
    start: int


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<quoted>`[^`]+`)
    | (?P<name>[^\W\d]\w*)
    | (?P<symbol>==|!=|<=|>=|\*\*|//|[-+*/%<>(),\[\]])
    )""",
    re.VERBOSE,
)


def tokens(source: str) -> Iterator[Token]:
    """The tokens of `source`. Raises ExpressionError where it cannot be read."""
    position = 0
    end = len(source.rstrip())
    while position < end:
        match = _TOKEN.match(source, position)
        if match is None or match.lastgroup is None:
            start = position + len(source[position:]) - len(source[position:].lstrip())
            raise ExpressionError(
                f"cannot be read at position {start + 1} ('{source[start : start + 10]}')"
                + _hint(source, start)
            )
        yield Token(match.lastgroup, match.group(match.lastgroup), match.start(match.lastgroup))
        position = match.end()


def _hint(source: str, start: int) -> str:
    hints = {
        "=": "; compare with ==",
        "&": "; write 'and'",
        "|": "; write 'or'",
        "!": "; write 'not'",
    }
    return hints.get(source[start], "")
