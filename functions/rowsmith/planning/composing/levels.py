"""The values that a description names: a category of them, with the shares that are stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rowsmith.planning.composing.conditions import GENDERS, shares
from rowsmith.planning.composing.scales import scales
from rowsmith.planning.composing.settle import expressions_of
from rowsmith.planning.composing.types import truth_of
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.words import stem, stems
from rowsmith.planning.grammar.portions import is_denial
from rowsmith.planning.reading.parse import Level, Share
from rowsmith.schema import Column
from rowsmith.schema.columns import BooleanColumn, CategoryColumn, PersonColumn
from rowsmith.schema.columns import Level as Value
from rowsmith.schema.expressions import names_in
from rowsmith.schema.renaming import rewritten

_SEXES = {
    **dict.fromkeys(("women", "woman", "girl", "f", "femal", "w", "ladi"), "Female"),
    **dict.fromkeys(("men", "man", "boy", "m", "mal", "male", "gentleman"), "Male"),
}
"""Words for the two values of a gender, as stems."""
_PEOPLE = frozenset({"women", "woman", "girl", "men", "man", "boy", "ladi", "gentleman"})
"""Those of them that are people, and no value of a column."""
_NO = frozenset({"no", "false", "n", "0", "f", "not"})
_YES = frozenset({"yes", "true", "y", "1", "t"})
_ALL = 100
_LARGEST_PART = 0.98
"""What stated shares may add up to at most while other values have rows too."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that the user named and its share, 0 to 1, where one is stated."""

    text: str
    share: float | None


def stated_levels(work: Work, field: int) -> list[Stated]:
    """The values of a field with their shares, `the rest` among those that it is left to."""
    found = []
    for level in work.parse.levels_of(field):
        share = _share(work, level)
        found.append(Stated(level.text, share))
    return found


def _share(work: Work, level: Level) -> float | None:
    said = [one.value for one in work.facts(level.id) if isinstance(one.value, Share)]
    return said[-1].value if said else None


def give_levels(work: Work, field: int) -> None:
    """Make a field's column one that has the values named, and remember which is which."""
    said = stated_levels(work, field)
    if not said:
        return
    name = work.name_of(field)
    column = work.draft.column(name)
    if all(is_denial(one.text) for one in said):
        work.draft.put(truth_of(column))  # `non-smokers` of smokers
        for level in work.parse.levels_of(field):
            work.value_of[level.id] = (name, level.text)
        return
    new, spelling = with_levels(column, said, implied=work.entry_of(field).origin == "implied")
    work.draft.put(new)
    _follow(work, name, column, new)
    for level in work.parse.levels_of(field):
        value = spelling.get(level.text) or match_value(new, level.text) or level.text
        work.value_of[level.id] = (name, value)


def with_levels(
    column: Column, said: Sequence[Stated], *, implied: bool = False
) -> tuple[Column, dict[str, str]]:
    """A column with the values named, and how each is written in it.

    implied: nobody named the column, so that its own words for the values are kept, and its
    other values too.
    """
    said = _as_values(column, said)
    pair = _yes_and_no(said)
    if pair is not None and not isinstance(column, CategoryColumn):
        return _boolean(column, said, pair), {one.text: one.text for one in said}
    known = _known_levels(column)
    spelling = {one.text: _match(one.text, known) or one.text for one in said}
    partial = bool(known) and (implied or _is_partial(said, known, spelling))
    if not partial:
        ordered = _is_ordered(column, [one.text for one in said])
        values = _values([(one.text, one.share) for one in said])
        values = _rescaled(_in_order(values)) if ordered else _with_others(values)
        return _category(column.name, values, ordered), {one.text: one.text for one in said}
    base = [Value(value=value, share=100 * share) for value, share in known.items()]
    added = [one for one in said if spelling[one.text] not in known]
    base += [Value(value=one.text, share=None) for one in added]
    fixed = {spelling[one.text]: one.share for one in said if one.share is not None}
    ordered = bool(getattr(column, "ordered", None))
    return _category(column.name, refit(base, fixed), ordered), spelling


