"""Driver terms: from the words for a column or a group to an expression with a weight."""

from __future__ import annotations

from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.columns import same_value
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.draft import Draft, DraftColumn, resolve
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import is_person, look_up_exactly
from rowsmith.planning.builtin.rename import reads_of, written
from rowsmith.planning.builtin.words import stem, words

Keys = dict[str, Any]

_MOST_LEVELS = 6


def terms_for(draft: Draft, words_of_it: str, sign: float, *, target: str) -> list[Keys]:
    """The terms by which what the words name pulls on `target`; none where nothing is found."""
    item = read_item(words_of_it)
    others = [column for column in draft.visible() if column.name != target]
    group = _group(item.phrase or words_of_it, others)
    if group is not None:
        return [{"of": group, "weight": sign}]
    adjective = _adjective(words_of_it, others)
    if adjective is not None:
        column, direction = adjective
        return column_terms(draft, column, sign * direction)
    column_found = resolve(item.phrase or words_of_it, others)
    if column_found is None:
        return []
    condition = condition_of(column_found, item.details)
    if condition is not None:
        return [{"of": condition, "weight": sign}]
    return column_terms(draft, column_found, sign)


def column_terms(draft: Draft, column: DraftColumn, weight: float) -> list[Keys]:
    """The terms of a whole column: itself where it has a rank, else one per value."""
    name = written(column.name)
    if column.is_ordered() or (column.kind == "person" and column.keys.get("field") == "age"):
        return [{"of": name, "weight": weight}]
    levels = levels_of(draft, column)
    if not 2 <= len(levels) <= 20:
        return []
    levels = levels[:_MOST_LEVELS]
    if len(levels) == 2:
        return [{"of": f"{name} == {quoted(levels[0])}", "weight": weight}]
    step = 2 / (len(levels) - 1)
    return [
        {"of": f"{name} == {quoted(level)}", "weight": round(weight * (1 - position * step), 3)}
        for position, level in enumerate(levels)
        if abs(1 - position * step) > 0.01
    ]


def levels_of(draft: Draft, column: DraftColumn) -> list[str]:
    """The values that a category, a gender or a field of a lookup may have."""
    if column.kind == "category":
        return column.levels()
    if column.kind == "person" and column.keys.get("field") == "gender":
        return ["Male", "Female"]
    if column.kind == "lookup":
        table = next((one for one in draft.tables if one["name"] == column.keys["table"]), None)
        if table is not None and column.keys["field"] in table["fields"]:
            position = table["fields"].index(column.keys["field"])
            return list(dict.fromkeys(row[position] for row in table["rows"]))
    return []


def quoted(text: str) -> str:
    """A text as a constant of an expression."""
    return f"'{text}'" if "'" not in text else f'"{text}"'


def _group(phrase: str, columns: list[DraftColumn]) -> str | None:
    """`premium members`, `women`, `smokers`: a condition on the column that has such a value."""
    said = words(phrase)
    for column in columns:
        for level in column.levels():
            if level.lower() in ("yes", "no", "none", "other"):
                continue
            plain = words(level)
            if not plain or len(said) > len(plain) + 2:
                continue
            if any(same_value(level, word) for word in said) or _within(plain, said):
                return f"{written(column.name)} == {quoted(level)}"
        if column.kind == "person" and column.keys.get("field") == "gender":
            for level in ("Female", "Male"):
                if any(same_value(level, word) for word in said):
                    return f"{written(column.name)} == {quoted(level)}"
    return None


def _within(plain: list[str], said: list[str]) -> bool:
    return {stem(word) for word in plain} <= {stem(word) for word in said}


def _adjective(text: str, columns: list[DraftColumn]) -> tuple[DraftColumn, float] | None:
    said = set(words(text))
    for adjective in vocabulary.adjectives():
        if said.isdisjoint(adjective.words):
            continue
        for concept in adjective.concepts:
            column = next((one for one in columns if one.concept == concept), None)
            column = column or resolve(concept.replace("_", " "), columns)
            if column is not None and column.is_ordered():
                return column, adjective.sign
    return None


_SEXES = frozenset(
    [
        "women",
        "woman",
        "men",
        "man",
        "girls",
        "girl",
        "boys",
        "boy",
        "females",
        "males",
        "female",
        "male",
    ]
)


def compared_of(text: str) -> str | None:
    """The column that a group of persons or a cause is told by: age for `older people`."""
    said = words(text)
    if not said:
        return None
    if any(word in _SEXES for word in said):
        return "gender"
    if is_person(said[-1]):
        for adjective in vocabulary.adjectives():
            if not set(said).isdisjoint(adjective.words):
                return adjective.concepts[0].replace("_", " ")
    return text if look_up_exactly(text) is not None else None


def condition_of(column: DraftColumn, details: Details) -> str | None:
    """The comparison of a number with the bounds said; None where it is no number or none are."""
    if column.kind not in ("number", "formula") or (details.low is None and details.high is None):
        return None
    name = written(column.name)
    if details.low is not None and details.high is not None:
        return f"{name} >= {details.low:g} and {name} <= {details.high:g}"
    if details.low is not None:
        return f"{name} > {details.low:g}"
    return f"{name} < {details.high:g}"


def add_terms(draft: Draft, target: DraftColumn, terms: list[Keys], explained: float | str) -> bool:
    """Let `terms` move `target`, without those that close a circle. Whether any stayed."""
    terms = [term for term in terms if not _closes_circle(draft, target.name, str(term["of"]))]
    if not terms:
        return False
    driver = draft.driver(target.name)
    if driver is None:
        draft.drivers.append({"column": target.name, "explained": explained, "by": terms})
        return True
    there = {str(term["of"]) for term in driver["by"]}
    driver["by"] = [*driver["by"], *(term for term in terms if term["of"] not in there)][:20]
    return True


def _closes_circle(draft: Draft, target: str, expression: str) -> bool:
    return any(name == target or depends_on(draft, name, target) for name in _names(expression))


def _names(expression: str) -> set[str]:
    return reads_of({"when": expression})


def depends_on(draft: Draft, name: str, target: str) -> bool:
    """Whether making `name` needs `target`, directly or through others."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        needed = needs(draft, here)
        if target in needed:
            return True
        waiting.extend(needed)
    return False


def needs(draft: Draft, name: str) -> set[str]:
    """The columns that a column reads, its driver's terms included."""
    column = draft.column(name)
    found = reads_of(column.keys) if column is not None else set()
    driver = draft.driver(name)
    for term in driver["by"] if driver is not None else ():
        found |= _names(str(term["of"]))
    return found
