"""One spelling for descriptions that mean the same, so that they share a plan.

What does not matter: the case of running words, articles, courtesy, "generate a dataset of",
row counts, plural forms, punctuation beyond the bounds of a list's items, and whether it says
"churn for a telecom company" or "telecom company churn". What does: every other word, every
number, values, headers and patterns as they are written, and from the first comma, number,
"with", "without", "not" or other relation on, the order.

Two spellings of one wish that are told apart cost a call of the model; two wishes taken for
one cost the user the right dataset. In doubt they are told apart.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rowsmith.planning.version import BUILTIN, planner_version
from rowsmith.schema import SCHEMA_VERSION

BREAK = ","


def cache_key(description: str, *, locale: str | None, planner_name: str) -> str:
    """Where the plan of a description is kept: 64 hexadecimal digits.

    Changes with the locale, the planner, what that plans by, and the schema language. A model
    is asked once for all descriptions that mean the same; the built-in planner costs too little
    to risk that of two spellings the second gets the first one's plan.
    """
    version = planner_version(planner_name)
    if planner_name == BUILTIN:
        wish = [unicodedata.normalize("NFC", description).strip()]
    else:
        wish = [canonical(description), *as_written(description)]
    parts = [wish, locale or "", planner_name, version, SCHEMA_VERSION]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def as_written(description: str) -> list[str]:
    """The words whose spelling is part of the wish, in order: values, headers and patterns.

    Those in quotes, in brackets or behind a colon that have a capital or a sign within, and
    anywhere those that no running word looks like: `INV-001`, `unitPrice`, `first_name`.
    """
    verbatim = [found.span() for found in _VERBATIM.finditer(description)]
    return [
        word.group()
        for word in _WORD.finditer(description)
        if _CODE.search(word.group())
        or (
            any(start <= word.start() < end for start, end in verbatim)
            and word.group() != word.group().lower()
        )
    ]


_WORD = re.compile(r"[^\s,;()\[\]{}\"\u201c\u201d`|]+")
_VERBATIM = re.compile(
    r"\"[^\"\n]*\"|\u201c[^\u201d\n]*\u201d|`[^`\n]*`|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|:\s[^\n]*"
)
_CODE = re.compile(r"[^\W\d_][-_#/.]*[\d#]|[a-z][A-Z]|\w_\w|[A-Z]{2,}[a-z]")


def canonical(description: str) -> str:
    """The description as all that mean the same are written; for comparing, not for reading."""
    text = _without_counts(_without_asking(_respelled(_spaced(description))))
    words = [_vocabulary().singular(word) for word in _without_articles(text.split())]
    head, rest = _head_and_rest(_tidied(words))
    return " ".join(_tidied([*_head_in_one_order(head), *rest]))


@dataclass(frozen=True)
class _Vocabulary:
    """The words of canonical.toml."""

    courtesy: frozenset[str]
    determiners: frozenset[str]
    before_an_article: frozenset[str]
    joining: frozenset[str]
    data_nouns: frozenset[str]
    record_nouns: frozenset[str]
    data_adjectives: frozenset[str]
    data_adjectives_before_noun: frozenset[str]
    relations: frozenset[str]
    not_plurals: frozenset[str]
    singular_of: dict[str, str]
    spellings: dict[str, str]
    spelling_pattern: re.Pattern[str]
    count_pattern: re.Pattern[str]

    def singular(self, word: str) -> str:
        """The singular of an English noun; other words as they are, where that can be told."""
        if word in self.singular_of:
            return self.singular_of[word]
        if len(word) < 4 or word in self.not_plurals or not (word.isascii() and word.isalpha()):
            return word
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
            return word[:-2]
        return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _vocabulary() -> _Vocabulary:
    text = files("rowsmith.planning").joinpath("canonical.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    singular_of = {f"{word}es": word for word in data.pop("plural_in_es")}
    singular_of |= data.pop("irregular")
    spellings = data.pop("spellings")
    counts = _count_pattern(data.pop("row_words"), data.pop("about_so_many"))
    sets = {name: frozenset(words) for name, words in data.items()}
    return _Vocabulary(
        **sets,
        singular_of=singular_of,
        spellings=spellings,
        spelling_pattern=re.compile(rf"(?<!\S)(?:{_any_of(spellings)})(?!\S)"),
        count_pattern=counts,
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern of these texts, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _count_pattern(row_words: list[str], about_so_many: list[str]) -> re.Pattern[str]:
    """ "5000 rows of" and "2 k records", unless they are said of something: "10 rows per day"."""
    return re.compile(
        rf"(?<!\S)(?:{BREAK} |(?:with|of|containing|having) )*"
        rf"(?:(?:at least|up to|{_any_of(about_so_many)}) )?(?:a )?"
        rf"\d\S* ?(?:k|thousand|million)? (?:{_any_of(row_words)})( of)?(?!\S)"
        r"(?! (?:per|each|every|in|a|by|for each)\b)"
    )


def _spaced(description: str) -> str:
    """Lower-case words, numbers, signs that mean something and BREAK, one space between each."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", description).casefold())
    for pattern, replacement in _BEFORE_SIGNS_GO:
        text = pattern.sub(replacement, text)
    return " ".join("".join(map(_sign, text)).split())


