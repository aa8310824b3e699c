"""What is said of a column right behind its name: values, bounds, types, examples."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from rowsmith.planning.knowledge import OutlineColumn
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    IdColumn,
    NumberColumn,
    TextColumn,
)
from training.written.sayings import (
    BETWEEN_NUMBERS,
    CURRENCIES,
    NUMBER_TYPES,
    PERIODS,
    TRUTHS,
    UNITS,
)
from training.written.writer import Told, Writer


@dataclass(frozen=True, slots=True)
class Style:
    """How what is said of a column stands behind it, alike through one list."""

    opening: str
    closing: str
    bare: bool
    level: str

    @classmethod
    def draw(cls, writer: Writer) -> Style:
        """One of the usual ways."""
        opening, closing = writer.rng.choice(
            ((" (", ")"), (" (", ")"), (" (", ")"), (": ", ""), (" - ", ""), (" = ", ""), (" ", ""))
        )
        level = writer.either(", ", "/", ", ", " or ", " | ", "|", " / ")
        return cls(opening, closing, opening == " ", level)


def describe(writer: Writer, one: Told, told: list[Told], style: Style) -> None:
    """Say what a column holds, behind its name; of a date, perhaps that it follows another."""
    column = one.known.column
    if isinstance(column, CategoryColumn):
        _tell_values(writer, one, column, style)
    elif isinstance(column, NumberColumn):
        _tell_number(writer, one, column, style)
    elif isinstance(column, BooleanColumn):
        _tell_truth(writer, one, style)
    elif isinstance(column, DatetimeColumn):
        _tell_date(writer, one, told, style)
    elif isinstance(column, IdColumn):
        _tell_id(writer, one, column, style)
    elif isinstance(column, TextColumn):
        _tell_type(writer, one, style, ("text", "free text", "string", "short text"))
    elif writer.by(0.4):
        _tell_type(writer, one, style, ("string", "text", "str", "varchar"))


def _tell_type(writer: Writer, one: Told, style: Style, types: Sequence[str]) -> None:
    writer.say(style.opening)
    writer.mark(writer.either(*types), "type", one.own)
    writer.say(style.closing)


def _tell_values(writer: Writer, one: Told, column: CategoryColumn, style: Style) -> None:
    levels = [str(level.value) for level in column.values]
    if len(levels) < 2:
        return
    writer.rng.shuffle(levels)
    levels = levels[: writer.rng.randint(2, 6)]
    if writer.by(0.4):
        levels = [level.lower() for level in levels]
    one.values = {level: 100 * one.own + at + 1 for at, level in enumerate(levels)}
    writer.say(style.opening)
    if style.opening in (": ", " - ", " = ") and writer.by(0.2):
        writer.say(writer.either("one of ", "either ", "choose from "))
    shares = shares_of(writer.rng, len(levels)) if writer.by(0.4) else None
    manner = writer.rng.randrange(5)
    together = shares is not None and len(levels) == 2 and writer.by(0.3)
    separator = style.level if style.opening == " (" else writer.either("/", "|", style.level)
    if shares is not None and not together:
        separator = writer.either(", ", ", ", " / ", "; ") if style.opening == " (" else " / "
    for at, level in enumerate(levels):
        if at:
            ends = at == len(levels) - 1 and separator == ", " and writer.by(0.4)
            writer.say(writer.either(" or ", " and ", ", or ") if ends else separator)
        value = one.values[level]
        share = None if shares is None or together else shares[at]
        if share is not None and manner == 0:
            writer.mark(f"{share}%", "share", value)
            writer.say(" ")
        writer.mark(level, "val", one.own, own=value)
        if share is not None and manner > 0:
            opening, closing = ((" ", ""), (": ", ""), (" (", ")"), ("=", ""))[manner - 1]
            writer.say(opening)
            writer.mark(f"{share}%", "share", value)
            writer.say(closing)
    if together and shares is not None:
        writer.say(writer.either(" ", ", ", " split "))
        writer.mark(f"{shares[0]}/{shares[1]}", "share", *one.values.values())
    writer.say(style.closing)


def shares_of(rng: random.Random, count: int) -> list[int]:
    """Shares in per cent that add up to 100."""
    cuts = sorted(rng.sample(range(1, 20), count - 1))
    return [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]


def _tell_number(writer: Writer, one: Told, column: NumberColumn, style: Style) -> None:
    low, high = bounds(writer.rng, one.known, column)
    units = CURRENCIES if one.known.unit == "money" else UNITS
    unit = writer.either(*units)
    manner = writer.rng.randrange(9)
    if manner == 0:
        _tell_type(writer, one, style, NUMBER_TYPES)
    elif manner == 1:
        writer.say(writer.either(" in ", " (", " ("))
        bracket = writer.text.endswith("(")
        writer.mark(unit, "unit", one.own)
        writer.say(")" if bracket else "")
    elif manner == 2:
        writer.say(style.opening)
        _tell_mean(writer, one, low, high)
        writer.say(style.closing)
    elif manner == 3:
        writer.say(style.opening)
        upper = writer.by(0.5)
        sign = (
            ("up to ", "at most ", "max ", "<= ")
            if upper
            else ("at least ", "min ", ">= ", "from ")
        )
        writer.say(writer.either(*sign))
        writer.mark(high if upper else low, "max" if upper else "min", one.own)
        writer.say(style.closing)
    else:
        writer.say(style.opening)
        if writer.by(0.2):
            writer.mark(writer.either(*NUMBER_TYPES), "type", one.own)
            writer.say(", ")
        before, between = writer.rng.choice(BETWEEN_NUMBERS)
        writer.say(before)
        writer.mark(low, "min", one.own)
        writer.say(between)
        writer.mark(high, "max", one.own)
        if writer.by(0.25):
            writer.say(" ")
            writer.mark(unit, "unit", one.own)
        writer.say(style.closing)


def _tell_mean(writer: Writer, one: Told, low: str, high: str) -> None:
    if writer.by(0.3):
        writer.mark(
            writer.either("normal", "normally distributed", "right-skewed"), "shape", one.own
        )
        writer.say(writer.either(", ", " with "))
    writer.say(writer.either("mean ", "average ", "around ", "median ", "typically "))
    writer.mark(high, "mean", one.own)
    if writer.by(0.5):
        writer.say(
            writer.either(
                ", sd ", " and sd ", ", standard deviation ", " with a standard deviation of "
            )
        )
        writer.mark(low, "sd", one.own)


def bounds(rng: random.Random, known: OutlineColumn, column: NumberColumn) -> tuple[str, str]:
    """Two figures within what is usual, the smaller first, as they are written."""
    money = rng.choice(("", "$", "€", "£")) if known.unit == "money" else ""
    low = column.min if isinstance(column.min, float | int) else 0
    high = column.max if isinstance(column.max, float | int) else low + 10 ** rng.randint(1, 5)
    places = min(column.decimals, 2) if rng.random() < 0.6 else 0
    one, other = sorted((low + (high - low) * rng.random(), low + (high - low) * rng.random()))
    found = [
        f"{value:,.{places}f}" if rng.random() < 0.7 else f"{value:.{places}f}"
        for value in (one, other)
    ]
    if found[0] == found[1]:
        found[1] = f"{other + 10:.{places}f}"
    return money + found[0], money + found[1]


def _tell_truth(writer: Writer, one: Told, style: Style) -> None:
    share = f"{writer.rng.choice((2, 5, 8, 12, 15, 20, 27, 35, 60, 85))}%"
    manner = writer.rng.randrange(4)
    writer.say(style.opening)
    if manner <= 1:
        writer.mark(writer.either(*TRUTHS), "type", one.own)
    if manner == 1:
        writer.say(", ")
    if manner >= 1:
        writer.say(writer.either("", "about ", "roughly "))
        writer.mark(share, "share", one.own)
        writer.say(writer.either("", " yes", " true", " positive"))
    writer.say(style.closing)


def _tell_date(writer: Writer, one: Told, told: list[Told], style: Style) -> None:
    others = [
        other
        for other in told
        if other.own < one.own and isinstance(other.known.column, DatetimeColumn)
    ]
    writer.say(style.opening)
    if others and writer.by(0.6):
        if writer.by(0.6):
            distance = writer.either(
                "30 days", "1 to 10 days", "2-5 days", "14 days", "within 60 days"
            )
            writer.mark(distance, "within", one.own)
            writer.say(" ")
        writer.mark(
            writer.either("after", "after", "later than"),
            "after",
            arcs=((others[-1].own, one.own),),
        )
        writer.say(writer.either(" ", " the "))
        writer.mark(others[-1].words, "ref", others[-1].own)
    elif writer.by(0.3):
        writer.mark(writer.either("date", "datetime", "timestamp", "ISO date"), "type", one.own)
    else:
        writer.say("" if style.opening != " " else "in ")
        writer.mark(writer.either(*PERIODS), "period", one.own)
    writer.say(style.closing)


def _tell_id(writer: Writer, one: Told, column: IdColumn, style: Style) -> None:
    writer.say(style.opening)
    if writer.by(0.3):
        writer.mark(writer.either("unique", "unique", "no duplicates"), "unique", one.own)
    else:
        pattern = column.pattern.replace("#", "0").replace("?", "X")
        like = pattern if len(pattern) > 3 else "UUID"
        writer.say("" if like == "UUID" else writer.either("like ", "e.g. ", "format ", ""))
        writer.mark(like, "like", one.own)
    writer.say(style.closing)
