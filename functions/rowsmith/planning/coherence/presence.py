"""A detail is there only where its flag or status says so: a return date of what was returned."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import Field

from rowsmith.planning.coherence.casting import modifiers
from rowsmith.planning.coherence.data import Data, read, words
from rowsmith.planning.coherence.editing import Editor, Keys, may_compute, written
from rowsmith.planning.coherence.flags import (
    Condition,
    is_yes,
    of_values,
    values_named,
    yes_value,
)
from rowsmith.planning.coherence.headers import (
    Match,
    Stems,
    best_match,
    has_word,
    phrase_of,
    phrases,
    plain_words,
)
from rowsmith.planning.coherence.lines import Chain, chains, event_named, events_of
from rowsmith.schema.columns import BooleanColumn, CategoryColumn, NumberColumn

_PREFIX = 4
"""Letters of a flag's word that its noun must share: promoted, promotion."""
_LEAST_MEAN = 1.5
"""Of a count that is at least one."""


class PresenceWords(Data):
    """Words of all flags; see the file."""

    yes: frozenset[str]
    statuses: str
    heads: frozenset[str]
    zero_heads: frozenset[str]


class Presence(Data):
    """A flag and what hangs on it; see the file."""

    of: str
    flag: str
    against: str = ""
    words: str = ""
    details: str = ""
    zeros: str = ""
    figures: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Progress(Data):
    """A share that is 100 where all is done and 0 where nothing is."""

    share: str
    flag: str
    done: str
    not_begun: str


class Presences(Data):
    """The file of presences."""

    words: PresenceWords
    presence: list[Presence]
    progress: list[Progress]


@lru_cache(maxsize=1)
def _data() -> Presences:
    return read("presence.toml", Presences)


def keep_present(editor: Editor) -> None:
    """Let details be there only where their flags say so."""
    for progress in _data().progress:
        _finish(editor, progress)
    for presence in _data().presence:
        for condition, rest in _conditions(editor, presence):
            for name in editor.shown():
                _hang_named(editor, presence, name, condition, rest)
    for name in editor.shown():
        column = editor.column(name)
        if isinstance(column, BooleanColumn):
            _hang_by_noun(editor, column)


def _conditions(editor: Editor, presence: Presence) -> Iterator[tuple[Condition, Stems]]:
    """Every flag and status of a presence, with what its header has beside its name."""
    flags, against = phrases(presence.flag), _phrases(presence.against)
    statuses = phrases(_data().words.statuses)
    for name in editor.shown():
        column = editor.column(name)
        match, opposite = _flag_match(flags, name), _flag_match(against, name)
        yes = opposite is None or (match is not None and match.length >= opposite.length)
        found = match if yes else opposite
        if isinstance(column, BooleanColumn) and found is not None:
            yield is_yes(column, yes=yes), found.rest
        elif isinstance(column, CategoryColumn):
            status = best_match(statuses, phrase_of(name))
            condition = None
            if found is not None and (value := yes_value(column, _data().words.yes)) is not None:
                condition = of_values(column, [value], yes=yes)
            elif (found is not None or status is not None) and presence.words:
                condition = of_values(column, values_named(column, presence.words))
            match = found or status
            if condition is not None and match is not None:
                yield condition, match.rest


def _flag_match(options: tuple[Stems, ...], name: str) -> Match | None:
    """How a header names a flag: as it stands, or without its `is` or `has`."""
    whole = best_match(options, phrase_of(name))
    return whole or best_match(options, phrase_of(name, words().flags))


@lru_cache(maxsize=256)
def _phrases(text: str) -> tuple[Stems, ...]:
    return phrases(text) if text else ()


def _hang_named(
    editor: Editor, presence: Presence, name: str, condition: Condition, rest: Stems
) -> None:
    header = phrase_of(name)
    detail = best_match(_phrases(presence.details), header)
    zero = best_match(_phrases(presence.zeros), header)
    found = max((m for m in (detail, zero) if m), key=lambda m: m.length, default=None)
    if found is None or not set(found.rest) <= set(rest) | modifiers():
        return
    if not set(rest) <= set(found.rest) | modifiers():
        return
    figures = next(
        (keys for text, keys in presence.figures.items() if phrase_of(text) == header), None
    )
    _hang(editor, name, condition, zero=found is zero, figures=figures)


def _hang_by_noun(editor: Editor, flag: BooleanColumn) -> None:
    """What has the flag's own word and a head such as `date` or `reason` hangs on it."""
    wanted = phrase_of(flag.name, words().flags)
    heads = _data().words.heads
    for name in editor.shown():
        if name == flag.name or plain_words(name)[-1] not in heads:
            continue
        if _has_noun(wanted, phrase_of(name, heads)):
            zero = has_word(name, _data().words.zero_heads)
            _hang(editor, name, is_yes(flag, yes=True), zero=zero, figures=None)


def _has_noun(wanted: Stems, header: Stems) -> bool:
    if len(header) != len(wanted):
        return False
    return all(
        one == other or (len(min(one, other, key=len)) >= _PREFIX and _shares(one, other))
        for one, other in zip(wanted, header, strict=True)
    )