# Strokes, points and colons within numbers are kept by writing them as mathematical signs.
_MINUS, _POINT, _RATIO = "\u2212", "\u22c5", "\u2236"
_IN_NUMBERS = frozenset((_MINUS, _POINT, _RATIO))
_BEFORE_SIGNS_GO = (
    (re.compile(r"(?<=\w)n['\u2019]t\b"), " not "),
    (re.compile(r"(?<=\w)['\u2019]s\b|['\u2019`\u00b4]"), ""),
    (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)"), rf"\1{_MINUS}\2{_MINUS}\3"),
    (re.compile(r"(?<=\d)\.(?=\d)"), _POINT),
    (re.compile(r"(?<=\d):(?=\d)"), _RATIO),
    (re.compile(r"(?<=[\d%])\s*[-\u2013\u2014]\s*(?=[^\w\s]?\d)"), " to "),
    (re.compile(r"(?<![^\s(\[])[-\u2013](?=[^\w\s]?\d)"), _MINUS),
    (re.compile(r"(?<!\S)[-\u2013\u2014]+(?!\S)|[\r\n\v\f\u2028\u2029]"), f" {BREAK} "),
)
_JOINING_SIGNS = frozenset('_"\u201c\u201d\u201e\u00ab\u00bb*~^\\|')
_MEANING_SIGNS = frozenset("%#@")


def _sign(character: str) -> str:
    """What is left of a character: itself, a space, BREAK, or nothing."""
    category = unicodedata.category(character)
    # Marks stay within their word: the vowels of Hindi and Thai are marks.
    if category[0] in "LMN" or character in _IN_NUMBERS or character.isspace():
        return character
    if category[0] == "C":
        return ""  # joiners and marks of direction, which nobody sees
    if character in _JOINING_SIGNS or category == "Pd":
        return " "
    if character in _MEANING_SIGNS or category[0] == "S":
        return f" {character} "
    return f" {BREAK} "


def _respelled(text: str) -> str:
    vocabulary = _vocabulary()
    text = vocabulary.spelling_pattern.sub(lambda found: vocabulary.spellings[found[0]], text)
    text = _RANGE.sub(r"\1 to \2", text)
    return " ".join(text.split())


_NUMBER = rf"(?:[^\w\s,] )?[{_MINUS}]?\d\S*(?: %)?"
_RANGE = re.compile(rf"(?<!\S)(?:between|from) ({_NUMBER}) (?:and|to|until) ({_NUMBER})(?!\S)")


