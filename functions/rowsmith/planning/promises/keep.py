"""A schema held against what its description says: mended where that is plain, told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rowsmith.planning.coherence.stated import NOTHING, Aspect, Stated
from rowsmith.planning.composing.base import add_field
from rowsmith.planning.composing.compose import carry_out, named_notes, settle_whole, steps
from rowsmith.planning.composing.draft import Draft, Entry
from rowsmith.planning.composing.headers import header_of
from rowsmith.planning.composing.levels import match_value
from rowsmith.planning.composing.places import state_places
from rowsmith.planning.composing.stated import stated_of
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.words import listed, stems
from rowsmith.planning.knowledge import Knowledge
from rowsmith.planning.notes import Note
from rowsmith.planning.promises.kept import are_levels_kept, is_fact_kept, is_relation_kept
from rowsmith.planning.promises.matching import match_columns
from rowsmith.planning.reading.parse import Parse
from rowsmith.schema import Schema
from rowsmith.schema.check import check


@dataclass(frozen=True, slots=True)
class Kept:
    """A schema that holds what its description states.

    Attributes:
        schema: valid.
        notes: what was mended, or is stated and could not be.
        stated: what is stated of its columns, which coherence leaves as it is.
    """

    schema: Schema
    notes: tuple[Note, ...] = ()
    stated: Stated = NOTHING


def keep(parse: Parse, schema: Schema, knowledge: Knowledge) -> Kept:
    """`schema` with what `parse` states.

    A column that is the named one by other words takes the user's header, a named one that lacks
    is made, one that nobody asked for leaves a list that is closed, and so does one that must
    not be there. What the schema states as the description does stays as it is.
    """
    for careful in (False, True):
        work = _work(parse, schema, knowledge)
        _rename(work)
        _add_lacking(work)
        _remove_excluded(work)
        wanted = _unkept(work)
        for step in steps(wanted):
            if any(step.spans):
                carry_out(work, step, careful=careful)
        _label(work)
        _remove_uninvited(work)
        settle_whole(work)
        state_places(work)
        kept = _in_order(work, schema)
        if not check(kept):
            return Kept(kept, tuple(named_notes(work)), _stated(work, kept))
    note = Note("not_carried_out", "What the description states could not be put in")
    return Kept(schema, (note,))


def _in_order(work: Work, schema: Schema) -> Schema:
    """The schema of the draft, its columns in the order that `schema` has them in."""
    kept = work.draft.named_schema()
    headers = {entry.name: entry.header for entry in work.draft.entries.values()}
    shown = [column.name for column in kept.csv_order()]
    order = [headers[name] for name in schema.order if headers.get(name) in shown]
    return kept.model_copy(update={"order": order})


def _stated(work: Work, schema: Schema) -> Stated:
    """What is stated of each column; a label is as good as stated, whoever chose it."""
    headers = {entry.name: entry.header for entry in work.draft.entries.values()}
    stated = stated_of(work, headers)
    labels = {name: frozenset[Aspect]({"label"}) for name in schema.labels}
    aspects = {
        name: stated.aspects.get(name, frozenset()) | labels.get(name, frozenset())
        for name in {*stated.aspects, *labels}
    }
    return Stated(aspects, stated.rates)


def _work(parse: Parse, schema: Schema, knowledge: Knowledge) -> Work:
    work = Work(parse, knowledge, _draft_of(schema))
    matched = match_columns(parse, schema, knowledge)
    work.columns_of = {field: (name,) for field, name in matched.items()}
    for level in parse.levels:
        if level.of in matched:
            value = match_value(work.draft.column(matched[level.of]), level.text)
            if value is not None:
                work.value_of[level.id] = (matched[level.of], value)
    return work


def _draft_of(schema: Schema) -> Draft:
    """A draft that makes `schema`."""
    return Draft(
        title=schema.title,
        domain=schema.domain,
        locale=schema.locale,
        entries={
            column.name: Entry(
                column, column.name, "outline", entity=entity.name if entity else None
            )
            for entity, column in schema.subjects()
        },
        tables=list(schema.tables),
        entities={one.name: (one.rows_per_entity, one.exact) for one in schema.entities},
        drivers={driver.column: driver for driver in schema.drivers},
        missing=list(schema.missing),
        dirt=list(schema.dirt),
        labels=list(schema.labels),
        hidden=set(schema.hidden),
    )


def _rename(work: Work) -> None:
    """Give the columns that are named the user's headers, and show those that were hidden."""
    for field in work.parse.columns():
        for name in work.columns_of.get(field.id, ()):
            work.draft.hidden.discard(name)
            work.draft.change(name, field=field.id)
            if field.role == "implied":
                continue
            known = work.knowledge.field(field.words).known
            header = header_of(field.words, known)
            alike = header.islower() and stems(header) == stems(name)
            if header and header != name and not alike:
                work.draft.change(name, header=header)


