"""The columns of a dataset: those of its subject that are wanted, and those that are named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from rowsmith.planning.composing.draft import Entry
from rowsmith.planning.composing.headers import header_of, series
from rowsmith.planning.composing.parties import (
    is_party,
    is_told,
    party_column,
    speaks_of_parties,
)
from rowsmith.planning.composing.types import truth_of
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.nouns import is_plural, singular
from rowsmith.planning.english.words import stems
from rowsmith.planning.english.words import words as words_of
from rowsmith.planning.knowledge import FieldMatch, Hints, Outline, OutlineColumn, SubjectMatch
from rowsmith.planning.knowledge.fields import By
from rowsmith.planning.knowledge.name_forms import KINDS, kinds_of
from rowsmith.planning.reading.parse import Field, Parse, Type, Unit
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

_SURE = ("name", "alias", "order")
"""How a field is found whose words are known."""
_NAMED = ("name", "asked")
"""How a subject is found that is called so."""
_JOINING = frozenset({"of", "in", "at", "for", "from", "on", "that", "who", "which", "with", "to"})
"""Words behind the head of a subject: `employees of a company`."""
_BEHIND_A_HEAD = frozenset({*_JOINING, "after", "before", "during", "per", "by", "since"})
"""Words behind the head of a column's name: `systolic pressure after six months`."""
_COUNTING = frozenset({"number", "count", "amount", "date", "time", "type", "name", "kind", "rate"})
"""Heads that say nothing without what follows."""
_GENERAL = frozenset(
    {
        *("figures", "values", "readings", "measurements", "data", "details", "stats"),
        *("statistics", "metrics", "numbers", "information", "measures"),
    }
)
"""What columns are together: `lab values` names none of them."""
_GENDERS = frozenset({"sex", "gender"})
"""What `men` and `girls` are values of, where nobody names it."""
_OUTCOMES = frozenset(stems("outcome target label class result y status"))
"""Words for whatever is to be predicted."""
_SHORTEST, _BETTER = 2, 0.03
"""Words of a subject that tell enough alone, and by how much nearer it must be so."""
_A_LIST = 3
"""From so many columns on, those named of a known subject are all there are to be."""
_OF_THE_ROW = frozenset({"name", "id", "code", "number", "type", "status", "category", "title"})
"""Names that are of what a row is: the name of a product is no person's."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A column of a field, what it is called, what it is, and which of the outline's, if any."""

    field: Field
    words: str
    match: FieldMatch
    of_outline: str | None


def lay_base(work: Work) -> None:
    """Put the subject's columns and the named ones into the draft, in the order of the CSV.

    The draft stays empty where nothing is known of any of them.
    """
    outline = _outline(work)
    named = _named(work, outline)
    if outline is None and _is_nothing_known(work.parse, named):
        return
    few = outline is not None and (len(named) < _A_LIST or speaks_of_parties(work.parse))
    closed = (work.parse.listing == "closed" and not few) or _is_panel(work.parse)
    if outline is not None:
        _take_outline(work, outline, named, closed=closed)
    for one in named:
        if one.of_outline is None:
            _add(work, one)
    _order(work, named, closed=closed)


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
    hints = _hints(work, field)
    for words, asked in _names(field):
        _add(work, _Named(field, words, _meant(work, field, asked, None, hints), None))


def _outline(work: Work) -> Outline | None:
    """What is known of the subject; told where it was found by likeness."""
    parse = work.parse
    names = [field.words for field in parse.columns()]
    found = [match for words in _subjects(parse) if (match := work.knowledge.subject(words, names))]
    found = [one for one in found if _predicts(work, one)] or found
    sure = [match for match in found if match.by in _NAMED]
    shorter = _shorter(work, names) if not sure else None
    if shorter is not None and (
        shorter.by in _NAMED or not found or shorter.score > found[0].score + _BETTER
    ):
        sure = [shorter]
    if not found and not sure:
        return None
    match = (sure or found)[0]
    outline = match.outline
    work.draft.title, work.draft.domain = outline.title, outline.area
    if match.by not in _NAMED and parse.listing != "closed":
        work.note("similar", f"Read as '{outline.title}'; name the columns for something else")
    return outline


