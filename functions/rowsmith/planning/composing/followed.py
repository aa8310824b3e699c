"""What is followed step by step: each subject has its own level, each step resembles the last."""

from __future__ import annotations

from dataclasses import dataclass

from rowsmith.planning.composing.draft import Draft, Entry
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.words import words
from rowsmith.planning.knowledge.abbreviations import written_out
from rowsmith.planning.knowledge.words import lists
from rowsmith.schema import Term
from rowsmith.schema.columns import NumberColumn


@dataclass(frozen=True, slots=True)
class _Steadiness:
    """How much of a number's spread lies between subjects, and of a step's luck stays."""

    between: float
    memory: float


_STEADY = _Steadiness(0.9, 0.97)
"""A price or a stock: tomorrow's is nearly today's."""
_USUAL = _Steadiness(0.5, 0.6)


def follow(work: Work) -> None:
    """Let the numbers of rows that step keep near their subject's level and the step before."""
    draft = work.draft
    if not any(getattr(entry.column, "every", None) for entry in draft.entries.values()):
        return
    entity = _followed(draft)
    for entry in list(draft.entries.values()):
        column = entry.column
        if not isinstance(column, NumberColumn) or entry.entity is not None:
            continue
        said = set(words(written_out(entry.header)))
        if said & lists()["unsteady"] or column.memory is not None or entry.name in draft.stated:
            continue
        how = _STEADY if said & lists()["steady"] else _USUAL
        if entity is not None and entry.name not in draft.drivers and column.cases is None:
            level = _add_level(draft, entry, entity)
            draft.drive(entry.name, [Term(of=level, weight=1.0)], how.between)
        draft.put(column.model_copy(update={"memory": how.memory}))


def _followed(draft: Draft) -> str | None:
    """The one subject whose rows step."""
    names = [
        name
        for name in draft.entities
        if any(entry.entity == name for entry in draft.entries.values())
    ]
    return names[0] if len(names) == 1 else None


def _add_level(draft: Draft, entry: Entry, entity: str) -> str:
    """A hidden number of the subject: where between all others its own values lie."""
    name = f"usual_{entry.name}"
    column = NumberColumn(name=name, kind="number", mean=0, sd=1, decimals=3)
    level = draft.add(Entry(column, name, "helper", entity=entity), before=entry.name)
    draft.hidden.add(level.name)
    return level.name
