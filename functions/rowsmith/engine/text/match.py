"""Which topics a user's word stands for: "Headphones", "Home & Kitchen", "billing issue"."""

from __future__ import annotations

from collections.abc import Sequence

from rowsmith.engine.text.library import (
    Library,
    Style,
    Topic,
    library,
    normalise,
    singular,
    vague_words,
    weak_words,
)

_LONGEST_WORD = 40
_MOST_INSERTED = 50


def topics_of_word(word: str | None, style: Style, hint: str | None) -> tuple[Topic, ...]:
    """The topics that texts about `word` are drawn from; at least one.

    A word that no library knows falls back to what `hint` (the dataset's domain) names, then
    to the style's default, and itself stands in the lists that the style names.
    """
    libraries = [library(name) for name in style.libraries]
    if word and (found := find(word, libraries)):
        return found
    fallback = _fallback(style, hint, libraries)
    lists = _inserted(word, style, thing=True) if word else {}
    return tuple(topic.with_lists(lists) for topic in fallback) if lists else fallback


def topics_of_values(
    values: Sequence[str], style: Style, hint: str | None
) -> list[tuple[Topic, ...]]:
    """As `topics_of_word`, for each of a category's values.

    Of the values that are not known, only the first 50 stand in the texts, which bounds the
    tables; and none is called a "thing", since a value is not always one ("north").
    """
    libraries = [library(name) for name in style.libraries]
    fallback = _fallback(style, hint, libraries)
    mixes: list[tuple[Topic, ...]] = []
    inserted = 0
    for value in values:
        topics = find(value, libraries)
        if topics is None:
            lists = _inserted(value, style, thing=False) if inserted < _MOST_INSERTED else {}
            inserted += bool(lists)
            topics = tuple(topic.with_lists(lists) for topic in fallback) if lists else fallback
        mixes.append(topics)
    return mixes


def find(phrase: str, libraries: list[Library]) -> tuple[Topic, ...] | None:
    """The topics of the longest known part of `phrase`; the earlier library wins a tie.

    Of parts of one length the last one counts, since the head of an English noun phrase is
    its last word.
    """
    tokens = normalise(phrase).split()
    for length in range(len(tokens), 0, -1):
        for candidate in libraries:
            for start in range(len(tokens) - length, -1, -1):
                part = " ".join(tokens[start : start + length])
                if keys := candidate.words.get(part):
                    return tuple(_narrowed(candidate.topics[key], part) for key in keys)
    return None


def find_hint(phrase: str, libraries: list[Library]) -> tuple[Topic, ...] | None:
    """The topics of the first known part of `phrase`, a title and its field.

    Words that go with any field ("customer", "orders") count only where nothing else does.
    """
    tokens = normalise(phrase).split()
    for passed_over in (weak_words(), frozenset[str]()):
        for start in range(len(tokens)):
            for end in range(len(tokens), start, -1):
                part = " ".join(tokens[start:end])
                for candidate in libraries:
                    if part not in passed_over and (keys := candidate.words.get(part)):
                        return tuple(candidate.topics[key] for key in keys)
    return None


def _narrowed(topic: Topic, word: str) -> Topic:
    """`topic` with its things and articles cut down to the `word` that was asked for.

    "Keyboards" are computer accessories, but not every accessory is a keyboard.
    """
    lists: dict[str, tuple[str, ...]] = {}
    if word in map(normalise, topic.find("named") or ()):
        lists["thing"] = (word,)
    articles = topic.find("article") or ()
    narrow = tuple(a for a in articles if f" {word} " in f" {normalise(a)} ")
    if narrow and len(narrow) < len(articles):
        lists["article"] = narrow
    return topic.with_lists(lists) if lists else topic


def _fallback(style: Style, hint: str | None, libraries: list[Library]) -> tuple[Topic, ...]:
    found = (find_hint(hint, libraries) if hint else None) or find(style.default, libraries)
    if found is None:
        raise LookupError(f"no default topic {style.default!r}")
    return found


def _inserted(word: str, style: Style, *, thing: bool) -> dict[str, tuple[str, ...]]:
    """Lists that hold the unknown `word`: as it reads inside a sentence, and as a title."""
    words = " ".join("".join(c if c.isalnum() or c in "-'&" else " " for c in word).split())
    tokens = normalise(words).split()
    if len(words) > _LONGEST_WORD or all(map(_says_nothing, tokens)):
        return {}
    lists: dict[str, tuple[str, ...]] = {}
    if "topic" in style.unknown:
        lists["topic"] = (_lower(words),)
        lists["topic_title"] = (_title(words),)
    # An activity cannot be called a thing: "this hiking".
    if thing and "thing" in style.unknown and not tokens[-1].endswith("ing"):
        lists["thing"] = (_lower_singular(words),)
    return lists


def _says_nothing(token: str) -> bool:
    return token in vague_words() or len(token) < 2 or token.isdigit()


def _lower(words: str) -> str:
    return " ".join(w if _is_acronym(w) else w.lower() for w in words.split())


def _lower_singular(words: str) -> str:
    *first, last = _lower(words).split()
    return " ".join([*first, last if _is_acronym(last) else singular(last)])


def _title(words: str) -> str:
    return " ".join(w if _is_acronym(w) else w[0].upper() + w[1:] for w in words.split())


def _is_acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1
