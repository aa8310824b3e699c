"""What is stated within a group of rows: `men average 178`, `8.5 % in A`, `Pro pays 20 to 40`.

A case of the column is made of it. What is stated of the whole column still holds; where
nothing is, the whole is what the groups make together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rowsmith.planning.composing.conditions import condition, negated, share_of, values_of
from rowsmith.planning.composing.figures import decimals_of
from rowsmith.planning.composing.levels import refit
from rowsmith.planning.composing.rates import fill
from rowsmith.planning.composing.types import number_of, truth_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import (
    Fact,
    Figure,
    Mean,
    Missing,
    Moment,
    Range,
    Share,
    Spread,
)
from rowsmith.schema import Missing as Lack
from rowsmith.schema.columns import (
    BooleanCase,
    BooleanColumn,
    CategoryCase,
    CategoryColumn,
    FormulaColumn,
    Level,
    NumberCase,
    NumberColumn,
)

_USUAL_LACK = 0.05
_SPREAD_IN_GROUP = 0.15
"""The sd within a group of which only the mean is stated, as a share of it."""


@dataclass(slots=True)
class Group:
    """The rows of a level or of a yes, and what is stated of a number within them."""

    part: int
    when: str
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    facts: list[Fact] = field(default_factory=list)


def state_in_group(work: Work, fact: Fact) -> None:
    """Carry out a fact that holds within a group. Raises NotCarriedOut."""
    state = _STATES.get(type(fact.value))
    if state is None or fact.within is None or fact.of is None:
        raise NotCarriedOut
    if work.name_of(fact.of) == work.name_of(fact.within):
        raise NotCarriedOut
    state(work, fact, fact.of, condition(work, fact.within))


def _share(work: Work, fact: Fact, of: int, when: str) -> None:
    if not isinstance(fact.value, Share):
        raise NotCarriedOut
    if of in work.value_of:
        _share_of_level(work, fact, of, when, fact.value.value)
        return
    for name in work.names_of(of):
        column = work.draft.column(name)
        if column.kind not in ("boolean", "number", "category", "formula"):
            fill(work, name, fact.value.value, when)
            continue
        entry = work.draft.entries[name]
        _drop_driver(work, name)
        column = truth_of(column)
        cases = [case for case in column.cases or () if case.when != when]
        cases.append(BooleanCase(when=when, rate=round(fact.value.value, 6)))
        work.draft.put(column.model_copy(update={"cases": cases}))
        work.draft.change(name, entity=entry.entity)
        _fit_rate(work, column.name, of)


def _drop_driver(work: Work, name: str) -> None:
    """Leave out the driver that an outline has for a column: groups are stated instead."""
    if name not in work.draft.stated:
        work.draft.drivers.pop(name, None)


def _fit_rate(work: Work, name: str, of: int) -> None:
    """The rate of the whole column where it is stated; else of the rows in no group."""
    column = work.draft.column(name)
    if not isinstance(column, BooleanColumn):
        return
    if any(isinstance(one.value, Share) for one in work.facts(of)):
        return
    said = {
        condition(work, one.within) for one in work.parse.facts_of(of) if one.within is not None
    }
    rests = [case for case in column.cases or () if case.when.startswith("not (")]
    cases = [case for case in column.cases or () if case not in rests or case.when in said]
    usual = column.rate
    if usual is None:
        usual = sum(case.rate for case in cases) / len(cases)
    changed = column.model_copy(update={"rate": None, "cases": cases})
    if not _covers(work, of, Share):
        rest = BooleanCase(when=_elsewhere(changed), rate=round(usual, 6))
        changed = changed.model_copy(update={"cases": [*cases, rest]})
    work.draft.put(changed)


def _elsewhere(column: BooleanColumn | NumberColumn) -> str:
    """The rows in none of a column's cases."""
    groups = [case.when for case in column.cases or () if not case.when.startswith("not (")]
    return f"not ({' or '.join(groups)})"


def _covers(work: Work, of: int, *values: type) -> bool:
    """Whether the groups that something is stated in are all rows."""
    found: dict[str, set[str]] = {}
    parts = set()
    for fact in work.parse.facts_of(of):
        if fact.within is not None and isinstance(fact.value, values):
            parts.add(fact.within)
            name, value = work.value_of.get(fact.within, (work.name_of(fact.within), ""))
            found.setdefault(name, set()).add(value)
    whens = {condition(work, part) for part in parts}
    if any(negated(when) in whens for when in whens):
        return True
    for name, there in found.items():
        every = set(values_of(work, work.draft.column(name)))
        if every and every <= there:
            return True
    return False


