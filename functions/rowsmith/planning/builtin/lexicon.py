"""Which concept a phrase is: by its words, by its stems, by its end, by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.words import find_phrase, stem, stems, words
from rowsmith.planning.vocabulary import Concept, Ending

_OF = re.compile(
    r"^(?P<what>.+?)\s+of\s+(?:the\s+|a\s+|an\s+|each\s+|every\s+)?(?P<whose>.+)$", re.I
)
_COUNT_OF = re.compile(
    r"^(?:number|count|amount|total number|percentage|percent|type|kind|date|level)$", re.I
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase was recognised as.

    concept: its name in the vocabulary; None where only the phrase's shape was recognised.
    keys: the column, without its name.
    prefix: stems that stood before the words recognised (`customer` in `customer age`).
    in_context: the column is the one of what the data is about.
    """

    concept: str | None
    keys: dict[str, Any]
    prefix: tuple[str, ...]
    unit: str | None
    subject: bool = False
    in_context: bool = False

    def definition(self) -> Concept | None:
        """The concept's definition."""
        return vocabulary.concepts()[self.concept] if self.concept else None


@dataclass(frozen=True, slots=True)
class _Index:
    by_words: dict[tuple[str, ...], str]
    by_stems: dict[tuple[str, ...], list[str]]


@lru_cache(maxsize=1)
def _index() -> _Index:
    by_words: dict[tuple[str, ...], str] = {}
    by_stems: dict[tuple[str, ...], list[str]] = {}
    for name in vocabulary.concepts():
        by_words.setdefault(tuple(words(name)), name)
    for name, concept in vocabulary.concepts().items():
        for surface in (name, *concept.names):
            by_words.setdefault(tuple(words(surface)), name)
            known = by_stems.setdefault(stems(surface), [])
            if name not in known:
                known.append(name)
    return _Index(by_words, by_stems)


@lru_cache(maxsize=1)
def _owners() -> tuple[frozenset[str], frozenset[str]]:
    owners = vocabulary.owners()
    return (
        frozenset(stem(word) for word in owners.persons if " " not in word),
        frozenset(stem(word) for word in owners.generic),
    )


def is_person(word: str) -> bool:
    """Whether a noun names a person."""
    return stem(word) in _owners()[0]


def look_up(phrase: str, *, boolean: bool = False, context: Iterable[str] = ()) -> Found | None:
    """The concept that `phrase` names; `boolean` prefers a yes-or-no reading.

    context: stems of what the data is about, for concepts that differ by it.
    """
    around = tuple(context)
    found = _look_up(phrase, boolean, around)
    if found is None and (plain := _plain(phrase)) is not None:
        found = _look_up(plain, boolean, around)
    if found is not None and not boolean and _counts(phrase) and not _is_countable(found.keys):
        return _by_shape(("number", "of", *words(phrase)))
    return found


def _plain(phrase: str) -> str | None:
    """A header in words: `base_salary_usd`, `hire_dt`, `salary_max`, `height in m`."""
    form = words(phrase)
    short = vocabulary.abbreviations()
    plain = [short.get(word, word) for word in form]
    while len(plain) > 1 and form[len(plain) - 1] in vocabulary.units():
        plain.pop()
    if len(plain) > 1 and len(plain) < len(form) and plain[-1] == "in":
        plain.pop()
    if len(plain) > 1 and plain[-1] in _EXTREMES:
        plain.insert(0, plain.pop())
    return " ".join(plain) if plain != form else None


_EXTREMES = frozenset(["minimum", "maximum", "average"])


def _counts(phrase: str) -> bool:
    """Whether a phrase asks for how many: `number of pets`, `pet count`."""
    form = words(phrase)
    return len(form) > 1 and (
        form[-1] in _COUNT_LAST or form[:2] in (["number", "of"], ["count", "of"])
    )


_COUNT_LAST = ("count", "counts")


