"""The columns of a dataset: those of its subject that are wanted, and those that are named."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from rowsmith.planning.composing.draft import Entry
from rowsmith.planning.composing.headers import header_of
from rowsmith.planning.composing.meanings import (
    GENERAL,
    SURE,
    fits,
    hints_of,
    is_like,
    is_of_subject,
    meant,
    names_of,
    own_column,
)
from rowsmith.planning.composing.parties import (
    is_party,
    is_told,
    names_rows,
    party_column,
    speaks_of_parties,
)
from rowsmith.planning.composing.series import add_count, is_series
from rowsmith.planning.composing.subject import measured_in, outline_of
from rowsmith.planning.composing.telling import (
    check_number,
    has_facts,
    tell_guesses,
    tell_likeness,
)
from rowsmith.planning.composing.types import truth_of
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.nouns import is_plural
from rowsmith.planning.knowledge import FieldMatch, Outline, OutlineColumn
from rowsmith.planning.reading.parse import Field, Parse
from rowsmith.schema import Column, Schema, Table
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    FakerColumn,
    FormulaColumn,
    IdColumn,
    LookupColumn,
    NumberColumn,
    PersonColumn,
)
from rowsmith.schema.expressions import names_in

_TWO = 2
_A_LIST = 3
"""From so many columns on, those named of a known subject are all there are to be."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A column of a field, what it is called, what it is, and which of the outline's, if any."""

    field: Field
    words: str
    match: FieldMatch
    of_outline: str | None


def lay_base(work: Work) -> None:
    """Put the subject's columns and the named ones into the draft, in the order of the CSV.

    The draft stays empty where nothing is known of any of them. Raises TooMuch where they are
    more than a dataset may have.
    """
    check_number(work.parse)
    outline = outline_of(work)
    series = is_series(work, outline)
    if series:
        work.notes = [note for note in work.notes if note.kind != "similar"]
        outline = None
    named = _named(work, outline)
    if outline is None and _is_nothing_known(work.parse, named):
        return
    given = any(field.listed for field in work.parse.columns())
    few = outline is not None and (
        (len({one.field.id for one in named}) < _A_LIST and not given)
        or speaks_of_parties(work.parse)
    )
    panel = _is_panel(work.parse)
    closed = (work.parse.listing == "closed" and not few) or panel
    measured = _measured(work, outline, named)
    own = own_column(measured, outline) if measured is not None else None
    if outline is not None:
        _take_outline(work, outline, named, {own} if own else set(), closed=closed)
    if measured is not None and own is None:
        known = measured.known
        work.draft.add(Entry(known.column, known.name, "implied", known=known))
    for one in named:
        if one.of_outline is None:
            _add(work, one)
    if series:
        add_count(work)
    tell_guesses(work, _guesses(work, named))
    _order(work, named, closed=closed)


def _measured(work: Work, outline: Outline | None, named: list[_Named]) -> FieldMatch | None:
    """What a subject that is followed says is measured, where it is not named besides."""
    followed = work.parse.step is not None and bool(work.parse.repeats)
    match = measured_in(work, outline) if followed else None
    if match is None or any(one.match.known.name == match.known.name for one in named):
        return None
    return match


def _is_panel(parse: Parse) -> bool:
    """Whether figures of several subjects are asked for, step by step: those alone are meant."""
    measured = [field for field in parse.columns() if field.role == "column"]
    return parse.step is not None and bool(parse.repeats) and len(measured) > 1


def _is_nothing_known(parse: Parse, named: list[_Named]) -> bool:
    """Whether only names were given that mean nothing, and nothing was said of them."""
    if parse.subject or parse.facts or parse.levels or parse.repeats:
        return False
    found = [one.match.by for one in named]
    return "guess" in found and set(found) <= {"guess", "similar"}


def add_field(work: Work, field: Field) -> None:
    """Add the columns that a field names, whatever the data is about."""
    hints = hints_of(work, field)
    for words, asked in names_of(field):
        one = _Named(field, words, meant(work, field, asked, None, hints), None)
        _add(work, one)
        tell_guesses(work, _guesses(work, [one]))


