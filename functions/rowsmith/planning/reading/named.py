"""What a description speaks of: columns, values, subjects that repeat, and every place of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rowsmith.planning.english.sexes import SEXES
from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.affected import find_affected
from rowsmith.planning.grammar.formula_words import Names
from rowsmith.planning.grammar.list_items import letters_of
from rowsmith.planning.grammar.named_lists import find_listed_names
from rowsmith.planning.grammar.names import (
    are_parts_of_a_name,
    begins_sentence,
    is_no_name,
    plain_name,
)
from rowsmith.planning.grammar.pasted import find_pasted
from rowsmith.planning.grammar.shared_heads import with_shared_heads
from rowsmith.planning.grammar.sides import (
    is_asked_whether,
    is_asked_who,
    is_counted,
    is_or_not,
    is_spoken,
    is_told,
    joins_names,
)
from rowsmith.planning.reading.marks import IMPLIED, Mark, last_id
from rowsmith.planning.reading.parse import Field, Level, Mention, Repeat, Role, Span

_ROLES: dict[str, Role] = {"col": "column", "target": "target", "not": "excluded"}
_UNNAMED = "group"
"""The column of values that belong to none."""
_REACH = 40
"""Characters before a name that tell how it is named."""


@dataclass(frozen=True, slots=True)
class Named:
    """Everything with an id.

    Attributes:
        fields: by id, in the order of the text, implied ones last.
        levels: by id.
        repeats: by id; without their counts.
        mentions: the other places.
        places: (start, end, id) of every place, in order.
        taken: the marks that are in here; the others of their labels were no names.
    """

    fields: dict[int, Field] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    repeats: dict[int, Repeat] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    taken: set[Mark] = field(default_factory=set)

    def owner(self, one: int) -> int:
        """The field of a level; a field itself."""
        return self.levels[one].of if one in self.levels else one

    def is_thing(self, one: int) -> bool:
        """Whether an id is of a field or a level."""
        return one in self.fields or one in self.levels

    def nearest(self, start: int, end: int, text: str, *, levels: bool) -> int | None:
        """What a statement at `start` to `end` belongs to that names nothing.

        The nearest field before it in its clause, or level where `levels` is set; else the one
        right behind it; else the nearest of all before it.
        """
        among = [
            place
            for place in self.places
            if place[2] in self.fields or (levels and place[2] in self.levels)
        ]
        before = [place for place in among if place[1] <= start]
        behind = [place for place in among if place[0] >= end]
        if levels and behind and not text[end : behind[0][0]].strip():
            return behind[0][2]
        if before and not _ends_clause(text[before[-1][1] : start]):
            return before[-1][2]
        if behind and not _ends_clause(text[end : behind[0][0]]):
            return behind[0][2]
        return before[-1][2] if before else None


def _ends_clause(between: str) -> bool:
    return any(mark in between for mark in (";", "\n", ". "))


def read_names(text: str, marks: Sequence[Mark]) -> Named:
    """The fields, levels and repeats of `marks`, and where each is spoken of."""
    named = Named()
    for mark in marks:
        if mark.label in _ROLES:
            _add_field(named, text, mark)
        elif mark.label == "entity" and mark.own is not None:
            span = Span(mark.start, mark.end)
            named.repeats[mark.own] = Repeat(mark.own, span, _said(text, mark))
            _place(named, mark, mark.own)
    _add_levels(named, text, marks)
    _drop_parts_of_names(named)
    for mark in marks:
        if mark.label in ("ref", "vref"):
            _add_mention(named, text, mark)
    named.places.sort()
    _note_groups(named, marks)
    _share_heads(named, text)
    _note_spoken(named, text)
    _note_listed(named, text)
    return named


def names_for_formulas(named: Named, text: str, start: int, of: int) -> Names:
    """What columns are called, for a formula at `start` that is about `of`."""
    ids: dict[tuple[str, ...], set[int]] = {}
    parts: dict[tuple[str, ...], set[int]] = {}
    for place_start, place_end, one in named.places:
        if one not in named.fields or named.fields[one].role == "excluded" or one == of:
            continue
        whole = stems(text[place_start:place_end])
        ids.setdefault(whole, set()).add(one)
        for part in (whole[-1:], whole[:1], whole[1:], whole[:-1]):
            if part:
                parts.setdefault(part, set()).add(one)
    known = {key: min(ones) for key, ones in ids.items() if len(ones) == 1}
    known |= {key: min(ones) for key, ones in parts.items() if len(ones) == 1 and key not in ids}
    before: list[int] = []
    for place_start, _, one in named.places:
        if place_start < start and one in named.fields and one != of:
            before = [*(other for other in before if other != one), one]
    texts = {level.text.lower(): level.text for level in named.levels.values()}
    return Names(known, tuple(before), texts)


def _said(text: str, mark: Mark) -> str:
    return " ".join(text[mark.start : mark.end].split())


def _place(named: Named, mark: Mark, one: int) -> None:
    named.places.append((mark.start, mark.end, one))
    named.taken.add(mark)


def _add_field(named: Named, text: str, mark: Mark) -> None:
    name = plain_name(_said(text, mark).strip("\"'`“”"))
    if mark.own is None or is_no_name(name):
        return
    before = text[max(0, mark.start - _REACH) : mark.start]
    affected = any(state == (mark.start, mark.end) for _, state in find_affected(text))
    if (
        begins_sentence(before)
        and name[1:].islower()
        and not any(
            text[one.start].isupper()
            for one in named.taken
            if not begins_sentence(text[: one.start])
        )
    ):
        name = name[:1].lower() + name[1:]
    named.fields[mark.own] = Field(
        mark.own,
        Span(mark.start, mark.end),
        name,
        _ROLES[mark.label],
        yes_no=affected
        or is_asked_whether(before)
        or is_told(before)
        or is_or_not(text[mark.end : mark.end + _REACH])
        or (mark.label == "target" and is_asked_who(before)),
        counted=is_counted(before),
        spoken=is_spoken(before),
    )
    _place(named, mark, mark.own)


def _add_levels(named: Named, text: str, marks: Sequence[Mark]) -> None:
    values = [mark for mark in marks if mark.label == "val" and mark.own is not None]
    implied: dict[str, int] = {}
    fresh = last_id(marks)
    for mark in values:
        of = next(
            (head for head in mark.heads if isinstance(head, int) and head in named.fields), None
        )
        if of is None:
            name = next(
                (
                    head[1:]
                    for head in mark.heads
                    if isinstance(head, str) and head.startswith(IMPLIED)
                ),
                None,
            )
            of = (
                _known_field(named, name)
                if name
                else named.nearest(mark.start, mark.end, text, levels=False)
            )
            if of is None:
                name = " ".join((name or _UNNAMED).split())
                if name not in implied:
                    fresh += 1
                    implied[name] = fresh
                of = implied[name]
        own, level = mark.own or 0, _said(text, mark).strip("\"'`“”")
        first, *others = letters_of(level) or [level]
        named.levels[own] = Level(own, Span(mark.start, mark.end), first, of)
        for other in others:
            fresh += 1
            named.levels[fresh] = Level(fresh, Span(mark.start, mark.end), other, of)
        _place(named, mark, own)
    for name, one in implied.items():
        alone = [level for level in named.levels.values() if level.of == one]
        if name == _UNNAMED and len(alone) == 1 and not _is_told_of(marks, alone[0].id):
            del named.levels[alone[0].id]  # a value of nothing
            named.places[:] = [place for place in named.places if place[2] != alone[0].id]
            named.taken.difference_update({mark for mark in marks if mark.own == alone[0].id})
        else:
            named.fields[one] = Field(one, None, name, "implied")


def _is_told_of(marks: Sequence[Mark], one: int) -> bool:
    """Whether something is said of a value, or of its rows."""
    return any(
        one in mark.heads or one in mark.groups or any(one in arc for arc in mark.arcs)
        for mark in marks
    )


def _drop_parts_of_names(named: Named) -> None:
    """`name (first and last)` says what a name is made of: the two are no values."""
    for field_ in named.fields.values():
        levels = [level for level in named.levels.values() if level.of == field_.id]
        if stems("name")[0] in stems(field_.words) and are_parts_of_a_name(
            level.text for level in levels
        ):
            for level in levels:
                del named.levels[level.id]


def _known_field(named: Named, name: str) -> int | None:
    """The field that an implied name is another word of."""
    wanted = {stems(one) for one in (SEXES if name in SEXES else {name})}
    return next((one for one, known in named.fields.items() if stems(known.words) in wanted), None)


def _add_mention(named: Named, text: str, mark: Mark) -> None:
    of = next(
        (head for head in mark.heads if isinstance(head, int) and _is_known(named, head)), None
    )
    if of is None:
        of = _by_words(named, _said(text, mark))
    if of is not None:
        named.mentions.append(Mention(Span(mark.start, mark.end), of))
        _place(named, mark, of)


def _is_known(named: Named, one: int) -> bool:
    return named.is_thing(one) or one in named.repeats


def _by_words(named: Named, said: str) -> int | None:
    """What is called by some of the same words, for a mention that leads nowhere."""
    wanted = set(stems(said))
    for one, level in named.levels.items():
        if wanted == set(stems(level.text)):
            return one
    for one, known in named.fields.items():
        if wanted and wanted <= set(stems(known.words)):
            return one
    return None


def _share_heads(named: Named, text: str) -> None:
    """`first and last name` are a first name and a last name."""
    spans = sorted((one.span, one.id) for one in named.fields.values() if one.span is not None)
    for (span, own), (behind, other) in pairwise(spans):
        if joins_names(text[span.end : behind.start]):
            words = with_shared_heads(named.fields[own].words, named.fields[other].words)
            for one, said in zip((own, other), words, strict=True):
                named.fields[one] = replace(named.fields[one], words=said)


def _note_spoken(named: Named, text: str) -> None:
    """What is joined to a column that is spoken of is so too: `get views and likes`."""
    spans = sorted((one.span, one.id) for one in named.fields.values() if one.span is not None)
    for (before, first), (span, own) in pairwise(spans):
        if named.fields[first].spoken and joins_names(text[before.end : span.start]):
            named.fields[own] = replace(named.fields[own], spoken=True)


def _note_listed(named: Named, text: str) -> None:
    """What is an item of a list that is said to be one of columns."""
    items = {name for names in find_listed_names(text) for name in names}
    items |= {(one.start, one.end) for one in find_pasted(text) if one.what == "column"}
    for own, field_ in named.fields.items():
        if field_.span is not None and (field_.span.start, field_.span.end) in items:
            named.fields[own] = replace(field_, listed=True)


def _note_groups(named: Named, marks: Iterable[Mark]) -> None:
    """Fields whose rows are told apart by them are true or false."""
    groups = {group for mark in marks for group in mark.groups}
    groups |= {
        head
        for mark in marks
        if mark.label == "vref"
        for head in mark.heads
        if isinstance(head, int)
    }
    for one in groups & set(named.fields):
        if not any(level.of == one for level in named.levels.values()):
            named.fields[one] = replace(named.fields[one], yes_no=True)