def _is_countable(keys: dict[str, Any]) -> bool:
    if keys["kind"] == "category":
        return all(str(level["value"])[:1].isdigit() for level in keys["values"])
    return keys["kind"] in ("number", "formula", "id")


def _look_up(phrase: str, boolean: bool, around: tuple[str, ...]) -> Found | None:
    for form in _forms(phrase):
        found = _exact(form, boolean)
        if found is not None:
            return _found(found, (), around)
    for form in _forms(phrase):
        found_after = _after_owner(form, boolean) or _by_end(form, boolean)
        if found_after is not None:
            name, prefix = found_after
            return _found(name, prefix, around)
    return (
        _happened(phrase, around)
        or _by_shape(tuple(words(phrase)))
        or _person(phrase)
        or _before_preposition(phrase, around)
    )


def is_thing(word: str) -> bool:
    """Whether a plural means one of its kind in each row: `birthdays`, not `visits`."""
    index = _index()
    concept = index.by_words.get((word,)) or index.by_words.get((word.removesuffix("s"),))
    return concept is not None and vocabulary.concepts()[concept].column["kind"] in (
        "person",
        "place",
        "datetime",
        "faker",
        "lookup",
    )


def is_usual_label(word: str) -> bool:
    """Whether a word names what is usually predicted: churn, fraud, dropout."""
    concept = _index().by_words.get((word,))
    return concept is not None and vocabulary.concepts()[concept].label


_CHANCE = re.compile(r"\s+(?:risk|probability|likelihood|chances?|odds|rates?)$", re.IGNORECASE)


def outcome_of(phrase: str) -> str | None:
    """What a risk is a risk of, where that is usually predicted: `heart disease risk`."""
    rest = _CHANCE.sub("", phrase.strip())
    if rest == phrase.strip():
        return None
    found = look_up(rest, boolean=True)
    concept = found.definition() if found is not None else None
    return (
        rest
        if concept is not None and concept.label and found and found.keys["kind"] == "boolean"
        else None
    )


def is_named(phrase: str) -> bool:
    """Whether a concept bears this very name, its owner or a word such as `total` before it."""
    if look_up_exactly(phrase) is not None:
        return True
    found = look_up(phrase)
    own = found.prefix if found is not None and found.concept is not None else ()
    return bool(own) and all(is_person(word) or word in _modifiers() for word in own)


def look_up_exactly(phrase: str) -> str | None:
    """The concept that bears this very name, if one does."""
    for form in _forms(phrase):
        found = _exact(form, boolean=False)
        if found is not None:
            return found
    return None


def _forms(phrase: str) -> list[tuple[str, ...]]:
    """The words of a phrase, as said and turned round: `name of the product`, `product name`."""
    forms = [tuple(words(phrase))]
    match = _OF.match(phrase.strip())
    if match is not None:
        turned = f"{match['whose']} {match['what']}"
        forms.append(tuple(words(turned)))
        if not _COUNT_OF.match(match["what"]) and is_person(match["whose"].split()[-1]):
            forms.append(tuple(words(match["what"])))
    if len(forms[0]) > 1 and forms[0][-1] in _COUNT_LAST:
        forms.append(("number", "of", *forms[0][:-1]))
    return [form for form in forms if form]


def _exact(form: tuple[str, ...], boolean: bool) -> str | None:
    index = _index()
    options = index.by_stems.get(tuple(stem(word) for word in form), [])
    if boolean:
        for name in options:
            if vocabulary.concepts()[name].column["kind"] == "boolean":
                return name
    if form in index.by_words:
        return index.by_words[form]
    return options[0] if options else None


def _after_owner(form: tuple[str, ...], boolean: bool) -> tuple[str, tuple[str, ...]] | None:
    persons, _ = _owners()
    for start in range(1, len(form)):
        if stem(form[start - 1]) not in persons:
            break
        found = _exact(form[start:], boolean)
        if found is not None:
            return found, tuple(stem(word) for word in form[:start])
    return None