def _as_values(column: Column, said: Sequence[Stated]) -> list[Stated]:
    """`women` of a gender that has `male` is `female`: people are no values of a column."""
    known = _known_levels(column)
    if set(known) != set(GENDERS):
        return list(said)
    lower = any(one.text.islower() for one in said if stem(one.text) not in _PEOPLE)
    found = []
    for one in said:
        if stem(one.text) in _PEOPLE:
            sex = _SEXES[stem(one.text)]
            one = Stated(sex.lower() if lower else sex, one.share)
        found.append(one)
    texts = [one.text for one in found]
    return [one for place, one in enumerate(found) if one.text not in texts[:place]]


def _known_levels(column: Column) -> dict[str, float]:
    if isinstance(column, CategoryColumn):
        return shares(column.values)
    if isinstance(column, PersonColumn) and column.field == "gender":
        return dict.fromkeys(GENDERS, 0.5)
    return {}


def _is_partial(said: Sequence[Stated], known: dict[str, float], spelling: dict[str, str]) -> bool:
    """Whether a part of a category's values is spoken of, rather than all of them listed."""
    stated = [one.share for one in said if one.share is not None]
    if any(spelling[one.text] not in known for one in said) or len(said) >= len(known):
        return False
    return len(stated) == len(said) and sum(stated) < _LARGEST_PART


def refit(levels: Sequence[Value], fixed: dict[str, float]) -> list[Value]:
    """Values of which some have these shares, 0 to 1; the others keep their proportions."""
    now = shares(levels)
    others = [value for value in now if value not in fixed]
    said = sum(fixed.values())
    if said > 1 or (not others and said):
        fixed = {value: share / said for value, share in fixed.items()}
    left = max(1.0 - sum(fixed.values()), 0.0)
    weight = sum(now[value] for value in others)
    found = {
        value: left * (now[value] / weight if weight else 1 / max(len(others), 1))
        for value in others
    }
    return [
        Value(value=one.value, share=round(100 * fixed.get(one.value, found.get(one.value, 0)), 4))
        for one in levels
    ]


def _values(said: Sequence[tuple[str, float | None]]) -> list[Value]:
    """Values with shares in per cent that add up to 100, where any is stated."""
    seen = dict(said)
    stated = [share for share in seen.values() if share is not None]
    if not stated:
        return [Value(value=text) for text in seen]
    total = sum(stated)
    if not total:
        return [Value(value=text) for text in seen]
    open_ones = len(seen) - len(stated)
    if open_ones and total < _LARGEST_PART:
        return [
            Value(value=text, share=None if share is None else round(100 * share, 4))
            for text, share in seen.items()
        ]
    if not open_ones and total < _LARGEST_PART:
        return [
            Value(value=text, share=round(100 * (share or 0), 4)) for text, share in seen.items()
        ]
    usual = total / max(len(stated), 1) if open_ones else 0.0
    whole = total + usual * open_ones or 1.0
    return [
        Value(value=text, share=round(100 * (usual if share is None else share) / whole, 4))
        for text, share in seen.items()
    ]


def _rescaled(values: list[Value]) -> list[Value]:
    """Values whose shares add up to 100, where all have one."""
    total = sum(one.share or 0 for one in values)
    if not total or any(one.share is None for one in values):
        return values
    return [
        Value(value=one.value, share=round(100 * (one.share or 0) / total, 4)) for one in values
    ]


def _with_others(values: list[Value]) -> list[Value]:
    """A value that is named alone, or shares that leave rows over, have others beside them."""
    left = _ALL - sum(one.share for one in values if one.share is not None)
    open_ones = any(one.share is None for one in values)
    if len(values) == 1 and left > 0:
        return [*values, Value(value=f"not {values[0].value}"[:200])]
    if open_ones or left < _ALL * (1 - _LARGEST_PART):
        return values
    other = "other" if all(one.value.islower() for one in values) else "Other"
    there = any(one.value.lower() == "other" for one in values)
    return values if there else [*values, Value(value=other)]


