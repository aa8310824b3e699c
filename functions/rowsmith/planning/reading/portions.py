"""Shares of rows, by the form of what states them, whatever an annotator made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.mentions import Known, find_mentions, tokens_of
from rowsmith.planning.grammar.portions import (
    find_others,
    find_over,
    find_ratios,
    find_splits,
    find_told,
    start_of_name,
    type_noun,
    without_denial,
)
from rowsmith.planning.grammar.shares import read_share, read_shares
from rowsmith.planning.reading.marks import IMPLIED, Mark, akin_target, last_id, meeting

_NAMES = frozenset({"col", "target"})
_FIGURES = frozenset({"min", "max", "mean", "sd", "share", "rows"})
_LOOSE = frozenset(
    {
        *(*_FIGURES, "val", "vref", "ref", "unit", "shape", "up", "down", "moves", "strength"),
        *("only", "period", "subject"),
    }
)
"""Labels that words of a stated share may have been given instead."""
_SPOKEN = frozenset({"ref", "vref", "val", *_NAMES})


def with_portions(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the shares of values, and of what is true of rows, that the words state."""
    found = list(marks)
    for step in (
        _whole_names,
        _splits,
        _ratios,
        _versus,
        _percents,
        _told,
        _followed,
        _own_groups,
        _before_nouns,
        _kinds,
        _overs,
        _others,
    ):
        found = sorted(step(text, found), key=lambda mark: mark.start)
    return found


def _without(marks: Sequence[Mark], gone: Sequence[Mark]) -> list[Mark]:
    """`marks` without some, and without what leads to what those define."""
    ids = {mark.own for mark in gone if mark.own is not None}
    kept = [mark for mark in marks if mark not in gone]
    return [
        mark
        for mark in kept
        if not (ids and mark.heads and set(mark.heads) <= ids and mark.label not in _NAMES)
    ]


def _whole_names(text: str, marks: list[Mark]) -> list[Mark]:
    """`Loan officer team: red 60%` names a column by all words up to the colon."""
    found = list(marks)
    for place, mark in enumerate(marks):
        behind = marks[place + 1] if place + 1 < len(marks) else None
        valued = behind is not None and behind.label == "val" and mark.own in behind.heads
        if mark.label not in _NAMES or not valued or not text[mark.end :].lstrip().startswith(":"):
            continue
        free = max((one.end for one in marks if one.end <= mark.start), default=0)
        start = start_of_name(text, max(free, text.rfind("\n", 0, mark.start) + 1), mark.start)
        found[place] = replace(mark, start=start)
    return found


def _splits(text: str, marks: list[Mark]) -> list[Mark]:
    """`status is 200 in 85% of cases, 404 in 10%, 500 in the rest` of the column before."""
    for start, parts in find_splits(text):
        of = _column_before(text, marks, start)
        if of is None:
            continue
        inside = meeting(marks, parts[0][0][0], parts[-1][1][1])
        if any(mark.label in ("entity", "place") for mark in inside):
            continue
        known = {
            text[mark.start : mark.end].lower(): mark.own
            for mark in marks
            if mark.label == "val" and mark.heads[:1] == (of,)
        }
        said = {text[slice(*value)].lower() for value, _ in parts}
        kept = [
            mark
            for mark in inside
            if mark.own in known.values() and text[mark.start : mark.end].lower() in said
        ]
        marks = _without(marks, [mark for mark in inside if mark not in kept])
        for value, share in parts:
            own = known.get(text[slice(*value)].lower())
            if own is None:
                own = last_id([*marks, *inside]) + 1
                marks.append(Mark(*value, "val", own=own, heads=(of,)))
            marks.append(Mark(*share, "share", heads=(own,)))
    return marks


