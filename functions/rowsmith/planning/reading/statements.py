"""What is stated of columns in words: shapes, units, types, forms, periods, gaps, formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rowsmith.planning.grammar.column_types import read_type
from rowsmith.planning.grammar.dates import read_period, side_of_period
from rowsmith.planning.grammar.formulas import read_formula
from rowsmith.planning.grammar.gaps import read_empty, read_filled, read_missing, read_unique
from rowsmith.planning.grammar.id_patterns import read_pattern
from rowsmith.planning.grammar.shapes import read_shape
from rowsmith.planning.grammar.trends import read_trends
from rowsmith.planning.grammar.units import read_unit
from rowsmith.planning.reading.figures import Statement
from rowsmith.planning.reading.named import Named, names_for_formulas
from rowsmith.planning.reading.parse import Fact, IdPattern, Span, Value

_READERS: dict[str, Callable[[str], Value | None]] = {
    "shape": read_shape,
    "unit": read_unit,
    "type": read_type,
    "like": lambda said: read_pattern(said) or IdPattern(None, example=said),
    "period": read_period,
    "missing": read_missing,
    "empty": read_empty,
    "filled": read_filled,
    "unique": read_unique,
}
_REACH = 20
"""Characters before a period that say which side of it is meant."""
_NEEDS_A_GROUP = frozenset({"empty", "filled"})


def read_statements(text: str, stated: Sequence[Statement], named: Named) -> Iterator[Fact]:
    """Yield the facts of what is stated in words; unreadable ones are left out."""
    for one in stated:
        span = Span(one.mark.start, one.mark.end)
        said = span.of(text)
        if one.mark.label == "period":
            said = side_of_period(text[max(0, span.start - _REACH) : span.start]) + said
        within = one.within
        if one.mark.label in _NEEDS_A_GROUP and within is None:
            within = _group_behind(named, one)
            if within is None:
                continue
        if reader := _READERS.get(one.mark.label):
            value = reader(said)
            if value is not None:
                yield Fact(span, one.of, value, within)
        elif one.mark.label == "trend":
            for trend in read_trends(said):
                yield Fact(span, one.of, trend, within)
        elif one.mark.label == "formula" and one.of is not None:
            names = names_for_formulas(named, text, one.mark.start, one.of)
            yield Fact(span, one.of, read_formula(said, names), within)


def _group_behind(named: Named, one: Statement) -> int | None:
    """The next level or column behind `blank unless`, where no group was read."""
    return next(
        (
            place
            for start, _, place in named.places
            if start >= one.mark.end and place != one.of and named.is_thing(place)
        ),
        None,
    )
