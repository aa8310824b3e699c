"""Whose a statement is, by where it stands: a bracket behind a name is about what it names.

An annotator's heads are put right where the text leaves no doubt: a value or figure in the
bracket of a column is that column's, and of several heads those stay that the statement stands
behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.sides import (
    group_behind,
    is_of_all,
    is_of_several,
    joins_names,
    leads_to,
    names_a_group,
)
from rowsmith.planning.reading.marks import MARKS_ARCS, Mark

_NAMES = frozenset({"col", "target", "ref"})
_LED = frozenset(
    {
        *("share", "min", "max", "mean", "sd", "shape", "unit", "type", "like", "period"),
        *("missing", "unique", "formula"),
    }
)
"""Labels of what is stated of a column or a value."""
_GROUPED = frozenset({"share", "min", "max", "mean", "sd"})
_EMPTY = frozenset({"empty", "filled"})


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A bracket behind the name of the column `owner`; `run` is it and those listed before it."""

    start: int
    end: int
    owner: int
    run: frozenset[int]


def put_right(text: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """`marks` with the heads and groups that their places leave no doubt about."""
    brackets = tuple(_brackets(text, marks))
    fixed: Sequence[Mark] = _mentions(text, marks)
    for labels in ({"val"}, _LED):  # figures are of values, whose columns come first
        of = {mark.own: mark.heads[:1] for mark in fixed if mark.label == "val"}
        fixed = [
            _in_bracket(mark, brackets, marks, of) if mark.label in labels else mark
            for mark in fixed
        ]
    led = [_joined(text, mark, fixed) for mark in fixed]
    return tuple(_group(text, _behind(text, mark, led), led) for mark in led)


def _joined(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """A relation with all that is joined to the cause that stands behind it.

    `price depends on area, age and floor` has three causes.
    """
    targets = {to for _, to in mark.arcs}
    if mark.label not in MARKS_ARCS or len(targets) != 1:
        return mark
    sources = [of for of, _ in mark.arcs]
    causes = _coordinated(text, mark.end, marks)
    if not causes or causes[0] not in sources or targets & set(causes):
        return mark
    (to,) = targets
    return replace(mark, arcs=tuple((of, to) for of in dict.fromkeys([*sources, *causes])))


def _coordinated(text: str, place: int, marks: Sequence[Mark]) -> list[int]:
    """What is listed from a place on, to the one behind `and`; nothing where no `and` ends it."""
    found: list[int] = []
    for mark in (one for one in marks if one.start >= place):
        between = text[place : mark.start]
        if mark.label not in _NAMES | {"val", "vref"} or (found and not joins_names(between)):
            break
        if not found and len(between) > _NEAR:
            break
        found.append(_id(mark))
        place = mark.end
        if len(found) > 1 and any(letter.isalpha() or letter == "&" for letter in between):
            return found
    return []


def _mentions(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Mentions that are spelt like one value or column lead to it."""
    spelt: dict[str, set[int]] = {}
    for mark in marks:
        if mark.own is not None:
            spelt.setdefault(text[mark.start : mark.end].casefold(), set()).add(mark.own)
    stemmed: dict[tuple[str, ...], set[int]] = {}
    for name, ones in spelt.items():
        stemmed.setdefault(stems(name), set()).update(ones)
    fixed = []
    for mark in marks:
        if mark.label == "ref":
            mark = _whole_name(text, mark, marks, spelt)
        said = text[mark.start : mark.end]
        same = spelt.get(said.casefold()) or stemmed.get(stems(said), set())
        if mark.label in ("ref", "vref") and len(same) == 1 and same != set(mark.heads):
            mark = replace(mark, heads=(min(same),))
        fixed.append(mark)
    return fixed


def _whole_name(text: str, mark: Mark, marks: Sequence[Mark], spelt: dict[str, set[int]]) -> Mark:
    """A mention with the words before it where together they are a column's name."""
    free = max((one.end for one in marks if one.end <= mark.start), default=0)
    said = text[mark.start : mark.end].casefold()
    for name in spelt:
        start = mark.end - len(name)
        longer = name.endswith(f" {said}") and start >= free
        if longer and text[start : mark.end].casefold() == name:
            return replace(mark, start=start)
    return mark


def _brackets(text: str, marks: Sequence[Mark]) -> Iterator[_Bracket]:
    """Yield the brackets that stand right behind a name."""
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter == "(":
            opened.append(place)
        elif letter == ")" and opened:
            start = opened.pop()
            names = _names_before(text, marks, start)
            if names:
                yield _Bracket(start, place, names[0], frozenset(names))


def _names_before(text: str, marks: Sequence[Mark], place: int) -> list[int]:
    """The columns that are listed right before a place, the nearest first."""
    found: list[int] = []
    for mark in reversed([one for one in marks if one.end <= place]):
        between = text[mark.end : place]
        if mark.label not in _NAMES:
            break
        if found and not joins_names(between):
            break
        if not found and between.strip(" \"'`"):
            break
        found.append(_id(mark))
        place = mark.start
    return found


def _id(mark: Mark) -> int:
    if mark.own is not None:
        return mark.own
    return next((head for head in mark.heads if isinstance(head, int)), -1)


def _in_bracket(
    mark: Mark,
    brackets: Sequence[_Bracket],
    marks: Sequence[Mark],
    of: dict[int | None, tuple[int | str, ...]],
) -> Mark:
    inside = [one for one in brackets if one.start < mark.start and mark.end <= one.end]
    if not inside:
        return mark
    bracket = max(inside, key=lambda one: one.start)
    spoken = {
        _id(one)
        for one in marks
        if bracket.start < one.start < bracket.end and one.label in _NAMES | {"val", "vref"}
    }
    if mark.label == "val":
        named = [head for head in mark.heads if isinstance(head, int)]
        right = (
            not named or named[0] in {bracket.owner, *spoken} or _is_a_group(mark, bracket, marks)
        )
        return mark if right else replace(mark, heads=(bracket.owner,))

    def fits(head: int | str) -> bool:
        column = of.get(head, (head,))[:1] if isinstance(head, int) else (head,)
        return head in spoken or head in bracket.run or column == (bracket.owner,)

    heads = tuple(head for head in mark.heads if fits(head) or head == "dirt")
    return replace(mark, heads=heads or (bracket.owner,)) if mark.heads else mark


def _is_a_group(value: Mark, bracket: _Bracket, marks: Sequence[Mark]) -> bool:
    """Whether a value in a bracket only says for which rows: `empty for pending ones`."""
    before = [one for one in marks if bracket.start < one.start and one.end <= value.start]
    return bool(before) and before[-1].label in _EMPTY | {"only"}


def _behind(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """The head that the statement touches; of several those that it stands behind."""
    said = text[max(0, mark.start - 1) : mark.end + 1]
    around = text[max(0, mark.start - _REACH) : mark.end + _NEAR]
    if mark.label not in _LED or not mark.heads or is_of_all(around) or is_of_several(said.strip()):
        return mark
    touched = _touched(text, mark, marks)
    if mark.label == "missing" and not touched and (led := _led_behind(text, mark, marks)):
        return replace(mark, heads=(led,))
    if touched:
        kept = tuple(head for head in mark.heads if head in touched)
        if kept or mark.label in _ONLY_OF_TOUCHED:
            return replace(mark, heads=kept or touched[:1])
    if len(mark.heads) < 2:
        return mark
    if mark.label == "share":
        return replace(mark, heads=(_nearest_head(mark, marks),))
    if mark.label == "shape":
        return mark
    near = _names_before_clause(text, marks, mark.start)
    heads = tuple(head for head in mark.heads if head in near)
    return replace(mark, heads=heads) if heads else mark


def _led_behind(text: str, mark: Mark, marks: Sequence[Mark]) -> int | None:
    """The column right behind a share of cells that lack: `5% of emails missing`."""
    after = next((one for one in marks if one.start >= mark.end), None)
    if after is None or after.label not in _NAMES:
        return None
    between = text[mark.end : after.start].split()
    return _id(after) if set(map(str.lower, between)) <= _OF_THE else None


_OF_THE = frozenset({"of", "the", "all", "some", "missing", "empty", "blank", "null"})
_REACH, _NEAR = 30, 16
_ONLY_OF_TOUCHED = frozenset({"share", "min", "max", "mean", "sd", "period", "like", "formula"})
"""Labels of what is stated of nothing else, where it follows a name at once."""


def _key(head: int | str) -> int | None:
    return head if isinstance(head, int) else None


def _touched(text: str, mark: Mark, marks: Sequence[Mark]) -> tuple[int, ...]:
    """The column right before a statement, and those listed with it; a share's value."""
    names = _NAMES | {"val", "vref"} if mark.label == "share" else _NAMES
    before = [one for one in marks if one.end <= mark.start]
    if not before or before[-1].label not in names:
        return ()
    led = text[before[-1].end : mark.start]
    if not leads_to(led) or (mark.label == "share" and led.strip(" \"'`:=~")):
        return ()
    if mark.label == "share":
        after = next((one for one in marks if one.start >= mark.end), None)
        between = text[mark.end : after.start].strip() if after is not None else "."
        if after is not None and not between and after.label in names:
            return ()  # `A 62% accepted`
        one, of = _id(before[-1]), {mark.own: mark.heads for mark in marks if mark.label == "val"}
        column = of.get(one)
        among = column is not None and all(
            of.get(_key(head)) == column or (head,) == column for head in mark.heads
        )
        return (one,) if one not in mark.groups and (one in mark.heads or among) else ()
    return tuple(_names_before(text, marks, before[-1].end))


def _nearest_head(mark: Mark, marks: Sequence[Mark]) -> int | str:
    """The head that is spoken of nearest to a mark; of two as near the one before it."""
    distance = {
        head: min(
            (
                abs(one.end - mark.start)
                if one.end <= mark.start
                else abs(one.start - mark.end) + 1
                for one in marks
                if one is not mark
                and (one.own == head or (one.own is None and head in one.heads[:1]))
                and one.label in _NAMES | {"val", "vref", "dirt"}
            ),
            default=10_000,
        )
        for head in mark.heads
    }
    return min(mark.heads, key=lambda head: distance[head])


def _names_before_clause(text: str, marks: Sequence[Mark], place: int) -> set[int]:
    """The last column that is spoken of before a place, and those listed with it."""
    names = [one for one in marks if one.end <= place and one.label in _NAMES]
    return set(_names_before(text, names, names[-1].end)) if names else set()


def _group(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """One group of several: the value that stands right behind the figure, else the nearest."""
    if mark.label in _EMPTY or mark.label not in _GROUPED or not mark.groups:
        return mark
    behind = [one for one in marks if one.start >= mark.end and one.label in ("val", "vref", "ref")]
    if behind and names_a_group(text[mark.end : behind[0].start]) and _is_value(behind[0], marks):
        group = _id(behind[0])
        if group not in mark.heads:
            return replace(mark, groups=(group,))
    said = group_behind(text[mark.end :])
    spelt = {text[one.start : one.end].lower(): one.own for one in marks if one.label == "val"}
    if said is not None and (own := spelt.get(said.lower())) is not None and own not in mark.heads:
        return replace(mark, groups=(own,))
    if len(mark.groups) < 2:
        return mark
    ends = {
        group: max(
            (one.end for one in marks if _id(one) == group and one.end <= mark.start), default=-1
        )
        for group in mark.groups
    }
    return replace(mark, groups=(max(mark.groups, key=lambda group: ends[group]),))


def _is_value(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a mark is a value, or another mention of one."""
    if mark.label in ("val", "vref"):
        return True
    return any(one.own == _id(mark) and one.label == "val" for one in marks)
