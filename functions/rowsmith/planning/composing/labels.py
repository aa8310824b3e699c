"""What is to be predicted, and that something predicts it."""

from __future__ import annotations

from rowsmith.planning.composing.draft import Draft
from rowsmith.planning.composing.effects import column_terms
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.english.words import listed
from rowsmith.planning.reading.parse import Share
from rowsmith.schema import Term
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    NumberColumn,
)
from rowsmith.schema.expressions import names_in
from rowsmith.schema.renaming import rewritten, written

_MOST_CAUSES = 4
_WEIGHTS = (1.0, 0.7, 0.5, 0.4)
"""The weights of the causes of a label of which nothing is known, the first first."""
_NUMBERS = (NumberColumn, BooleanColumn, CategoryColumn, FormulaColumn)


def choose_labels(work: Work) -> None:
    """Set the labels: those to be predicted, else the outline's, else what usually is one."""
    draft = work.draft
    targets = [
        work.columns_of[field.id][0]
        for field in work.parse.fields
        if field.role == "target" and field.id in work.columns_of
    ]
    targets = [name for name in targets if not isinstance(draft.column(name), IdColumn)]
    draft.labels = list(dict.fromkeys(targets)) or _told(work) or draft.labels or _usual(work)


def _told(work: Work) -> list[str]:
    """What the user gives a rate, where the outline's label is no class.

    It is called as outcomes are, or stands last.
    """
    draft = work.draft
    if any(isinstance(draft.column(name), BooleanColumn) for name in draft.labels):
        return []
    shown = list(draft.shown())
    rated = {fact.of for fact in work.parse.facts if isinstance(fact.value, Share)}
    found = [
        entry.name
        for entry in shown
        if isinstance(entry.column, BooleanColumn)
        and entry.field in rated
        and ((entry.known is not None and entry.known.label) or entry is shown[-1])
    ]
    return found[-1:]


def _usual(work: Work) -> list[str]:
    """What is usually predicted, else what is said to follow others."""
    draft = work.draft
    named = [entry for entry in draft.shown() if isinstance(entry.column, _NUMBERS)]
    usual = [
        entry.name
        for entry in named
        if entry.known is not None and entry.known.label and entry.sure
    ]
    moved = [
        entry.name
        for entry in named
        if entry.name in draft.stated and isinstance(entry.column, BooleanColumn)
    ]
    asked = [
        entry.name
        for entry in named
        if isinstance(entry.column, BooleanColumn)
        and (field := work.field(entry.field or 0)) is not None
        and field.yes_no
    ]
    graph = draft.graph()
    causes = {read for name in draft.stated for read in graph.get(name, ())}
    asked = [name for name in asked if name not in causes]
    both = [name for name in usual if name in moved or name in asked]
    follows = [
        entry.name
        for entry in named
        if entry.name in draft.stated
        and isinstance(entry.column, NumberColumn)
        and any(relation.to == entry.field for relation in work.parse.relations)
    ]
    return (both or usual or moved or asked or follows)[-1:]


def pull(work: Work) -> None:
    """Let what usually moves a column move it, where the dataset has it."""
    draft = work.draft
    by_concept = {
        entry.known.name: entry.name
        for entry in draft.shown()
        if entry.known is not None and entry.origin != "helper"
    }
    for entry in list(draft.entries.values()):
        known = entry.known
        if known is None or entry.origin == "outline" or not known.pulls:
            continue
        if entry.name in draft.drivers or getattr(entry.column, "cases", None):
            continue
        if not _can_be_driven(draft, entry.name) or (
            known.label and entry.name not in draft.labels
        ):
            continue
        terms = _usual_terms(work, entry.name, known.pulls, by_concept)
        if terms:
            draft.drive(entry.name, terms, known.explained)


def _can_be_driven(draft: Draft, name: str) -> bool:
    return draft.column(name).can_be_driven


def _usual_terms(
    work: Work, name: str, pulls: tuple[Term, ...], by_concept: dict[str, str]
) -> list[Term]:
    draft = work.draft
    found: list[Term] = []
    new = {concept: written(there) for concept, there in by_concept.items()}
    for term in pulls:
        reads = names_in(term.of)
        if not reads <= by_concept.keys():
            continue
        names = [by_concept[read] for read in reads]
        entity = draft.entries[name].entity
        apart = entity is not None and any(draft.entries[one].entity != entity for one in names)
        if name in names or apart or any(draft.needs(one, name) for one in names):
            continue
        if len(names) == 1 and term.of.strip("`") in by_concept:
            found += _whole(work, names[0], term.weight)
        else:
            found.append(term.model_copy(update={"of": rewritten(term.of, new)}))
    return found


def _whole(work: Work, name: str, weight: float) -> list[Term]:
    try:
        return column_terms(work, name, weight)
    except NotCarriedOut:
        return []


def drive_labels(work: Work) -> None:
    """See that each label is predicted by something, as hard as asked for."""
    draft = work.draft
    difficulty = work.parse.difficulty.value if work.parse.difficulty is not None else None
    for name in list(draft.labels):
        if name not in draft.drivers and not _follows(draft, name):
            _drive_by_any(work, name)
        driver = draft.drivers.get(name)
        if driver is not None and difficulty is not None:
            draft.drivers[name] = driver.model_copy(update={"explained": difficulty})
        elif difficulty is not None:
            work.note("not_carried_out", f"'{name}' is not {difficulty} to predict", name)
        if driver is None and not _follows(draft, name):
            draft.labels.remove(name)


def _follows(draft: Draft, name: str) -> bool:
    """Whether a label is made from others, or others from it, as features follow a class."""
    column = draft.column(name)
    if isinstance(column, FormulaColumn) or getattr(column, "cases", None):
        return True
    return any(name in reads for other, reads in draft.graph().items() if other != name)


def _unrelated(work: Work, name: str) -> set[str]:
    """What is said to have nothing to do with a column."""
    found = set()
    for relation in work.parse.relations:
        ends = {work.name_of(one) for one in (relation.of, relation.to) if one in work.columns_of}
        if relation.kind == "unrelated" and name in ends:
            found |= ends - {name}
    return found


def _drive_by_any(work: Work, name: str) -> None:
    """Nothing is known of what moves a label: the first columns that can do."""
    draft = work.draft
    label = draft.entries[name]
    if not draft.column(name).can_be_driven:
        return
    used: list[str] = []
    apart = _unrelated(work, name)
    for entry in list(draft.shown()):
        usable = isinstance(entry.column, _NUMBERS) and not isinstance(entry.column, DatetimeColumn)
        if entry.name == name or not usable or len(used) >= _MOST_CAUSES:
            continue
        if entry.name in apart:
            continue
        if label.entity is not None and entry.entity != label.entity:
            continue
        if draft.needs(entry.name, name):
            continue
        terms = _whole(work, entry.name, _WEIGHTS[len(used)])
        if terms:
            draft.drive(name, terms)
            used.append(entry.name)
    if used:
        headers = [draft.entries[one].header for one in used]
        work.note(
            "assumed",
            f"Nothing was said of what moves '{label.header}': it follows {listed(headers)}",
            name,
            *used,
        )
