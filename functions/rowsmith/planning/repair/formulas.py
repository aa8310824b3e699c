"""Expressions in the words of other languages, with names and values nearly right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial

from rowsmith.planning.repair.draft import closest
from rowsmith.schema import expressions as ex
from rowsmith.schema.meaning import meant
from rowsmith.schema.mend import comparisons
from rowsmith.schema.typing import FUNCTIONS, ValueType, infer

_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_NAME = re.compile(r"(?<![\w.`])([^\W\d]\w*)(?!\w)(?!\s*\()")
_CALLED = re.compile(r"(?<!\w)([^\W\d]\w*)\s*\(")
_RESERVED = frozenset({"and", "or", "not", "if", "else", "in", "true", "false", "today"})

_FUNCTIONS = {
    "ifelse": "if", "iff": "if", "where": "if", "case": "if", "cond": "if",
    "int": "floor", "trunc": "floor", "ceiling": "ceil", "ln": "log", "power": "pow",
    "str": "", "float": "", "bool": "", "date": "", "to_date": "", "todate": "",
    "timedelta": "days", "dateoffset": "days", "day_of_week": "weekday", "dayofweek": "weekday",
    "minimum": "min", "least": "min", "maximum": "max", "greatest": "max", "clamp": "clip",
    "absolute": "abs", "fabs": "abs", "gauss": "normal", "randn": "normal",
    "uniform": "random", "randint": "random", "rand_between": "random", "randbetween": "random",
    "rand": "random", "random_normal": "normal", "rnorm": "normal", "runif": "random",
}  # fmt: skip

_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^\s*=(?!=)\s*", ""),
        (r"\b(?:(?:np|numpy|[Mm]ath|pd|datetime|random)\.)+(?=\w)", ""),
        (r"\b(?:df|row|data)\.(?=\w)", ""),
        (r"\.(?:days|dt\.days)\b", ""),
        (r"\b(?:days|hours|minutes)\s*=\s*(?=[\w(])", ""),
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
        (r"(?<=\d)%", "/100"),
    )
)
_TERNARY = re.compile(r"^(.+?)\?(.+?):(.+)$")
_WHEN = re.compile(r"^\s*case\s+when\s+(.+?)\s+then\s+(.+?)\s+else\s+(.+?)\s+end\s*$", re.I)
_BETWEEN = re.compile(r"(`[^`]+`|\w+)\s+between\s+(-?[\d.]+)\s+and\s+(-?[\d.]+)", re.I)
_SUBSCRIPT = re.compile(r"\b(?:df|row|data)\[\s*(?:'([^']+)'|\"([^\"]+)\")\s*\]")
_UNSAID = {"random": "random(0, 1)", "normal": "normal(0, 1)"}
"""What a draw means that says no figures."""
_DRAWN = re.compile(r"(?<!\w)(random|normal)\(\s*\)")
_POWER = re.compile(r"(?<!\w)pow\(([^(),]+),([^(),]+)\)")
_REMAINDER = re.compile(r"(?<!\w)mod\(([^(),]+),([^(),]+)\)")
_APART = re.compile(r"(?<!\w)(?:datediff|date_diff)\(\s*([^(),]+),\s*([^(),]+)\)", re.I)
_BETWEEN_DAYS = re.compile(r"(?<!\w)days_between\(\s*([^(),]+),\s*([^(),]+)\)", re.I)


def mended(source: str, types: Mapping[str, ValueType], gone: Collection[str] = ()) -> str | None:
    """`source` as an expression over the columns of `types`; None where it cannot be one.

    gone: names of columns that there are no more, and that mean no other.
    """
    for attempt in (source, respelled(source, types)):
        text = _with_known_names(attempt, types, gone)
        text = _with_known_values(text, types) if text is not None else None
        if text is not None and type_of(text, types) is not None:
            return text
    return None


def type_of(source: str, types: Mapping[str, ValueType]) -> ValueType | None:
    """What an expression gives; None where it cannot be read over these columns."""
    try:
        return infer(ex.parse(source), types)
    except ex.ExpressionError:
        return None


def names_in(source: str) -> frozenset[str]:
    """The columns that an expression reads; none where it cannot be parsed."""
    try:
        return ex.names(ex.parse(source))
    except ex.ExpressionError:
        return frozenset()


def quoted(name: str) -> str:
    """A column's name as an expression writes it."""
    plain = _IDENTIFIER.fullmatch(name) and name.lower() not in _RESERVED
    return name if plain else f"`{name}`"


