"""Formulas in signs or words: `qty * price`, `8% of the subtotal`, `1 if score is above 70`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.formula_reader import IF, Reader, Unread
from rowsmith.planning.grammar.formula_words import Names, Token, read_tokens
from rowsmith.planning.grammar.values import Formula

_NOISE = re.compile(
    r"\s*(?:\+|\bplus\b|\bwith\b|\band\b)\s*(?:some\s+|a\s+bit\s+of\s+|a\s+little\s+|random\s+|normal\s+)*(?:noise|errors?|e|ε|epsilon|scatter)\b.*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:=|:|\bis\b|\bequals\b|computed\s+as|calculated\s+as|about\b|roughly\b)\s*", re.I
)
_BARS = re.compile(r"\|([^|]+)\|")


def read_formula(text: str, names: Names) -> Formula:
    """The formula that `text` states; without an expression where it is not understood whole.

    Names are looked up as they are, in any form of their words.
    """
    stated = _NOISE.sub("", text)
    cleaned = _BARS.sub(r"abs(\1)", _LEAD.sub("", stated).rstrip(" .,;"))
    tokens = read_tokens(cleaned, names)
    expression = _expression(tokens, names) or _expression(_without_units(tokens), names)
    ids = re.findall(r"\{(\d+)\}", expression or " ".join(token.text for token in tokens))
    reads = tuple(dict.fromkeys(int(one) for one in ids))
    if not reads:
        expression = None
    return Formula(expression, reads, text, noise=stated != text)


def _expression(tokens: list[Token], names: Names) -> str | None:
    try:
        return Reader(tokens, names).whole()
    except Unread:
        return None


def _without_units(tokens: list[Token]) -> list[Token]:
    """The tokens without unknown words behind a number or a column: `6 kg times household size`."""
    kept: list[Token] = []
    for token in tokens:
        unit = token.kind == "word" and token.text.isalpha() and token.text not in IF | {"else"}
        if not (unit and kept and kept[-1].kind in ("number", "column")):
            kept.append(token)
    return kept
