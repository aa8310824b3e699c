"""From words to labelled spans: the likeliest chain of tags, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.reading.encoder import linear
from rowsmith.planning.reading.labels import ORDER, TAGS
from rowsmith.planning.reading.trained import Array, Weights

_NEVER = np.float32(-1e4)
_DECIMALS = 3
"""Scores are rounded to these: products differ in the last bit between processors."""


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A mark by its words: from `first` to `last`, both included; confidence 0 to 1."""

    first: int
    last: int
    label: str
    confidence: float = 1.0


def find_spans(weights: Weights, words: Array) -> list[WordSpan]:
    """The spans of (words, WIDTH), in order; none overlaps another."""
    scores = np.round(linear(words, weights, "tag"), _DECIMALS)
    following, starting = _forbidden()
    following = following + weights["tag.next"]
    starting = starting + weights["tag.start"]
    tags = _best_chain(scores, following, starting)
    sure = _chances(scores, following, starting)[np.arange(len(tags)), tags]
    return [
        WordSpan(first, last, label, round(float(sure[first : last + 1].min()), 2))
        for first, last, label in spans_of(tags)
    ]


def spans_of(tags: list[int]) -> list[tuple[int, int, str]]:
    """(first word, last word, label) of each run of tags."""
    spans: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        if tag % 2:
            spans.append((at, at, ORDER[tag // 2]))
        elif tag:
            first, _, label = spans.pop()
            spans.append((first, at, label))
    return spans


@cache
def _forbidden() -> tuple[Array, Array]:
    """What no tag may follow, and none may start: an inside without its beginning."""
    following = np.zeros((len(TAGS), len(TAGS)), np.float32)
    starting = np.zeros(len(TAGS), np.float32)
    inside = np.arange(2, len(TAGS), 2)
    following[:, inside] = _NEVER
    following[inside, inside] = following[inside - 1, inside] = 0
    starting[inside] = _NEVER
    return following, starting


def _best_chain(scores: Array, following: Array, starting: Array) -> list[int]:
    """Viterbi; of equal chains the one of earlier tags."""
    best, back = starting + scores[0], np.zeros(scores.shape, np.int64)
    for at in range(1, len(scores)):
        ahead = best[:, None] + following
        back[at] = ahead.argmax(axis=0)
        best = ahead.max(axis=0) + scores[at]
    chain = [int(best.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        chain.append(int(back[at, chain[-1]]))
    return chain[::-1]


def _chances(scores: Array, following: Array, starting: Array) -> NDArray[np.float64]:
    """(words, tags): how likely each tag is at each word, over all chains."""
    step = np.exp(following.astype(np.float64))
    here = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    ahead, behind = np.empty_like(here), np.ones_like(here)
    ahead[0] = np.exp(starting) * here[0]
    for at in range(1, len(here)):
        ahead[at] = (ahead[at - 1] / ahead[at - 1].sum()) @ step * here[at]
    for at in range(len(here) - 2, -1, -1):
        behind[at] = step @ (behind[at + 1] * here[at + 1])
        behind[at] /= behind[at].sum()
    both = ahead * behind
    return np.asarray(both / both.sum(axis=1, keepdims=True))