def _column_before(text: str, marks: Sequence[Mark], place: int) -> int | None:
    """The column that is named right before a place."""
    said = text[:place].rstrip().lower()
    named = [mark for mark in marks if mark.label in _NAMES and mark.end <= place]
    for mark in named:
        if said.endswith(text[mark.start : mark.end].lower()):
            return mark.own
    before = [mark for mark in marks if mark.end <= place and mark.label == "ref"]
    if before and not text[before[-1].end : place].strip():
        return next((head for head in before[-1].heads if isinstance(head, int)), None)
    return None


def _ratios(text: str, marks: list[Mark]) -> list[Mark]:
    """`free or pro (70/30 split)`: the shares of the values that are listed right before."""
    for start, end in find_ratios(text):
        opened = text.rfind("(", 0, start)
        before = [mark for mark in marks if mark.end <= opened]
        values: list[Mark] = []
        for mark in reversed(before):
            if mark.label != "val" or (values and mark.heads[:1] != values[0].heads[:1]):
                break
            values.insert(0, mark)
        owns = tuple(mark.own for mark in values if mark.own is not None)
        near = values and not text[values[-1].end : opened].strip()
        if not near or read_shares(text[start:end], len(owns)) is None or len(owns) < len(_PAIR):
            continue
        marks = _without(marks, meeting(marks, start, end))
        marks.append(Mark(start, end, "share", heads=owns))
    return marks


_PAIR = ("one", "other")


def _versus(text: str, marks: list[Mark]) -> list[Mark]:
    """`variant A or B, conversion 5% vs 7%`: the share of the column in each of two groups."""
    found = list(marks)
    for place in range(1, len(marks) - 1):
        name, first, second = marks[place - 1 : place + 2]
        apart = text[first.end : second.start].strip(" .").lower()
        shares = first.label == second.label == "share" and apart in ("vs", "versus", "against")
        columns = {m.heads[0] for m in marks[: place - 1] if m.label == "val" and m.heads}
        if not shares or name.label not in _NAMES or name.own is None or len(columns) != 1:
            continue
        values = [m.own for m in marks[: place - 1] if m.label == "val" and m.own is not None]
        if len(values) == len(_PAIR) and not text[name.end : first.start].strip():
            for at, group in zip((place, place + 1), values, strict=True):
                found[at] = replace(marks[at], heads=(name.own,), groups=(group,))
    return found


def _percents(text: str, marks: list[Mark]) -> list[Mark]:
    """`25% diabetic` is a share of the column right behind, not a bound of it."""
    for mark in marks:
        if mark.label not in _FIGURES - {"share", "rows"}:
            continue
        end = mark.end if text[mark.end - 1] == "%" else mark.end + len("%")
        behind = next((one for one in marks if one.start >= end and one.label != "unit"), None)
        if behind is None or text[end - 1 : behind.start].strip() != "%":
            continue
        if behind.label in _NAMES and mark.heads in ((behind.own,), ()):
            gone = meeting(marks, mark.start, end)
            marks = [one for one in marks if one not in gone]
            own = () if behind.own is None else (behind.own,)
            marks.append(Mark(mark.start, end, "share", heads=own))
    return marks


def _told(text: str, marks: list[Mark]) -> list[Mark]:
    """`5% of the plants are diseased` is a share of the yes of a column, made if there is none."""
    for one in find_told(text):
        inside = meeting(marks, one.share[0], one.what[1])
        named = [mark for mark in inside if mark.own is not None and mark.label != "subject"]
        about = [m for m in meeting(marks, *one.what) if m.label in ("ref", "vref", "val", *_NAMES)]
        bracketed = text[: one.share[0]].rstrip().endswith("(")
        if bracketed or about or named or any(mark.label not in _LOOSE for mark in inside):
            continue
        if read_share(text[slice(*one.share)]) is None or any(m.groups for m in inside):
            continue
        if _is_of_value_before(marks, inside):
            continue
        if _is_known(text, marks, one.what):
            continue
        own = last_id(marks) + 1
        kept = [mark for mark in marks if mark not in inside or mark.label == "subject"]
        again = akin_target(text, text[slice(*one.what)], kept)
        if again is not None:
            marks = [*kept, Mark(*one.share, "share", heads=(again,))]
            continue
        marks = [
            *kept,
            Mark(*one.share, "share", heads=(own,)),
            Mark(*one.what, "target" if _is_free(marks) else "col", own=own),
        ]
    return marks