def _without_counts(text: str) -> str:
    """Leave out how many rows there are to be: it is not the schema's."""
    return _vocabulary().count_pattern.sub(r"\1", text)


def _without_asking(text: str) -> str:
    """Leave out "could you please generate me" and what else is said before the subject."""
    words = [word for word in text.split() if word not in _vocabulary().courtesy]
    return _ASKING.sub("", " ".join(words).strip(f"{BREAK} "))


_ASKING = re.compile(
    r"^(?:(?:hi|hello|hey)(?: there)?(?: ,)? )?"
    r"(?:(?:can|could|would|will) you (?:help me )?"
    r"|(?:(?:i|we) (?:would like|need|want)|id like|wed like)"
    r"(?: you)?(?: to)? |help me (?:to )?|let us |lets )?"
    r"(?:(?:generate|create|simulate|synthesi[sz]e)(?: me| us)? "
    r"|(?:make|build|produce|give|get|show|write|prepare|design|provide) "
    r"(?:me |us |(?=(?:a|an|the|some|up|synthetic|realistic|sample|dummy|mock|fake|\d\S*) )))?"
)


def _without_articles(words: list[str]) -> list[str]:
    vocabulary = _vocabulary()
    kept: list[str] = []
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else BREAK
        previous = words[position - 1] if position else BREAK
        leads = previous == BREAK or previous in vocabulary.before_an_article
        article = word in ("a", "some") and leads and following not in _NO_NOUN
        if not article and word not in vocabulary.determiners:
            kept.append(word)
    return kept


_NO_NOUN = frozenset((BREAK, "and", "or", "to"))


def _tidied(words: Iterable[str]) -> list[str]:
    """Lists in one form: a break for "and", none twice, nor where a list opens or ends."""
    tidy: list[str] = []
    for word in words:
        word = BREAK if word == "and" else word
        after_opening = not tidy or tidy[-1] == BREAK or tidy[-1] in _OPENING
        if word == BREAK and after_opening:
            continue
        if word == "with" and tidy and tidy[-1] == BREAK:
            tidy.pop()
        tidy.append(word)
    while tidy and (tidy[-1] == BREAK or tidy[-1] in _OPENING):
        tidy.pop()
    return tidy


_OPENING = frozenset(("with", "including", "column"))


def _head_and_rest(words: list[str]) -> tuple[list[str], list[str]]:
    """The subject, whose words are an English noun phrase, and all that relates to it in order."""
    vocabulary = _vocabulary()
    end = next(
        (
            position
            for position, word in enumerate(words)
            if word in vocabulary.relations or not word.isalpha()
        ),
        len(words),
    )
    while end and words[end - 1] in vocabulary.joining:
        end -= 1
    return words[:end], words[end:]


def _head_in_one_order(head: list[str]) -> list[str]:
    """ "churn data for a telecom company" as "telecom company churn"."""
    vocabulary = _vocabulary()
    phrases: list[list[str]] = [[]]
    for word in head:
        if word in vocabulary.joining:
            phrases.append([])
        else:
            phrases[-1].append(word)
    return [word for phrase in reversed(phrases) for word in _content(phrase)]


def _content(phrase: list[str]) -> list[str]:
    """The phrase without words that say only that it is about data."""
    vocabulary = _vocabulary()
    start, end = 0, len(phrase)
    while end and phrase[end - 1] in vocabulary.data_nouns:
        end -= 1
    said_data = end < len(phrase)
    if said_data or not end:
        adjectives = vocabulary.data_adjectives | vocabulary.data_adjectives_before_noun
        while end and phrase[end - 1] in adjectives:
            end -= 1
    while start < end and phrase[start] in vocabulary.data_adjectives:
        start += 1
    kept = phrase[start:end]
    saying_nothing = vocabulary.record_nouns | vocabulary.data_adjectives_before_noun
    return [] if all(word in saying_nothing for word in kept) else kept
