"""The clauses of a sentence that compares, and how what they speak of is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rowsmith.planning.grammar.mentions import Mention, Token, comparing_words

_NEAR = 4
"""Words between a mention and the word behind it that says how it is meant, at the most."""


@dataclass(slots=True)
class Clause:
    """Words with what they speak of, and the verbs among them by their place and kind."""

    tokens: list[Token]
    mentions: list[Mention]
    verbs: dict[int, str] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    touched: list[Mention] = field(default_factory=list)
    """Those that stand right beside the words for their direction."""
    loose: int = 0
    """The direction of words that stand beside no mention."""


def without_comparands(tokens: list[Token]) -> list[Token]:
    """Leave out what is only compared with: `than cars`, `as non-smokers`."""
    kept: list[Token] = []
    skipping = False
    for place, token in enumerate(tokens):
        words = [one.text for one in tokens[max(0, place - 3) : place]]
        as_much_as = token.text == "as" and any(
            one in ("much", "often", "high", "many", "long", "fast", "old") for one in words[-1:]
        )
        figure = place + 1 < len(tokens) and tokens[place + 1].text[:1].isdigit()
        if (token.text == "than" and not figure) or as_much_as:
            skipping = True
        elif token.text in (",", ";", ".", "and", "but") and skipping:
            skipping = token.text == "and"
        if not skipping:
            kept.append(token)
    return kept


def find_verbs(clause: Clause) -> None:
    """Note where the verbs stand; one of two words at its second."""
    verbs = comparing_words()["verbs"]
    inside = {at for one in clause.mentions if one.certain for at in range(one.first, one.last + 1)}
    for place, token in enumerate(clause.tokens):
        two = f"{clause.tokens[place - 1].text} {token.text}" if place else ""
        behind = clause.tokens[place + 1].text if place + 1 < len(clause.tokens) else "."
        if _is_verb(clause, place):
            clause.verbs[place] = "lowering"
        for kind, words in verbs.items():
            if two in words:
                clause.verbs.pop(place - 1, None)
                clause.verbs[place] = kind
            elif token.text in words and place not in inside and place not in clause.verbs:
                intransitive = behind in comparing_words()["links"]["behind"] or behind in ".,;"
                if intransitive or kind not in ("rising", "falling"):
                    clause.verbs[place] = kind
                if intransitive and kind in ("raising", "lowering"):
                    del clause.verbs[place]
                    if token.text in verbs["rising"] + verbs["falling"]:
                        clause.verbs[place] = "rising" if kind == "raising" else "falling"


def clauses(whole: Clause, effects: Sequence[tuple[int, int]]) -> Iterator[Clause]:
    """Yield the clauses of a sentence: one for each thing that is said to happen."""
    if comma_of_the_more(whole) is not None or comma_of_condition(whole) is not None:
        yield whole
        return
    marks = sorted(
        {
            place
            for place, token in enumerate(whole.tokens)
            if any(token.start < end and start < token.end for start, end in effects)
            or _is_of_group(whole, place)
        }
        | set(whole.verbs)
    )
    apart = comparing_words()["links"]["apart"]
    cuts: list[int] = []
    for one, other in pairwise(marks):
        between = [at for at in range(one + 1, other) if whole.tokens[at].text in apart]
        telling = [at for at in between if whole.tokens[at].text != "and"]
        if between:
            cuts.append((telling or between)[-1])
    for first, last in zip([0, *cuts], [*cuts, len(whole.tokens)], strict=True):
        shift = first
        tokens = whole.tokens[first:last]
        mentions = [
            replace(one, first=one.first - shift, last=one.last - shift)
            for one in whole.mentions
            if first <= one.first and one.last < last
        ]
        verbs = {at - shift: kind for at, kind in whole.verbs.items() if first <= at < last}
        if tokens:
            yield Clause(tokens, mentions, verbs)


def _is_of_group(clause: Clause, place: int) -> bool:
    """Whether the word at a place says how it is in a group: `highest in the south`."""
    behind = clause.tokens[place + 1].text if place + 1 < len(clause.tokens) else ""
    return behind in ("in", "for", "among") and is_direction(clause, place)


def direct(clause: Clause) -> None:
    """Give each mention the direction of the words beside it."""
    taken: set[int] = set()
    place = len(clause.tokens) - 1
    inside = {at for one in clause.mentions for at in range(one.first, one.last + 1)}
    clause.inside = inside
    while place >= 0:
        if place in inside or not is_direction(clause, place):
            if clause.verbs.get(place) in ("rising", "falling"):
                way = 1 if clause.verbs[place] == "rising" else -1
                _give(clause, _before(clause, place, taken, near=_NEAR + 2), way, taken)
            place -= 1
            continue
        last = place
        while place - 1 >= 0 and place - 1 not in inside and is_direction(clause, place - 1):
            place -= 1
        way = _way([clause.tokens[at].text for at in range(place, last + 1)])
        behind = _behind(clause, last, taken)
        found = behind or _before(clause, place, taken)
        _give(clause, found, way, taken)
        if found is not None and (found is behind or found.last == place - 1):
            clause.touched.append(found)
        place -= 1
    for one, other in pairwise(clause.mentions):
        between = [token.text for token in clause.tokens[one.last + 1 : other.first]]
        joined = between in (["and"], [","], ["and", "the"]) and one.first in taken
        if joined and not other.sign and not one.bound:
            other.sign = one.sign  # `lower reading and math`


def _is_verb(clause: Clause, place: int) -> bool:
    """Whether `lower` is what someone does: `reminders lower the rate`."""
    if clause.tokens[place].text != "lower" or not 0 < place < len(clause.tokens) - 1:
        return False
    before, behind = clause.tokens[place - 1].text, clause.tokens[place + 1].text
    return before != "the" and behind in ("the", "their", "its", "his", "her", "a")


def is_direction(clause: Clause, place: int) -> bool:
    """Whether the token at a place says more or less of something."""
    words = comparing_words()["directions"]
    text = clause.tokens[place].text
    behind = clause.tokens[place + 1].text if place + 1 < len(clause.tokens) else ""
    if _is_verb(clause, place) or (text == "not" and clause.tokens[place - 1].text == "or"):
        return False
    if text == "half" and behind not in ("as", "the", "that", "less", "likely"):
        return False  # `half of them`
    return text in words["more"] or text in words["less"]


def _way(words: Sequence[str]) -> int:
    """What words beside each other say together: `much lower` is less, `less often` too."""
    directions = comparing_words()["directions"]
    telling = [word for word in words if word not in directions["carried"]] or list(words[:1])
    way = 1
    for word in telling:
        way *= -1 if word in directions["less"] else 1
    return way


def _give(clause: Clause, mention: Mention | None, way: int, taken: set[int]) -> None:
    if mention is None:
        clause.loose = (clause.loose or 1) * way
        return
    mention.sign = (mention.sign or 1) * way
    taken.add(mention.first)


def _behind(clause: Clause, place: int, taken: set[int]) -> Mention | None:
    """The mention right behind a word, but for articles and the like."""
    between = comparing_words()["directions"]["between"]
    for at in range(place + 1, len(clause.tokens)):
        for mention in clause.mentions:
            if mention.first == at:
                return mention if mention.first not in taken else None
        if clause.tokens[at].text not in between and clause.tokens[at].text != "-":
            return None
    return None


def _before(clause: Clause, place: int, taken: set[int], near: int = _NEAR) -> Mention | None:
    """The nearest mention before a word that has no direction yet."""
    parted = comma_of_the_more(clause) or 0
    for mention in reversed(clause.mentions):
        if mention.first < parted <= place:
            return None
        if mention.last < place and mention.first not in taken and place - mention.last <= near:
            return mention
    return None


def mentions_between(clause: Clause, first: int, last: int) -> list[Mention]:
    """What is spoken of from token `first` up to `last`, that left out."""
    return [one for one in clause.mentions if first <= one.first < last]


def comma_of_the_more(clause: Clause) -> int | None:
    """The comma of `the older the car, the lower the price`."""
    tokens = clause.tokens
    starts = [
        place
        for place, token in enumerate(tokens[:-1])
        if token.text == "the" and is_comparative(tokens[place + 1].text)
    ]
    for place in reversed(starts):
        if place > 0 and starts[0] < place and tokens[place - 1].text == ",":
            return place
    return None if len(starts) < 2 or any(one.text == "," for one in tokens) else starts[-1]


def is_comparative(word: str) -> bool:
    """Whether a word has the form of a comparative."""
    return word in ("more", "less", "fewer") or (word.endswith("er") and len(word) > 4)


def comma_of_condition(clause: Clause) -> int | None:
    """The comma of `if income is low, churn is likelier`."""
    if clause.tokens[0].text not in comparing_words()["links"]["before"]:
        return None
    commas = [at for at, one in enumerate(clause.tokens) if one.text == ","]
    for place in commas:
        behind = mentions_between(clause, place, len(clause.tokens))
        if behind and mentions_between(clause, 0, place):
            return place
    return None