def _shorter(work: Work, names: list[str]) -> SubjectMatch | None:
    """What a subject is without what says which: `delays of trains` on a network."""
    subject = work.parse.subject.value if work.parse.subject is not None else ""
    tokens = subject.split()
    joints = [place for place, token in enumerate(tokens) if token.lower() in _JOINING]
    if not joints or joints[-1] < _SHORTEST:
        return None
    return work.knowledge.subject(" ".join(tokens[: joints[-1]]), names)


def _subjects(parse: Parse) -> list[str]:
    """The subject in words: whole, with what repeats, and its head alone."""
    subject = parse.subject.value if parse.subject is not None else ""
    repeated = " ".join(repeat.words for repeat in parse.repeats)
    tokens = subject.split()
    cut = next((n for n, token in enumerate(tokens) if n and token.lower() in _JOINING), 0)
    head = " ".join(tokens[:cut])
    columns = [field.words for field in parse.columns()]
    alone = f"{repeated} {columns[0]}" if repeated and not subject and len(columns) == 1 else ""
    said = [alone, subject, f"{repeated} {subject}" if repeated else "", head, repeated]
    if parse.subject is None and parse.listing == "open" and len(columns) == 1:
        said += columns
    targets = " ".join(field.words for field in parse.fields if field.role == "target")
    if targets and parse.listing != "closed":
        said.append(f"{subject} {targets}")
    return [words for words in dict.fromkeys(one.strip() for one in said) if words]


def _predicts(work: Work, match: SubjectMatch) -> bool:
    """Whether an outline has all that is to be predicted."""
    targets = [field for field in work.parse.fields if field.role == "target"]
    return all(_is_of(work, field, match.outline) for field in targets)


def _is_of(work: Work, field: Field, outline: Outline) -> bool:
    found = _match(work, field.words, outline, _hints(work, field))
    like = (_is_like(field.words, outline, label) for label in outline.labels)
    return _own(found, outline) is not None or any(like)


def _named(work: Work, outline: Outline | None) -> list[_Named]:
    """What each named field is; a column of the outline is taken by one field only."""
    found: list[_Named] = []
    taken: set[str] = set()
    fields = [(field, _names(field), _hints(work, field)) for field in work.parse.columns()]
    alone = {
        _meant(work, field, names[0][1], outline, hints).known.name
        for field, names, hints in fields
        if len(names) == 1
    }
    parties = speaks_of_parties(work.parse)
    for field, names, hints in fields:
        for words, asked in names:
            match = _meant(work, field, asked, outline, hints)
            if len(names) > 1 and match.known.name in alone:
                continue
            own = _own(match, outline)
            if outline is not None and parties and own is None:
                party = party_column(work, field, outline, hints) if is_party(field) else None
                if party is None and is_told(work, field, outline):
                    work.note("assumed", f"Other columns tell of '{words}'")
                    continue
                if party is not None:
                    match, own = party, _own(party, outline)
                    words = party.known.name
            elif parties and own is not None and is_plural(words.split()[-1]):
                words = match.known.name
            if outline is not None and match.by not in _SURE and _is_general(work, field):
                continue
            label = _label_of(field, outline, taken) if own is None else None
            if outline is not None and label is not None and _is_like(words, outline, label):
                match, own = work.knowledge.field(label, outline, hints), label
            if own is not None and (own in taken or not _fits(match.known.column, field, hints)):
                match, own = work.knowledge.field(asked, None, hints), None
            if own is not None:
                taken.add(own)
            found.append(_Named(field, words, match, own))
    return found


def _is_general(work: Work, field: Field) -> bool:
    """Whether a name means what the subject's columns are: `players with their statistics`."""
    last = field.words.lower().split()[-1:]
    told = work.parse.levels_of(field.id) or any(True for _ in work.facts(field.id))
    return set(last) <= _GENERAL and work.parse.listing != "closed" and not told


