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
_NOISE_BEHIND = re.compile(
    r"\s*,?\s*(?:\+|plus\b|with\b|and\b)\s*(?:some\s+|a\s+bit\s+of\s+|a\s+little\s+|random\s+|normal\s+|gaussian\s+)*"
    r"(?:noise|errors?|scatter|randomness)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:=|:|\bis\b|\bequals\b|computed\s+as|calculated\s+as|about\b|roughly\b)\s*", re.I
)
_IF = r"(?:if|when|whenever|where|for|in\s+case|after|before)"
_FILLED = r"(?:there|set|filled(?:\s+in)?|given|present|possible|granted|available)"
_EMPTY = r"(?:empty|blank|null|nothing|none|n/?a|missing|not\s+set)"
_ONLY = re.compile(
    rf"^(?:(?:[\w'-]+\s+){{0,4}}?(?:only|just|solely)\s+(?:{_FILLED}\s+)?(?={_IF}\b)|"
    rf"(?:is\s+|left\s+)?{_EMPTY}\s+unless\s+)",
    re.IGNORECASE,
)
_NOT = re.compile(rf"^(?:is\s+|left\s+)?{_EMPTY}\s+(?={_IF}\b)", re.IGNORECASE)
_ELSE_EMPTY = re.compile(rf"[,;]?\s*(?:else|otherwise)\s+(?:left\s+|is\s+)?{_EMPTY}$", re.I)
_WITH = re.compile(
    rf"^{_IF}\s+(?:the\s+)?(?:[a-z]+\s+){{0,2}}(?:with|of|whose|having)\s+(?:an?\s+|the\s+)?", re.I
)
_STARTS = re.compile(rf"^{_IF}\b", re.IGNORECASE)
_PART = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|per\s?cent)"
    r"(?:\s+of\s+(?:the\s+|its\s+)?(?P<whole>[a-z][\w ]*))?",
    re.I,
)
_AMOUNT = re.compile(
    r"\s+of\s+(?:the\s+|its\s+|their\s+)?(?:[a-z]+[ _])?"
    r"(?:subtotal|total|price|amount|net|gross|revenue|sales|value|cost|bill|income|salary|order\s+value)\b",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(r"\b(?:sum|product|average|mean|difference|total|ratio)\s+of\b", re.I)
_BARS = re.compile(r"\|([^|]+)\|")


def read_formula(text: str, names: Names) -> Formula:
    """The formula that `text` states; without an expression where it is not understood whole.

    Names are looked up as they are, in any form of their words.
    """
    stated = _NOISE.sub("", text)
    cleaned = _BARS.sub(r"abs(\1)", _LEAD.sub("", stated).rstrip(" .,;"))
    there = _read_presence(cleaned, names)
    if there is not None:
        return Formula(there, _ids(there), text, present=True)
    tokens = read_tokens(cleaned, names)
    expression = _expression(tokens, names) or _expression(_without_units(tokens), names)
    reads = _ids(expression or " ".join(token.text for token in tokens))
    if not reads:
        expression = None
    part = _PART.fullmatch(cleaned) if expression is None else None
    if part is not None:
        share = float(part["share"]) / 100
        whole = part["whole"] or ""
        return Formula(None, (), text, stated != text, part=round(share, 9), whole=whole)
    return Formula(expression, reads, text, noise=stated != text)


def _ids(expression: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(one) for one in re.findall(r"\{(\d+)\}", expression)))


def _read_presence(text: str, names: Names) -> str | None:
    """The rows where a column is there: `only if the rating is 5`, `if late, else empty`."""
    only, empty = _ONLY.match(text), _NOT.match(text)
    otherwise = _ELSE_EMPTY.search(text)
    if only is not None:
        text = text[only.end() :]
    elif empty is not None:
        text = text[empty.end() :]
    elif otherwise is None or not _STARTS.match(text):
        return None
    text = _WITH.sub("", _ELSE_EMPTY.sub("", text).strip())
    tokens = read_tokens(text, names)
    for form in (tokens, _without_units(tokens)):
        try:
            condition = Reader(form, names).condition()
        except Unread:
            continue
        if _ids(condition):
            return f"not ({condition})" if empty is not None and only is None else condition
    return None


def noise_behind(text: str) -> int:
    """How many characters of `text`, which stands behind a formula, ask for an error in it."""
    match = _NOISE_BEHIND.match(text)
    return 0 if match is None else match.end()


def end_of_part(text: str, place: int) -> int | None:
    """Where `of the subtotal` ends that stands at a place; None where no amount does."""
    match = _AMOUNT.match(text, place)
    return None if match is None else match.end()


def opens_a_list(text: str) -> bool:
    """Whether a formula is of several things that are listed: `the sum of tax`."""
    return _OF_SEVERAL.search(text) is not None


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
