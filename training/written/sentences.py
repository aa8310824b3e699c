"""Sentences behind a list: what moves what, shares, figures of groups, what is empty."""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.planning.knowledge import Outline
from rowsmith.schema.columns import (
    BooleanColumn,
    DatetimeColumn,
    IdColumn,
    NumberColumn,
)
from training.written.sayings import FEWER, MISSING, MORE, MOVED_BY, NOT_WANTED, NOTES
from training.written.writer import Told, Writer, mention, of_kind


def say_more(writer: Writer, outline: Outline, told: list[Told]) -> None:
    """Sentences behind the list: relations, shares, figures of groups, flaws, notes."""
    noun = plural(outline.row)
    says: list[Callable[[Writer, str, list[Told]], bool]] = [
        _say_effect, _say_effect, _say_by_value, _say_share, _say_group_means, _say_missing,
        _say_presence, _say_drivers, _say_rate, _say_exclusion, _say_total,
    ]  # fmt: skip
    count = writer.rng.choice((0, 0, 0, 1, 1, 2, 3))
    writer.rng.shuffle(says)
    for say in says[:count]:
        kept, marks = writer.text, list(writer.marks)
        writer.say("\n" if "\n" in kept else writer.either(". ", ". ", "; "))
        if not say(writer, noun, told):
            writer.text, writer.marks = kept, marks
    if writer.by(0.15):
        writer.say(". " + writer.either(*NOTES))


def plural(noun: str) -> str:
    """Several of a thing."""
    return noun if noun.endswith("s") else f"{noun}s"


def _say_effect(writer: Writer, noun: str, told: list[Told]) -> bool:
    numbers = of_kind(told, NumberColumn)
    if len(numbers) < 2:
        return False
    cause, effect = writer.rng.sample(numbers, 2)
    up = writer.by(0.55)
    label, words = ("up", MORE) if up else ("down", FEWER)
    arc = ((cause.own, effect.own),)
    manner = writer.rng.randrange(4)
    if manner == 0:
        writer.say(writer.either("The higher the ", "the higher the "))
        mention(writer, cause)
        writer.say(", the ")
        writer.mark("higher" if up else "lower", label, arcs=arc)
        writer.say(" the ")
        mention(writer, effect)
    elif manner == 1:
        mention(writer, effect)
        writer.say(" ")
        if writer.by(0.3):
            writer.mark(writer.either("strongly", "slightly"), "strength", effect.own)
            writer.say(" ")
        writer.mark(writer.either(*words), label, arcs=arc)
        writer.say(" ")
        mention(writer, cause)
    elif manner == 2:
        writer.say("More ")
        mention(writer, cause)
        writer.say(" means ")
        writer.mark("more" if up else "less", label, arcs=arc)
        writer.say(" ")
        mention(writer, effect)
    else:
        writer.say(f"{noun.capitalize()} with a higher ")
        mention(writer, cause)
        writer.say(" have a ")
        writer.mark("higher" if up else "lower", label, arcs=arc)
        writer.say(" ")
        mention(writer, effect)
    return True


def _say_drivers(writer: Writer, noun: str, told: list[Told]) -> bool:
    del noun
    effects = of_kind(told, NumberColumn, BooleanColumn)
    if not effects or len(told) < 4:
        return False
    effect = writer.rng.choice(effects)
    causes = [
        one for one in told if one is not effect and not isinstance(one.known.column, IdColumn)
    ]
    causes = writer.rng.sample(causes, min(len(causes), writer.rng.randint(1, 3)))
    if not causes:
        return False
    mention(writer, effect)
    writer.say(" ")
    arcs = tuple((one.own, effect.own) for one in causes)
    writer.mark(writer.either(*MOVED_BY), "moves", arcs=arcs)
    writer.say(" ")
    for at, one in enumerate(causes):
        if at:
            writer.say(" and " if at == len(causes) - 1 else ", ")
        mention(writer, one)
    return True


def _with_values(told: list[Told]) -> list[Told]:
    return [one for one in told if len(one.values) > 1]


def _say_by_value(writer: Writer, noun: str, told: list[Told]) -> bool:
    groups = _with_values(told)
    effects = of_kind(told, NumberColumn, BooleanColumn)
    if not groups or not effects:
        return False
    group, effect = writer.rng.choice(groups), writer.rng.choice(effects)
    value, own = writer.rng.choice(list(group.values.items()))
    up = writer.by(0.6)
    label, arc = "up" if up else "down", ((own, effect.own),)
    if writer.by(0.5):
        writer.mark(value, "vref", own)
        writer.say(writer.either(f" {noun} have ", " has "))
        writer.mark("higher" if up else "lower", label, arcs=arc)
        writer.say(" ")
        mention(writer, effect)
    else:
        mention(writer, effect)
        writer.say(" is ")
        writer.mark("higher" if up else "lower", label, arcs=arc)
        writer.say(writer.either(" for ", " in "))
        writer.mark(value, "vref", own)
    return True