def _category(name: str, values: list[Value], ordered: bool) -> CategoryColumn:
    return CategoryColumn(name=name, kind="category", values=values, ordered=ordered or None)


def _is_ordered(column: Column, said: Sequence[str]) -> bool:
    if len(said) > 1 and all(_is_number(text) for text in said):
        return True
    if any({text.lower() for text in said} <= set(scale) for scale in scales()):
        return len(said) > 1
    if not isinstance(column, CategoryColumn) or not column.ordered:
        return False
    known = [_match(text, _known_levels(column)) for text in said]
    places = [[one.value for one in column.values].index(one) for one in known if one is not None]
    return len(places) == len(said) and places == sorted(places)


def _in_order(values: list[Value]) -> list[Value]:
    """The values of a scale from low to high."""
    texts = [one.value.lower() for one in values]
    if all(_is_number(text) for text in texts):
        return sorted(values, key=lambda one: float(one.value))
    scale = next((scale for scale in scales() if set(texts) <= set(scale)), None)
    return (
        values if scale is None else sorted(values, key=lambda one: scale.index(one.value.lower()))
    )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _yes_and_no(said: Sequence[Stated]) -> tuple[str, str] | None:
    """The words for true and false, where the values are the two."""
    texts = {one.text.lower(): one.text for one in said}
    yes, no = texts.keys() & _YES, texts.keys() & _NO
    if len(texts) != 2 or len(yes) != 1 or len(no) != 1:
        return None
    return texts[yes.pop()], texts[no.pop()]


def _boolean(column: Column, said: Sequence[Stated], pair: tuple[str, str]) -> BooleanColumn:
    stated = {one.text: one.share for one in said if one.share is not None}
    usual = column.rate if isinstance(column, BooleanColumn) else None
    rate = 0.5 if usual is None else usual
    if pair[0] in stated:
        rate = stated[pair[0]]
    elif pair[1] in stated:
        rate = 1 - stated[pair[1]]
    return BooleanColumn(
        name=column.name, kind="boolean", rate=round(min(max(rate, 0.0), 1.0), 6), words=list(pair)
    )


def _match(text: str, known: dict[str, float]) -> str | None:
    """The value that a user's word means: `women` is Female, `Elite` elite."""
    lowered = text.lower()
    for value in known:
        if value.lower() == lowered:
            return value
    wanted = stems(text)
    for value in known:
        if wanted and stems(value) == wanted:
            return value
    sex = _SEXES.get(stem(text))
    return next((value for value in known if sex and _SEXES.get(stem(value)) == sex), None)


def match_value(column: Column, text: str) -> str | None:
    """The value of a column that a user's word means."""
    return _match(text, _known_levels(column))


def _follow(work: Work, name: str, old: Column, new: Column) -> None:
    """Let what compares with an old value compare with the one that takes its place."""
    before, after = _known_levels(old), _known_levels(new)
    if not before or not after:
        return
    texts = {
        value: found
        for value in before
        if value not in after and (found := _match(value, after)) is not None
    }
    if not texts:
        return
    draft = work.draft
    for entry in list(draft.entries.values()):
        changed = _rewritten(entry.column, name, texts)
        if changed is not None:
            draft.change(entry.name, column=changed)
    for target, driver in draft.drivers.items():
        terms = [
            term.model_copy(update={"of": rewritten(term.of, {}, texts)})
            if name in names_in(term.of)
            else term
            for term in driver.by
        ]
        draft.drivers[target] = driver.model_copy(update={"by": terms})


def _rewritten(column: Column, name: str, texts: dict[str, str]) -> Column | None:
    changes: dict[str, object] = {}
    for path, source in expressions_of(column):
        if name in names_in(source) and "." not in path:
            changes[path] = rewritten(source, {}, texts)
    cases = getattr(column, "cases", None)
    if cases and any(name in names_in(case.when) for case in cases):
        changes["cases"] = [
            case.model_copy(update={"when": rewritten(case.when, {}, texts)})
            if name in names_in(case.when)
            else case
            for case in cases
        ]
    return column.model_copy(update=changes) if changes else None
