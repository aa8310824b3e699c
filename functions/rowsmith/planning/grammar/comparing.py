"""Sentences that say what moves what: `the older the car, the lower the price`.

A clause has what moves on one side and what is moved on the other. Which side is which follows
from its form: from its verb (`lowers`, `depends on`), from what it begins with (`if`, `the older`)
or from what stands last. How each is meant (`low income`, `churn less`) follows from the words
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.beyond import give_bounds, take_bounds
from rowsmith.planning.grammar.clauses import (
    Clause,
    clauses,
    comma_of_condition,
    comma_of_the_more,
    direct,
    find_verbs,
    is_comparative,
    is_direction,
    mentions_between,
    without_comparands,
)
from rowsmith.planning.grammar.mentions import (
    Known,
    Mention,
    comparing_words,
    find_mentions,
    tokens_of,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing moves another.

    Attributes:
        start: where the words stand that say so.
        end: one past them.
        cause: the id of what moves; None where the words for it name nothing known.
        effect: the id of what is moved; None where the words for it name nothing known.
        sign: 1 where the one raises the other, -1 where it lowers it, 0 where they do not say.
        bound: where the bound is stated beyond which the cause moves: `over 60`; None without.
        unrelated: it is said that they do not.
        plain: the two stand on the two sides of a verb: `price rises with size`.
        compares: words say so that serve for nothing else: `more`, `older`, `rises`.
    """

    start: int
    end: int
    cause: int | None
    effect: int | None
    sign: int
    bound: tuple[int, int] | None = None
    unrelated: bool = False
    plain: bool = False
    compares: bool = False

    @property
    def ends(self) -> tuple[int, ...]:
        """The ids of those that are known."""
        return tuple(one for one in (self.cause, self.effect) if one is not None)

    @property
    def arcs(self) -> tuple[tuple[int, int], ...]:
        """The pair, where both are known."""
        if self.cause is None or self.effect is None:
            return ()
        return ((self.cause, self.effect),)


def read_comparisons(
    text: str,
    start: int,
    end: int,
    known: Sequence[Known],
    said: Sequence[tuple[int, int, int]] = (),
    effects: Sequence[tuple[int, int]] = (),
    subject: str = "",
) -> list[Comparison]:
    """What the sentence at `text[start:end]` says moves what.

    Args:
        text: a description.
        start: of a sentence that speaks of columns, and names none for the first time.
        end: of it.
        known: the columns and values there are.
        said: (start, end, id) of places that others hold to be mentions of them.
        effects: where others hold it to be said what happens to something.
        subject: what the rows are.
    """
    tokens = without_comparands(tokens_of(text, start, end))
    tokens, bounds = take_bounds(tokens)
    if not tokens:
        return []
    whole = Clause(tokens, find_mentions(text, tokens, known, said, frozenset(stems(subject)[-1:])))
    give_bounds(tokens, whole.mentions, bounds, known)
    find_verbs(whole)
    found: list[Comparison] = []
    causes: list[Mention] = []
    moved: list[Mention] = []
    for clause in clauses(whole, effects):
        direct(clause)
        unrelated = _is_unrelated(clause)
        sides = _sides(clause)
        if sides is None and unrelated:
            sides = clause.mentions[:1], clause.mentions[1:], None
        if sides is None:
            continue
        before, behind, verb = sides
        before = _telling(before, known, clause) or causes
        behind = behind or [replace(one, sign=clause.loose) for one in moved]
        ids = {one.of for one in before}
        behind = list({one.of: one for one in behind if one.of not in ids}.values())
        if not before and len(behind) == 1 and _is_last(clause, behind[0]):
            start, end = clause.tokens[0].start, clause.tokens[-1].end
            found.append(Comparison(start, end, None, behind[0].of, behind[0].sign))
        found += _unnamed(clause, before or behind)
        if not before or not behind:
            continue
        causes, moved = before, behind
        found += _compared(clause, before, behind, verb, unrelated=unrelated)
    return found


def _telling(causes: list[Mention], known: Sequence[Known], clause: Clause) -> list[Mention]:
    """Without columns that only say whose rows they are: `teams with more gold win more`."""
    columns = {one.of for one in known if one.kind == "column"}
    if clause.verbs or not any(one.sign for one in causes):
        return causes
    return [one for one in causes if one.sign or one.of not in columns]


def _is_last(clause: Clause, mention: Mention) -> bool:
    """Whether a clause ends with what is said of a mention: `loyal ones spend more`."""
    behind = clause.tokens[mention.last + 1 :]
    only = all(is_direction(clause, mention.last + 1 + at) for at in range(len(behind)))
    ends = mention in clause.touched and only and mention.first > 0
    return ends and not clause.verbs and _compares(clause)


def _unnamed(clause: Clause, causes: Sequence[Mention]) -> Iterator[Comparison]:
    """Yield what moves something that no word names: `the colder, the more`."""
    lone = causes[0] if len(clause.mentions) == 1 and len(causes) == 1 else None
    if lone is not None and lone in clause.mentions and lone.sign and clause.loose:
        start, end = clause.tokens[0].start, clause.tokens[-1].end
        yield Comparison(start, end, lone.of, None, lone.sign * clause.loose)