def _say_share(writer: Writer, noun: str, told: list[Told]) -> bool:
    flags = of_kind(told, BooleanColumn)
    if not flags:
        return False
    one = writer.rng.choice(flags)
    share = writer.either("5%", "12%", "20%", "30%", "about 8%", "2%").removeprefix("about ")
    if writer.by(0.5):
        writer.say(writer.either("About ", "Roughly ", ""))
        writer.mark(share, "share", one.own)
        writer.say(writer.either(f" of the {noun} are ", " should be ", " are "))
        mention(writer, one)
    else:
        mention(writer, one)
        writer.say(writer.either(" is yes for ", " in ", ": ", " should be true in "))
        writer.mark(share, "share", one.own)
        writer.say(writer.either(" of rows", " of cases", ""))
    return True


def _say_group_means(writer: Writer, noun: str, told: list[Told]) -> bool:
    del noun
    groups, numbers = _with_values(told), of_kind(told, NumberColumn, BooleanColumn)
    if not groups or not numbers:
        return False
    group, number = writer.rng.choice(groups), writer.rng.choice(numbers)
    rate = isinstance(number.known.column, BooleanColumn)
    if writer.by(0.7):
        mention(writer, number)
        writer.say(writer.either(" averages ", " is ", ": "))
    elif rate:
        return False
    for at, (value, own) in enumerate(list(group.values.items())[:3]):
        figure = str(writer.rng.randint(2, 95)) + ("%" if rate else "")
        writer.say(writer.either(", ", " and ") if at else "")
        writer.mark(figure, "share" if rate else "mean", number.own, groups=(own,))
        writer.say(writer.either(" for ", " in "))
        writer.mark(value, "vref", own)
    return True


def _say_missing(writer: Writer, noun: str, told: list[Told]) -> bool:
    del noun
    share = writer.either("2%", "5%", "10%", "some", "3 percent")
    if writer.by(0.4):
        writer.mark(share, "missing")
        writer.say(" missing values")
        return True
    one = writer.rng.choice(told)
    before, after = writer.rng.choice(MISSING)
    if before == "name":
        mention(writer, one)
        writer.say(after)
        writer.mark(share, "missing", one.own)
        writer.say(writer.either("", " of the time"))
    else:
        writer.mark(share, "missing", one.own)
        writer.say(before)
        mention(writer, one)
        writer.say(after)
    return True


def _say_presence(writer: Writer, noun: str, told: list[Told]) -> bool:
    del noun
    flags = of_kind(told, BooleanColumn)
    others = [one for one in told if isinstance(one.known.column, DatetimeColumn | NumberColumn)]
    if not flags or not others:
        return False
    flag, other = writer.rng.choice(flags), writer.rng.choice(others)
    mention(writer, other)
    writer.say(" is ")
    filled = writer.by(0.6)
    words = (
        ("only filled", "empty unless", "blank unless", "null unless")
        if filled
        else ("empty", "blank", "null")
    )
    said = writer.either(*words)
    writer.mark(said, "filled" if filled else "empty", other.own, groups=(flag.own,))
    writer.say(" " if "unless" in said else writer.either(" if ", " when "))
    mention(writer, flag)
    return True


def _say_rate(writer: Writer, noun: str, told: list[Told]) -> bool:
    """`12% churned`: a share right before the column that it is of."""
    flags = of_kind(told, BooleanColumn)
    if not flags:
        return False
    one = writer.rng.choice(flags)
    writer.mark(
        writer.either("5%", "12%", "20%", "a third", "1 in 10", "15 percent"), "share", one.own
    )
    writer.say(writer.either(" ", f" of {noun} ", " are "))
    mention(writer, one)
    return True


def _say_exclusion(writer: Writer, noun: str, told: list[Told]) -> bool:
    """`no phone numbers please`."""
    del noun
    own = max(value for one in told for value in (one.own, *one.values.values())) + 1
    writer.say(writer.either("No ", "no ", "Leave out ", "without ", "Do not include "))
    writer.mark(writer.either(*NOT_WANTED), "not", own=own)
    return True


def _say_total(writer: Writer, noun: str, told: list[Told]) -> bool:
    """`revenue = price * visits`."""
    del noun
    numbers = of_kind(told, NumberColumn)
    if len(numbers) < 3:
        return False
    total, one, other = writer.rng.sample(numbers, 3)
    mention(writer, total)
    writer.say(writer.either(" = ", " is ", " must be "))
    sign = writer.either(" * ", " times ", " + ", " plus ", " minus ", " x ", " / ")
    writer.mark(f"{one.words}{sign}{other.words}", "formula", total.own)
    return True
