"""Templates to strings: every way to fill the placeholders of a list's templates.

`{thing}` stands for each entry of the topic's list `thing`, `{Thing}` capitalises it,
`{a:thing}` puts "a" or "an" before it, `{thing/1}` and
`{thing/2}` are its halves. `{is}`, `{was}`, `{has}`, `{does}`, `{s}`, `{it}`,
`{them}` agree in number with the first placeholder. A template whose list the topic does
not have is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import isqrt
from typing import TypeAlias

from rowsmith.engine.text.library import PLURAL, Topic

_PLACEHOLDER = re.compile(r"\{([aA]:)?(\w+(?:/[12])?)\}")

_Options: TypeAlias = tuple[tuple[str, bool], ...]
"""What a placeholder may stand for, and whether each takes a plural verb."""

_NUMBER = {
    "is": ("is", "are"),
    "was": ("was", "were"),
    "has": ("has", "have"),
    "does": ("does", "do"),
    "s": ("s", ""),
    "it": ("it", "they"),
    "them": ("it", "them"),
}


def templates(topic: Topic, name: str) -> tuple[str, ...]:
    """The templates of the list `name` for `topic`; none where there is no such list.

    `name/1` and `name/2` are the list's two halves, unless the topic has them by name.
    """
    found = topic.find(name)
    if found is None:
        base, _, half = name.partition("/")
        found = topic.find(base) or ()
        if half and len(found) > 1:
            return found[int(half) - 1 :: 2]
    return found


def fillings(topic: Topic, name: str) -> tuple[_Options, ...]:
    """What the placeholders of the list `name` stand for; equal fillings, equal strings."""
    half = name.partition("/")[2]
    return tuple(_options(topic, used, half) for used in _names(templates(topic, name)))


def expand(topic: Topic, name: str) -> tuple[list[str], list[int]]:
    """The strings of the list `name` for `topic`, and their weights.

    The strings of `name/1` and `name/2` share neither a template nor an aspect. A template
    weighs the square root of the number of its strings, so that one with many fillings
    neither drowns the others nor repeats itself. No such list: no strings.
    """
    half = name.partition("/")[2]
    strings: list[str] = []
    weights: list[int] = []
    for template in templates(topic, name):
        filled = [template] if _is_literal(template) else _fill(template, topic, half)
        if filled:
            strings += filled
            weights += [_UNIT // isqrt(len(filled) * _PRECISION)] * len(filled)
    return strings, weights


_PRECISION = 10_000
_UNIT = 1_000_000_000


def _fill(template: str, topic: Topic, half: str) -> list[str]:
    parsed = _parse(template)
    options = [_options(topic, name, half) for name in parsed.names]
    if len(options) == 1 and parsed.plain:
        count = len(parsed.fields)
        return [parsed.formats[plural] % ((word,) * count) for word, plural in options[0]]
    filled: list[str] = []
    for chosen in product(*options):
        pattern = parsed.formats[bool(chosen) and chosen[0][1]]
        filled.append(pattern % tuple(_inflect(chosen[i][0], a, c) for i, a, c in parsed.fields))
    return filled


@dataclass(frozen=True)
class _Template:
    """A template taken apart: `formats` (singular, plural) with a `%s` for every field.

    names: the lists that fill it, each once; the first one decides on the number.
    fields: per `%s` the index into `names`, whether an article goes first, and whether the
        whole is capitalised. `plain` where no field is either.
    """

    names: tuple[str, ...]
    fields: tuple[tuple[int, bool, bool], ...]
    formats: tuple[str, str]
    plain: bool


@cache
def _parse(template: str) -> _Template:
    names: dict[str, int] = {}
    fields: list[tuple[int, bool, bool]] = []
    formats = ["", ""]
    end = 0
    for match in _PLACEHOLDER.finditer(template):
        article, name = match[1] or "", match[2]
        literal = template[end : match.start()].replace("%", "%%")
        end = match.end()
        if name not in _NUMBER:
            index = names.setdefault(name.lower(), len(names))
            fields.append((index, bool(article), name[0].isupper() or article == "A:"))
        for plural, word in enumerate(_NUMBER.get(name, ("%s", "%s"))):
            formats[plural] += literal + word
    rest = template[end:].replace("%", "%%")
    return _Template(
        names=tuple(names),
        fields=tuple(fields),
        formats=(formats[0] + rest, formats[1] + rest),
        plain=not any(article or capital for _, article, capital in fields),
    )


def _is_literal(template: str) -> bool:
    return "{" not in template


@cache
def _names(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the lists that fill the templates `wanted`, each once."""
    found = (name for t in wanted if not _is_literal(t) for name in _parse(t).names)
    return tuple(dict.fromkeys(found))


def _inflect(word: str, article: bool, capital: bool) -> str:
    if article:
        word = f"{indefinite(word)} {word}"
    return word[0].upper() + word[1:] if capital else word


@lru_cache(maxsize=4096)
def _options(topic: Topic, name: str, half: str) -> _Options:
    base, _, wanted = name.partition("/")
    options: list[tuple[str, bool]] = []
    for suffix, plural in (("", False), (PLURAL, True)):
        entries = topic.find(f"{base}{suffix}/{wanted or half}") if wanted or half else None
        if entries is None:
            entries = topic.find(base + suffix) or ()
            entries = entries[int(wanted) - 1 :: 2] if wanted else entries
        for entry in entries:
            filled = [entry] if _is_literal(entry) else _fill(entry, topic, half)
            options += [(string, plural) for string in filled]
    return tuple(options)


_VOWEL_SOUND = ("a", "e", "i", "o", "u", "hour", "honest", "heir", "8", "11-", "18-", "x-", "mri")
_CONSONANT_SOUND = ("uni", "use", "usa", "usb", "usu", "uti", "eu", "one", "once", "uk")


def indefinite(phrase: str) -> str:
    """The article, "a" or "an", that goes before `phrase`."""
    start = phrase.lower()
    if start.startswith(_CONSONANT_SOUND) and not start.startswith("unim"):
        return "a"
    return "an" if start.startswith(_VOWEL_SOUND) else "a"