def _named(work: Work, outline: Outline | None) -> list[_Named]:
    """What each named field is; a column of the outline is taken by one field only."""
    found: list[_Named] = []
    taken: set[str] = set()
    fields = [(field, names_of(field), hints_of(work, field)) for field in work.parse.columns()]
    matches = {
        (field.id, asked): meant(work, field, asked, outline, hints)
        for field, names, hints in fields
        for asked in {asked for _, asked in names}
    }
    alone = {
        matches[field.id, names[0][1]].known.name for field, names, _ in fields if len(names) == 1
    }
    parties = speaks_of_parties(work.parse)
    for field, names, hints in fields:
        if outline is not None and names_rows(work, field, outline):
            work.of_rows.add(field.id)
            continue
        if len(names) > 1 and all(matches[field.id, one].known.name in alone for _, one in names):
            work.note("assumed", f"Other columns tell of '{field.words}'")
        for words, asked in names:
            match = matches[field.id, asked]
            if len(names) > 1 and match.known.name in alone:
                continue
            own = own_column(match, outline)
            if outline is not None and parties and own is None:
                party = party_column(work, field, outline, hints) if is_party(field) else None
                if party is None and is_told(work, field, outline):
                    work.note("assumed", f"Other columns tell of '{words}'")
                    continue
                if party is not None:
                    match, own = party, own_column(party, outline)
                    words = party.known.name
            elif parties and own is not None and is_plural(words.split()[-1]):
                words = match.known.name
            if outline is not None and match.by not in SURE and _is_general(work, field):
                continue
            free = own is None and not is_of_subject(match)
            label = _label_of(field, outline, taken) if free else None
            if outline is not None and label is not None and is_like(words, outline, label):
                match, own = work.knowledge.field(label, outline, hints), label
            if own is not None and (own in taken or not fits(match.known.column, field, hints)):
                match, own = work.knowledge.field(asked, None, hints), None
            if own is not None:
                taken.add(own)
            found.append(_Named(field, words, match, own))
    return found


def _is_general(work: Work, field: Field) -> bool:
    """Whether a name means what the subject's columns are: `players with their statistics`."""
    last = field.words.lower().split()[-1:]
    told = work.parse.levels_of(field.id) or any(True for _ in work.facts(field.id))
    return set(last) <= GENERAL and work.parse.listing != "closed" and not told


def _label_of(field: Field, outline: Outline | None, taken: set[str]) -> str | None:
    """What the outline has to be predicted, for a field that is."""
    if field.role != "target" or outline is None:
        return None
    return next((label for label in outline.labels if label not in taken), None)


def _take_outline(
    work: Work, outline: Outline, named: list[_Named], besides: Set[str], *, closed: bool
) -> None:
    draft = work.draft
    asked = {one.of_outline for one in named if one.of_outline is not None} | besides
    usual = [] if closed else [one.name for one in outline.columns if one.listed and not one.hidden]
    left_out = _left_out(work, outline) - asked
    shown = (set(usual) | asked) - left_out
    keep = _with_needs(outline, shown)
    named_by = {one.of_outline: one for one in named}
    draft.entities |= {
        one.name: (one.rows_per_entity, one.exact or None)
        for one in outline.entities
        if any(_tells_apart(outline.by_name[name], one.name) for name in shown)
    }
    for known in outline.columns:
        if known.name not in keep:
            continue
        one = named_by.get(known.name)
        entity = known.entity if known.entity in draft.entities else None
        extra = known.name not in shown and known.listed and not known.hidden
        column = _adds_nothing(known.column, outline) if closed and extra else known.column
        entry = Entry(column, known.name, "outline", None, entity, known)
        if one is not None:
            entry = replace(entry, header=_header(work, one, known), field=one.field.id)
        draft.add(entry)
        if one is not None:
            _remember(work, one.field, known.name)
        if known.name not in shown:
            draft.hidden.add(known.name)
    _take_parts(work, outline, keep, shown, closed=closed)
    for name, entry in draft.entries.items():
        if isinstance(entry.column, FormulaColumn):
            draft.drivers.pop(name, None)


def _adds_nothing(column: Column, outline: Outline) -> Column:
    """What a total reads and nobody named: an extra or a discount that no row has."""
    if isinstance(column, BooleanColumn) and column.words is None:
        return column.model_copy(update={"rate": 0.0, "cases": None})
    formulas = (one.column for one in outline.columns)
    texts = [one.expression.replace(" ", "") for one in formulas if isinstance(one, FormulaColumn)]
    added = any(f"{sign}{column.name}" in text for text in texts for sign in "+-")
    least = column.values[0].value if isinstance(column, CategoryColumn) else None
    free = least == "0" or (isinstance(column, NumberColumn) and column.min == 0)
    if added and free:
        return FormulaColumn(name=column.name, kind="formula", expression="0")
    return column


def _tells_apart(known: OutlineColumn, entity: str) -> bool:
    """Whether a column says which one of an outline's subjects a row is of."""
    return known.entity == entity and isinstance(
        known.column, IdColumn | PersonColumn | LookupColumn | FakerColumn
    )


def _header(work: Work, one: _Named, known: OutlineColumn) -> str:
    """What a column of the outline is called: as it is named, or as usual where it is spoken of."""
    called = {name.replace("_", " ") for name in (known.name, *known.aliases)}
    told = one.field.yes_no or one.field.counted or one.words.lower() not in called
    general = one.words.lower().split()[-1] in GENERAL
    if work.parse.listing != "closed" and (general or (one.field.spoken and told)):
        return known.name
    return header_of(one.words, known, listed=_is_header(work, one.field))


