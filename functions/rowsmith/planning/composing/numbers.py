"""Bounds, means, spreads, shapes and units that are stated of a field, by the kind it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from rowsmith.planning.composing.conditions import shares
from rowsmith.planning.composing.figures import Figures, fit_number
from rowsmith.planning.composing.levels import match_value, refit
from rowsmith.planning.composing.settle import types_of
from rowsmith.planning.composing.types import number_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Fact, Figure, Mean, Moment, Range, Shape, Spread
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    Level,
    NumberColumn,
)
from rowsmith.schema.columns import Shape as Drawn
from rowsmith.schema.typing import NUMBER

FIGURES = (Range, Mean, Spread, Shape)
"""What is stated of a number."""

_DRAWN: dict[str, Drawn] = {
    **{name: name for name in get_args(Drawn)},
    "negative_binomial": "geometric",
    "weibull": "gamma",
    "pareto": "lognormal",
    "student_t": "normal",
    "chi_squared": "gamma",
    "triangular": "normal",
    "symmetric": "normal",
}
"""The distribution that is drawn for one that is asked for."""
_NEAR = frozenset({"negative_binomial", "weibull", "pareto", "student_t", "triangular"})
"""Distributions that another takes the place of, which is told."""
_SKEWS = {"right_skewed": 1, "mostly_low": 1, "left_skewed": -1, "mostly_high": -1}
_MOST_ZEROS = 0.6
"""The share of zeros where most are."""
_MOST = 0.8
"""The share of what most rows have."""
_MEDIAN_TO_MEAN = 1.15
"""The mean of a usual long tail, as a multiple of its median."""
_WIDEST_SCALE = 10
_CENTS, _DEAR = 2, 1_000
"""Amounts below this are drawn with cents where nothing tells their decimals."""


def state_figures(work: Work, field: int) -> None:
    """Carry out all that is stated of a field as a number, together. Raises NotCarriedOut."""
    facts = [fact for fact in work.facts(field) if isinstance(fact.value, FIGURES)]
    facts = [fact for fact in facts if not _is_moment(fact)]
    for name in work.names_of(field) if facts else ():
        column = work.draft.column(name)
        said = _figures(work, column, facts)
        made = _STATES.get(column.kind, _as_number)(work, column, said)
        work.draft.put(_in_years(work, made, said.figures))


def _in_years(work: Work, column: Column, said: Figures) -> Column:
    """An age with whole bounds is in whole years, however it is counted elsewhere."""
    entry = work.draft.entries[column.name]
    known = entry.known.name if entry.known is not None else ""
    whole = said.low is not None and said.high is not None and not said.decimals
    if isinstance(column, NumberColumn) and "age" in (known, entry.header) and whole:
        return column.model_copy(update={"decimals": 0})
    return column


def is_number_fact(fact: Fact) -> bool:
    """Whether a fact is one of `state_figures`."""
    return isinstance(fact.value, FIGURES) and not _is_moment(fact)


def _is_moment(fact: Fact) -> bool:
    value = fact.value
    if isinstance(value, Range):
        return isinstance(value.low, Moment) or isinstance(value.high, Moment)
    return isinstance(value, Mean) and isinstance(value.figure, Moment)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is stated: figures of a number, and the values that most rows have."""

    figures: Figures
    mostly: tuple[str, ...] = ()
    balanced: bool = False


def _figures(work: Work, column: Column, facts: Sequence[Fact]) -> _Said:
    said = _Said(Figures())
    for fact in facts:
        said = _ADD[type(fact.value)](work, column, said, fact.value)
    return said


def _add_range(work: Work, column: Column, said: _Said, value: Range) -> _Said:
    low = value.low if isinstance(value.low, Figure) else None
    high = value.high if isinstance(value.high, Figure) else None
    factor = _fraction(column, low, high)
    figures = said.figures
    places = [one.decimals for one in (low, high) if one is not None]
    decimals = max([*places, figures.decimals or 0]) or None
    if decimals is None and not isinstance(column, NumberColumn) and _is_small_money(low, high):
        decimals = _CENTS
    now = getattr(column, "decimals", None) or decimals or 0
    step = 10.0**-now
    if low is not None:
        least = low.value * factor + (step if value.low_open else 0)
        figures = replace(figures, low=round(least, 6))
    if high is not None:
        most = high.value * factor - (step if value.high_open else 0)
        figures = replace(figures, high=round(most, 6))
    if decimals is not None and factor == 1:
        figures = replace(figures, decimals=max(decimals, _decimals(column)))
    narrow = low is not None and high is not None and 0 < high.value - low.value <= 1
    if narrow and figures.decimals is None:
        figures = replace(figures, decimals=max(2, _decimals(column)))
    return replace(said, figures=figures)


