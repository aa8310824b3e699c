"""Where the words of a clause speak of known columns and values, also in other words for them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import eq
from typing import Any, Literal

from rowsmith.planning.english.words import stem, stems

Kind = Literal["column", "flag", "value"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*%?|[^\w\s]")
_LEAST_ALIKE = 4
"""Letters that two forms of a word have in common at the least."""
_LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Known:
    """A column, one that is yes or no (`flag`), or a value of the column `within`."""

    of: int
    name: str
    kind: Kind
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a text; `text` is in lower case."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Mention:
    """Tokens `first` to `last` (inclusive) that speak of something.

    sign: 1 or -1 where the words say how much of it; 0 where they do not.
    certain: it is called by its own words.
    whole: it is called by all words of its name, or by a word that it has for another.
    bound: where a bound is stated of it (`over 60`): then the rows beyond that are meant.
    """

    first: int
    last: int
    of: int
    sign: int = 0
    certain: bool = True
    whole: bool = True
    bound: tuple[int, int] | None = None


@cache
def comparing_words() -> dict[str, Any]:
    """The tables of `comparing.toml`."""
    path = files("rowsmith.planning.grammar").joinpath("comparing.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and signs of `text[start:end]`, in order."""
    found = (match for match in _WORD.finditer(text, start, end) if match[0] not in "-–—")
    return [
        Token(match.start(), match.end(), match[0].lower().replace("’", "'")) for match in found
    ]


def find_mentions(
    text: str,
    tokens: Sequence[Token],
    known: Sequence[Known],
    said: Sequence[tuple[int, int, int]],
    subject: frozenset[str] = frozenset(),
) -> list[Mention]:
    """The mentions of `known` in `tokens`, in order, none within another.

    Args:
        text: where the tokens stand.
        tokens: those of a clause.
        known: what may be spoken of.
        said: (start, end, id) of places that others hold to be mentions; used where nothing
            else is found.
        subject: stems of words for the rows themselves, which tell of no column.
    """
    taken: set[int] = set()
    found: list[Mention] = []
    named = [*_by_name(text, tokens, known), *_by_word(tokens, known, subject)]
    certain = {at for one in named for at in range(one.first, one.last + 1)}
    for mention in (
        *named,
        *_by_ends(tokens, known),
        *_by_other_words(tokens, known, subject, certain),
        *_said(tokens, said),
    ):
        places = set(range(mention.first, mention.last + 1))
        if not places & taken:
            taken |= places
            found.append(mention)
    within = {one.of: one.within for one in known}
    return _merged(sorted(found, key=lambda mention: mention.first), within)


def _by_name(text: str, tokens: Sequence[Token], known: Sequence[Known]) -> Iterator[Mention]:
    """Yield where whole names stand, the longest first."""
    for one in sorted(known, key=lambda one: -len(one.name)):
        name = stems(one.name)
        short = len(one.name) < _LEAST_ALIKE
        for first in range(len(tokens) - len(name) + 1) if name else ():
            last = first + len(name) - 1
            if short or one.kind == "value":
                said = text[tokens[first].start : tokens[last].end]
                if one.name.isupper() and not said.isupper():
                    continue
            same = eq if one.kind == "value" else alike
            if all(same(stem(tokens[first + at].text), part) for at, part in enumerate(name)):
                yield Mention(first, last, one.of)


def _by_word(
    tokens: Sequence[Token], known: Sequence[Known], subject: frozenset[str]
) -> Iterator[Mention]:
    """Yield where one word of a name stands that no other name has, or its contrary."""
    generic = _generic() | subject
    parts = {
        one.of: [part for part in stems(one.name) if part not in generic]
        for one in known
        if one.kind != "value" and stems(one.name)[-1:] not in (("id",), ("name",), ("code",))
    }
    persons = comparing_words()["bounds"]["persons"]
    for place, token in enumerate(tokens):
        if token.text in _directions() or not token.text.isalpha():
            continue
        first = -1 if token.text in persons else 0  # `members` of a loyalty member
        for word, sign in _forms(token.text):
            fitting = [
                of for of, names in parts.items() if any(alike(word, one) for one in names[first:])
            ]
            if len(word) >= _LEAST_ALIKE - 1 and word not in generic and len(fitting) == 1:
                yield Mention(place, place, fitting[0], sign, whole=False)
                break


def _forms(word: str) -> Iterator[tuple[str, int]]:
    """Yield the stem of a word, and that of what it is the contrary of: `inactive`."""
    yield stem(word), 0
    for prefix in ("in", "un", "non", "dis"):
        if word.startswith(prefix) and len(word) > len(prefix) + _LEAST_ALIKE:
            yield stem(word.removeprefix(prefix)), -1


