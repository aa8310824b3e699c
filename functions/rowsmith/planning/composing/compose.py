"""From what a description says and what is known to a schema, top to bottom.

Every part of the parse ends in the schema or in a note. A step that cannot be carried out, or
that leaves a schema that cannot be made, is told and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pydantic import ValidationError

from rowsmith.errors import NotUnderstood
from rowsmith.planning.coherence.stated import NOTHING, Stated
from rowsmith.planning.composing.base import lay_base
from rowsmith.planning.composing.draft import Draft
from rowsmith.planning.composing.effects import state_effect, state_unrelated
from rowsmith.planning.composing.flaws import state_clusters, state_flaw
from rowsmith.planning.composing.followed import follow
from rowsmith.planning.composing.formulas import state_formula
from rowsmith.planning.composing.groups import state_in_group
from rowsmith.planning.composing.labels import choose_labels, drive_labels, pull
from rowsmith.planning.composing.levels import give_levels
from rowsmith.planning.composing.moments import state_moments, state_period
from rowsmith.planning.composing.numbers import is_number_fact, state_figures
from rowsmith.planning.composing.order import state_distance, state_order
from rowsmith.planning.composing.patterns import state_pattern, state_unique
from rowsmith.planning.composing.places import state_places
from rowsmith.planning.composing.presence import (
    state_empty,
    state_filled,
    state_missing,
    state_only_if,
)
from rowsmith.planning.composing.rates import state_share
from rowsmith.planning.composing.repeats import (
    flatten,
    keep_apart,
    state_repeat,
    state_step,
)
from rowsmith.planning.composing.roles import set_roles
from rowsmith.planning.composing.settle import settle
from rowsmith.planning.composing.stated import stated_of
from rowsmith.planning.composing.trends import state_trend
from rowsmith.planning.composing.types import number_of, state_type
from rowsmith.planning.composing.units import state_unit
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.english.words import listed
from rowsmith.planning.knowledge import Knowledge
from rowsmith.planning.notes import Note
from rowsmith.planning.reading.parse import (
    Distance,
    Empty,
    Field,
    Filled,
    Formula,
    IdPattern,
    Level,
    Missing,
    Parse,
    Period,
    Range,
    Relation,
    Repeat,
    Share,
    Span,
    Trend,
    Type,
    Unique,
    Unit,
)
from rowsmith.planning.request import rows_of
from rowsmith.schema import Schema
from rowsmith.schema.check import check
from rowsmith.schema.columns import IdColumn


@dataclass(frozen=True, slots=True)
class Composition:
    """What a description is made into.

    Attributes:
        schema: valid.
        notes: what was assumed, read by its meaning, or left out.
        stated: what was said of which column, by header.
        rows: how many rows the description asks for; None where it says nothing of it.
        locale: of the country that it is set in, as in `de_DE`; None where it names none.
    """

    schema: Schema
    notes: tuple[Note, ...]
    stated: Stated = NOTHING
    rows: int | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to carry out: its words in the description, and how."""

    spans: tuple[Span | None, ...]
    do: Callable[[Work], None]


def compose(parse: Parse, knowledge: Knowledge) -> Composition:
    """The schema that a parse asks for, and what is to be told of it.

    Raises NotUnderstood where nothing in it is a column or a known subject.
    """
    for careful in (False, True):
        work = Work(parse, knowledge)
        lay_base(work)
        if not work.draft.entries:
            raise _not_understood(parse)
        for step in steps(parse):
            carry_out(work, step, careful=careful)
        locale = _finish(work)
        schema = work.draft.named_schema()
        if not check(schema):
            break
    else:
        schema = _base_alone(parse, knowledge)
    stated = stated_of(work, work.draft.headers())
    return Composition(schema, tuple(named_notes(work)), stated, rows_of(parse), locale)


def _not_understood(parse: Parse) -> NotUnderstood:
    subject = parse.subject.value if parse.subject is not None else parse.text[:200]
    return NotUnderstood(
        "No columns could be made of this. Name them, as in 'customers with age, income and plan'.",
        understood=[],
        not_understood=[subject],
    )


_Carriers = tuple[tuple[type, Callable[..., None]], ...]
"""What may be stated, and what carries it out."""

_PARTS: _Carriers = (
    (Type, state_type),
    (IdPattern, state_pattern),
    (Unit, state_unit),
)
"""What is stated of a field before its figures, in the order in which it is carried out."""
_LATER: _Carriers = (
    (Period, state_period),
    (Range, state_moments),
    (Unique, state_unique),
    (Formula, state_formula),
)
"""What is stated of a field after its figures."""
_LAST: _Carriers = (
    (Distance, state_distance),
    (Trend, state_trend),
)
"""What is stated of a field and others, once all columns are what they are."""


