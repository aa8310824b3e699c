"""Lines of events in the order in which they happen, and the columns that are such events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pydantic import field_validator

from rowsmith.planning.coherence.data import Data, read, words
from rowsmith.planning.coherence.editing import Editor
from rowsmith.planning.coherence.headers import (
    Match,
    Stems,
    best_match,
    has_word,
    phrase_of,
    phrases,
    plain_words,
)
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    Column,
    DatetimeColumn,
    NumberColumn,
    TextColumn,
)

_EVENT = re.compile(r"(?:(?P<count>\d+)(?P<unit>[dhm])(?P<marks>[+~]*):)?(?P<names>[a-z ,]+)")
_UNITS = {"d": 1.0, "h": 1 / 24, "m": 1 / 1440}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a line.

    within: days after the event before at the most; None for any time.
    ahead: it may lie after today. aside: nothing follows it.
    """

    names: tuple[Stems, ...]
    within: float | None
    ahead: bool
    aside: bool


class Line(Data):
    """Events in order; see the file."""

    of: str
    events: list[str]
    bare: bool = False

    @field_validator("events")
    @classmethod
    def _readable(cls, events: list[str]) -> list[str]:
        for event in events:
            if _EVENT.fullmatch(event) is None:
                raise ValueError(f"'{event}' is no event, as in '30d: paid, payment'")
        return events


class Clock(Data):
    """Two times of day of which one comes first, and between which times each lies.

    daily: they are times of day even where neither is known to be one.
    """

    first: str
    then: str
    first_between: tuple[str, str]
    then_between: tuple[str, str]
    daily: bool = False


class Dates(Data):
    """The file of lines."""

    line: list[Line]
    clock: list[Clock]


@lru_cache(maxsize=1)
def dates() -> Dates:
    """The lines of events."""
    return read("dates.toml", Dates)


@lru_cache(maxsize=128)
def events_of(number: int) -> tuple[Event, ...]:
    """The events of a line."""
    return tuple(_event(text) for text in dates().line[number].events)


def _event(text: str) -> Event:
    match = _EVENT.fullmatch(text)
    assert match is not None  # noqa: S101 (checked as the file was read)
    marks = match["marks"] or ""
    within = float(match["count"]) * _UNITS[match["unit"]] if match["count"] else None
    names = phrases(match["names"].strip(), words().dates)
    return Event(names, within, "+" in marks, "~" in marks)


@dataclass(frozen=True, slots=True)
class Placed:
    """A column that is an event of a line, and how its header says so."""

    column: str
    event: int
    match: Match

    @property
    def rest(self) -> Stems:
        """The stems that the header has beside the event."""
        return self.match.rest

    @property
    def weight(self) -> tuple[int, int]:
        """How sure it is: the words of the event, then how near they are to the end."""
        return self.match.length, self.match.end


@dataclass(frozen=True, slots=True)
class Chain:
    """Columns that are events of one line, in its order, at most one an event."""

    line: int
    placed: tuple[Placed, ...]

    def rank(self, position: Sequence[str]) -> tuple[float, ...]:
        """How well it fits: events, length of their names, the order of the columns."""
        places = [position.index(one.column) for one in self.placed]
        rising = sum(a < b for a, b in pairwise(places))
        return (
            len(self.placed),
            sum(one.match.length - len(one.rest) for one in self.placed),
            rising,
            -self.line,
        )


def usual_days(first: str, then: str) -> float | None:
    """The days that usually lie between two dates at the most, by their headers.

    None where no line of events has both in this order, or where any span will do.
    """
    for line in range(len(dates().line)):
        events = events_of(line)
        places = [event_named(name, events) for name in (first, then)]
        if places[0] is not None and places[1] is not None and places[0] < places[1]:
            return span_between(events, places[0], places[1])
    return None


def event_named(name: str, events: Sequence[Event]) -> int | None:
    """Which of a line's events a header or a value is; None for none."""
    header = phrase_of(name, words().dates)
    found = _best(name, header, events)
    return found.event if found is not None else None


def _best(name: str, header: Stems, events: Sequence[Event]) -> Placed | None:
    found = [
        Placed(name, number, match)
        for number, event in enumerate(events)
        if (match := best_match(event.names, header)) is not None
    ]
    return max(found, key=lambda one: one.weight, default=None)


def span_between(events: Sequence[Event], first: int, then: int) -> float | None:
    """The days from one event to another at the most: the longest span on the way.

    What happens aside takes no time. None where any time may pass.
    """
    between = range(first + 1, then + 1)
    spans = [events[n].within for n in between if n == then or not events[n].aside]
    return None if None in spans else max(span for span in spans if span is not None)


def chains(editor: Editor) -> list[Chain]:
    """The chains of events that the schema's dates are, best first."""
    shown = editor.shown()
    found = [chain for line in range(len(dates().line)) for chain in _chains(editor, line, shown)]
    return sorted(found, key=lambda chain: chain.rank(shown), reverse=True)


def _chains(editor: Editor, line: int, shown: list[str]) -> Iterator[Chain]:
    placed = list(placed_in(editor, line, shown))
    for rest in sorted({one.rest for one in placed}, key=lambda rest: (-len(rest), rest)):
        chosen: dict[int, Placed] = {}
        for one in placed:
            if one.rest not in (rest, ()):
                continue
            known = chosen.get(one.event)
            if known is None or (one.rest == rest, one.weight) > (known.rest == rest, known.weight):
                chosen[one.event] = one
        if len(chosen) > 1:
            yield Chain(line, tuple(chosen[event] for event in sorted(chosen)))


def placed_in(editor: Editor, line: int, shown: list[str]) -> Iterator[Placed]:
    """Yield the columns among these that are events of a line."""
    bare = dates().line[line].bare
    for name in shown:
        if not _may_be_date(editor, name, bare=bare):
            continue
        best = _best(name, phrase_of(name, words().dates), events_of(line))
        if best is not None:
            yield best


def is_date(editor: Editor, column: Column) -> bool:
    """Whether a column holds dates or moments, and not times of day."""
    if isinstance(column, DatetimeColumn):
        return not editor.is_clock(column.name)
    return editor.types()[column.name].name == "date"


def says_date(header: str) -> bool:
    """Whether a header says that it is a date, whatever it was taken for."""
    return has_word(header, words().says_date) and not has_word(header, words().no_date)


def _may_be_date(editor: Editor, name: str, *, bare: bool) -> bool:
    """Whether a column holds dates or years, or was taken for something else by its name alone."""
    column = editor.column(name)
    if is_date(editor, column) or is_year(column):
        return True
    if editor.stated.says(name, "kind", "values", "figures", "formula"):
        return False
    if says_date(name):
        return isinstance(column, BooleanColumn | NumberColumn | TextColumn | CategoryColumn)
    if isinstance(column, BooleanColumn):
        return has_word(name, ("time",)) or bare
    # `created at` is a moment; what stands before `at start` is measured there.
    moment = has_word(name, ("time",)) or plain_words(name)[-1:] == ["at"]
    timed = moment and not has_word(name, words().activities)
    return timed and isinstance(column, NumberColumn)


def is_year(column: Column) -> bool:
    """Whether a column holds years as numbers."""
    return (
        isinstance(column, NumberColumn)
        and has_word(column.name, ("year",))
        and (isinstance(column.min, int | float) and column.min > 1000)
    )