def respelled(source: str, types: Mapping[str, ValueType]) -> str:
    """`source` in this language's signs and functions, from Python's, SQL's or a spreadsheet's."""
    text = source.strip().translate(str.maketrans("\u2018\u2019\u201c\u201d\u2212", "''\"\"-"))
    text = _SUBSCRIPT.sub(lambda found: quoted(found.group(1) or found.group(2)), text)
    text = _WHEN.sub(r"if(\1, \2, \3)", text)
    text = _BETWEEN.sub(r"(\1 >= \2 and \1 <= \3)", text)
    for name in sorted(types, key=len, reverse=True):
        if not _IDENTIFIER.fullmatch(name):
            text = _outside_texts(text, partial(_quote, name))
    text = _outside_texts(text, _signs)
    ternary = _TERNARY.match(text)
    return f"if({', '.join(part.strip() for part in ternary.groups())})" if ternary else text


def _quote(name: str, code: str) -> str:
    return code.replace(name, f"`{name}`")


def _signs(code: str) -> str:
    for pattern, replacement in _SIGNS:
        code = pattern.sub(replacement, code)
    code = re.sub(r"\b(?:AND|OR|NOT|IN|IF|ELSE)\b", lambda found: found.group().lower(), code)
    code = _CALLED.sub(_function, code)
    code = _DRAWN.sub(lambda found: _UNSAID[found.group(1)], code)
    code = _POWER.sub(r"((\1) ** (\2))", code)
    code = _REMAINDER.sub(r"((\1) % (\2))", code)
    return _BETWEEN_DAYS.sub(r"(\2 - \1)", _APART.sub(r"(\1 - \2)", code))


def _function(found: re.Match[str]) -> str:
    name = found.group(1)
    lowered = name.lower()
    if lowered in _RESERVED or name in FUNCTIONS:
        return found.group() if lowered in ("and", "or", "not", "in") else f"{lowered}("
    return f"{_FUNCTIONS.get(lowered, lowered)}("


def _outside_texts(source: str, change: Callable[[str], str]) -> str:
    """`change` on all that stands in no quotes."""
    parts, end = [], 0
    for found in _TEXTS.finditer(source):
        parts += [change(source[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*parts, change(source[end:])])


def fault_of(source: str, types: Mapping[str, ValueType]) -> str:
    """What is wrong with an expression, as a predicate."""
    try:
        infer(ex.parse(source), types)
    except ex.ExpressionError as error:
        return str(error)
    return "does not give what is wanted here"


def value_as_condition(text: str, types: Mapping[str, ValueType]) -> str | None:
    """`Pro` as `plan == 'Pro'`; None unless it is a value of one column alone."""
    value = text.strip().strip("'\"")
    having = [name for name, found in types.items() if value in found.values]
    if len(having) != 1 or "'" in value or value in types:
        return None
    return f"{quoted(having[0])} == '{value}'"


def _with_known_names(
    source: str, types: Mapping[str, ValueType], gone: Collection[str]
) -> str | None:
    """Names that are nearly those of columns are theirs; None where one is of no column.

    A column that the expression reads by its own name is not meant by another one as well, and
    what is a value of a column is that value without its quotes.
    """
    read = names_in(source)
    for name in read - types.keys():
        if any(name in found.values for found in types.values()):
            source = _replace_name(source, name, f"'{name}'")
            continue
        near = None if name in gone else closest(name, types)
        if near is None or near in read:
            return None
        source = rename(source, name, near)
    return source


def rename(source: str, name: str, new: str) -> str:
    """`source` with one column called otherwise."""
    return _replace_name(source.replace(f"`{name}`", quoted(new)), name, quoted(new))


def _replace_name(source: str, name: str, new: str) -> str:
    return _outside_texts(
        source,
        lambda code: _NAME.sub(
            lambda found: new if found.group(1) == name else found.group(), code
        ),
    )


def _with_known_values(source: str, types: Mapping[str, ValueType]) -> str:
    """Texts that are nearly values of the column they are compared with are those values."""
    for node, text in comparisons(source):
        known = _values_of(node, types)
        near = (meant(text, known) or closest(text, known)) if text not in known else None
        if near is not None and "'" not in near and '"' not in near:
            source = source.replace(f"'{text}'", f"'{near}'").replace(f'"{text}"', f"'{near}'")
    return source


def _values_of(node: ex.Node, types: Mapping[str, ValueType]) -> tuple[str, ...]:
    try:
        return infer(node, types).values
    except ex.ExpressionError:
        return ()
