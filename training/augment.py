"""Descriptions said otherwise: other names, values and figures, other case and lines, chatter."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rowsmith.planning.reading.marks import IMPLIED, Mark
from training.examples import Described

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FIGURES = {"share", "min", "max", "mean", "sd", "rows", "each", "entities", "missing", "within"}
_ONCE = {"rows", "subject", "level", "clusters"}
"""Labels that a description has once."""
_IDS_OF_A_PART = 1000
_CHATTER_BEFORE = (
    "Hi! ", "Hello, ", "pls ", "hey, ", "Thanks in advance. ", "For a class project: ",
    "I'm practising SQL joins. ", "You are a helpful assistant. ", "Task: ", "Dear team,\n\n",
    "I'm new to data science, so be kind. ", "Act as a data engineer. ", "OK so ",
    "We are building a dashboard and there is no real data yet. ", "# Dataset request\n",
    "Can you help me? ", "Quick one: ", "This is for a workshop next Tuesday. ", "Prompt: ",
)  # fmt: skip
_CHATTER_AFTER = (
    " Thanks!", " Output as CSV.", " Return only the CSV, no explanation.", " please", " thx",
    " Make it realistic.", " It should look like real data.", " Use a fixed random seed.",
    " Give me the file with a header row.", " Do not include any comments.", " Cheers, Ana",
    "\nFormat: CSV with comma separator, UTF-8.", " I will load it with pandas.",
    " Keep everything plausible.", "\n\nThank you very much!", " No markdown.", " ASAP please.",
    " The data must not contain real people.", " This is for teaching purposes only.",
)  # fmt: skip


class Bank:
    """Names and values of the corpus, to be exchanged between descriptions."""

    def __init__(self, described: Sequence[Described]) -> None:
        self.names: list[str] = []
        self.values: list[str] = []
        for one in described:
            for mark in one.marks:
                words = one.text[mark.start : mark.end]
                if mark.label in {"col", "target", "not"} and len(words.split()) <= 4:
                    self.names.append(words)
                if mark.label == "val" and len(words.split()) <= 3:
                    self.values.append(words)


def vary(one: Described, bank: Bank, rng: random.Random) -> Described:
    """The same description with some of its words, figures, case or lines exchanged."""
    words = _exchanged(one, bank, rng)
    text, marks = _rewritten(one.text, one.marks, words)
    if rng.random() < 0.1:
        text, marks = _between(text, marks, _bulleted(rng))
    if rng.random() < 0.1:
        text, marks = _between(
            text, marks, lambda part: part.replace("\n", rng.choice(("; ", ", ", " ")))
        )
    if rng.random() < 0.08:
        text, marks = _between(text, marks, lambda part: _slipped(part, rng))
    if rng.random() < 0.08:
        text, marks = _between(
            text, marks, lambda part: re.sub(r"[.!]$", "", re.sub(r"[.,;:] ", " ", part))
        )
    if rng.random() < 0.12:
        text, marks = _led(rng.choice(_CHATTER_BEFORE), text, marks)
    if rng.random() < 0.12:
        text = text.rstrip() + (rng.choice(_CHATTER_AFTER))
    chance = rng.random()
    if chance < 0.18:
        text = text.lower() if len(text.lower()) == len(text) else text
    elif chance < 0.21:
        text = text.upper() if len(text.upper()) == len(text) else text
    return Described(text, marks, one.manner)


def joined(parts: Sequence[Described]) -> Described:
    """Several descriptions as one long one; its subject and size are those of the first."""
    text = ""
    marks: list[Mark] = []
    for at, part in enumerate(parts):
        lead, by = len(text), _IDS_OF_A_PART * at
        text += part.text + "\n"
        kept = [mark for mark in part.marks if at == 0 or mark.label not in _ONCE]
        marks.extend(_shifted(mark, lead, by) for mark in kept)
    return Described(text.rstrip("\n"), tuple(marks), parts[0].manner)


def _shifted(mark: Mark, lead: int, by: int) -> Mark:
    """The mark further on, its ids and unnamed columns told apart from those of other parts."""

    def other(one: int | str) -> int | str:
        if isinstance(one, int):
            return one + by
        return one + str(by) if by and one.startswith(IMPLIED) else one

    return replace(
        mark,
        start=mark.start + lead,
        end=mark.end + lead,
        own=None if mark.own is None else mark.own + by,
        heads=tuple(other(one) for one in mark.heads),
        groups=tuple(one + by for one in mark.groups),
        arcs=tuple((source + by, target + by) for source, target in mark.arcs),
    )


def _exchanged(one: Described, bank: Bank, rng: random.Random) -> dict[int, str]:
    """New words of some marks, by their place."""
    names, values = rng.choice((0, 0, 0.3, 0.7)), rng.choice((0, 0, 0.4, 0.8))
    figures, form = (
        rng.choice((0, 0.5, 0.9)),
        rng.choice((None, None, None, _snake, _camel, _title, _spaced)),
    )
    new: dict[int, str] = {}
    by_id: dict[int | str, str] = {}
    for at, mark in enumerate(one.marks):
        words = one.text[mark.start : mark.end]
        if mark.label in {"col", "target", "not"}:
            if rng.random() < names:
                other = rng.choice(bank.names)
                new[at] = other.replace(" ", "_") if "_" in words and " " in other else other
            if form is not None and len(words) < 40:
                new[at] = form(new.get(at, words))
            if at in new and mark.own is not None:
                by_id[mark.own] = new[at]
        elif mark.label == "val" and rng.random() < values and not _NUMBER.search(words):
            new[at] = rng.choice(bank.values)
            if mark.own is not None:
                by_id[mark.own] = new[at]
        elif mark.label in _FIGURES and rng.random() < figures and _NUMBER.search(words):
            new[at] = _NUMBER.sub(lambda found: _figure(found[0], rng), words, count=1)
    for at, mark in enumerate(one.marks):
        if (
            mark.label in {"ref", "vref"}
            and mark.heads
            and mark.heads[0] in by_id
            and rng.random() < 0.5
        ):
            new[at] = by_id[mark.heads[0]]
    return new


def _figure(written: str, rng: random.Random) -> str:
    whole, _, decimals = written.partition(".")
    if decimals:
        return f"{rng.uniform(0, 10 ** min(len(whole), 6)):.{min(len(decimals), 4)}f}"
    digits = len(written.replace(",", ""))
    figure = rng.randint(1, 10 ** rng.choice((digits, digits, max(1, digits - 1), digits + 1)) - 1)
    return (
        f"{figure:,}" if "," in written or (figure > 9999 and rng.random() < 0.3) else str(figure)
    )


def _rewritten(
    text: str, marks: Sequence[Mark], new: dict[int, str]
) -> tuple[str, tuple[Mark, ...]]:
    out, last, moved = "", 0, []
    for at, mark in enumerate(marks):
        out += text[last : mark.start]
        words = new.get(at, text[mark.start : mark.end])
        moved.append(replace(mark, start=len(out), end=len(out) + len(words)))
        out += words
        last = mark.end
    return out + text[last:], tuple(moved)


def _between(
    text: str, marks: Sequence[Mark], change: Callable[[str], str]
) -> tuple[str, tuple[Mark, ...]]:
    """The text with what stands between its marks changed."""
    out, last, moved = "", 0, []
    for mark in marks:
        out += change(text[last : mark.start]) if mark.start > last else ""
        words = text[mark.start : mark.end]
        moved.append(replace(mark, start=len(out), end=len(out) + len(words)))
        out += words
        last = mark.end
    return out + (change(text[last:]) if last < len(text) else ""), tuple(moved)


def _bulleted(rng: random.Random) -> Callable[[str], str]:
    bullet = rng.choice(("\n- ", "\n* ", "\n", "\n• ", "; ", " | ", " / ", " and "))
    return lambda part: bullet if part == ", " else part


def _slipped(part: str, rng: random.Random) -> str:
    """A letter dropped or doubled, now and then."""
    out = []
    for letter in part:
        chance = rng.random() if letter.isalpha() else 1
        out.append("" if chance < 0.02 else letter * 2 if chance < 0.03 else letter)
    return "".join(out)


def _led(lead: str, text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    by = len(lead)
    return lead + text, tuple(
        replace(mark, start=mark.start + by, end=mark.end + by) for mark in marks
    )


def _snake(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip()).lower()


def _camel(name: str) -> str:
    first, *rest = re.split(r"[\s_-]+", name.strip())
    return first.lower() + "".join(word[:1].upper() + word[1:].lower() for word in rest)


def _title(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name).title()


def _spaced(name: str) -> str:
    return re.sub(r"_+", " ", name).lower().strip() or name