def steps(parse: Parse) -> Iterator[Step]:
    """Everything that a parse says, in the order in which it is carried out."""
    yield from _of_fields(parse, _PARTS)
    for field in parse.columns():
        spans = tuple(level.span for level in parse.levels_of(field.id))
        if spans:
            yield Step(spans, _do(give_levels, field.id))
    for fact in parse.facts:
        if isinstance(fact.value, Share) and fact.within is None and _is_field(parse, fact.of):
            yield Step((fact.span,), _do(state_share, fact.of, fact.value))
    yield from _figures(parse)
    for repeat in parse.repeats:
        yield Step((repeat.span,), _do(state_repeat, repeat))
    if parse.step is not None:
        yield Step((parse.step.span,), _do(state_step, parse.step))
    yield from _of_fields(parse, _LATER)
    yield from _relations(parse, ("after", "at_least"), state_order)
    for fact in parse.facts:
        if fact.within is not None and not isinstance(fact.value, Empty | Filled):
            yield Step((fact.span,), _do(state_in_group, fact))
    yield from _relations(parse, ("raises", "lowers", "moves"), state_effect)
    yield from _relations(parse, ("only_if",), state_only_if)
    for fact in parse.facts:
        if isinstance(fact.value, Empty):
            yield Step((fact.span,), _do(state_empty, fact, fact.value))
        elif isinstance(fact.value, Filled):
            yield Step((fact.span,), _do(state_filled, fact, fact.value))
    yield from _of_fields(parse, _LAST)
    if parse.clusters is not None:
        yield Step((parse.clusters.span,), _do(state_clusters, parse.clusters))
    yield Step((), choose_labels)
    yield Step((), pull)
    yield from _relations(parse, ("unrelated",), state_unrelated)
    yield Step((), drive_labels)
    yield Step((), follow)
    for fact in parse.facts:
        if isinstance(fact.value, Missing) and fact.within is None:
            yield Step((fact.span,), _do(state_missing, fact.of, fact.value))
    for flaw in parse.flaws:
        yield Step((flaw.span,), _do(state_flaw, flaw))


def _do(state: Callable[..., None], *parts: object) -> Callable[[Work], None]:
    return lambda work: state(work, *parts)


def _is_field(parse: Parse, part: int | None) -> bool:
    return any(field.id == part for field in parse.fields)


def _of_fields(parse: Parse, table: _Carriers) -> Iterator[Step]:
    for value, state in table:
        for fact in parse.facts:
            whole = fact.within is None and not is_number_fact(fact)
            if isinstance(fact.value, value) and whole:
                yield Step((fact.span,), _do(state, fact.of, fact.value))


def _figures(parse: Parse) -> Iterator[Step]:
    for field in parse.columns():
        facts = [
            fact
            for fact in parse.facts_of(field.id)
            if fact.within is None and is_number_fact(fact)
        ]
        if facts:
            spans = tuple(fact.span for fact in facts)
            yield Step(spans, _do(state_figures, field.id))


def _relations(
    parse: Parse, kinds: tuple[str, ...], state: Callable[[Work, Relation], None]
) -> Iterator[Step]:
    for relation in parse.relations:
        if relation.kind in kinds:
            names = tuple(_span(parse, part) for part in (relation.of, relation.to))
            yield Step((names[0], relation.span, names[1]), _do(state, relation))


def _span(parse: Parse, part: int) -> Span | None:
    named: tuple[Field | Level | Repeat, ...] = (*parse.fields, *parse.levels, *parse.repeats)
    return next((one.span for one in named if one.id == part), None)


def carry_out(work: Work, step: Step, *, careful: bool) -> None:
    """Carry a step out; tell it, and undo it, where it cannot be or, if careful, must not be."""
    before, notes = work.draft.copy(), list(work.notes)
    try:
        step.do(work)
        if careful:
            settle_whole(work)
            if check(work.draft.named_schema()):
                raise NotCarriedOut
    except (NotCarriedOut, ValidationError):
        work.draft, work.notes = before, notes
        if any(step.spans):
            work.note("not_carried_out", f"{work.said(*step.spans)} was not carried out")


def _finish(work: Work) -> str | None:
    """What follows from everything together: roles, entities, places; the locale."""
    set_roles(work.draft)
    settle_whole(work)
    keep_apart(work.draft)
    flatten(work.draft, work.parse)
    locale = state_places(work)
    work.draft.missing = [
        one for one in work.draft.missing if not _is_row_id(work.draft, one.column)
    ]
    if not work.draft.title:
        work.draft.title = _title(work.parse)
    left = [f"'{span.of(work.parse.text)}'" for span in work.parse.uncovered]
    if left:
        was = "was" if len(left) == 1 else "were"
        work.note("not_understood", f"{listed(dict.fromkeys(left))} {was} not understood")
    return locale


def _is_row_id(draft: Draft, name: str) -> bool:
    entry = draft.entries.get(name)
    return entry is None or (isinstance(entry.column, IdColumn) and entry.entity is None)


def _title(parse: Parse) -> str:
    subject = parse.subject.value if parse.subject is not None else ""
    words = " ".join(subject.split())[:80]
    return words[:1].upper() + words[1:] if words else "Dataset"


def settle_whole(work: Work) -> None:
    """Drop what cannot hold; what can be computed no more is drawn."""
    for _ in range(len(work.draft.entries)):
        lost = settle(work.draft)
        for name in lost:
            entry = work.draft.entries[name]
            if entry.name in work.draft.hidden:
                work.draft.remove(name)
            else:
                work.draft.put(number_of(entry.column))
        if not lost:
            return


def _base_alone(parse: Parse, knowledge: Knowledge) -> Schema:
    """The columns as they are known, without anything that was said of them."""
    work = Work(replace(parse, facts=(), relations=()), knowledge)
    lay_base(work)
    settle_whole(work)
    keep_apart(work.draft)
    return work.draft.named_schema()


def named_notes(work: Work) -> Iterator[Note]:
    """The notes with headers for the draft's names."""
    headers = work.draft.headers()
    for note in work.notes:
        yield replace(note, columns=tuple(headers.get(name, name) for name in note.columns))
