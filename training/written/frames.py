"""Whole descriptions: a list, prose, a panel in time, a subject behind its columns."""

from __future__ import annotations

import random
from collections.abc import Callable

from rowsmith.planning.knowledge import Outline, knowledge
from rowsmith.schema.columns import DatetimeColumn, NumberColumn
from training.examples import Described
from training.written.columns import Style, describe
from training.written.sayings import (
    AFTERWARDS,
    ASIDES,
    BEFORE,
    INTRODUCTIONS,
    LENGTHS,
    OPENINGS,
    PLACES,
    PROSE,
    ROWS,
    STEPS,
)
from training.written.sentences import plural, say_more
from training.written.writer import Told, Writer, of_kind

_MANNER = "written"
_FEWEST, _MOST = 2, 13
"""Columns of a list."""
_FORMS: tuple[tuple[float, Callable[[Writer, Outline], list[Told]]], ...]


def write(rng: random.Random) -> Described:
    """A description of some known subject; other words, order and punctuation each time."""
    known = knowledge()
    outline = known.outline(rng.choice(known.names()))
    writer = Writer(rng)
    if writer.by(0.25):
        writer.say(writer.either(*BEFORE))
    weights, forms = zip(*_FORMS, strict=True)
    (form,) = rng.choices(forms, weights)
    told = form(writer, outline)
    say_more(writer, outline, told)
    if writer.by(0.3):
        writer.say(writer.either(*AFTERWARDS))
    return Described(writer.text, tuple(writer.marks), _MANNER)


def pick(writer: Writer, outline: Outline, most: int = _MOST) -> list[Told]:
    """Some columns of an outline, under names of one form; ids of values come behind theirs."""
    columns = [one for one in outline.columns if not one.hidden]
    writer.rng.shuffle(columns)
    form = writer.rng.choice(_NAMES)
    chosen = columns[: writer.rng.randint(_FEWEST, most)]
    names = [writer.either(one.name, *one.aliases).replace("_", " ") for one in chosen]
    return [
        Told(at + 1, form(said), one)
        for at, (said, one) in enumerate(zip(names, chosen, strict=True))
    ]


def _snake(name: str) -> str:
    return name.replace(" ", "_").lower()


def _camel(name: str) -> str:
    first, *rest = name.split()
    return first.lower() + "".join(word.capitalize() for word in rest)


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split())


_NAMES: tuple[Callable[[str], str], ...] = (
    str, str, str, str, str.lower, str.capitalize, str.title, _snake, _snake, _camel, _pascal,
)  # fmt: skip


def _subject(writer: Writer, outline: Outline) -> str:
    subject = writer.either(outline.title, *outline.asks)
    return subject if writer.by(0.2) else subject[:1].lower() + subject[1:]


def _fill(writer: Writer, said: str, outline: Outline) -> None:
    """Write an opening with the subject, the number of rows and the place where it has them."""
    for part in said.split("{"):
        name, closed, rest = part.rpartition("}")
        if closed and name == "subject":
            writer.mark(_subject(writer, outline), "subject")
        elif closed and name == "rows":
            writer.mark(writer.either(*ROWS), "rows")
        elif closed and name == "place":
            writer.mark(writer.either(*PLACES), "place")
        writer.say(rest)


_SEPARATORS = (
    (", ", ", "), (", ", " and "), (", ", ", and "), ("; ", "; "), (", ", " and "), (" | ", " | "),
    ("\n- ", "\n- "), ("\n* ", "\n* "), ("\n", "\n"), (" / ", " / "), (", ", ", "),
    (", ", " plus "), (", ", " & "), (" ", " "),
)  # fmt: skip


def _list(writer: Writer, outline: Outline) -> list[Told]:
    """`gym members: age (18-80), plan (basic/pro) and churned`."""
    told = pick(writer, outline)
    _fill(writer, writer.either(*INTRODUCTIONS), outline)
    list_columns(writer, told)
    return told


def list_columns(writer: Writer, told: list[Told]) -> None:
    """Write the columns one behind the other, what is said of each in one style."""
    between, last = writer.rng.choice(_SEPARATORS)
    if between == " " and any(" " in one.words for one in told):
        between = last = ", "
    numbered = between == "\n" and writer.by(0.5)
    rich = writer.rng.choice((0.0, 0.3, 0.6, 0.9)) if between != " " else 0.0
    style = Style.draw(writer)
    if between.startswith("\n"):
        writer.say("\n" if not writer.text.endswith("\n") else "")
        writer.say(between[1:])
    for at, one in enumerate(told):
        if at:
            writer.say(last if at == len(told) - 1 else between)
        if numbered:
            writer.say(f"{at + 1}. ")
        elif not style.bare and between == ", " and writer.by(0.1):
            writer.say(writer.either("the ", "their ", "a "))
        _name(writer, one)
        if writer.by(rich):
            describe(writer, one, told, style)
        elif style.opening in (" - ", ": ", " (") and writer.by(0.08):
            writer.say(style.opening + writer.either(*ASIDES) + style.closing)


