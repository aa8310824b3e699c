"""The words of a formula: columns, numbers, texts and signs, whatever way they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.lexicon import plain_signs, section
from rowsmith.planning.grammar.numbers import DIGITS, read_number

Kind = Literal["column", "number", "text", "sign", "word"]


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a formula; `text` is an expression for columns, numbers and texts."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """What columns are called, as stems.

    ids: by the stems of a name; a name of two columns is of none.
    before: the ids named before the formula, the nearest last.
    texts: the values that columns may have, in lower case, as written.
    """

    ids: Mapping[tuple[str, ...], int]
    before: Sequence[int] = ()
    texts: Mapping[str, str] | None = None


_PIECE = re.compile(
    rf"(?P<number>(?<![\w.])[$€£]?(?:{DIGITS})(?:e\d+|[kM](?!\w))?\s?%?(?:\s+per\s?cent\b)?)"
    r"|(?P<quoted>\"[^\"]*\"|'[^']*')"
    r"|(?P<word>[^\W\d_][\w']*|_+\w+|\d+[^\W\d_]\w*)"
    r"|(?P<sign>\*\*|>=|<=|=>|=<|==|!=|<>|[-+*/()^,=<>|×÷·≥≤≠]|\S)"
)
_LONGEST_NAME = 6
_SIGNS = {
    "×": "*", "·": "*", "÷": "/", "^": "**", "≥": ">=", "=>": ">=", "≤": "<=", "=<": "<=",
    "≠": "!=", "<>": "!=",
}  # fmt: skip
_NO_FIGURES = frozenset({"no", "single", "an"})
_POWERS = str.maketrans({"²": "^2", "³": "^3"})
_PHRASES = [
    (phrase.split(), sign)
    for sign, phrases in section("formula_signs").items()
    for phrase in phrases
]
_PHRASES.sort(key=lambda pair: -len(pair[0]))
_UNITS = frozenset(
    {"min", "mins", "minutes", "hours", "days", "weeks", "months", "years", "secs", "seconds", "ms"}
    | {"kg", "km", "cm", "mm", "usd", "eur", "dollars", "euros", "points", "percent"}
)
"""Words that behind a number are its unit, whatever a column is called."""
_IF = frozenset({"if", "when", "where", "whenever"})
_NO_WORDS = frozenset({"the", "The", "a", "an", "its", "their", "'s", "each", "computed", "as"})


def read_tokens(text: str, names: Names) -> list[Token]:
    """The tokens of a formula; words that say nothing are left out."""
    pieces = list(_PIECE.finditer(plain_signs(text).translate(_POWERS)))
    words = [match.group() for match in pieces]
    tokens: list[Token] = []
    place = 0
    while place < len(pieces):
        unit = bool(tokens) and tokens[-1].kind == "number" and words[place].lower() in _UNITS
        named = None if unit else _column(words, place, names)
        found = named or _phrase(words, place) or _other(pieces[place], names)
        token, taken = found
        place += taken
        if token is not None:
            tokens.append(token)
    return [_of_two(tokens, at) if one.text == "over" else one for at, one in enumerate(tokens)]


def _of_two(tokens: Sequence[Token], place: int) -> Token:
    """`over 500` and `if cost is over budget` compare, `profit over revenue` is a ratio."""
    compares = any(one.text in _IF for one in tokens[:place]) or any(
        one.kind == "number" for one in tokens[place + 1 : place + 2]
    )
    return Token("sign", ">" if compares else "/")


def _column(words: list[str], place: int, names: Names) -> tuple[Token, int] | None:
    """The longest name of a column that stands here."""
    for length in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
        key = stems(" ".join(words[place : place + length]))
        if key and key in names.ids and _are_words(words[place : place + length]):
            return Token("column", f"{{{names.ids[key]}}}"), length
    return None


def _are_words(words: list[str]) -> bool:
    """Whether a name stands here whole: it starts and ends with a word, and has no operator."""
    return (
        words[0][0].isalnum()
        and words[-1][-1].isalnum()
        and all(word[0].isalnum() or word in ("_", "/", ".") for word in words)
    )


def _phrase(words: list[str], place: int) -> tuple[Token | None, int] | None:
    for parts, sign in _PHRASES:
        if [word.lower() for word in words[place : place + len(parts)]] == parts:
            return Token("sign", sign), len(parts)
    return None


def _other(match: re.Match[str], names: Names) -> tuple[Token | None, int]:
    text = match.group()
    if match["number"]:
        if "e" in text:
            return Token("number", f"{float(text):.12g}"), 1
        figure = read_number(text)
        if figure is None:
            return Token("word", text), 1
        written = f"{figure.value:.12g}"
        return Token("number", f"{written}%" if figure.percent else written), 1
    if match["quoted"]:
        return Token("text", text), 1
    if match["sign"]:
        return Token("sign", _SIGNS.get(text, text)), 1
    lower = text.lower()
    if text in _NO_WORDS:
        return None, 1
    if names.texts and lower in names.texts:
        return Token("text", f'"{names.texts[lower]}"'), 1
    figure = read_number(lower) if len(lower) > 1 and lower not in _NO_FIGURES else None
    if figure is not None:
        return Token("number", f"{figure.value:.12g}"), 1
    return Token("word", lower), 1
