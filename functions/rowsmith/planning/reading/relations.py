"""What columns have to do with each other, and how much; what comes after what, and how far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rowsmith.planning.grammar.beyond import read_where
from rowsmith.planning.grammar.comparisons import is_about_time, is_strict
from rowsmith.planning.grammar.distances import read_distance
from rowsmith.planning.grammar.sides import side_of
from rowsmith.planning.grammar.strengths import read_strength
from rowsmith.planning.reading.marks import Mark
from rowsmith.planning.reading.named import Named
from rowsmith.planning.reading.parse import Distance, Fact, Range, Relation, RelationKind, Span

_KINDS: dict[str, RelationKind] = {
    "up": "raises",
    "down": "lowers",
    "moves": "moves",
    "only": "only_if",
    "apart": "unrelated",
}
_ORDERS = frozenset({"after", "at_least"})
_REACH = 20


@dataclass(frozen=True, slots=True)
class Related:
    """The relations of a description.

    Attributes:
        relations: in order.
        distances: those that belong to no relation, as facts.
        used: the marks of strengths and distances that are in `relations`.
    """

    relations: tuple[Relation, ...]
    distances: tuple[Fact, ...]
    used: frozenset[Mark]


def read_relations(text: str, marks: Sequence[Mark], named: Named) -> Related:
    """The relations of `marks`, with how strong they are and how far apart they keep things."""
    relations = [
        _relation(text, mark, of, to)
        for mark in marks
        for of, to in mark.arcs
        if named.is_thing(of) and named.is_thing(to)
    ]
    distances: list[Fact] = []
    used: set[Mark] = set()
    for mark in marks:
        if mark.label == "strength" and _add_strength(text, mark, relations):
            used.add(mark)
        elif mark.label == "within" and (distance := _distance(text, mark)) is not None:
            if _add_distance(mark, distance, relations):
                used.add(mark)
            elif (of := _first_field(mark, named, text)) is not None:
                distances.append(Fact(Span(mark.start, mark.end), of, distance))
    return Related(tuple(relations), tuple(distances), frozenset(used))


def _relation(text: str, mark: Mark, of: int, to: int) -> Relation:
    span = Span(mark.start, mark.end)
    said = span.of(text)
    if mark.label != "after":
        return Relation(span, _KINDS[mark.label], of, to, where=_where(text, mark))
    kind: RelationKind = "after" if is_about_time(said) else "at_least"
    return Relation(span, kind, of, to, strict=is_strict(said))


def _where(text: str, mark: Mark) -> Range | None:
    """The bounds within which alone the source of an effect counts."""
    return None if mark.bound is None else read_where(text[mark.bound[0] : mark.bound[1]])


def _distance(text: str, mark: Mark) -> Distance | None:
    distance = read_distance(text[mark.start : mark.end])
    if distance is None or distance.low != distance.high or distance.choices:
        return distance
    match side_of(text[max(0, mark.start - _REACH) : mark.start]):
        case "up_to":
            return replace(distance, low=None)
        case "at_least":
            return replace(distance, high=None)
        case None:
            return distance


def _add_distance(mark: Mark, distance: Distance, relations: list[Relation]) -> bool:
    place = _nearest(
        relations,
        mark,
        lambda relation: (
            relation.kind in _ORDERS
            and relation.within is None
            and (not mark.heads or relation.to in mark.heads or relation.of in mark.heads)
        ),
    )
    if place is None:
        return False
    kind = relations[place].kind if distance.unit is None else "after"
    relations[place] = replace(relations[place], kind=kind, within=distance)
    return True


def _add_strength(text: str, mark: Mark, relations: list[Relation]) -> bool:
    """Give the strength to every relation of the nearest words that move what it is about."""
    place = _nearest(
        relations,
        mark,
        lambda relation: (
            relation.kind not in _ORDERS
            and relation.strength is None
            and (not mark.heads or relation.to in mark.heads or relation.of in mark.heads)
        ),
    )
    if place is None:
        return False
    nearest = relations[place]
    strength = read_strength(text[mark.start : mark.end], lowers=nearest.kind == "lowers")
    if strength is None:
        return False
    for one, relation in enumerate(relations):
        if relation.span == nearest.span and relation.to == nearest.to:
            relations[one] = replace(relation, strength=strength)
    return True


def _nearest(relations: list[Relation], mark: Mark, fits: Callable[[Relation], bool]) -> int | None:
    fitting = [place for place, relation in enumerate(relations) if fits(relation)]
    return min(
        fitting, key=lambda place: abs(relations[place].span.start - mark.start), default=None
    )


def _first_field(mark: Mark, named: Named, text: str) -> int | None:
    for head in mark.heads:
        if isinstance(head, int) and named.is_thing(head):
            return head
    return named.nearest(mark.start, mark.end, text, levels=False)