def _add_lacking(work: Work) -> None:
    """Make the columns that are named and lack, and tell of them."""
    for field in work.parse.columns():
        if field.id in work.columns_of or (
            field.role == "implied" and not _is_needed(work, field.id)
        ):
            continue
        add_field(work, field)
        for name in work.columns_of.get(field.id, ()):
            work.note("assumed", f"'{field.words}' was named and lacking; it was added", name)


def _is_needed(work: Work, field: int) -> bool:
    """Whether something is stated of an implied column's values."""
    levels = {level.id for level in work.parse.levels_of(field)}
    stated = {fact.of for fact in work.parse.facts} | {fact.within for fact in work.parse.facts}
    moved = {end for relation in work.parse.relations for end in (relation.of, relation.to)}
    return bool(levels & (stated | moved))


def _remove_excluded(work: Work) -> None:
    for field in work.parse.fields:
        if field.role == "excluded":
            for name in work.columns_of.pop(field.id, ()):
                _take_away(work.draft, name)


def _unkept(work: Work) -> Parse:
    """The parse without what the schema holds already."""
    parse = work.parse
    held = {
        field.id
        for field in parse.columns()
        if field.id in work.columns_of
        and parse.levels_of(field.id)
        and are_levels_kept(work, field.id)
    }
    return replace(
        parse,
        levels=tuple(level for level in parse.levels if level.of not in held),
        facts=tuple(fact for fact in parse.facts if not is_fact_kept(work, fact)),
        relations=tuple(one for one in parse.relations if not is_relation_kept(work, one)),
        uncovered=(),
    )


def _label(work: Work) -> None:
    """What is to be predicted is a label."""
    for field in work.parse.fields:
        if field.role == "target":
            names = [
                name for name in work.columns_of.get(field.id, ()) if name in work.draft.entries
            ]
            work.draft.labels += [name for name in names if name not in work.draft.labels]


def _remove_uninvited(work: Work) -> None:
    """Take away what nobody asked for, where the description lists all columns."""
    if work.parse.listing != "closed":
        return
    gone = [name for name in _uninvited(work) if _take_away(work.draft, name)]
    if gone:
        names = listed(f"'{name}'" for name in gone)
        work.note("assumed", f"{names}: not among the columns listed, left out")


def _uninvited(work: Work) -> Iterator[str]:
    """Yield the shown columns that no field is, and none of whose words the description has.

    The date of regular steps and what tells the subjects that repeat apart are asked for.
    """
    said = set(stems(work.parse.text))
    named = {name for names in work.columns_of.values() for name in names}
    for entry in list(work.draft.shown()):
        steps_in_time = work.parse.step is not None and getattr(entry.column, "every", None)
        of_a_repeat = bool(work.parse.repeats) and entry.entity is not None
        if entry.name in named or steps_in_time or of_a_repeat:
            continue
        if not set(stems(entry.name)) & said:
            yield entry.name


def _take_away(draft: Draft, name: str) -> bool:
    """Remove a column that no other needs, hide one that others need; it shows no more."""
    draft.labels = [label for label in draft.labels if label != name]
    needed = any(name in reads for other, reads in draft.graph().items() if other != name)
    if needed:
        draft.hidden.add(name)
    else:
        draft.remove(name)
    return True
