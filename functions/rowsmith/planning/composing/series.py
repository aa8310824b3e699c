"""A series: one row a day or an hour of what is counted or measured, and nothing of each event."""

from __future__ import annotations

from dataclasses import replace

from rowsmith.planning.composing.draft import Entry
from rowsmith.planning.composing.meanings import SURE
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.words import header
from rowsmith.planning.knowledge import Outline
from rowsmith.planning.reading.parse import Field, Parse
from rowsmith.planning.request import steps_of
from rowsmith.schema.columns import DatetimeColumn, NumberColumn

_TIMES = frozenset(
    {
        *("day", "hour", "minute", "week", "month", "quarter", "year", "season", "reading"),
        *("measurement", "observation", "interval", "sample", "period", "record"),
    }
)
"""What a row is of which there is one at each step."""
_USUAL_COUNT, _USUAL_SPREAD = 120.0, 36.0
_LONGEST = 4
"""Words of a subject that may be the name of a column."""


def is_series(work: Work, outline: Outline | None) -> bool:
    """Whether rows in steps over a stated time are asked for of what is no series by itself.

    `daily flu cases for two years` are days with their number of cases, not a row for each case.
    """
    parse = work.parse
    if parse.step is None or parse.step.implied or parse.repeats or parse.listing == "closed":
        return False
    if steps_of(parse) is None and parse.rows is None:
        return False
    if outline is not None and outline.row in _TIMES and not outline.entities:
        return False
    return all(_is_measured(work, field) for field in parse.columns())


def _is_measured(work: Work, field: Field) -> bool:
    if work.parse.levels_of(field.id):
        return False
    match = work.knowledge.field(field.words)
    return match.by not in SURE or isinstance(match.known.column, NumberColumn | DatetimeColumn)


def add_count(work: Work) -> None:
    """Add the number of what the series is of, where no column is named."""
    parse = work.parse
    work.draft.title = ""
    if _names_a_figure(work, parse) or parse.subject is None:
        return
    words = parse.subject.value
    if len(words.split()) > _LONGEST:
        words = words.split(" of ")[0]
    match = work.knowledge.field(words)
    known = match.known if match.by in SURE else None
    if known is None or not isinstance(known.column, NumberColumn):
        known = None
    name = header(words)[:40].strip("_") or "count"
    column = NumberColumn(
        name=name, kind="number", shape="gamma", mean=_USUAL_COUNT, sd=_USUAL_SPREAD, min=0
    )
    if known is not None and isinstance(known.column, NumberColumn):
        column = known.column.model_copy(update={"name": name, "cases": None})
    work.draft.add(Entry(column, name, "implied", known=known))
    unit = parse.step.unit if parse.step is not None else "step"
    work.note("assumed", f"each row is one {unit}: '{name}' says how many or how much", name)


def _names_a_figure(work: Work, parse: Parse) -> bool:
    """Whether a column is named beside dates."""
    fields = [replace(field, yes_no=False) for field in parse.columns()]
    return any(
        not isinstance(work.knowledge.field(field.words).known.column, DatetimeColumn)
        for field in fields
    )
