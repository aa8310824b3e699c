"""What the CSV calls a column: the user's own word, and no more of them."""

from __future__ import annotations

from dataclasses import dataclass

from rowsmith.planning.english.nouns import singular
from rowsmith.planning.english.words import header
from rowsmith.planning.english.words import words as words_of
from rowsmith.planning.knowledge import OutlineColumn
from rowsmith.schema.columns import BooleanColumn

_RANGE_WORDS = frozenset({"to", "through", "until", "bis", "-", "–", "..", "..."})
_AUXILIARIES = frozenset(
    words_of("has have had is are was were did do does will be been they get gets got go goes")
)
"""Words before what is true of a row: `have churned`."""
_ARTICLES = frozenset(words_of("a an the their his her its this that"))
_TURNING = frozenset(
    words_of("name title age gender email city price status type size color colour")
)
"""What is of something is called so behind it: `name of the customer`, but `date of birth`."""
_ENDINGS = frozenset({"d", "ed", "s", "es"})
"""What a name may end with and still be the one that is known: people `aged` 18 have an age."""
_ASKED = frozenset({"question", "item", "statement"})
"""What a survey has many of; its columns hold the answers."""
_MOST_OF_A_SERIES = 60
_A_NAME_AND_A_RANGE = 2


def header_of(words: str, known: OutlineColumn, *, listed: bool = False) -> str:
    """The header of a column that the user calls `words`: as written where it is one word.

    What a row has one of is called in the singular, as what is known of it is: `names` of
    people, but not the `visits` of one. What is listed as a column keeps its words.
    """
    said = header(words)
    if listed:
        return said or known.name
    called = {header(one) for one in (known.name, *known.aliases)}
    single = header(singular(words))
    own_name = header(known.name)
    truth = isinstance(known.column, BooleanColumn)
    if words.islower() and said in called:
        several = single in called and said not in (single, own_name)
        return (own_name if truth else single) if several else said
    name = header(_turned(words))
    if not name or "_" in words or not name.islower():
        return name or known.name
    if not truth and name.startswith(own_name) and name.removeprefix(own_name) in _ENDINGS:
        return own_name
    first, joint, last = name.rpartition("_")
    one = singular(last)
    if truth and one != last:
        return own_name
    own = {word for name in (known.name, *known.aliases) for word in words_of(name)}
    return first + joint + (one if one in own and last not in own else last)


def _turned(words: str) -> str:
    """A name of several words as a header puts it: `price of a drink` is a drink price."""
    tokens = words.split()
    while len(tokens) > 1 and tokens[0].lower() in _AUXILIARIES:
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[0].lower() in _ARTICLES:
        tokens = tokens[1:]
    if len(tokens) > _A_NAME_AND_A_RANGE and tokens[1].lower() == "of" and tokens[0] in _TURNING:
        owner = [token for token in tokens[2:] if token.lower() not in _ARTICLES]
        tokens = [*owner, tokens[0]]
    return " ".join(tokens)


@dataclass(frozen=True, slots=True)
class Series:
    """Several columns that are named in one: what they are together, and each."""

    what: str
    names: tuple[str, ...]


def series(words: str) -> Series | None:
    """The columns of `sensors A to F` or `20 questions`; None where a name is of one."""
    tokens = words.split()
    if len(tokens) > 1 and tokens[0].isdigit():
        return _counted(int(tokens[0]), tokens[1:])
    for place, token in enumerate(tokens):
        if token.lower() in _RANGE_WORDS and 1 < place < len(tokens) - 1:
            return _between(tokens[: place - 1], tokens[place - 1], tokens[place + 1])
    if len(tokens) < _A_NAME_AND_A_RANGE:
        return None
    first, _, last = tokens[-1].replace("–", "-").partition("-")
    return _between(tokens[:-1], first, last)


def _counted(count: int, noun: list[str]) -> Series | None:
    one = singular(noun[-1].lower())
    if not 2 <= count <= _MOST_OF_A_SERIES or one == noun[-1].lower():
        return None
    what = " ".join([*noun[:-1], one])
    short = "q" if one == "question" else f"{what} "
    return Series(
        "answer" if one in _ASKED else what,
        tuple(f"{short}{number}" for number in range(1, count + 1)),
    )


def _between(head: list[str], first: str, last: str) -> Series | None:
    what = " ".join([*head[:-1], singular(head[-1].lower())])
    shared = first.rstrip("0123456789")
    if not shared or shared == first or shared != last.rstrip("0123456789"):
        shared = ""
    ends = _ends(first.removeprefix(shared), last.removeprefix(shared))
    names = [f"{what} {shared}{end}" for end in ends]
    return Series(what, tuple(names)) if 1 < len(names) <= _MOST_OF_A_SERIES else None


def _ends(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit():
        return [str(number) for number in range(int(first), int(last) + 1)]
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return []
