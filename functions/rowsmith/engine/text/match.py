"""Which topics a user's word stands for: "Headphones", "Home & Kitchen", "billing issue"."""

from __future__ import annotations

from rowsmith.engine.text.library import (
    Library,
    Style,
    Topic,
    library,
    normalise,
    singular,
    vague_words,
)

_LONGEST_WORD = 40


def topics_of(
    word: str | None, style: Style, hint: str | None, *, plain: bool
) -> tuple[Topic, ...]:
    """The topics that texts about `word` are drawn from; at least one.

    A `plain` word comes from the schema itself, anything else is a category's value. What
    no library knows falls back to what `hint` (the dataset's domain) names, then to the
    style's default; the word itself then stands in the lists that the style names.
    """
    libraries = [library(name) for name in style.libraries]
    if word and (found := find(word, libraries)):
        return found
    fallback = (find(hint, libraries) if hint else None) or _default(style, libraries)
    if word and (lists := _inserted(word, style, plain)):
        return tuple(topic.with_lists(lists) for topic in fallback)
    return fallback


def find(phrase: str, libraries: list[Library]) -> tuple[Topic, ...] | None:
    """The topics of the longest known part of `phrase`; the earlier library wins a tie."""
    tokens = normalise(phrase).split()
    for length in range(len(tokens), 0, -1):
        # The head of an English noun phrase is its last word: look from the end.
        for start in range(len(tokens) - length, -1, -1):
            part = " ".join(tokens[start : start + length])
            for candidate in libraries:
                if keys := candidate.words.get(part):
                    return tuple(_topic(key, [candidate, *libraries]) for key in keys)
    return None


def _default(style: Style, libraries: list[Library]) -> tuple[Topic, ...]:
    found = find(style.default, libraries)
    if found is None:
        raise LookupError(f"no default topic {style.default!r}")
    return found


def _topic(key: str, libraries: list[Library]) -> Topic:
    return next(known.topics[key] for known in libraries if key in known.topics)


def _inserted(word: str, style: Style, plain: bool) -> dict[str, tuple[str, ...]]:
    """Lists that hold the unknown `word`: as it reads inside a sentence, and as a title."""
    words = " ".join("".join(c if c.isalnum() or c in "-'&" else " " for c in word).split())
    tokens = normalise(words).split()
    if len(words) > _LONGEST_WORD or all(map(_says_nothing, tokens)):
        return {}
    lists: dict[str, tuple[str, ...]] = {}
    if "topic" in style.unknown:
        lists["topic"] = (_lower(words),)
        lists["topic_title"] = (_title(words),)
    # An activity ("hiking") cannot be called "this hiking", nor can a category's value.
    if "thing" in style.unknown and plain and not tokens[-1].endswith("ing"):
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