def _name(writer: Writer, one: Told) -> None:
    label = "target" if one.known.label and writer.by(0.15) else "col"
    writer.mark(one.words, label, own=one.own)


def _behind(writer: Writer, outline: Outline) -> list[Told]:
    """`age, plan and fee of 300 gym members`."""
    told = pick(writer, outline, most=6)
    writer.say(writer.either("", "I need ", "Generate ", "Please make "))
    for at, one in enumerate(told):
        if at:
            writer.say(" and " if at == len(told) - 1 else ", ")
        _name(writer, one)
    writer.say(writer.either(" of ", " for ", " of "))
    if writer.by(0.6):
        writer.mark(writer.either(*ROWS), "rows")
        writer.say(" ")
    noun = writer.either(plural(outline.row), _subject(writer, outline))
    writer.mark(noun, "subject")
    return told


def _prose(writer: Writer, outline: Outline) -> list[Told]:
    """`Each member has an age between 18 and 80. The plan is basic or pro.`"""
    told = pick(writer, outline, most=7)
    _fill(writer, writer.either(*OPENINGS), outline)
    for one in told:
        writer.say(" ")
        before, after = writer.rng.choice(PROSE)
        writer.say(before.replace("ROW", outline.row))
        _name(writer, one)
        closing = ")" if after == " (" else ""
        style = Style(after, closing, after == " ", writer.either(", ", " or ", "/"))
        describe(writer, one, told, style)
        writer.say(".")
    writer.text = writer.text.removesuffix(".")
    return told


def _predicting(writer: Writer, outline: Outline) -> list[Told]:
    """`predict churned of gym members from age and plan`."""
    told = pick(writer, outline, most=6)
    target, causes = told[0], told[1:]
    writer.say(writer.either("predict ", "I want to predict ", "a model that predicts "))
    writer.mark(target.words, "target", own=target.own)
    writer.say(writer.either(" of ", " for "))
    writer.mark(_subject(writer, outline), "subject")
    writer.say(" ")
    arcs = tuple((one.own, target.own) for one in causes)
    writer.mark(writer.either("from", "based on", "using"), "moves", arcs=arcs)
    writer.say(" ")
    for at, one in enumerate(causes):
        if at:
            writer.say(" and " if at == len(causes) - 1 else ", ")
        writer.mark(one.words, "col", own=one.own)
    return told


def _panel(writer: Writer, outline: Outline) -> list[Told]:
    """`hourly temperature and humidity of 4 sensors over 2 weeks`."""
    picked = pick(writer, outline)
    told = of_kind(picked, NumberColumn)[:4] or of_kind(picked, DatetimeColumn)[:1]
    if not told:
        return _list(writer, outline)
    writer.say(writer.either("", "", "I need ", "Simulate "))
    if writer.by(0.8):
        writer.mark(writer.either(*STEPS), "every")
        writer.say(" ")
    for at, one in enumerate(told):
        if at:
            writer.say(" and " if at == len(told) - 1 else ", ")
        writer.mark(one.words, "col", own=one.own)
    noun = outline.entities[0].name if outline.entities else outline.row
    entity = max(one.own for one in picked) + 1
    writer.say(writer.either(" of ", " for ", " from "))
    writer.mark(str(writer.rng.randint(2, 60)), "entities", entity)
    writer.say(" ")
    writer.mark(plural(noun.replace("_", " ")), "entity", own=entity)
    writer.say(writer.either(" over ", " for ", " during "))
    writer.mark(writer.either(*LENGTHS), "period")
    return told


def _repeated(writer: Writer, outline: Outline) -> list[Told]:
    """`200 customers with 5 orders each: amount, status`."""
    if not outline.entities:
        return _list(writer, outline)
    told = pick(writer, outline, most=8)
    entity = len(told) + 1
    noun = outline.entities[0].name.replace("_", " ")
    writer.mark(str(writer.rng.choice((20, 50, 100, 200, 350))), "entities", entity)
    writer.say(" ")
    writer.mark(plural(noun), "entity", own=entity)
    writer.say(writer.either(" with ", ", "))
    each = writer.either("5", "3", "10", "2 to 8", "several", "up to 12")
    writer.mark(each, "each", entity)
    writer.say(" ")
    writer.mark(plural(outline.row), "subject")
    writer.say(writer.either(" each: ", " each. Columns: ", " per " + noun + ", with "))
    list_columns(writer, told)
    return told


_FORMS = (
    (6.0, _list), (1.0, _behind), (1.5, _prose), (1.0, _predicting), (0.8, _panel),
    (0.6, _repeated),
)  # fmt: skip
