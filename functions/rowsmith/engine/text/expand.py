"""Templates to strings: every way to fill the placeholders of a list's templates.

`{thing}` stands for each entry of the topic's list `thing`, `{Thing}` capitalises it,
`{a:thing}` puts "a" or "an" before it. `{is}`, `{was}`, `{has}`, `{does}`, `{s}`, `{it}`,
`{them}` agree in number with the first placeholder. A template whose list the topic does
not have is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import isqrt, prod
from typing import TypeAlias

from rowsmith.engine.text.library import PLURAL, Topic

_PLACEHOLDER = re.compile(r"\{([aA]:)?(\w+)\}")

_NUMBER = {
    "is": ("is", "are"),
    "was": ("was", "were"),
    "has": ("has", "have"),
    "does": ("does", "do"),
    "s": ("s", ""),
    "it": ("it", "they"),
    "them": ("it", "them"),
}

_Piece: TypeAlias = tuple[str, str, str]
"""Literal text, then an article ("", "a:" or "A:") and the name of the list that follow it."""


def expand(topic: Topic, name: str) -> tuple[list[str], list[int]]:
    """The strings of the list `name` for `topic`, and their weights.

    `name/1` and `name/2` are halves that share neither a template nor an aspect. A template
    weighs the square root of the number of its strings, so that one with many fillings
    neither drowns the others nor repeats itself. No such list: no strings.
    """
    base, _, half = name.partition("/")
    templates = topic.find(name)
    if templates is None:
        templates = topic.find(base) or ()
        if half and len(templates) > 1:
            templates = templates[int(half) - 1 :: 2]
    strings: list[str] = []
    weights: list[int] = []
    for template in templates:
        filled = list(_fill(template, topic, half))
        if filled:
            strings += filled
            weights += [_UNIT // isqrt(len(filled) * _PRECISION)] * len(filled)
    return strings, weights


_PRECISION = 10_000
_UNIT = 1_000_000_000


def _fill(template: str, topic: Topic, half: str) -> Iterator[str]:
    pieces, rest = _parse(template)
    if not pieces:
        yield rest
        return
    names = list(dict.fromkeys(name.lower() for *_, name in pieces if name not in _NUMBER))
    options = [_options(name, topic, half) for name in names]
    if not prod(map(len, options)):
        return
    for chosen in product(*options):
        words = {name: word for name, (word, _) in zip(names, chosen, strict=True)}
        plural = bool(chosen) and chosen[0][1]
        yield "".join(_write(piece, words, plural) for piece in pieces) + rest


def _write(piece: _Piece, words: dict[str, str], plural: bool) -> str:
    literal, article, name = piece
    if name in _NUMBER:
        return literal + _NUMBER[name][plural]
    word = words[name.lower()]
    if article:
        word = f"{indefinite(word)} {word}"
    if name[0].isupper() or article == "A:":
        word = word[0].upper() + word[1:]
    return literal + word


def _options(name: str, topic: Topic, half: str) -> list[tuple[str, bool]]:
    options: list[tuple[str, bool]] = []
    for suffix, plural in (("", False), (PLURAL, True)):
        entries = topic.find(f"{name}{suffix}/{half}") if half else None
        if entries is None:
            entries = topic.find(name + suffix) or ()
        for entry in entries:
            options += [(filled, plural) for filled in _fill(entry, topic, half)]
    return options


@cache
def _parse(template: str) -> tuple[tuple[_Piece, ...], str]:
    pieces: list[_Piece] = []
    end = 0
    for match in _PLACEHOLDER.finditer(template):
        pieces.append((template[end : match.start()], match[1] or "", match[2]))
        end = match.end()
    return tuple(pieces), template[end:]


_VOWEL_SOUND = ("a", "e", "i", "o", "u", "hour", "honest", "heir", "8", "11-", "18-", "x-", "mri")
_CONSONANT_SOUND = ("uni", "use", "usa", "usb", "usu", "uti", "eu", "one", "once", "uk")


def indefinite(phrase: str) -> str:
    """The article, "a" or "an", that goes before `phrase`."""
    start = phrase.lower()
    if start.startswith(_CONSONANT_SOUND) and not start.startswith("unim"):
        return "a"
    return "an" if start.startswith(_VOWEL_SOUND) else "a"
