"""The figures of a column as one short text, in a model's spelling.

    number     "32 sd 22, 0..72, .2, gamma, zeros 30%, memory 0.8"
    case       "plan == 'pro': 40 sd 5"
    datetime   "today-2y..today, minute, growth" or "after order_date within 14"
               or "2024-01-01..2024-12-31, every 1 hour"

What is near it is read as well: "mean 32, sd 22, min 0, max 72", "80 to 95", "$1,200".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from rowsmith.planning.repair.draft import key_of, words
from rowsmith.schema.columns import Precision, Rhythm, Shape
from rowsmith.schema.parts import split_top

Keys = dict[str, Any]

_N = r"[^\w\s.+\-('\"]?\s*([+-]?(?:\d[\d,_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*(?:%|[kKmM]\b)?)"
_OF = r"\s*[=:]?\s*"
_MEAN = re.compile(
    rf"^(?:(?:mean|average|avg|about|around){_OF})?{_N}"
    rf"(?:\s*(?:sd|std|stdev|±|\+/-){_OF}{_N})?$"
)
_SD = re.compile(rf"^(?:sd|std|stdev|±|\+/-){_OF}{_N}$")
_RANGE = re.compile(r"^(.*?)\s*(?:\.\.|\s(?:to|-|–|—)\s|(?<=\d)[-–—](?=\d))\s*(.*)$")
_BOUND = re.compile(r"^(min|max|at least|at most|minimum|maximum|>=|<=)\s*[=:]?\s*(\S.*)$")
_DECIMALS = re.compile(r"^(?:\.(\d)|(\d) decimals?|decimals?\s*[=:]?\s*(\d))$")
_SHARE_OF = re.compile(rf"^(zeros?|memory){_OF}{_N}$")
_AFTER = re.compile(r"^after\s+(.+?)(?:\s+within\s+(.+?))?(?:\s+days)?$")
_EVERY = re.compile(r"^every\s+(\S.*)$")
_WITHIN = re.compile(r"^within\s+(.+?)(?:\s+days)?$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_THOUSAND = {"k": 1e3, "m": 1e6}
_LOWS = ("min", "at least", "minimum", ">=")
_SHAPES = frozenset(get_args(Shape))
_PRECISIONS = frozenset(get_args(Precision))
_RHYTHMS = frozenset(get_args(Rhythm))


def amount(text: str) -> float | int | None:
    """A number as people write it: `$1,200`, `50k`, `.5`; a per cent sign is not read as one."""
    match = re.fullmatch(_N, text.strip())
    return None if match is None else _amount(match.group(1))


def _amount(text: str) -> float | int:
    plain = text.replace(",", "").replace("_", "").rstrip(" %")
    times = _THOUSAND.get(plain[-1:].lower(), 1)
    value = round(float(plain.rstrip("kKmM ")) * times, 12)
    return int(value) if value.is_integer() else value


def plain_number(text: str) -> float | int:
    """What a text of digits spells, whole where it is. Raises ValueError."""
    value = float(text)
    return int(value) if value.is_integer() else value


def fraction(text: str) -> float:
    """A share of one from `30%`, `0.3` or `30`, as short as it was written."""
    value = _amount(text)
    return float(f"{value / 100:.12g}") if text.rstrip().endswith("%") or value > 1 else value


def clauses(text: str) -> Iterator[str]:
    """The parts of a text between commas outside brackets and quotes, and not within a number."""
    yield from (part for part in split_top(_THOUSANDS.sub("", text), ",") if part)


def number_figures(text: str) -> tuple[Keys, list[str]]:
    """The keys of a number column, and the clauses that say nothing known."""
    keys: Keys = {}
    unread = []
    for clause in clauses(text):
        found = _number_clause(clause)
        if found is None:
            unread.append(clause)
        keys |= found or {}
    return keys, unread


def _number_clause(clause: str) -> Keys | None:
    if match := _DECIMALS.match(clause):
        return {"decimals": int(next(filter(None, match.groups())))}
    if match := _MEAN.match(clause):
        sd = {} if match.group(2) is None else {"sd": _amount(match.group(2))}
        return {"mean": _amount(match.group(1)), **sd}
    if match := _SD.match(clause):
        return {"sd": _amount(match.group(1))}
    if match := _SHARE_OF.match(clause):
        return {"zeros" if clause[0] == "z" else "memory": fraction(match.group(2))}
    shape = _known(clause, _SHAPES, "shapes")
    if shape is not None:
        return {"shape": shape}
    if match := _BOUND.match(clause):
        return {"min" if match.group(1) in _LOWS else "max": _bound(match.group(2))}
    if clause in ("whole", "integer", "whole number"):
        return {"decimals": 0}
    return _range(clause)


def _range(clause: str) -> Keys | None:
    match = _RANGE.match(clause)
    if match is None or not any(match.groups()):
        return None
    ends = zip(("min", "max"), match.groups(), strict=True)
    return {key: _bound(end) for key, end in ends if end.strip()}


def _bound(text: str) -> float | int | str:
    value = amount(text)
    return text.strip() if value is None else value


def _known(clause: str, known: frozenset[str], aliases: str) -> str | None:
    key = key_of(clause)
    meant: str = words()[aliases].get(key, key)
    return meant if meant in known else None


def case_of_number(text: str) -> Keys | None:
    """Mean and sd of a case; of bounds alone, their middle and a quarter of what lies between.

    None where it says neither.
    """
    if text.lstrip().startswith("+"):  # more than elsewhere: a case has a level of its own
        return None
    keys, unread = number_figures(text)
    low, high = keys.get("min"), keys.get("max")
    if "mean" not in keys and isinstance(low, int | float) and isinstance(high, int | float):
        keys |= {"mean": (low + high) / 2, "sd": abs(high - low) / 4}
    if unread or "mean" not in keys:
        return None
    return {key: keys[key] for key in ("mean", "sd") if key in keys}


def moment_figures(text: str) -> tuple[Keys, list[str]]:
    """The keys of a datetime column, and the clauses that say nothing known."""
    keys: Keys = {}
    unread = []
    for clause in clauses(text):
        if match := _AFTER.match(clause):
            within = match.group(2)
            keys |= {"after": match.group(1).strip("`")}
            keys |= {} if within is None else {"within": _bound(within)}
        elif match := _WITHIN.match(clause):
            keys["within"] = _bound(match.group(1))
        elif match := _EVERY.match(clause):
            keys["every"] = match.group(1)
        elif (precision := _known(clause, _PRECISIONS, "precisions")) is not None:
            keys["precision"] = precision
        elif (rhythm := _known(clause, _RHYTHMS, "rhythms")) is not None:
            keys["rhythm"] = [*keys.get("rhythm", ()), rhythm]
        elif (ends := _span(clause)) is not None:
            keys |= ends
        else:
            unread.append(clause)
    return keys, unread


def _span(clause: str) -> Keys | None:
    """`2024-01-01..today`, `today-2y to today`, `08:00..20:00`; one end may lack."""
    start, dots, end = (part.strip() for part in clause.partition(".."))
    if not dots:
        start, dots, end = (part.strip() for part in clause.partition(" to "))
    if not dots:
        return {"start": start} if re.match(r"^(today|\d)", start) else None
    return {key: said for key, said in (("start", start), ("end", end)) if said}
