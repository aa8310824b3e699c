"""A column as a line of an outline writes it, read into the keys of the schema language.

number 34 sd 10.5, 16..78, gamma            ordinal Basic 52 | Plus 32 | Premium 16
date today-2y..today, growth                yes 22%, words Yes/No
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

from rowsmith.schema import columns as kinds
from rowsmith.schema.parts import split_top

Keys = dict[str, Any]
"""A column in the schema language on its way to the model that checks it."""

_SHAPES = frozenset(get_args(kinds.Shape))
_RHYTHMS = frozenset(get_args(kinds.Rhythm))
_PRECISIONS = frozenset(get_args(kinds.Precision))
UNITS = frozenset({"money", "percent", "count", "year"})


class FormError(ValueError):
    """What a line says that the format does not have."""


def read_column(spec: str) -> Keys:
    """The keys of a column, `unit` and `lasting` among them. Raises FormError."""
    kind, _, rest = spec.strip().partition(" ")
    if kind.endswith(","):
        kind, rest = kind[:-1], f", {rest}"
    if kind not in _KINDS:
        raise FormError(f"'{kind}' is no kind; the kinds are {', '.join(_KINDS)}")
    first, clauses = _parts(kind, rest.strip())
    keys = _KINDS[kind](first)
    for clause in clauses:
        _add_clause(keys, clause)
    return keys


def is_column(said: str) -> bool:
    """Whether a line says what a column is: its first word is a kind."""
    return said.split()[:1] != [] and said.split()[0].rstrip(",") in _KINDS


def _parts(kind: str, rest: str) -> tuple[str, list[str]]:
    """What stands after the kind, and the clauses after it."""
    if kind not in _OF_LEVELS:
        first, *clauses = split_top(rest, ",")
        return first, clauses
    levels = split_top(rest, "|", '"')
    last, *clauses = split_top(levels[-1], ",", '"')
    return " | ".join([*levels[:-1], last]), clauses


def number(text: str) -> float | int:
    """A number as JSON would have it. Raises FormError."""
    try:
        value = float(text.replace("_", ""))
    except ValueError:
        raise FormError(f"'{text}' is no number") from None
    return int(value) if value.is_integer() and "e" not in text.lower() else value


def rate(text: str) -> float:
    """`22%` as 0.22. Raises FormError."""
    text = text.strip()
    if not text.endswith("%"):
        raise FormError(f"'{text}' is no share: write it as 22%")
    return round(number(text[:-1].strip()) / 100, 8)


def level_values(text: str) -> list[Keys]:
    """`Basic 52 | Plus 32 | "Type 2" 16`, the shares in per cent. Raises FormError."""
    levels = [_level(part) for part in split_top(text, "|", '"')]
    values = [level["value"] for level in levels]
    if len(set(values)) < len(values):
        raise FormError("a value stands twice; one that ends in a number is put in quotes")
    shares = [level["share"] for level in levels if "share" in level]
    if len(shares) == len(levels) and not 98 <= sum(shares) <= 102:
        raise FormError(f"the shares add up to {sum(shares):g}, not to 100")
    return levels


def _level(text: str) -> Keys:
    text = text.strip()
    if not text:
        raise FormError("a value is empty")
    if text.startswith('"'):
        value, _, share = text[1:].partition('"')
        share = share.strip()
    else:
        value, _, share = text.rpartition(" ")
        if not value or not _is_number(share.removesuffix("%")):
            value, share = text, ""
    share = share.removesuffix("%")
    found: Keys = {"value": value.strip()}
    return {**found, "share": number(share)} if share else found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def mean_and_spread(text: str) -> Keys:
    """`34 sd 10.5` as a mean and a standard deviation. Raises FormError."""
    mean, _, spread = text.partition(" sd ")
    found: Keys = {"mean": number(mean.strip())}
    return {**found, "sd": number(spread.strip())} if spread else found


def _id(first: str) -> Keys:
    return {"kind": "id", "pattern": first or "sequence"}


def _person(first: str) -> Keys:
    return {"kind": "person", "field": first}


def _place(first: str) -> Keys:
    return {"kind": "place", "field": first}


def _faker(first: str) -> Keys:
    return {"kind": "faker", "provider": first}


def _from(first: str) -> Keys:
    table, _, field = first.partition(".")
    return {"kind": "lookup", "table": table, **({"field": field} if field else {})}


def _category(first: str) -> Keys:
    return {"kind": "category", "values": level_values(first)}


def _ordinal(first: str) -> Keys:
    return {"kind": "category", "ordered": True, "values": level_values(first)}


def _yes(first: str) -> Keys:
    return {"kind": "boolean", **({"rate": rate(first)} if first else {})}


def _number(first: str) -> Keys:
    keys: Keys = {"kind": "number", "decimals": 0}
    if ".." in first:
        return {**keys, **_range(first)}
    return {**keys, **mean_and_spread(first)} if first else keys


def _range(text: str) -> Keys:
    low, _, high = text.partition("..")
    return {
        key: number(said) if _is_number(said) else said
        for key, said in (("min", low.strip()), ("max", high.strip()))
        if said
    }


def _formula(first: str) -> Keys:
    return {"kind": "formula", "expression": first}


def _date(first: str) -> Keys:
    return _moment(first, "day")


def _datetime(first: str) -> Keys:
    return _moment(first, "minute")


def _moment(first: str, precision: str) -> Keys:
    keys: Keys = {"kind": "datetime"}
    if precision != "day":
        keys["precision"] = precision
    if first.startswith("after "):
        after, _, within = first.removeprefix("after ").partition(" within ")
        keys["after"] = after.strip()
        if within:
            within = within.removesuffix(" days").strip()
            keys["within"] = number(within) if _is_number(within) else within
        return keys
    start, _, end = first.partition("..")
    keys.update({key: said for key, said in (("start", start), ("end", end)) if said})
    return keys


def _text(first: str) -> Keys:
    return {"kind": "text", "style": first}


_KINDS: dict[str, Callable[[str], Keys]] = {
    "id": _id,
    "person": _person,
    "place": _place,
    "faker": _faker,
    "from": _from,
    "category": _category,
    "ordinal": _ordinal,
    "yes": _yes,
    "number": _number,
    "date": _date,
    "datetime": _datetime,
    "time": _datetime,
    "text": _text,
    "=": _formula,
}
_OF_LEVELS = frozenset({"category", "ordinal"})


def _add_clause(keys: Keys, clause: str) -> None:
    """Put what a clause says into the keys. Raises FormError."""
    word, _, said = clause.partition(" ")
    said = said.strip()
    if word in _CLAUSES and said:
        keys.update(_CLAUSES[word](said))
    elif clause in UNITS:
        keys["unit"] = clause
    elif clause in _BARE:
        keys.update(_BARE[clause])
    elif clause.replace(" ", "_") in _RHYTHMS:
        keys["rhythm"] = [*keys.get("rhythm", []), clause.replace(" ", "_")]
    elif clause.startswith(".") and clause[1:].isdigit():
        keys["decimals"] = int(clause[1:])
    elif ".." in clause:
        keys.update(_range(clause))
    elif "=" in word:
        keys.update(_as_json(clause))
    else:
        raise FormError(f"'{clause}' is understood by nobody here; see FORMAT.md")


def _as_json(clause: str) -> Keys:
    """`memory=0.9`: any other key of the schema language."""
    key, _, value = clause.partition("=")
    try:
        return {key.strip(): json.loads(value)}
    except json.JSONDecodeError:
        return {key.strip(): value.strip()}


def _words(said: str) -> Keys:
    return {"words": [word.strip() for word in said.split("/")]}


def _alternatives(said: str) -> list[str]:
    return [part.strip('" ') for part in said.split("|")]


_CLAUSES: dict[str, Callable[[str], Keys]] = {
    "as": lambda said: {"role": said},
    "words": _words,
    "zeros": lambda said: {"zeros": rate(said)},
    "min": lambda said: {"min": number(said) if _is_number(said) else said},
    "max": lambda said: {"max": number(said) if _is_number(said) else said},
    "noise": lambda said: {"noise": number(said)},
    "tone": lambda said: {"tone": said},
    "topic": lambda said: {"topic": said.strip('"')},
    "strength": lambda said: {"strength": number(said)},
    "within": lambda said: {"within": _alternatives(said)},
    "other_than": lambda said: {"other_than": said},
    "every": lambda said: {"every": said},
    "memory": lambda said: {"memory": number(said)},
    "when": lambda said: {"when": said},
    "else": lambda said: {"otherwise": number(said) if _is_number(said) else said.strip('"')},
}
_BARE: dict[str, Keys] = {
    **{shape: {"shape": shape} for shape in _SHAPES},
    **{precision: {"precision": precision} for precision in _PRECISIONS},
    "lasting": {"lasting": True},
    "repeats": {"unique": False},
    "label": {"label": True},
}


def read_case(keys: Keys, when: str, then: str) -> Keys:
    """A case of a column: `if age > 60: 30%`. Raises FormError."""
    if keys["kind"] == "category":
        return {"when": when, "values": level_values(then)}
    if keys["kind"] == "boolean":
        return {"when": when, "rate": rate(then)}
    if keys["kind"] == "number":
        return {"when": when, **mean_and_spread(then)}
    raise FormError(f"a {keys['kind']} has no cases")


def read_cases_by(keys: Keys, column: str, text: str) -> list[Keys]:
    """`by tier: Basic 25 sd 3 | Plus 42 sd 5`, one case a value. Raises FormError."""
    cases = []
    for part in split_top(text, "|", '"'):
        value, then = _value_and_figures(part)
        cases.append(read_case(keys, f"{column} == {_as_constant(value)}", then))
    return cases


def _as_constant(value: str) -> str:
    if _is_number(value):
        return value
    return f'"{value}"' if "'" in value else f"'{value}'"


def _value_and_figures(part: str) -> tuple[str, str]:
    if part.startswith('"'):
        value, _, then = part[1:].partition('"')
        return value, then.strip()
    tokens = part.split()
    figures = 3 if len(tokens) > 3 and tokens[-2] == "sd" else 1
    if len(tokens) <= figures:
        raise FormError(f"'{part}' has no figure")
    return " ".join(tokens[:-figures]), " ".join(tokens[-figures:])


def read_driver(text: str) -> Keys:
    """`medium: 0.7 tenure, -0.5 age < 30`: the weights first. Raises FormError."""
    explained: Any = "medium"
    head, colon, rest = text.partition(":")
    if colon and head.strip() in ("easy", "medium", "hard"):
        explained, text = head.strip(), rest
    elif colon and head.strip().endswith("%"):
        explained, text = rate(head), rest
    return {"explained": explained, "by": [_term(term) for term in split_top(text, ",")]}


def _term(text: str) -> Keys:
    weight, _, of = text.partition(" ")
    of, _, toward = of.partition(" -> ")
    if not of:
        raise FormError(f"'{text}' has no weight: write it as 0.7 {text}")
    found: Keys = {"of": of.strip(), "weight": number(weight)}
    return {**found, "toward": toward.strip().strip('"')} if toward else found
