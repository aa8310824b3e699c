"""Expressions of Python, SQL, spreadsheets and statisticians in this language's signs and calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from inspect import signature

from rowsmith.schema.parts import split_top
from rowsmith.schema.renaming import quoted, written
from rowsmith.schema.typing import FUNCTIONS, ValueType

_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
_NAME = re.compile(r"(?<![\w.`])([^\W\d]\w*)(?!\w)(?!\s*\()")
_CALLED = re.compile(r"(?<!\w)([^\W\d]\w*)\s*\(")
_OPERATORS = frozenset({"and", "or", "not", "in"})

_FUNCTIONS = {
    "ifelse": "if", "iff": "if", "iif": "if", "where": "if", "cond": "if",
    "int": "floor", "trunc": "floor", "ceiling": "ceil", "ln": "log", "power": "pow",
    "str": "", "float": "", "bool": "", "date": "", "to_date": "", "todate": "", "number": "",
    "to_number": "", "to_numeric": "", "timedelta": "days", "dateoffset": "days",
    "day_of_week": "weekday", "dayofweek": "weekday",
    "minimum": "min", "least": "min", "maximum": "max", "greatest": "max", "clamp": "clip",
    "absolute": "abs", "fabs": "abs", "gauss": "normal", "randn": "normal",
    "uniform": "random", "randint": "random", "rand_between": "random", "randbetween": "random",
    "rand": "random", "random_normal": "normal", "rnorm": "normal", "runif": "random",
    "avg": "mean", "average": "mean", "concatenate": "concat", "ifnull": "coalesce",
    "nvl": "coalesce", "date_diff": "datediff", "dateadd": "date_add", "add_days": "date_add",
    "now": "today", "current_date": "today", "getdate": "today", "curdate": "today",
}  # fmt: skip
"""A function by another name; nothing for one that changes nothing."""

_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^\s*=(?!=)\s*", ""),
        (r"\b(?:(?:np|numpy|[Mm]ath|pd|datetime|random)\.)+(?=\w)", ""),
        (r"\b(?:df|row|data)\.(?=\w)", ""),
        (r"\.(?:days|dt\.days)\b", ""),
        (r"\b(?:days|hours|minutes)\s*=\s*(?=[\w(])", ""),
        (r"\b(?:is\s+not|isn't)\b", "!="),
        (r"\bis\b", "=="),
        (r"&&|&", " and "),
        (r"\|\||\|", " or "),
        (r"!(?!=)", " not "),
        (r"<>|≠", "!="),
        (r"===", "=="),
        (r"=>|≥", ">="),
        (r"=<|≤", "<="),
        (r"(?<![<>=!])=(?!=)", "=="),
        (r"\^", "**"),
        (r"×", "*"),
        (r"÷", "/"),
        (r"[$€£](?=\s*\d)", ""),
        (r"\bmod\b(?!\s*\()", "%"),
        (r"(?<=\d)%|(?<=\d)\s+%(?=\s*(?:[-+*/),]|$))", "/100"),
        (r";", ","),
    )
)
_TERNARY = re.compile(r"^(.+?)\?(.+?):(.+)$")
_CASE = re.compile(r"^\s*case\s+(when\s.+?)\s+else\s+(.+?)\s+end\s*$", re.I)
_BRANCH = re.compile(r"when\s+(.+?)\s+then\s+(.+?)(?=\s+when\s|$)", re.I)
_IF_THEN = re.compile(r"^\s*if\s+(.+?)\s+then\s+(.+?)\s+else\s+(.+)$", re.I)
_BETWEEN = re.compile(r"(`[^`]+`|\w+)\s+between\s+(-?[\d.]+)\s+and\s+(-?[\d.]+)", re.I)
_SUBSCRIPT = re.compile(r"\b(?:df|row|data)\[\s*(?:'([^']+)'|\"([^\"]+)\")\s*\]")
_OPTIONS = re.compile(r"\bin\s*([(\[])([^()\[\]'\"]+)([)\]])")
_UNITS = {"day": "days", "hour": "hours", "minute": "minutes", "dd": "days", "d": "days"}
_MONTH = "30.44"


def _apart(*ends: str) -> str | None:
    """SQL's datediff: later, earlier; or a unit, earlier, later."""
    if len(ends) == 2:
        return f"({ends[0]} - {ends[1]})"
    unit, earlier, later = ends
    return f"({later} - {earlier})" if _UNITS.get(_unit(unit)) == "days" else None


def _moved(*parts: str) -> str | None:
    """A date and days to add; or a unit, a number of it, and the date."""
    if len(parts) == 2:
        return f"({parts[0]} + days({parts[1]}))"
    unit, number, date = parts
    by = _UNITS.get(_unit(unit))
    return None if by is None else f"({date} + {by}({number}))"


def _unit(text: str) -> str:
    return text.strip("'\" ").lower().rstrip("s")


def _log(of: str, base: str) -> str:
    return f"(log({of}) / log({base}))"


def _rounded(of: str, places: str) -> str | None:
    """To tens or hundreds."""
    if not re.fullmatch(r"-\d", places):
        return None
    tens = 10 ** int(places[1:])
    return f"(round(({of}) / {tens}) * {tens})"


def _together(*parts: str) -> str | None:
    """A sum of several; of one column it is over rows, which a formula cannot."""
    return f"({' + '.join(parts)})" if len(parts) > 1 else None