def _by_end(form: tuple[str, ...], boolean: bool) -> tuple[str, tuple[str, ...]] | None:
    _, generic = _owners()
    for start in range(1, len(form)):
        rest = form[start:]
        found = _exact(rest, boolean)
        if found is not None:
            prefix = tuple(stem(word) for word in form[:start])
            if len(rest) == 1 and stem(rest[0]) in generic and not _fits(found, prefix):
                return None
            return found, tuple(stem(word) for word in form[:start])
    return None


def _fits(name: str, prefix: tuple[str, ...]) -> bool:
    """Whether the words before a general one make its meaning clear: `shoe size`."""
    if all(word in _modifiers() for word in prefix):
        return True
    return _context(vocabulary.concepts()[name], prefix) is not None


@lru_cache(maxsize=1)
def _modifiers() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary.owners().modifiers)


def _by_shape(form: tuple[str, ...]) -> Found | None:
    if not form:
        return None
    for ending in vocabulary.endings():
        last = len(form) > 1 and form[-1] in ending.last
        first = len(form) > 1 and form[0] in ending.first
        if last or first or (ending.all and set(ending.all) <= set(form)):
            return Found(
                None, dict(ending.column), tuple(stem(word) for word in form[:-1]), ending.unit
            )
    if len(form) > 1 and form[-1] in ("name", "names"):
        return _named_thing(form)
    return None


def _person(phrase: str) -> Found | None:
    """A bare noun for a person: `waiter` is the waiter's name."""
    form = words(phrase)
    if len(form) != 1 or not is_person(form[0]):
        return None
    return Found(None, {"kind": "person", "field": "full_name"}, (stem(form[0]),), None)


_PREPOSITION = re.compile(r"\s+(?:to|from|per|since|until|during|between|on|at)\s+", re.IGNORECASE)


_SPAN = re.compile(
    r"\s+(?:after|within|by|before|in)\s+(?=\d|the\s|a\s|first|next|last|year|month|week|day)", re.I
)


def _happened(phrase: str, around: tuple[str, ...]) -> Found | None:
    """`churned after 3 months` is whether it happened, not a number of months."""
    head, *rest = _SPAN.split(phrase.strip().replace("_", " "), maxsplit=1)
    found = look_up(head, boolean=True, context=around) if rest and head else None
    return found if found is not None and found.keys["kind"] == "boolean" else None


def _before_preposition(phrase: str, around: tuple[str, ...]) -> Found | None:
    """`distance to station` is a distance."""
    head, *rest = _PREPOSITION.split(phrase.strip(), maxsplit=1)
    return look_up(head, context=around) if rest and head else None


def _named_thing(form: tuple[str, ...]) -> Found:
    owner = form[-2]
    if is_person(owner):
        keys: dict[str, Any] = {"kind": "person", "field": "full_name"}
    else:
        keys = {"kind": "text", "style": "title", "topic": " ".join(form[:-1])}
    return Found(None, keys, tuple(stem(word) for word in form[:-1]), None)


def _found(name: str, prefix: tuple[str, ...], around: tuple[str, ...]) -> Found:
    concept = vocabulary.concepts()[name]
    keys = dict(concept.column)
    context = None
    for surroundings in (prefix, around):
        context = _context(concept, surroundings)
        if context is not None:
            keys = dict(context) if "kind" in context else {**keys, **context}
            break
    return Found(name, keys, prefix, concept.unit, concept.subject, context is not None)


def _context(concept: Concept, around: tuple[str, ...]) -> dict[str, Any] | None:
    if not around:
        return None
    for context in concept.contexts:
        if any(find_phrase(stems(phrase), around) is not None for phrase in context.words):
            return context.set
    return None


def known(phrase: str) -> bool:
    """Whether a phrase names a field that the vocabulary has, alone or at its end."""
    if not phrase.strip() or len(phrase.split()) > 7:
        return False
    return look_up(phrase) is not None


__all__ = ["Ending", "Found", "is_person", "known", "look_up", "look_up_exactly"]