def _shares(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _hang(
    editor: Editor, name: str, condition: Condition, *, zero: bool, figures: Keys | None
) -> None:
    """Let a column be there only under a condition, 0 or empty elsewhere."""
    column = editor.column(name)
    if name == condition.column or column.when is not None or column.kind == "id":
        return
    outline = editor.stated.outline
    if {name, condition.column} <= outline and editor.stated.says(name, "figures"):
        return
    if editor.stated.says(name, "presence") or name in editor.made_from(condition.column):
        return
    if not editor.can_read(name, [condition.column]) or name in editor.hung:
        return
    number = column.kind in ("number", "formula") and editor.types()[name].name == "number"
    counted = isinstance(column, CategoryColumn) and editor.types()[name].numeric_text
    zero = zero and (number or counted)
    keys: Keys = {"when": condition.expression}
    if zero:
        keys["otherwise"] = "0" if counted else 0

    def change() -> None:
        if figures is not None and number and not editor.stated.says(name, "figures", "formula"):
            editor.put(name, figures)
        if zero:
            _at_least_one(editor, name)
        editor.change(name, **keys)
        editor.unloop()

    where = f"where {condition.says}"
    says = f"{name} is 0 except {where}" if zero else f"{name} is there only {where}"
    if editor.attempt(change, says, name, condition.column):
        editor.hung.add(name)
        editor.related.discard(name)


def _at_least_one(editor: Editor, name: str) -> None:
    """A count that is there is not nothing."""
    column = editor.column(name)
    if isinstance(column, CategoryColumn):
        levels = [level.model_dump() for level in column.values if level.value != "0"]
        if levels and len(levels) < len(column.values):
            editor.change(name, values=_whole(levels))
        return
    if not isinstance(column, NumberColumn) or column.decimals or isinstance(column.min, str):
        return
    if column.min is not None and column.min > 0:
        return
    keys: Keys = {"min": 1, "zeros": None}
    if column.mean is not None and column.mean < _LEAST_MEAN:
        keys |= {"mean": _LEAST_MEAN, "sd": None}
    editor.change(name, **keys)


def _whole(levels: list[Keys]) -> list[Keys]:
    """Levels whose shares add up to 100 again."""
    total = sum(level["share"] or 0 for level in levels)
    if not total or any(level["share"] is None for level in levels):
        return [{**level, "share": None} for level in levels]
    return [{**level, "share": round(100 * level["share"] / total, 4)} for level in levels]


def follow_stages(editor: Editor) -> None:
    """Let the dates of a line be there only where a status has got so far."""
    statuses = phrases(_data().words.statuses)
    for chain in chains(editor):
        for name in editor.shown():
            column = editor.column(name)
            if isinstance(column, CategoryColumn) and best_match(statuses, phrase_of(name)):
                _follow_stage(editor, chain, column)


def _follow_stage(editor: Editor, chain: Chain, status: CategoryColumn) -> None:
    events = events_of(chain.line)
    reached = {value: event_named(value, events) for value in status.level_values}
    for number, one in enumerate(chain.placed):
        # The first date of a row is always there, unless a status is about it alone.
        begins = number == 0 and (one.event <= 1 or one.event not in reached.values())
        if events[one.event].aside or begins:
            continue
        there = [value for value, at in reached.items() if at is not None and at >= one.event]
        condition = of_values(status, there) if there else None
        if condition is not None:
            _hang(editor, one.column, condition, zero=False, figures=None)


def _finish(editor: Editor, progress: Progress) -> None:
    """A share done is 100 where the status says so, 0 where nothing is begun."""
    shares = [name for name in editor.shown() if _is_share(editor, name, progress)]
    for share in shares[:1]:
        for name in editor.shown():
            done, begun = _ends_of(editor, name, progress)
            if done is not None and _ends(editor, share, done, begun):
                return


def _is_share(editor: Editor, name: str, progress: Progress) -> bool:
    match = best_match(phrases(progress.share), phrase_of(name))
    return match is not None and not match.rest and editor.column(name).kind == "number"


def _ends_of(
    editor: Editor, name: str, progress: Progress
) -> tuple[Condition | None, Condition | None]:
    """Where a column says that all is done, and that nothing is begun."""
    column = editor.column(name)
    if isinstance(column, CategoryColumn):
        done = of_values(column, values_named(column, progress.done))
        return done, of_values(column, values_named(column, progress.not_begun))
    if isinstance(column, BooleanColumn) and _flag_match(phrases(progress.flag), name) is not None:
        return is_yes(column, yes=True), None
    return None, None


def _ends(editor: Editor, share: str, done: Condition, begun: Condition | None) -> bool:
    if not may_compute(editor, share, [done.column]) or not editor.can_read(share, [done.column]):
        return False
    column = editor.column(share)
    assert isinstance(column, NumberColumn)  # noqa: S101 (the caller looked)
    whole = 1 if isinstance(column.max, int | float) and column.max <= 1 else 100
    step = 10.0**-column.decimals

    def change() -> None:
        keys: Keys = {"kind": "number", "shape": "uniform", "min": step, "max": whole - step,
                      "decimals": column.decimals}  # fmt: skip
        drawn = written(editor.hide(f"{share}_under_way", keys, beside=share))
        rest = f"if({begun.expression}, 0, {drawn})" if begun is not None else drawn
        editor.compute(share, f"if({done.expression}, {whole}, {rest})")
        editor.unloop()

    return editor.attempt(change, f"{share} is {whole} where {done.says}", share, done.column)
