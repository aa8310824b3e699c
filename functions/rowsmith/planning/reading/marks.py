"""What an annotator says of a description: labelled spans, whose each is, and what moves what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rowsmith.planning.english.words import are_akin

IMPLIED = "~"
"""Leads the name of a column that a value belongs to and the description never names."""
DIRT = "dirt"
"""The head of a share that belongs to the flaws asked for, not to a column or value."""

ASIDE = "aside"
"""The label of what says nothing of the data: keys of a pasted schema, a list's own length."""
MARKS_ALONE = frozenset(
    {
        *("rows", "subject", "period", "place", "missing", "dirt", "every", "trend", "clusters"),
        *("level", ASIDE),
    }
)
"""Labels that may stand without a head."""
MARKS_OWN = frozenset({"col", "target", "not", "val", "entity"})
"""Labels that define something, with an id of its own."""
MARKS_OF = frozenset(
    {
        *("ref", "vref", "share", "min", "max", "mean", "sd", "shape", "unit", "type", "like"),
        *("period", "missing", "empty", "filled", "within", "formula", "unique", "entities"),
        *("each", "trend", "strength"),
    }
)
"""Labels that say something of what `heads` name."""
MARKS_ARCS = frozenset({"up", "down", "moves", "after", "only", "apart"})
"""Labels of relations, which lead from `arcs`' first to their second; `apart` have none."""
LABELS = MARKS_ALONE | MARKS_OWN | MARKS_OF | MARKS_ARCS


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of a description: `description[start:end]`.

    Attributes:
        start: first character, 0 at the least.
        end: one past the last character; above `start`.
        label: one of `LABELS`.
        own: the id of what it defines, where the label is of `MARKS_OWN`; else None.
        heads: ids of what it says something of, several where one statement is about several.
            A value's is its column's id, or `~` and the name of a column never named. A share's
            may be `dirt`.
        groups: ids of the values or yes/no columns within whose rows it holds; empty for all.
        arcs: (source, target) ids, where the label is of `MARKS_ARCS`; else empty.
        bound: of an arc, where the bound stands beyond which its source counts; None without.
        confidence: 0 to 1; 1 where a person or a pattern marked it.
    """

    start: int
    end: int
    label: str
    own: int | None = None
    heads: tuple[int | str, ...] = ()
    groups: tuple[int, ...] = ()
    arcs: tuple[tuple[int, int], ...] = ()
    bound: tuple[int, int] | None = None
    confidence: float = 1.0

    def meets(self, start: int, end: int) -> bool:
        """Whether it stands, with a part at least, in `[start, end)`."""
        return self.start < end and start < self.end

    def led(self, same: Mapping[int, int] | Mapping[int | None, int]) -> Mark:
        """This mark with other ids for those that `same` has; what then leads to itself goes."""
        if not same:
            return self

        def new(one: int) -> int:
            return same.get(one, one)

        heads = (new(head) if isinstance(head, int) else head for head in self.heads)
        arcs = ((new(of), new(to)) for of, to in self.arcs)
        return replace(
            self,
            heads=tuple(dict.fromkeys(heads)),
            groups=tuple(dict.fromkeys(map(new, self.groups))),
            arcs=tuple((of, to) for of, to in arcs if of != to),
        )


def last_id(marks: Iterable[Mark]) -> int:
    """The greatest id that a mark defines; 0 where none does."""
    return max((mark.own for mark in marks if mark.own is not None), default=0)


def meeting(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """The marks that stand, with a part at least, in `[start, end)`."""
    return [mark for mark in marks if mark.meets(start, end)]


def akin_target(text: str, word: str, marks: Iterable[Mark]) -> int | None:
    """What is to be predicted, or a column, that a form of a word names: churn, of `churned`."""
    named = sorted(marks, key=lambda mark: mark.label != "target")
    for mark in named:
        last = text[mark.start : mark.end].rpartition(" ")[2]
        if mark.label in ("target", "col") and are_akin(last, word):
            return mark.own
    return None