def _label_of(field: Field, outline: Outline | None, taken: set[str]) -> str | None:
    """What the outline has to be predicted, for a field that is."""
    if field.role != "target" or outline is None:
        return None
    return next((label for label in outline.labels if label not in taken), None)


def _is_like(words: str, outline: Outline, label: str) -> bool:
    """Whether words name an outline's label: they share one, or say only that it is one."""
    said = set(stems(words))
    if said <= _OUTCOMES:
        return True
    known = outline.by_name[label]
    return any(set(stems(name)) <= said for name in (known.name, *known.aliases))


def _own(match: FieldMatch, outline: Outline | None) -> str | None:
    """The column of the outline that a match is; None where it is none of its."""
    if outline is None or match.outline is not outline:
        return None
    return match.known.name if match.known.name in outline.by_name else None


def _names(field: Field) -> list[tuple[str, str]]:
    """The columns that a field names, and what each is to be known by."""
    several = series(field.words)
    if several is not None:
        return [(name, several.what) for name in several.names]
    parts = _composites().get(field.words.lower())
    if field.role == "implied" and field.words in _GENDERS:
        return [("gender", "gender")]
    return [(part, part) for part in parts] if parts else [(field.words, field.words)]


@lru_cache(maxsize=1)
def _composites() -> dict[str, list[str]]:
    """Names of several columns at once."""
    path = resources.files("rowsmith.planning.composing") / "composites.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _meant(
    work: Work, field: Field, words: str, outline: Outline | None, hints: Hints
) -> FieldMatch:
    """What a field is: by what it is said to hold (`role: job title`), else by its name."""
    for fact in work.facts(field.id):
        if isinstance(fact.value, Type) and fact.value.kind == "other":
            match = _match(work, fact.span.of(work.parse.text), outline, hints)
            if match.by in _SURE:
                work.defined.add(field.id)
                return match
    return _match(work, words, outline, hints)


def _match(work: Work, words: str, outline: Outline | None, hints: Hints) -> FieldMatch:
    """What a name means: as it stands, of what a row is, in small letters, or by its head."""
    match = work.knowledge.field(words, outline, hints)
    noun = _row_noun(work, outline)
    if words.lower() in _OF_THE_ROW and noun and _own(match, outline) is None:
        own = work.knowledge.field(f"{noun} {words}", outline, hints)
        if own.by in _SURE:
            return own
    if match.by == "guess" and not words.islower():
        return work.knowledge.field(words.lower(), outline, hints)
    if match.by in _SURE:
        return match
    for plain in _plainer(words):
        other = work.knowledge.field(plain, outline, hints)
        if other.by in _SURE and _may_be(words, other):
            said = None if match.by == "guess" and " " not in words else other.known.name
            by: By = "similar" if said is not None else other.by
            return replace(other, by=by, read_as=said and said.replace("_", " "))
    return match


def _may_be(words: str, match: FieldMatch) -> bool:
    """Whether the form of a name allows the kind of a column: `days off per week` is a number."""
    kinds = kinds_of(words_of(words) or [""])
    return not kinds or KINDS[match.known.column.kind] in kinds


def _plainer(words: str) -> Iterator[str]:
    """Yield what a name may be known by: its head, and `age` of `aged`."""
    tokens = words.split()
    for place, token in enumerate(tokens):
        if place and token.lower() in _BEHIND_A_HEAD and tokens[place - 1].lower() not in _COUNTING:
            yield " ".join(tokens[:place])
            break
    if words.endswith("ed"):
        yield words[:-1]
    if len(tokens) > 1 and tokens[-1].lower() in _GENERAL:
        yield " ".join(tokens[:-1])


def _row_noun(work: Work, outline: Outline | None) -> str:
    """What a row is, in the singular."""
    subject = work.parse.subject.value if work.parse.subject is not None else ""
    last = subject.lower().split()[-1:]
    return singular(last[0]) if last else outline.row if outline is not None else ""


