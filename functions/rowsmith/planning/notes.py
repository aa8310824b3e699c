"""What a planner tells of its plan beside the schema, one sentence a fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

NoteKind: TypeAlias = Literal["assumed", "similar", "not_understood", "not_carried_out"]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was done or left undone without the user's own words for it.

    Attributes:
        kind: `assumed` was added to what was said; `similar` was read by its meaning; the others
            are in the description and not in the schema.
        text: in words that a learner understands, without a full stop.
        columns: the columns that it is about, the changed one first.
    """

    kind: NoteKind
    text: str
    columns: tuple[str, ...] = ()


def told(notes: Iterable[Note]) -> list[str]:
    """The notes as warnings: one sentence for all that was assumed, and one for each other note."""
    notes = list(notes)
    assumed = [note.text for note in notes if note.kind == "assumed"]
    others = [
        f"{note.text[:1].upper()}{note.text[1:]}." for note in notes if note.kind != "assumed"
    ]
    return [*([f"Assumed: {'; '.join(assumed)}."] if assumed else []), *others]