def _is_of_value_before(marks: Sequence[Mark], inside: Sequence[Mark]) -> bool:
    """Whether a share is of a value that stands before it: `used for 65% of the cars sold`."""
    values = {mark.own: mark.end for mark in marks if mark.label == "val"}
    return any(
        mark.label == "share" and head in values and values[head] <= mark.start
        for mark in inside
        for head in mark.heads
        if isinstance(head, int)
    )


def _is_free(marks: Sequence[Mark]) -> bool:
    """Whether nothing is to be predicted yet."""
    return not any(mark.label == "target" for mark in marks)


def _is_known(text: str, marks: Sequence[Mark], what: tuple[int, int]) -> bool:
    """Whether words speak of a column or value that there is."""
    known = [
        Known(mark.own, text[mark.start : mark.end], "value" if mark.label == "val" else "column")
        for mark in marks
        if mark.own is not None and mark.label in (*_NAMES, "val")
    ]
    return bool(find_mentions(text, tokens_of(text, *what), known, ()))


def _followed(text: str, marks: list[Mark]) -> list[Mark]:
    """A share right before a value is that value's, and no group of its own."""
    found = []
    for place, mark in enumerate(marks):
        behind = marks[place + 1] if place + 1 < len(marks) else None
        if mark.label == "share":
            groups = tuple(group for group in mark.groups if group not in mark.heads)
            mark = replace(mark, groups=groups) if groups != mark.groups else mark
            own = behind.own if behind is not None and behind.label == "val" else None
            between = text[mark.end : behind.start] if behind is not None else ""
            alone = not {*text[mark.start : mark.end]} & {*"/:,"}
            if own in mark.heads[1:] + mark.heads[:-1] and between.strip().lower() in _LEADS:
                mark = replace(mark, heads=(own,)) if alone and own is not None else mark
        found.append(mark)
    return found


_LEADS = frozenset({"", "are", "is", "use", "uses", "of them are", "on", "in", "of", "were"})


def _own_groups(text: str, marks: list[Mark]) -> list[Mark]:
    """A lone value in whose rows its own column has a figure is none: `80000 in January`."""
    heads = {mark.own: mark.heads[:1] for mark in marks if mark.label == "val"}
    alone = [own for own, of in heads.items() if list(heads.values()).count(of) == 1]
    gone = {
        group
        for mark in marks
        for group in mark.groups
        if mark.label in ("min", "max", "mean", "sd")
        and group in alone
        and heads[group] == mark.heads[:1]
    }
    return [
        replace(mark, groups=tuple(one for one in mark.groups if one not in gone))
        for mark in marks
        if mark.own not in gone or mark.label != "val"
    ]


def _before_nouns(text: str, marks: list[Mark]) -> list[Mark]:
    """`month-to-month contracts` is a value of the contract, whatever column stands nearer."""
    columns = {
        stems(text[mark.start : mark.end]): mark.own for mark in marks if mark.label in _NAMES
    }
    found = []
    for mark in marks:
        tokens = tokens_of(text, mark.end, mark.end + _NOUN)
        beside = tokens and not text[mark.end : tokens[0].start].strip()
        own = columns.get(stems(tokens[0].text)) if tokens and beside else None
        if mark.label == "val" and own is not None and mark.heads != (own,):
            mark = replace(mark, heads=(own,))
        found.append(mark)
    return found


_NOUN = 30