def _hints(work: Work, field: Field) -> Hints:
    types = [fact.value.kind for fact in work.facts(field.id) if isinstance(fact.value, Type)]
    units = [fact.value.text for fact in work.facts(field.id) if isinstance(fact.value, Unit)]
    return Hints(
        type=types[-1] if types else None,
        unit=units[-1] if units else None,
        yes_no=field.yes_no,
        counted=field.counted,
        values=tuple(level.text for level in work.parse.levels_of(field.id)),
    )


def _fits(column: Column, field: Field, hints: Hints) -> bool:
    """Whether an outline's column is of the kind that is asked for."""
    if field.yes_no and not hints.values:
        return isinstance(column, BooleanColumn | CategoryColumn | FormulaColumn)
    return True


def _take_outline(work: Work, outline: Outline, named: list[_Named], *, closed: bool) -> None:
    draft = work.draft
    asked = {one.of_outline for one in named if one.of_outline is not None}
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
        entry = Entry(known.column, known.name, "outline", None, entity, known)
        if one is not None:
            entry = replace(entry, header=_header(work, one, known), field=one.field.id)
        draft.add(entry)
        if one is not None:
            _remember(work, one.field, known.name)
        if known.name not in shown:
            draft.hidden.add(known.name)
    _take_parts(work, outline, keep, shown, closed=closed)


def _tells_apart(known: OutlineColumn, entity: str) -> bool:
    """Whether a column says which one of an outline's subjects a row is of."""
    return known.entity == entity and isinstance(
        known.column, IdColumn | PersonColumn | LookupColumn | FakerColumn
    )


def _header(work: Work, one: _Named, known: OutlineColumn) -> str:
    """What a column of the outline is called: as it is named, or as usual where it is spoken of."""
    called = {name.replace("_", " ") for name in (known.name, *known.aliases)}
    told = one.field.yes_no or one.field.counted or one.words.lower() not in called
    general = one.words.lower().split()[-1] in _GENERAL
    if work.parse.listing != "closed" and (general or (one.field.spoken and told)):
        return known.name
    return header_of(one.words, known)


def _left_out(work: Work, outline: Outline) -> set[str]:
    """The outline's columns that the user does not want."""
    found = set()
    for field in work.parse.fields:
        if field.role == "excluded":
            match = work.knowledge.field(field.words, outline)
            if (own := _own(match, outline)) is not None:
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
    sure = one.match.by in _SURE
    if not sure:
        known = replace(known, label=False, pulls=())
    column = known.column
    if isinstance(column, FormulaColumn):
        column = NumberColumn(name=column.name, kind="number", mean=100, sd=30)
    if one.field.yes_no and not isinstance(column, BooleanColumn | CategoryColumn):
        column = truth_of(column)
    header = header_of(one.words, known)
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
    _tell(work, one, name)


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


def _tell(work: Work, one: _Named, name: str) -> None:
    """Say what a name was read as where it is not what it is called."""
    words = one.words
    read_as = one.match.read_as
    if one.match.by == "similar" and read_as is not None and read_as != words:
        work.note("similar", f"'{words}' was read as {read_as}", name)
    elif one.match.by == "guess" and not _is_told(work, one.field):
        work.note("assumed", f"'{words}' is not known: what it holds is a guess", name)


def _is_told(work: Work, field: Field) -> bool:
    """Whether the user says what a column holds."""
    return bool(work.parse.levels_of(field.id)) or any(True for _ in work.facts(field.id))


def _order(work: Work, named: list[_Named], *, closed: bool) -> None:
    """The user's order where the user chose all columns; else labels stand last."""
    draft = work.draft
    if closed:
        first = list(dict.fromkeys(name for one in named for name in work.columns_of[one.field.id]))
    else:
        first = [name for name in draft.entries if name not in draft.labels]
    order = [*first, *(name for name in draft.entries if name not in first)]
    draft.entries = {name: draft.entries[name] for name in order}