def _share_of_level(work: Work, fact: Fact, of: int, when: str, share: float) -> None:
    """Another share of one value of a category within a group."""
    name, value = work.value_of[of]
    column = work.draft.column(name)
    if not isinstance(column, CategoryColumn):
        raise NotCarriedOut
    cases = list(column.cases or ())
    there = next((case for case in cases if case.when == when), None)
    others = _stated_within(work, fact, name)
    levels = refit(column.values, {**others, value: share})
    case = CategoryCase(when=when, values=levels)
    cases = (
        [case if one is there else one for one in cases] if there is not None else [*cases, case]
    )
    _drop_driver(work, name)
    whole = [_open(work, one) for one in column.values] if not _is_stated(work, name) else None
    changes: dict[str, object] = {"cases": cases}
    work.draft.put(column.model_copy(update=changes | ({"values": whole} if whole else {})))


def _is_stated(work: Work, name: str) -> bool:
    """Whether shares of a category are stated of all rows."""
    return any(
        isinstance(fact.value, Share) and fact.within is None and fact.of in work.value_of
        for fact in work.parse.facts
        if fact.of is not None and work.value_of.get(fact.of, ("",))[0] == name
    )


def _open(work: Work, level: Level) -> Level:
    return level.model_copy(update={"share": None})


def _stated_within(work: Work, fact: Fact, name: str) -> dict[str, float]:
    """The shares of the other values of a column within the same group."""
    found: dict[str, float] = {}
    for other in work.parse.facts:
        if other.within != fact.within or not isinstance(other.value, Share):
            continue
        if other.of in work.value_of and work.value_of[other.of][0] == name:
            found[work.value_of[other.of][1]] = other.value.value
    return found


def _figure(work: Work, fact: Fact, of: int, when: str) -> None:
    """Means, spreads and bounds of a number within groups, all at once."""
    first = next(
        one
        for one in work.parse.facts_of(of)
        if one.within is not None and isinstance(one.value, Mean | Spread | Range)
    )
    if first is not fact:
        return  # carried out with the first one
    for name in work.names_of(of):
        _number_in_groups(work, name, of)


def _number_in_groups(work: Work, name: str, of: int) -> None:
    entry = work.draft.entries[name]
    column = number_of(entry.column)
    if isinstance(entry.column, FormulaColumn):
        work.draft.drivers.pop(name, None)
    groups = _groups(work, of)
    fresh = not isinstance(entry.column, NumberColumn) or entry.guessed
    column = _bounded(column, groups)
    column = _with_cases(work, column, groups, of, fresh=fresh)
    _drop_driver(work, name)
    work.draft.put(column)


def _groups(work: Work, of: int) -> list[Group]:
    """The groups that something is stated of a number in, in the order of the text."""
    found: dict[int, Group] = {}
    for fact in work.parse.facts_of(of):
        if fact.within is None or not isinstance(fact.value, Mean | Spread | Range):
            continue
        if fact.within not in found:
            found[fact.within] = Group(fact.within, condition(work, fact.within))
        _add(found[fact.within], fact)
    return list(found.values())


def _add(group: Group, fact: Fact) -> None:
    value = fact.value
    match value:
        case Mean(figure=Figure() as figure):
            group.mean = figure.value
        case Spread(figure=figure):
            group.sd = figure.value
        case Range(low=low, high=high) if not isinstance(low, Moment) and not isinstance(
            high, Moment
        ):
            group.low = low.value if low is not None else group.low
            group.high = high.value if high is not None else group.high
        case _:
            raise NotCarriedOut
    group.facts.append(fact)


def _bounded(column: NumberColumn, groups: list[Group]) -> NumberColumn:
    """Bounds that differ from group to group, as expressions."""
    changes: dict[str, object] = {}
    for key, stated in (
        ("min", [(one.when, one.low) for one in groups if one.low is not None]),
        ("max", [(one.when, one.high) for one in groups if one.high is not None]),
    ):
        if not stated:
            continue
        now = getattr(column, key)
        figures = [figure for _, figure in stated]
        if now is None or isinstance(now, str):
            edge = min(figures) if key == "min" else max(figures)
            now = f"{edge:g}"
        elif isinstance(now, int | float):
            now = f"{now:g}"
        for when, figure in reversed(stated):
            now = f"if({when}, {figure:g}, {now})"
        changes[key] = now
    return column.model_copy(update=changes) if changes else column


