"""Marks of which the words around them leave no doubt, whatever an annotator made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rowsmith.planning.grammar.around import (
    count_parts,
    find_priced,
    is_measured,
    is_of_subject,
    is_partly_empty,
    is_price,
    noun_before_items,
)
from rowsmith.planning.grammar.shares import read_shares
from rowsmith.planning.reading.marks import IMPLIED, Mark, last_id

_NAMES = frozenset({"col", "target"})
_FIGURES = frozenset({"min", "max", "mean", "sd"})
_REACH = 40


def with_surroundings(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with lists of shares, second mentions, amounts of the subject and effects."""
    found = sorted(marks, key=lambda mark: mark.start)
    for step in (
        _wanted, _mentioned, _siblings, _of_noun, _share_lists, _patterns, _of_subject, _prices,
    ):  # fmt: skip
        found = sorted(step(text, found), key=lambda mark: mark.start)
    return found


def _wanted(text: str, marks: list[Mark]) -> list[Mark]:
    """What has empty cells is a column, and the share of them before it is its own."""
    found = []
    for place, mark in enumerate(marks):
        wanted = mark.label == "not" and is_partly_empty(text[mark.end :])
        lacks = mark.label == "not" and _lacks(text, marks, place)
        found.append(replace(mark, label="col") if wanted or lacks else mark)
        if lacks:
            found[-2] = replace(marks[place - 1], heads=() if mark.own is None else (mark.own,))
        last = marks[place - 1] if place else None
        if wanted and last is not None and last.label == "missing" and not last.heads:
            found[-2] = replace(last, heads=() if mark.own is None else (mark.own,))
    return found


def _lacks(text: str, marks: Sequence[Mark], place: int) -> bool:
    """`missing salaries`: a column some cells of which are empty."""
    last = marks[place - 1] if place else None
    missing = last is not None and last.label == "missing" and not last.heads
    return missing and last is not None and not text[last.end : marks[place].start].strip()


def _mentioned(text: str, marks: list[Mark]) -> list[Mark]:
    """A column that is spelt like a value before it is another mention of the value."""
    values: dict[str, int] = {}
    same: dict[int, int] = {}
    found = []
    for mark in marks:
        said = text[mark.start : mark.end].casefold()
        if mark.label == "val" and mark.own is not None:
            values.setdefault(said, mark.own)
        if mark.label == "col" and mark.own is not None and said in values:
            same[mark.own] = values[said]
            mark = replace(mark, label="vref", own=None, heads=(values[said],))
        found.append(mark)
    return [mark.led(same) for mark in found] if same else found


def _siblings(text: str, marks: list[Mark]) -> list[Mark]:
    """`(temperature, vibration)`: a lone value that only a comma parts from its column is one."""
    count: dict[int | str, int] = {}
    for mark in marks:
        if mark.label == "val":
            for head in mark.heads:
                count[head] = count.get(head, 0) + 1
    found: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        lone = mark.label == "val" and len(mark.heads) == 1 and count[mark.heads[0]] == 1
        if last is not None and lone and last.label in _NAMES and mark.heads == (last.own,):
            opened = text[max(0, last.start - 1) : last.start] == "("
            if opened and text[last.end : mark.start].strip() == ",":
                mark = replace(mark, label="col", heads=())
        found.append(mark)
    return found


def _of_noun(text: str, marks: list[Mark]) -> list[Mark]:
    """`3 departments: Sales, Support` are departments, whatever column stands before."""
    found = list(marks)
    for place, mark in enumerate(marks):
        last = marks[place - 1] if place else None
        if mark.label != "val" or last is None or last.label not in _FIGURES | {"like"}:
            continue
        if last.heads != mark.heads:
            continue
        noun = noun_before_items(text[last.end : mark.start])
        if noun is None or noun_before_items(text[: mark.start]) is None:
            continue
        for at in _run(text, marks, place):
            found[at] = replace(found[at], heads=(f"{IMPLIED}{noun}",))
    return found


def _run(text: str, marks: Sequence[Mark], place: int) -> Iterator[int]:
    """Yield the places of the values that are listed from one on."""
    heads = marks[place].heads
    for at in range(place, len(marks)):
        if marks[at].label == "share":
            continue
        if marks[at].label != "val" or marks[at].heads != heads:
            return
        yield at


