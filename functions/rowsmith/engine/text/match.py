"""Which topics a user's word stands for: "Headphones", "Home & Kitchen", "billing issue"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rowsmith.engine.text.library import (
    Library,
    Style,
    Topic,
    library,
    normalise,
    prepositions,
    singular,
    vague_words,
    weak_words,
)

_LONGEST_WORD = 40
_MOST_INSERTED = 50


@dataclass(frozen=True, slots=True)
class Value:
    """A value that texts are about.

    words: what it is called. known: whether libraries may know these words.
    kind: what kind of thing it is ("grocery"), for words that they do not know.
    thing: whether it is a thing that one can have, unlike a region or a reason.
    """

    words: str
    kind: str | None = None
    known: bool = True
    thing: bool = False


def topics_of_word(word: str | None, style: Style, hint: str | None) -> tuple[Topic, ...]:
    """The topics that texts about `word` are drawn from; at least one.

    A word that no library knows falls back to what `hint` (the dataset's domain) names, then
    to the style's default, and itself stands in the lists that the style names.
    """
    (topics,) = topics_of_values([Value(word or "", thing=True)], style, hint)
    return topics


def topics_of_values(
    values: Sequence[Value], style: Style, hint: str | None
) -> list[tuple[Topic, ...]]:
    """As `topics_of_word`, for each of a category's values.

    Of the values that are not known, only the first 50 stand in the texts, which bounds the
    tables. What is not a thing is not called one ("north").
    """
    libraries = [library(name) for name in style.libraries]
    fallback = _fallback(style, hint, libraries)
    mixes: list[tuple[Topic, ...]] = []
    inserted = 0
    for value in values:
        topics = find(value.words, libraries, style) if value.known else None
        if topics is None:
            topics = _of_kind(value.kind, libraries) or fallback
            lists = _inserted(value, style) if inserted < _MOST_INSERTED else {}
            inserted += bool(lists)
            topics = tuple(topic.with_lists(lists) for topic in topics) if lists else topics
        elif topics[0].key in style.overlaid:
            topics = tuple(below.with_lists(topics[0].layers[0]) for below in fallback)
        mixes.append(topics)
    return mixes


def find(phrase: str, libraries: Sequence[Library], style: Style) -> tuple[Topic, ...] | None:
    """The topics of the longest known part of `phrase`; the earlier library wins a tie.

    Of parts of one length the last one counts, since the head of an English noun phrase is
    its last word. In a style about things the part must hold the head: a laptop stand is
    no laptop.
    """
    tokens = normalise(phrase).split()
    whole = {" ".join(tokens), " ".join(_to_head(tokens))}
    for candidates in _parts(phrase, tokens, style):
        for candidate in libraries:
            # What is said of a thing counts alone: a low battery is nothing that can wait.
            for part in candidates if not candidate.overlay else whole.intersection(candidates):
                if keys := candidate.words.get(part):
                    return tuple(_narrowed(candidate.topics[key], part) for key in keys)
    return None


def _parts(phrase: str, tokens: list[str], style: Style) -> Iterator[list[str]]:
    """Parts of a phrase, the longest first and among equals the last first."""
    if not style.of_things:
        for length in range(len(tokens), 0, -1):
            yield [
                " ".join(tokens[start : start + length])
                for start in range(len(tokens) - length, -1, -1)
            ]
        return
    yield [" ".join(tokens)]
    heads = [_to_head(normalise(part).split()) for part in _coordinated(phrase)]
    for length in range(len(tokens), 0, -1):
        yield [" ".join(part[-length:]) for part in reversed(heads) if len(part) >= length]


def _coordinated(phrase: str) -> list[str]:
    """The parts of "shirts & shoes", "bread, cheese", each with a head of its own."""
    for mark in ("&", "/", ",", ";", "+", " and ", " or "):
        phrase = phrase.replace(mark, "\n")
    return phrase.split("\n")


def _to_head(tokens: list[str]) -> list[str]:
    """A noun phrase up to its head: what follows a preposition, or goes with any head, is cut.

    A laptop with a bag is a laptop, and airline reviews are about airlines.
    """
    cut = next((n for n, token in enumerate(tokens) if n and token in prepositions()), len(tokens))
    while cut > 1 and (tokens[cut - 1] in weak_words() or _says_nothing(tokens[cut - 1])):
        cut -= 1
    return tokens[:cut]


def _of_kind(kind: str | None, libraries: Sequence[Library]) -> tuple[Topic, ...] | None:
    """What is true of all things of a kind, for a thing that no library knows."""
    words = normalise(kind or "")
    for candidate in libraries:
        if words in candidate.kinds:
            return (candidate.topics[candidate.kinds[words]],)
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
    nouns = [noun.lower() for noun in topic.find("noun") or ()]
    if word in map(normalise, topic.find("named") or ()) or word in nouns:
        lists["thing"] = (word,)
    articles = topic.find("article") or ()
    narrow = tuple(a for a in articles if f" {word} " in f" {normalise(a)} ")
    if narrow and len(narrow) < len(articles):
        lists["article"] = narrow
    return topic.with_lists(lists) if lists else topic


def _fallback(style: Style, hint: str | None, libraries: list[Library]) -> tuple[Topic, ...]:
    things = [candidate for candidate in libraries if not candidate.overlay]
    found = (find_hint(hint, things) if hint else None) or find(style.default, things, style)
    if found is None:
        raise LookupError(f"no default topic {style.default!r}")
    return found


def _inserted(value: Value, style: Style) -> dict[str, tuple[str, ...]]:
    """Lists that hold an unknown value: as it reads inside a sentence, and as a title."""
    words = " ".join("".join(c if c.isalnum() or c in "-'&" else " " for c in value.words).split())
    if len(words) > _LONGEST_WORD or says_nothing(words):
        return {}
    lists: dict[str, tuple[str, ...]] = {}
    # An activity cannot be called a thing: "this hiking".
    thing = value.thing and "thing" in style.unknown
    if thing and not normalise(words).split()[-1].endswith("ing"):
        lists["thing"] = (_lower_singular(words),)
    elif "topic" in style.unknown:
        lists["topic"] = (_lower(words),)
    if "topic" in style.unknown:
        lists["topic_title"] = (_title(words),)
    return lists


def says_nothing(words: str) -> bool:
    """Whether words tell no topic: "other", "n/a", "3", "A"."""
    return all(map(_says_nothing, normalise(words).split()))


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