def _with_cases(
    work: Work, column: NumberColumn, groups: list[Group], of: int, *, fresh: bool
) -> NumberColumn:
    """A number with a case a group; of all rows is what is stated so, else what they make."""
    stated = {type(one.value) for one in work.facts(of)}
    spread = column.sd if Spread in stated else None
    cases = [
        NumberCase(when=group.when, mean=mean, sd=_spread_in(group, column, mean, spread, fresh))
        for group in groups
        if (mean := _mean_in(group, column)) is not None
    ]
    if not cases:
        return column
    changes: dict[str, object] = {"cases": cases, "sd": None, "zeros": None}
    means = [case.mean for case in cases]
    if Mean not in stated:
        changes["mean"] = None
        if not _covers(work, of, Mean, Range, Spread):
            usual = column.mean if column.mean is not None and not fresh else None
            mean = usual if usual is not None else round(sum(means) / len(means), 6)
            rest = Group(0, _elsewhere(column.model_copy(update={"cases": cases})))
            sd = _spread_in(rest, column, mean, spread, fresh)
            changes["cases"] = [*cases, NumberCase(when=rest.when, mean=mean, sd=sd)]
    places = max(decimals_of(mean, 2) for mean in means) if max(map(abs, means)) < 100 else 0
    changes["decimals"] = max(column.decimals, places)
    if column.shape == "uniform":
        changes["shape"] = "normal"
    found = column.model_copy(update=changes)
    found = found if Range in stated else _wide_enough(found)
    if found.mean is None and (isinstance(found.min, str) or isinstance(found.max, str)):
        return found.model_copy(update={"mean": _made_by(work, found, of)})
    return found


def _made_by(work: Work, column: NumberColumn, of: int) -> float:
    """The mean that the groups make together; of groups of unknown size, as if they were even."""
    sizes: dict[str, float] = {}
    for fact in work.parse.facts_of(of):
        if fact.within is not None and (size := share_of(work, fact.within)) is not None:
            sizes[condition(work, fact.within)] = size
    cases = column.cases or []
    known = sum(size for size in sizes.values())
    unknown = [case for case in cases if case.when not in sizes]
    each = max(1 - known, 0.0) / len(unknown) if unknown else 0.0
    total = sum(sizes.get(case.when, each) * case.mean for case in cases)
    return round(total / (known + each * len(unknown) or 1.0), 6)


def _mean_in(group: Group, column: NumberColumn) -> float | None:
    """The mean of a group: as stated, the middle of its bounds, or that of the whole."""
    if group.mean is not None:
        return group.mean
    if group.low is not None and group.high is not None:
        return (group.low + group.high) / 2
    return column.mean if group.sd is not None else None


def _spread_in(
    group: Group, column: NumberColumn, mean: float, spread: float | None, fresh: bool
) -> float:
    """The sd of a group: as stated, what its bounds leave room for, or as usual for its mean."""
    if group.sd is not None:
        return group.sd
    if spread is not None:
        return spread
    if group.low is not None and group.high is not None:
        return round((group.high - group.low) / 5, 6)
    if fresh or column.sd is None or not column.mean:
        return round(max(abs(mean) * _SPREAD_IN_GROUP, 0.1), 6)
    return round(abs(column.sd / column.mean * mean), 6)


def _wide_enough(column: NumberColumn) -> NumberColumn:
    """Bounds that nobody states leave room for the means of all groups."""
    cases = column.cases or []
    lowest = min(case.mean - 3 * (case.sd or 0) for case in cases)
    highest = max(case.mean + 4 * (case.sd or 0) for case in cases)
    least = min(case.mean for case in cases)
    changes: dict[str, object] = {}
    if column.min is None or (isinstance(column.min, int | float) and least <= column.min):
        changes["min"] = round(max(lowest, 0.0) if least > 0 else lowest, 4)
    if column.max is None or (isinstance(column.max, int | float) and highest > column.max):
        changes["max"] = round(highest, 4)
    return column.model_copy(update=changes) if changes else column


def _lack(work: Work, fact: Fact, of: int, when: str) -> None:
    said = fact.value.share if isinstance(fact.value, Missing) else None
    share = said if said is not None else _USUAL_LACK
    for name in work.names_of(of):
        work.draft.missing.append(Lack(column=name, share=round(share, 6), when=when))


_STATES: dict[type, Callable[[Work, Fact, int, str], None]] = {
    Share: _share,
    Mean: _figure,
    Spread: _figure,
    Range: _figure,
    Missing: _lack,
}
