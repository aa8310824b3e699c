"""Subjects with several rows each, and rows that follow each other in regular steps."""

from __future__ import annotations

from dataclasses import replace

from rowsmith.planning.composing.draft import Draft, Entry
from rowsmith.planning.composing.meanings import JOINING
from rowsmith.planning.composing.types import date_of
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.nouns import singular
from rowsmith.planning.english.words import header, stems, words
from rowsmith.planning.knowledge.words import lists
from rowsmith.planning.reading.parse import Parse, Repeat, Step, TimeUnit
from rowsmith.planning.request import (
    USUAL_ROWS_EACH,
    mean_of,
    repeat_is_row,
    steps_of,
    usual_rows_each,
)
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    LookupColumn,
    NumberColumn,
    PersonColumn,
)
from rowsmith.schema.steps import MAX_STEP


def state_repeat(work: Work, repeat: Repeat) -> None:
    """Let a subject have several rows: what is known of it stays the same in them."""
    if repeat_is_row(work.parse, repeat):
        return
    draft = work.draft
    noun = singular(repeat.words.lower())
    name = _entity_named(draft, noun) or _taken_over(work, noun)
    name = name or _new_entity(work, noun)
    if not any(entry.entity == name and _tells_apart(entry) for entry in draft.shown()):
        _add_id(work, repeat, name)
    work.entity_of[repeat.id] = name
    each, exact = _rows_each(work.parse, repeat)
    now, _ = draft.entities[name]
    draft.entities[name] = (max(each if each is not None else now, 1.0), exact or None)


def _rows_each(parse: Parse, repeat: Repeat) -> tuple[float | None, bool]:
    if repeat.each is not None:
        exact = repeat.each_exact and repeat.each[0] == repeat.each[1]
        return mean_of(repeat.each), exact
    if parse.rows is not None and repeat.count:
        return parse.rows.value / repeat.count, parse.step is not None
    steps = steps_of(parse)
    if steps:
        return float(steps), True
    return (usual_rows_each(repeat.count), False) if repeat.count else (None, False)


def _entity_named(draft: Draft, noun: str) -> str | None:
    """The outline's entity that a noun names."""
    wanted = stems(noun)[-1:]
    return next((name for name in draft.entities if stems(name)[-1:] == wanted), None)


def _taken_over(work: Work, noun: str) -> str | None:
    """The outline's only subject, where the steps are of another one that stands for it.

    Hourly readings of buildings are read as those of households are.
    """
    draft = work.draft
    others = [one for one in draft.entities if one not in work.entity_of.values()]
    if work.parse.step is None or len(others) != 1 or not header(noun):
        return None
    (old,) = others
    name = header(noun)
    for entry in [one for one in draft.entries.values() if one.entity == old]:
        draft.change(entry.name, entity=name)
        if isinstance(entry.column, IdColumn) and entry.field is None:
            draft.change(entry.name, header=f"{name}_id")
    draft.entities = {name if one == old else one: rows for one, rows in draft.entities.items()}
    return name


def _new_entity(work: Work, noun: str) -> str:
    """An entity of what is known of a noun."""
    draft = work.draft
    name = header(noun) or "subject"
    own = [entry.name for entry in draft.entries.values() if _is_of(work, entry, noun)]
    draft.entities[name] = (USUAL_ROWS_EACH, None)
    for one in own:
        draft.change(one, entity=name)
    keep_apart(draft)
    draft.entities.setdefault(name, (USUAL_ROWS_EACH, None))
    return name


def _tells_apart(entry: Entry) -> bool:
    """Whether a column may say which subject a row is of: an age or a sex does not."""
    column = entry.column
    if isinstance(column, PersonColumn):
        return column.field not in _SHARED
    return not isinstance(column, NumberColumn | BooleanColumn | DatetimeColumn | CategoryColumn)


_SHARED = frozenset({"age", "gender", "birth_date", "title"})
"""Fields of a person that many have alike."""


def _is_of(work: Work, entry: Entry, noun: str) -> bool:
    """Whether a column stays the same in all rows of a subject."""
    column, own = entry.column, stems(noun)[-1:]
    if entry.entity is not None or entry.name in work.draft.labels:
        return False
    if isinstance(column, LookupColumn) and stems(column.table)[-1:] == own:
        return True
    said = stems(entry.header)
    followed = work.parse.step is not None
    if followed and entry.origin == "outline" and entry.field is None:
        # What is not followed tells of whom it is that is: the age of patients.
        return stems(work.draft.row)[-1:] == own
    lasting = _is_lasting(work, entry)
    if isinstance(column, DatetimeColumn | NumberColumn | BooleanColumn | FormulaColumn):
        if followed and set(words(entry.header)) & lists()["fixed"]:
            return True
        is_person = work.knowledge.is_person(noun)
        return lasting and (said[:1] == own or (is_person and len(said) == 1))
    if own and said[: len(own)] == own:
        return True
    subject = _head(work.parse.subject.value if work.parse.subject is not None else "")
    if _is_somebody(subject) and stems(subject)[-1:] != own:
        # An office of employees has none of what they are.
        return False
    if isinstance(column, IdColumn):
        return False
    if isinstance(column, PersonColumn):
        return column.role in (None, noun)
    return lasting


def _is_lasting(work: Work, entry: Entry) -> bool:
    """Whether what is known of a column, here or anywhere, is that it stays the same."""
    if entry.known is None:
        return False
    return entry.known.lasting or work.knowledge.field(entry.header).known.lasting