def _is_small_money(*bounds: Figure | None) -> bool:
    """Whether bounds are amounts of money that are paid to the cent."""
    there = [one for one in bounds if one is not None]
    return any(one.currency for one in there) and max(one.value for one in there) < _DEAR


def _fraction(column: Column, *figures: Figure | None) -> float:
    """0.01 where per cents are stated of a column that holds fractions."""
    most = getattr(column, "max", None)
    stated = [one for one in figures if one is not None and one.percent]
    fractions = isinstance(most, int | float) and most <= 1 and bool(getattr(column, "decimals", 0))
    return 0.01 if stated and fractions else 1.0


def _decimals(column: Column) -> int:
    return column.decimals if isinstance(column, NumberColumn) else 0


def _add_mean(work: Work, column: Column, said: _Said, value: Mean) -> _Said:
    if not isinstance(value.figure, Figure):
        raise NotCarriedOut
    mean = value.figure.value * _fraction(column, value.figure)
    skewed = getattr(column, "shape", None) in ("lognormal", "gamma", "exponential")
    if value.median and (skewed or said.figures.skew > 0):
        mean *= _MEDIAN_TO_MEAN
    return replace(said, figures=replace(said.figures, mean=round(mean, 6)))


def _add_spread(work: Work, column: Column, said: _Said, value: Spread) -> _Said:
    sd = value.figure.value * _fraction(column, value.figure)
    if value.figure.percent and said.figures.mean is not None:
        sd = said.figures.mean * value.figure.value / 100
    return replace(said, figures=replace(said.figures, sd=sd))


def _add_shape(work: Work, column: Column, said: _Said, value: Shape) -> _Said:
    figures = said.figures
    if value.name in _DRAWN:
        figures = replace(figures, shape=_DRAWN[value.name])
        if value.name in _NEAR:
            words = value.name.replace("_", " ")
            drawn = _DRAWN[value.name]
            work.note("assumed", f"'{column.name}' is {drawn} in the place of {words}", column.name)
        if value.name == "beta" and len(value.parameters) == 2:
            figures = _of_beta(figures, *value.parameters)
    elif value.name in _SKEWS:
        figures = replace(figures, skew=_SKEWS[value.name])
    elif value.name == "zero_inflated":
        figures = replace(figures, zeros=_MOST_ZEROS)
    elif value.name == "u_shaped":
        figures = replace(figures, shape="beta")
    elif value.name == "mostly":
        return replace(said, mostly=value.values)
    elif value.name == "balanced":
        return replace(said, balanced=True)
    else:
        raise NotCarriedOut
    return replace(said, figures=figures)


def _of_beta(figures: Figures, first: float, second: float) -> Figures:
    low = figures.low if figures.low is not None else 0.0
    high = figures.high if figures.high is not None else 1.0
    total = first + second
    spread = (first * second / (total**2 * (total + 1))) ** 0.5
    return replace(
        figures,
        low=low,
        high=high,
        mean=low + (high - low) * first / total,
        sd=(high - low) * spread,
        decimals=figures.decimals if figures.decimals is not None else 2,
    )


_ADD: dict[type, Callable[..., _Said]] = {
    Range: _add_range,
    Mean: _add_mean,
    Spread: _add_spread,
    Shape: _add_shape,
}


def _number(work: Work, column: NumberColumn, said: _Said) -> Column:
    figures = said.figures
    if said.mostly:
        figures = _mostly(figures, said.mostly)
    if said.balanced:
        raise NotCarriedOut
    entry = work.draft.entries[column.name]
    if entry.guessed and figures.bounded and column.cases is None:
        column = column.model_copy(
            update={"shape": "normal", "mean": None, "sd": None, "min": None, "max": None,
                    "decimals": 0}
        )  # fmt: skip
    return fit_number(column, figures)


def _mostly(figures: Figures, values: Sequence[str]) -> Figures:
    """A number most of which is at some values."""
    numbers = [float(value) for value in values if _is_number(value)]
    if not numbers:
        raise NotCarriedOut
    if numbers == [0]:
        return replace(figures, zeros=_MOST_ZEROS)
    spread = (max(numbers) - min(numbers)) / 2 or abs(numbers[0]) * 0.15 or 0.5
    return replace(figures, mean=sum(numbers) / len(numbers), sd=max(spread, 0.5))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _as_number(work: Work, column: Column, said: _Said) -> Column:
    """A number in the place of what is none, since figures are stated of it."""
    if said.balanced and not said.figures.settles:
        raise NotCarriedOut
    bare = number_of(column)
    if not isinstance(column, NumberColumn) and said.figures.settles:
        bare = bare.model_copy(update={"mean": None, "sd": None, "min": None, "max": None})
    return _number(work, bare, said)