def _by_ends(tokens: Sequence[Token], known: Sequence[Known]) -> Iterator[Mention]:
    """Yield comparatives of a column's first or last value: `calmer` of a calm to rough sea."""
    values: dict[int, list[str]] = {}
    for one in known:
        if one.kind == "value" and one.within is not None:
            values.setdefault(one.within, []).append(one.name)
    for place, token in enumerate(tokens):
        if not token.text.endswith(("er", "est")):
            continue
        word = stem(token.text.removesuffix("est").removesuffix("er"))
        for of, names in values.items():
            ends = [stems(name)[:1] for name in (names[0], names[-1])]
            if len(names) > 1 and (word,) in ends:
                yield Mention(place, place, of, 1 if (word,) == ends[1] else -1, certain=False)


def _by_other_words(
    tokens: Sequence[Token],
    known: Sequence[Known],
    subject: frozenset[str],
    certain: Collection[int],
) -> Iterator[Mention]:
    """Yield where a word tells of a column without naming it: `older` of the age."""
    for place, token in enumerate(tokens):
        named = place + 1 in certain and token.text in _directions()  # `longer distances`
        if stem(token.text) in subject or named:
            continue
        for entry in comparing_words()["about"]:
            sign = (
                1
                if token.text in entry.get("more", ())
                else -1
                if token.text in entry.get("less", ())
                else 0
            )
            if not sign and token.text not in entry.get("verbs", ()):
                continue
            about = _about(entry, known)
            if about is not None:
                of, way = about
                yield Mention(place, place, of, way * sign if sign else min(way, 0), certain=False)
                break


def _about(entry: dict[str, Any], known: Sequence[Known]) -> tuple[int, int] | None:
    """The column that an entry's words are of, and 1, or -1 where they say the opposite of it."""
    columns = [one for one in known if one.kind != "value"]
    for key, way in (("of", 1), ("against", -1)):
        for word in entry.get(key, ()):
            part = stem(word)
            fitting = [one.of for one in columns if part in stems(one.name)]
            if len(fitting) == 1:
                return fitting[0], way
    return None


def about_word(word: str, known: Sequence[Known]) -> tuple[int, int] | None:
    """The column that a word tells of without naming it, and the sign of it in that word."""
    for entry in comparing_words()["about"]:
        sign = 1 if word in entry.get("more", ()) else -1 if word in entry.get("less", ()) else 0
        if sign and (about := _about(entry, known)) is not None:
            return about[0], about[1] * sign
    return None


def _said(tokens: Sequence[Token], said: Sequence[tuple[int, int, int]]) -> Iterator[Mention]:
    for start, end, of in said:
        inside = [
            at for at, token in enumerate(tokens) if token.start >= start and token.end <= end
        ]
        if inside and not all(tokens[at].text in _directions() for at in inside):
            yield Mention(inside[0], inside[-1], of, certain=False)


def _goes_with(last: Mention, mention: Mention) -> bool:
    return mention.first - last.last == 1


def _merged(mentions: list[Mention], within: Mapping[int, int | None]) -> list[Mention]:
    """Words beside each other that are of one thing are one mention: `free plan` of the value."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is not None and not mention.whole and _goes_with(last, mention):
            last.last = mention.last  # `quick deliveries`
            continue
        beside = last is not None and mention.first - last.last == 1
        if last is not None and beside and within.get(last.of) == mention.of:
            last.last = mention.last
        elif last is not None and beside and within.get(mention.of) == last.of:
            mention.first = last.first  # `plan free`
            kept[-1] = mention
        elif last is not None and beside and last.of == mention.of:
            last.last = mention.last
            last.sign = last.sign or mention.sign
        else:
            kept.append(mention)
    return kept


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in comparing_words()["generic"]["words"])


@cache
def _directions() -> frozenset[str]:
    words = comparing_words()["directions"]
    return frozenset((*words["more"], *words["less"]))


def alike(one: str, other: str) -> bool:
    """Whether two stems are of one word: `smok` and `smoker`, `diabet` and `diabetic`."""
    if one == other:
        return True
    common = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        common += 1
    longest = max(len(one), len(other))
    shortest = min(len(one), len(other))
    whole = common == shortest or common == shortest - 1 > _LEAST_ALIKE
    return whole and common >= max(_LEAST_ALIKE, longest - _LONGEST_ENDING)
