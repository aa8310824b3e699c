"""Read a description: which words are columns, values and figures, and whose each is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.english.tokens import Word, find_words
from rowsmith.planning.reading.encoder import read_words
from rowsmith.planning.reading.forms import word_forms
from rowsmith.planning.reading.implied import implied_name
from rowsmith.planning.reading.labels import GROUPS, HEADS, LINKS
from rowsmith.planning.reading.links import find_heads
from rowsmith.planning.reading.marks import (
    DIRT,
    IMPLIED,
    MARKS_ALONE,
    MARKS_ARCS,
    MARKS_OWN,
    Mark,
)
from rowsmith.planning.reading.spans import NEVER, between, link_scores, read_spans
from rowsmith.planning.reading.tagging import WordSpan, find_spans
from rowsmith.planning.reading.trained import Array, load_weights


def annotate(text: str) -> tuple[Mark, ...]:
    """The marks of a description, in its order; none overlaps another.

    Ids count from 1. A value whose column is never named has a head of `~` and a name for it. A
    mark whose head was not found has none, a relation no arcs.
    """
    words = find_words(text)
    if not words:
        return ()
    states = word_states(text, words)
    return link_marks(text, words, states, find_spans(load_weights(), states))


def word_states(text: str, words: list[Word]) -> Array:
    """(words, WIDTH): what the encoder makes of each word."""
    weights = load_weights()
    return read_words(weights, weights.vocabulary.split(text, words), word_forms(text, words))


def link_marks(
    text: str, words: list[Word], states: Array, spans: Sequence[WordSpan]
) -> tuple[Mark, ...]:
    """The marks of labelled spans: with their ids, heads, groups and arcs."""
    if not spans:
        return ()
    scores = span_links(text, words, states, spans)
    spans = [_as_definition(span, scores["head"][at]) for at, span in enumerate(spans)]
    owners = _owners(spans, scores["head"])
    heads, chances = [], []
    for at, span in enumerate(spans):
        rooted = span.label in MARKS_ALONE or span.label == "val"
        found, chance = [owners[at]], 1.0
        if span.label not in {"ref", "vref"}:
            asked = span.label in HEADS
            found, chance = (
                find_heads(span.label, scores["head"][at], owners, rooted=rooted)
                if asked
                else ([], 1.0)
            )
        heads.append(found)
        chances.append(chance)
    ids = _ids(spans)
    implied = _implied(spans, heads)
    names = _names(text, words, spans, implied)
    return tuple(
        Mark(
            start=words[span.first][0],
            end=words[span.last][1],
            label=span.label,
            own=ids.get(at),
            heads=(f"{IMPLIED}{names[implied[at]]}",)
            if implied.get(at) in names
            else _head_ids(at, spans, heads, ids, implied),
            groups=_group_ids(span, scores["group"][at], owners, ids),
            arcs=_arcs(at, span, scores, owners, ids),
            confidence=round(span.confidence * chances[at], 2),
        )
        for at, span in enumerate(spans)
    )


def span_links(
    text: str, words: list[Word], states: Array, spans: Sequence[WordSpan]
) -> dict[str, Array]:
    """For each of LINKS the scores (spans, 1 + spans) between spans, the root first."""
    weights, seen = load_weights(), between(text, words, spans)
    x = read_spans(weights, states, spans)
    return {link: link_scores(weights, x, seen, link) for link in LINKS}


def _as_definition(span: WordSpan, scores: NDArray[np.float32]) -> WordSpan:
    """A mention of nothing is a definition: of a column, or of a value of an unnamed one."""
    if (
        span.label in {"ref", "vref"}
        and not find_heads(span.label, scores, _own(scores), rooted=False)[0]
    ):
        label = "col" if span.label == "ref" else "val"
        return WordSpan(span.first, span.last, label, span.confidence)
    return span


def _own(scores: NDArray[np.float32]) -> range:
    return range(len(scores) - 1)


def _owners(spans: Sequence[WordSpan], scores: Array) -> list[int]:
    """For each span the one that defines what it mentions; itself where it defines."""
    return [
        find_heads(span.label, scores[at], _own(scores[at]), rooted=False)[0][0]
        if span.label in {"ref", "vref"}
        else at
        for at, span in enumerate(spans)
    ]


def _ids(spans: Sequence[WordSpan]) -> dict[int, int]:
    defining = [at for at, span in enumerate(spans) if span.label in MARKS_OWN]
    return {at: number for number, at in enumerate(defining, 1)}


def _implied(spans: Sequence[WordSpan], heads: Sequence[Sequence[int]]) -> dict[int, int]:
    """For each value of a column never named, the first value of that column; else its column."""
    found: dict[int, int] = {}
    for at, span in enumerate(spans):
        if span.label == "val":
            to, seen = at, {at}
            while spans[to].label == "val" and heads[to] and heads[to][0] not in seen:
                to = heads[to][0]
                seen.add(to)
            found[at] = min(seen) if spans[to].label == "val" else to
    return found


def _names(
    text: str, words: list[Word], spans: Sequence[WordSpan], implied: dict[int, int]
) -> dict[int, str]:
    """Of each column never named, by its first value, its name; no two are alike."""
    values: dict[int, list[str]] = {}
    for at, of in implied.items():
        if spans[of].label == "val":
            span = spans[at]
            values.setdefault(of, []).append(text[words[span.first][0] : words[span.last][1]])
    names: dict[int, str] = {}
    for of, some in values.items():
        name = implied_name(some)
        alike = sum(one.split()[0] == name for one in names.values())
        names[of] = f"{name} {alike + 1}" if alike else name
    return names


def _head_ids(
    at: int,
    spans: Sequence[WordSpan],
    heads: Sequence[Sequence[int]],
    ids: dict[int, int],
    implied: dict[int, int],
) -> tuple[int | str, ...]:
    if spans[at].label == "val":
        of = implied[at]
        return (ids[of],)
    found: list[int | str] = [ids[head] for head in heads[at] if head in ids]
    if any(spans[head].label == DIRT for head in heads[at]):
        found.append(DIRT)
    return tuple(found)


def _group_ids(
    span: WordSpan, scores: NDArray[np.float32], owners: Sequence[int], ids: dict[int, int]
) -> tuple[int, ...]:
    if span.label not in GROUPS:
        return ()
    return tuple(ids[at] for at in find_heads(span.label, scores, owners)[0] if at in ids)


def _arcs(
    at: int,
    span: WordSpan,
    scores: dict[str, Array],
    owners: Sequence[int],
    ids: dict[int, int],
) -> tuple[tuple[int, int], ...]:
    if span.label not in MARKS_ARCS:
        return ()
    targets = find_heads(span.label, scores["target"][at], owners, rooted=False)[0]
    leading = scores["source"][at].copy()
    leading[1:][np.isin(owners, targets)] = NEVER
    sources = find_heads(span.label, leading, owners, rooted=False)[0]
    return tuple((ids[a], ids[b]) for a in sources for b in targets)