def _compared(
    clause: Clause,
    causes: Sequence[Mention],
    moved: Sequence[Mention],
    verb: int | None,
    *,
    unrelated: bool,
) -> Iterator[Comparison]:
    """Yield one comparison for each cause of each thing that is moved."""
    first, last = clause.tokens[0].start, clause.tokens[-1].end
    for to in moved:
        for one in {cause.of: cause for cause in causes}.values():
            sign = _sign(one.sign, to.sign, verb)
            if unrelated or verb is not None or sign:
                plain = bool(clause.verbs) and one in clause.mentions and to in clause.mentions
                yield Comparison(
                    first, last, one.of, to.of, sign, one.bound, unrelated, plain, _compares(clause)
                )


def _compares(clause: Clause) -> bool:
    """Whether something is compared, not only told: no share is stated, and a verb or more is."""
    words = comparing_words()["directions"]["comparing"]
    said = [token.text for token in clause.tokens]
    if any(one.endswith("%") or one in ("predict", "percent") for one in said):
        return False
    return bool(clause.verbs) or any(
        one in words
        or (one.endswith(("er", "est")) and (place in clause.inside or is_direction(clause, place)))
        for place, one in enumerate(said)
    )


def _sign(cause: int, moved: int, verb: int | None) -> int:
    """Which way it goes: as the two sides say; what is said of neither is no direction."""
    if not cause and not moved and not verb:
        return 0
    return (cause or 1) * (moved or 1) * (verb or 1)


_Sides = tuple[list[Mention], list[Mention], int | None]
"""What moves, what is moved, and the direction of the verb: None without one, 0 if it says none."""


def _sides(clause: Clause) -> _Sides | None:
    comma = comma_of_the_more(clause) or comma_of_condition(clause)
    if comma is not None:
        return _parted(clause, comma, 0)
    turned = _behind_the_more(clause)
    if turned is not None:
        behind, before, _ = _parted(clause, turned, 0)
        return before, behind, 0
    for place, kind in sorted(clause.verbs.items()):
        if kind in _TRANSITIVE and mentions_between(clause, place, len(clause.tokens)):
            return _parted(clause, place, _TRANSITIVE[kind])
    pivot = _pivot(clause)
    if pivot is not None:
        place, verb = pivot
        behind, before, _ = _parted(clause, place, verb)
        return before, behind, verb
    return _as_they_stand(clause)


_TRANSITIVE = {"raising": 1, "lowering": -1, "leading": 1, "moving": 0}


def _parted(clause: Clause, place: int, verb: int) -> _Sides:
    before = mentions_between(clause, 0, place)
    behind = mentions_between(clause, place, len(clause.tokens))
    return before, behind, verb or (0 if clause.verbs else None)


def _behind_the_more(clause: Clause) -> int | None:
    """Where what moves begins in `it is higher the older somebody is`."""
    for place in range(1, len(clause.tokens) - 1):
        if clause.tokens[place].text == "the" and is_comparative(clause.tokens[place + 1].text):
            before = clause.tokens[place - 1].text
            if is_comparative(before) and mentions_between(clause, 0, place):
                return place
    return None


def _pivot(clause: Clause) -> tuple[int, int] | None:
    """Where what moves begins behind what is moved: `rises | with size`, `higher | for smokers`."""
    links = comparing_words()["links"]["behind"]
    for place, kind in sorted(clause.verbs.items()):
        if kind not in _TRANSITIVE and mentions_between(clause, place, len(clause.tokens)):
            return place, 0
    for place, token in enumerate(clause.tokens):
        if token.text not in links or place == 0 or token.text in ("to", "of", "from"):
            continue
        if (
            token.text == "as"
            and place + 1 < len(clause.tokens)
            and is_direction(clause, place + 1)
        ):
            continue  # `half as likely`
        told = not {place - 1} & clause.inside and (
            is_direction(clause, place - 1) or clause.tokens[place - 1].text == "likely"
        )
        other = any(
            place - 1 in range(one.first, one.last + 1)
            and one.sign
            and not (one.certain or one.bound)
            for one in clause.mentions
        )
        before = told or (other and mentions_between(clause, 0, place))
        if before and mentions_between(clause, place, len(clause.tokens)):
            return place, 0
    return None


def _as_they_stand(clause: Clause) -> _Sides | None:
    """What stands last is moved by what stands before it; so is what is joined to it."""
    first = comparing_words()["links"]["before"]
    if not clause.mentions:
        return None
    moved = [clause.mentions[-1]]
    before = clause.mentions[:-1]
    if clause.tokens[0].text in first and len(before) > 1:
        before, moved = before[:1], [*before[1:], *moved]
    if not any(one.sign for one in clause.mentions):
        return None
    return before, moved, None


def _is_unrelated(clause: Clause) -> bool:
    words = comparing_words()["unrelated"]
    said = [token.text for token in clause.tokens]
    return any(
        one in words["nouns"] and set(said[max(0, at - 4) : at]) & set(words["before"])
        for at, one in enumerate(said)
    ) or bool({"irrelevant", "unrelated", "independent"} & set(said))