def _boolean(work: Work, column: BooleanColumn, said: _Said) -> Column:
    if said.balanced:
        return column.model_copy(update={"rate": 0.5, "cases": None})
    return _as_number(work, column, said)


def _category(work: Work, column: CategoryColumn, said: _Said) -> Column:
    if said.balanced or said.figures.shape == "uniform":
        equal = [Level(value=one.value) for one in column.values]
        return column.model_copy(update={"values": equal, "cases": None})
    if said.mostly:
        named = [value for text in said.mostly if (value := match_value(column, text))]
        if not named:
            raise NotCarriedOut
        fixed = {value: _MOST / len(named) for value in named}
        return column.model_copy(update={"values": refit(column.values, fixed), "cases": None})
    if said.figures.skew and not said.figures.settles:
        return _leaning(column, said.figures.skew)
    figures = said.figures
    scale = _scale_between(column, figures) if figures.mean is None else None
    return scale or _as_number(work, column, said)


def _leaning(column: CategoryColumn, skew: int) -> Column:
    """Levels most of which are low (skew 1) or high (-1)."""
    count = len(column.values)
    weights = [0.6**place for place in range(count)][:: 1 if skew > 0 else -1]
    total = sum(weights)
    levels = [
        Level(value=one.value, share=round(100 * weight / total, 3))
        for one, weight in zip(column.values, weights, strict=True)
    ]
    return column.model_copy(update={"values": levels, "cases": None})


def _scale_between(column: CategoryColumn, said: Figures) -> Column | None:
    """A scale of whole numbers within other bounds: a rating from 1 to 10; None if too wide."""
    numbers = [one.value for one in column.values if _is_number(one.value)]
    if len(numbers) < len(column.values) or said.high is None or said.decimals:
        return None
    low = said.low if said.low is not None else min(float(one) for one in numbers)
    whole = low == round(low) and said.high == round(said.high)
    if not whole or not 0 < said.high - low <= _WIDEST_SCALE:
        return None
    wanted = [f"{value:g}" for value in range(int(low), int(said.high) + 1)]
    known = shares(column.values)
    if set(wanted) <= set(known):
        levels = [Level(value=value, share=round(100 * known[value], 4)) for value in wanted]
        total = sum(one.share or 0 for one in levels) or 1.0
        levels = [
            Level(value=one.value, share=round(100 * (one.share or 0) / total, 4)) for one in levels
        ]
    else:
        levels = _graded(wanted)
    return column.model_copy(update={"values": levels, "cases": None, "ordered": True})


def _graded(values: Sequence[str]) -> list[Level]:
    """Levels of a rating: the better ones more common, the best a little less."""
    count = len(values)
    places = [(place + 0.5) / count for place in range(count)]
    weights = [1 + 3 * place**1.4 - 2.2 * max(0.0, place - 0.8) for place in places]
    total = sum(weights)
    return [
        Level(value=value, share=round(100 * weight / total, 3))
        for value, weight in zip(values, weights, strict=True)
    ]


def _datetime(work: Work, column: DatetimeColumn, said: _Said) -> Column:
    """Bounds of a date that are plain years."""
    low, high = said.figures.low, said.figures.high
    years = [one for one in (low, high) if one is not None]
    if years and all(1800 <= year <= 2200 and year == round(year) for year in years):
        start = f"{low:g}" if low is not None else "today-10y"
        end = f"{high:g}" if high is not None else "today"
        return column.model_copy(update={"start": start, "end": end, "after": None, "within": None})
    if said.figures.shape is not None and not said.figures.settles:
        raise NotCarriedOut
    return _as_number(work, column, said)


def _formula(work: Work, column: FormulaColumn, said: _Said) -> Column:
    """Figures of what an outline computes: it is drawn instead, as exactly as it was computed."""
    places = types_of(work.draft).get(column.name, NUMBER).decimals
    found = _as_number(work, column, said)
    if isinstance(found, NumberColumn) and said.figures.decimals is None:
        return found.model_copy(update={"decimals": max(found.decimals, min(places, 2))})
    return found


def _cannot(work: Work, column: Column, said: _Said) -> Column:
    raise NotCarriedOut


def _identifier(work: Work, column: IdColumn, said: _Said) -> Column:
    """Ids from one on, or with bounds: as many numbers as that."""
    figures = said.figures
    if figures.low == 1 or (figures.low is None and not figures.settles):
        return column.model_copy(update={"pattern": "sequence"})
    return _as_number(work, column, said)


_STATES: dict[str, Callable[..., Column]] = {
    "number": _number,
    "boolean": _boolean,
    "category": _category,
    "datetime": _datetime,
    "formula": _formula,
    "id": _identifier,
    "text": _cannot,
}
"""How figures are carried out by kind; any other becomes a number."""