def _share_lists(text: str, marks: list[Mark]) -> list[Mark]:
    """`40/35/25` behind three values of a column are the shares of all three."""
    of = {mark.own: mark.heads[:1] for mark in marks if mark.label == "val"}
    found = []
    for mark in marks:
        said = text[mark.start : mark.end]
        parts = count_parts(said)
        fraction = parts == 2 and len(said) == len("2/3")
        if mark.label == "share" and parts > 1 and len(mark.heads) != parts and not fraction:
            columns = {of[head] for head in mark.heads if isinstance(head, int) and head in of}
            columns |= {(head,) for head in mark.heads if (head,) in of.values()}
            for column in sorted(columns, key=str):
                levels = tuple(own for own in of if of[own] == column and own is not None)
                if len(levels) == parts and read_shares(said, parts) is not None:
                    mark = replace(mark, heads=levels)
        found.append(mark)
    return found


def _patterns(text: str, marks: list[Mark]) -> list[Mark]:
    """`four digits` only tells what a code that was shown looks like."""
    shown = {
        mark.heads
        for mark in marks
        if mark.label == "like" and any(letter.isdigit() for letter in text[mark.start : mark.end])
    }
    return [
        mark
        for mark in marks
        if mark.label != "like"
        or mark.heads not in shown
        or any(letter.isdigit() for letter in text[mark.start : mark.end])
    ]


def _of_subject(text: str, marks: list[Mark]) -> list[Mark]:
    """`House prices from 100k to 900k` are bounds of the price."""
    found = list(marks)
    for place, mark in enumerate(marks):
        last = marks[place - 1] if place else None
        if mark.label not in _FIGURES or last is None or last.label != "subject":
            continue
        noun = text[last.start : last.end].split()[-1]
        if not is_measured(noun) or not is_of_subject(text[last.end : mark.start]):
            continue
        own, column = _subject_column(text, found, last, noun)
        if column is not None:
            found.append(column)
        for at in range(place, len(marks)):
            if marks[at].label not in _FIGURES | {"unit"}:
                break
            found[at] = replace(marks[at], heads=(own,))
    return found


def _subject_column(
    text: str, marks: Sequence[Mark], subject: Mark, noun: str
) -> tuple[int, Mark | None]:
    """The column that the last word of a subject names, where another does not already."""
    stem = noun.lower().rstrip("s")
    for mark in marks:
        named = mark.label in _NAMES and mark.own is not None
        if named and text[mark.start : mark.end].lower().rstrip("s").endswith(stem):
            return mark.own or 0, None
    own = last_id(marks) + 1
    return own, Mark(subject.end - len(noun), subject.end, "col", own=own)


def _thing(mark: Mark) -> int | None:
    if mark.label in _NAMES:
        return mark.own
    heads = [head for head in mark.heads if isinstance(head, int)]
    return heads[0] if mark.label in ("ref", "vref") and heads else None


def _prices(text: str, marks: list[Mark]) -> list[Mark]:
    """What is dearer has a higher price, though nobody names one."""
    found = list(marks)
    things = {mark.own: mark for mark in marks if mark.own is not None}
    for place, mark in enumerate(marks):
        priced = find_priced(text, mark.start - len("costs "), mark.end + len(" expensive"))
        if mark.label not in ("up", "down") or priced is None:
            continue
        if text[min(priced[1], mark.end) : max(priced[0], mark.start)].strip():
            continue
        names = [
            one for one in marks
            if one.label in _NAMES and is_price(text[one.start : one.end])
        ]  # fmt: skip
        sources = [of for of, _ in mark.arcs] or _sources(text, marks, place)
        columns = {one.own for one in marks if one.label in _NAMES}
        if any(to in columns for _, to in mark.arcs) or not sources:
            continue
        price = names[0].own if len(names) == 1 else None
        if names and price is None:
            continue
        if price is None:
            price, column = _price_column(text, found, priced)
            found += [] if column is None else [column]
        sources = [of for of in sources if of in things and of != price]
        found[place] = replace(mark, arcs=tuple((of, price) for of in dict.fromkeys(sources)))
    return found


def _price_column(
    text: str, marks: Sequence[Mark], priced: tuple[int, int]
) -> tuple[int, Mark | None]:
    """The column of a price that nobody names: the subject's last word, else the effect's."""
    for mark in marks:
        noun = text[mark.start : mark.end].split()[-1]
        if mark.label == "subject" and is_price(noun) and is_measured(noun):
            return _subject_column(text, marks, mark, noun)
    return last_id(marks) + 1, Mark(*priced, "col", own=last_id(marks) + 1)


def _sources(text: str, marks: Sequence[Mark], place: int) -> list[int]:
    """What is spoken of before an effect in its sentence."""
    found = []
    for mark in reversed(marks[:place]):
        if any(sign in text[mark.end : marks[place].start] for sign in (". ", ";", ",", "\n")):
            break
        if mark.label in ("ref", "vref") and (one := _thing(mark)) is not None:
            found.append(one)
    return found