def _add_id(work: Work, repeat: Repeat, name: str) -> None:
    """Add the id of a subject that nothing else tells from others."""
    letters = "".join(word[0] for word in name.split("_")).upper()
    column = IdColumn(name=f"{name}_id", kind="id", pattern=f"{letters}-####")
    first = next(iter(work.draft.entries), None)
    entry = work.draft.add(Entry(column, column.name, "implied", entity=name), before=first)
    work.note("assumed", f"'{entry.header}' tells the {repeat.words} apart", entry.name)


def keep_apart(draft: Draft) -> None:
    """Columns of an entity that read one outside of it belong to the row; empty entities go."""
    changed = True
    while changed:
        changed = False
        for name, reads in draft.graph().items():
            entity = draft.entries[name].entity
            outside = [one for one in reads if one in draft.entries]
            if entity is not None and any(draft.entries[one].entity != entity for one in outside):
                draft.change(name, entity=None)
                changed = True
    used = {entry.entity for entry in draft.entries.values()}
    draft.entities = {name: rows for name, rows in draft.entities.items() if name in used}


def flatten(draft: Draft, parse: Parse) -> None:
    """Each row is a subject where nothing else is left of the row, and nobody said otherwise."""
    subject = _head(parse.subject.value if parse.subject is not None else "")
    own = stems(subject)[-1:]
    somebody = own != stems(draft.row)[-1:] and _is_somebody(subject)
    for name in list(draft.entities):
        if not parse.repeats and own and (somebody or stems(name)[-1:] == own):
            _dissolve(draft, name)
    shown = list(draft.shown())
    entities = {entry.entity for entry in shown}
    if parse.repeats or not shown or None in entities or len(entities) > 1:
        return
    for name in list(draft.entities):
        _dissolve(draft, name)


def _head(subject: str) -> str:
    """A subject without what says which: the ratings of `ratings by users`."""
    tokens = subject.split()
    cut = next((n for n, token in enumerate(tokens) if n and token.lower() in _SAYS_WHICH), None)
    return " ".join(tokens[:cut])


_SAYS_WHICH = JOINING | {"by"}


def _is_somebody(subject: str) -> bool:
    noun = singular(subject.lower().rpartition(" ")[2])
    return noun in lists()["persons"] or noun in lists()["anybody"]


def _dissolve(draft: Draft, entity: str) -> None:
    """Let each row be a subject of its own."""
    for name, entry in list(draft.entries.items()):
        if entry.entity == entity:
            draft.change(name, entity=None)
    draft.entities.pop(entity, None)


def state_step(work: Work, step: Step) -> None:
    """Let the dates of rows follow each other in regular steps."""
    draft = work.draft
    name = _main_date(draft) or _hidden_date(work, step) or _add_date(work, step)
    column = date_of(draft.column(name))
    start = "today-1y" if column.start is None or column.is_time_of_day else column.start
    draft.put(
        column.model_copy(
            update={
                "every": _every(_on_days_of(column, step)),
                "start": start,
                "end": None,
                "after": None,
                "within": None,
                "rhythm": None,
                "precision": "day",
            }
        )
    )
    draft.change(name, entity=None)
    if step.implied:
        work.note("assumed", f"one row a {step.unit} for each", name)


def _on_days_of(column: DatetimeColumn, step: Step) -> Step:
    """A day's step of what happens on working days alone, as trading does."""
    only_then = "weekdays" in (column.rhythm or ()) and step.unit == "day" and step.count == 1
    return replace(step, working_days=step.working_days or only_then)


_ALMOST = 0.05
_SMALLER: dict[TimeUnit, tuple[float, TimeUnit]] = {
    "minute": (60, "second"),
    "hour": (60, "minute"),
    "day": (24, "hour"),
    "week": (7, "day"),
    "month": (30, "day"),
    "year": (12, "month"),
}


def _every(step: Step) -> str:
    """A step as the schema language writes it, in whole units."""
    count, unit = step.count, step.unit
    while abs(count - round(count)) > _ALMOST or round(count) < 1:
        factor, unit = _SMALLER[unit]
        count *= factor
        if unit == "second":
            break
    whole = min(max(round(count), 1), MAX_STEP)
    if step.working_days and unit == "day":
        return "weekday" if whole == 1 else f"{whole} weekdays"
    return unit if whole == 1 else f"{whole} {unit}s"


def _main_date(draft: Draft) -> str | None:
    return next(
        (
            entry.name
            for entry in draft.shown()
            if isinstance(entry.column, DatetimeColumn)
            and not entry.column.is_time_of_day
            and entry.entity is None
        ),
        None,
    )


def _hidden_date(work: Work, step: Step) -> str | None:
    """A date of the outline that was not listed, and by which its columns go."""
    draft = work.draft
    for entry in draft.entries.values():
        column = entry.column
        if entry.name not in draft.hidden or not isinstance(column, DatetimeColumn):
            continue
        if not column.is_time_of_day and entry.entity is None:
            draft.hidden.discard(entry.name)
            draft.change(entry.name, header=_usual_name(step))
            draft.entries = {entry.name: draft.entries[entry.name], **draft.entries}
            work.note("assumed", f"'{_usual_name(step)}' was added for the steps in time")
            return entry.name
    return None


def _usual_name(step: Step) -> str:
    return "date" if step.unit in ("day", "week", "month", "year") else "timestamp"


def _add_date(work: Work, step: Step) -> str:
    name = _usual_name(step)
    column = DatetimeColumn(name=name, kind="datetime", start="today-1y", end="today")
    ids = [one.name for one in work.draft.entries.values() if not isinstance(one.column, IdColumn)]
    entry = work.draft.add(Entry(column, name, "implied"), before=ids[0] if ids else None)
    work.note("assumed", f"'{name}' was added for the steps in time", entry.name)
    return entry.name