def _is_header(work: Work, field: Field) -> bool:
    """Whether a name is to stand as it is: in a list of columns, or beside names in code."""
    in_code = any("_" in one.words for one in work.parse.columns())
    return field.listed or (in_code and work.parse.listing == "closed" and not field.yes_no)


def _left_out(work: Work, outline: Outline) -> set[str]:
    """The outline's columns that the user does not want."""
    found = set()
    for field in work.parse.fields:
        if field.role == "excluded":
            match = work.knowledge.field(field.words, outline)
            if (own := own_column(match, outline)) is not None:
                found.add(own)
    return found


def _with_needs(outline: Outline, shown: Iterable[str]) -> set[str]:
    """The columns and those that they are made from."""
    schema = outline.schema(also=outline.by_name)
    found: set[str] = set()
    waiting = list(shown)
    while waiting:
        name = waiting.pop()
        if name in found or name not in outline.by_name:
            continue
        found.add(name)
        waiting.extend(_needs(outline.by_name[name].column, schema))
    return found


def _needs(column: Column, schema: Schema) -> list[str]:
    """What a column cannot be made without; a person agrees with what is there anyway."""
    return [] if isinstance(column, PersonColumn) else column.reads(schema, None)


def _remember(work: Work, field: Field, name: str) -> None:
    work.columns_of[field.id] = (*work.columns_of.get(field.id, ()), name)


def _take_parts(
    work: Work, outline: Outline, keep: set[str], shown: set[str], *, closed: bool
) -> None:
    draft = work.draft
    columns = draft.columns()
    used = {column.table for column in columns if isinstance(column, LookupColumn)}
    draft.tables += [table for table in outline.tables if table.name in used]
    for driver in outline.drivers:
        terms = [term for term in driver.by if names_in(term.of) <= shown]
        if driver.column in keep and terms:
            draft.drivers[driver.column] = driver.model_copy(update={"by": terms})
    if not closed:
        draft.missing += [
            one
            for one in outline.missing
            if one.column in keep and (one.when is None or names_in(one.when) <= keep)
        ]
        draft.dirt += [one for one in outline.dirt if one.column in (None, *keep)]
    draft.labels += [name for name in outline.labels if name in shown]


def _add(work: Work, one: _Named) -> None:
    """Add a column of a field that the outline does not have."""
    known = one.match.known
    sure = one.match.by in SURE
    if not sure:
        known = replace(known, label=False, pulls=())
    column = known.column
    if isinstance(column, FormulaColumn):
        column = NumberColumn(name=column.name, kind="number", mean=100, sd=30)
    if one.field.yes_no and not isinstance(column, BooleanColumn | CategoryColumn):
        column = truth_of(column)
    if _is_own_value(column, one.words) and not work.parse.levels_of(one.field.id):
        column = truth_of(column)
    header = header_of(one.words, known, listed=_is_header(work, one.field))
    entry = Entry(
        column.model_copy(update={"name": header}),
        header,
        "implied" if one.field.role == "implied" else "named",
        one.field.id,
        None,
        known,
        sure=sure,
        guessed=one.match.by in ("form", "guess"),
    )
    name = work.draft.add(entry).name
    _remember(work, one.field, name)
    _add_tables(work, name, one.match.tables)
    if one.match.by == "similar":
        tell_likeness(work, one.words, one.match, name)


def _is_own_value(column: Column, words: str) -> bool:
    """Whether a column has two values one of which it is called: `edible` is yes or no."""
    if not isinstance(column, CategoryColumn) or len(column.values) != _TWO:
        return False
    return any(str(level.value).lower() == words.lower() for level in column.values)


def _add_tables(work: Work, name: str, tables: tuple[Table, ...]) -> None:
    """The table that a column looks up; one of the outline with that name keeps it."""
    for table in tables:
        there = next((one for one in work.draft.tables if one.name == table.name), None)
        if there == table:
            continue
        called = table.name if there is None else f"usual {table.name}"
        if called != table.name:
            column = work.draft.column(name)
            work.draft.change(name, column=column.model_copy(update={"table": called}))
        if all(one.name != called for one in work.draft.tables):
            work.draft.tables.append(table.model_copy(update={"name": called}))


def _guesses(work: Work, named: Iterable[_Named]) -> dict[str, tuple[str, ...]]:
    """What nothing is known of, or nothing of in data about this subject, and its columns."""
    return {
        one.words: work.columns_of[one.field.id]
        for one in named
        if (one.match.by == "guess" or one.match.usual) and not has_facts(work, one.field)
    }


def _order(work: Work, named: list[_Named], *, closed: bool) -> None:
    """The user's order where the user chose all columns; else labels stand last."""
    draft = work.draft
    draft.in_order = closed and any(one.field.listed for one in named)
    if closed:
        first = list(dict.fromkeys(name for one in named for name in work.columns_of[one.field.id]))
    else:
        first = [name for name in draft.entries if name not in draft.labels]
    order = [*first, *(name for name in draft.entries if name not in first)]
    draft.entries = {name: draft.entries[name] for name in order}