def _mean(*parts: str) -> str | None:
    return f"(({' + '.join(parts)}) / {len(parts)})" if len(parts) > 1 else None


_CALLS: dict[str, Callable[..., str | None]] = {
    "pow": lambda of, power: f"(({of}) ** ({power}))",
    "mod": lambda of, by: f"(({of}) % ({by}))",
    "log": _log,
    "log10": lambda of: f"(log({of}) / {2.302585})",
    "log2": lambda of: f"(log({of}) / {0.693147})",
    "round": _rounded,
    "sum": _together,
    "concat": _together,
    "mean": _mean,
    "coalesce": lambda of, _: f"({of})",
    "noise": lambda sd: f"normal(0, {sd})",
    "random": lambda: "random(0, 1)",
    "normal": lambda: "normal(0, 1)",
    "today": lambda: "today",
    "quarter": lambda of: f"ceil(month({of}) / 3)",
    "datediff": _apart,
    "days_between": lambda start, end: f"({end} - {start})",
    "months_between": lambda later, earlier: f"(({later} - {earlier}) / {_MONTH})",
    "date_add": _moved,
}
"""Calls of other languages, by what this language says for their arguments; None: it has none."""


def respelled(source: str, types: Mapping[str, ValueType]) -> str:
    """`source` in this language's signs and functions, over the columns of `types`."""
    text = source.strip().translate(str.maketrans("\u2018\u2019\u201c\u201d\u2212", "''\"\"-"))
    text = _SUBSCRIPT.sub(lambda found: written(found.group(1) or found.group(2)), text)
    text = _choices(text)
    text = _BETWEEN.sub(r"(\1 >= \2 and \1 <= \3)", text)
    for name in sorted(types, key=len, reverse=True):
        if written(name) != name:
            text = outside_texts(text, partial(_quote, name))
    text = outside_texts(text, _signs)
    text = _OPTIONS.sub(partial(_with_texts, types), text)
    text = _with_calls(text)
    ternary = _TERNARY.match(text)
    return f"if({', '.join(part.strip() for part in ternary.groups())})" if ternary else text


def outside_texts(source: str, change: Callable[[str], str]) -> str:
    """`change` on all that stands in no quotes."""
    parts, end = [], 0
    for found in _TEXTS.finditer(source):
        parts += [change(source[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*parts, change(source[end:])])


def replace_name(source: str, name: str, new: str) -> str:
    """`source` with a bare name written otherwise."""
    return outside_texts(
        source,
        lambda code: _NAME.sub(
            lambda found: new if found.group(1) == name else found.group(), code
        ),
    )


def _quote(name: str, code: str) -> str:
    return code.replace(name, f"`{name}`")


def _choices(text: str) -> str:
    """`case when` and `if then else` as `if(condition, then, otherwise)`."""
    if match := _CASE.match(text):
        otherwise = match.group(2)
        for condition, then in reversed(_BRANCH.findall(match.group(1))):
            otherwise = f"if({condition}, {then}, {otherwise})"
        return otherwise
    if match := _IF_THEN.match(text):
        condition, then, otherwise = match.groups()
        return f"if({condition}, {then}, {_choices(otherwise)})"
    return text


def _signs(code: str) -> str:
    for pattern, replacement in _SIGNS:
        code = pattern.sub(replacement, code)
    code = re.sub(r"\b(?:AND|OR|NOT|IN|IF|ELSE)\b", lambda found: found.group().lower(), code)
    return _CALLED.sub(_function, code)


def _function(found: re.Match[str]) -> str:
    name = found.group(1)
    lowered = name.lower()
    if lowered in _OPERATORS or name in FUNCTIONS:
        return found.group()
    return f"{_FUNCTIONS.get(lowered, lowered)}("


def _with_texts(types: Mapping[str, ValueType], found: re.Match[str]) -> str:
    """A list of bare words that are values of a column, as texts."""
    opening, inner, closing = found.groups()
    options = [option.strip() for option in inner.split(",")]
    known = {value.casefold() for of in types.values() for value in of.values}
    if not all(option.casefold() in known for option in options):
        return found.group()
    return f"in {opening}{', '.join(quoted(option) for option in options)}{closing}"


def _with_calls(text: str) -> str:
    """Every call that `_CALLS` knows for its arguments in this language's words."""
    for found in reversed(list(_CALLED.finditer(text))):  # the inner ones first
        name, start = found.group(1), found.end()
        end = _closing(text, start)
        say = _CALLS.get(name)
        if end is None or say is None:
            continue
        arguments = [one for one in split_top(text[start:end], ",") if one]
        instead = say(*arguments) if _takes(say, arguments) else None
        if instead is not None:
            text = f"{text[: found.start()]}{instead}{text[end + 1 :]}"
    return text


def _takes(say: Callable[..., str | None], arguments: Collection[str]) -> bool:
    try:
        signature(say).bind(*arguments)
    except TypeError:
        return False
    return say not in (_apart, _moved) or len(arguments) in (2, 3)


def _closing(text: str, start: int) -> int | None:
    """Where the bracket that is open at `start` closes."""
    quotes = [found.span() for found in _TEXTS.finditer(text)]
    depth = 1
    for position in range(start, len(text)):
        if any(low <= position < high for low, high in quotes):
            continue
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if not depth:
            return position
    return None