def _kinds(text: str, marks: list[Mark]) -> list[Mark]:
    """`on the free plan, the rest on pro`: two values of a plan."""
    found = list(marks)
    for mark in marks:
        words = text[mark.start : mark.end]
        kind = type_noun(words) if mark.label == "val" else None
        implied = mark.heads[:1] and str(mark.heads[0]).startswith(IMPLIED)
        if kind is None or not implied:
            continue
        value, noun = kind
        column = next(
            (m.own for m in marks if m.label in _NAMES
             and stems(text[m.start : m.end])[-1:] == stems(noun)), None,
        )  # fmt: skip
        head: int | str = column if column is not None else f"{IMPLIED}{noun}"
        old = mark.heads[:1]
        short = replace(mark, end=mark.start + len(value), heads=(head,))
        found = [
            short if one is mark
            else replace(one, heads=(head,)) if one.label == "val" and one.heads[:1] == old
            else one
            for one in found
        ]  # fmt: skip
        found = _rest_beside(text, found, short)
    return found


def _rest_beside(text: str, marks: list[Mark], value: Mark) -> list[Mark]:
    """What has the rest of the rows is a value beside the others, no column."""
    for place, mark in enumerate(marks[:-1]):
        behind = marks[place + 1]
        share = read_share(text[mark.start : mark.end]) if mark.label == "share" else None
        if share is None or not share.rest or behind.label not in _NAMES:
            continue
        apart = text[value.end : mark.start]
        together = not any(sign in apart for sign in (". ", "\n", ";"))
        if mark.start >= value.end and together and mark.heads in ((behind.own,), ()):
            marks[place + 1] = replace(behind, label="val", heads=value.heads)
            marks[place] = replace(mark, heads=() if behind.own is None else (behind.own,))
    return marks


def _is_age(name: str) -> bool:
    return stems(name)[-1:] == stems("age")


def _overs(text: str, marks: list[Mark]) -> list[Mark]:
    """`patients over 60` bounds the age, which is a column if it was none."""
    for one in find_over(text):
        there = meeting(marks, *one.age)
        bound = any(mark.label in ("min", "max") and mark.heads for mark in there)
        if bound or any(mark.label not in _FIGURES for mark in there) or any(m.arcs for m in marks):
            continue
        ages = [m for m in marks if m.label in _NAMES and _is_age(text[m.start : m.end])]
        age = ages[0] if ages else None
        own = age.own if age is not None and age.own is not None else last_id(marks) + 1
        marks = [mark for mark in marks if mark not in there]
        if age is None:
            marks.append(Mark(one.noun[0], one.age[0] - 1, "col", own=own))  # `patients over`
        marks.append(Mark(*one.age, "min" if one.least else "max", heads=(own,)))
    return marks


def _others(text: str, marks: list[Mark]) -> list[Mark]:
    """`30% for smokers and 10% for everyone else` is of those who are no smokers."""
    for start, end in find_others(text):
        shares = [mark for mark in marks if mark.label in _FIGURES and mark.end <= start]
        there = meeting(marks, start, end)
        group = _denied(text, marks, start, end)
        if group is None and len(shares) > 1 and shares[-2].groups:
            group = shares[-2].groups[0]
        fits = all(mark.label in ("val", "vref", "ref") for mark in there)
        if group is None or not fits or not shares or start - shares[-1].end > len(" among the "):
            continue
        column = next((m for m in marks if m.own == group and m.label in _NAMES), None)
        if column is None or column.own is None:
            continue
        own = last_id([*marks, *there]) + 1
        share = replace(shares[-1], groups=(own,))
        marks = [share if mark is shares[-1] else mark for mark in marks if mark not in there]
        marks.append(Mark(start, end, "val", own=own, heads=(column.own,)))
    return marks


def _denied(text: str, marks: Sequence[Mark], start: int, end: int) -> int | None:
    """The column that words like `non-smokers` deny."""
    what = without_denial(text[start:end])
    if what is None:
        return None
    known = [
        Known(mark.own, text[mark.start : mark.end], "column")
        for mark in marks
        if mark.own is not None and mark.label in _NAMES
    ]
    found = find_mentions(text, tokens_of(text, end - len(what), end), known, ())
    return found[0].of if found else None
