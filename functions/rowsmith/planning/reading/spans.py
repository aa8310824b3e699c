"""What each mark says beside the others, and what it may lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.english.tokens import Word
from rowsmith.planning.reading.encoder import gelu, linear, normed, transformed
from rowsmith.planning.reading.forms import alike, lines_and_sentences
from rowsmith.planning.reading.labels import ORDER
from rowsmith.planning.reading.shapes import (
    ARC_WIDTH,
    FAR,
    HEADS_OF_SPANS,
    SPAN_LAYERS,
    allowed_links,
)
from rowsmith.planning.reading.tagging import WordSpan
from rowsmith.planning.reading.trained import Array, Weights

_DECIMALS = 3
NEVER = np.float32(-1e4)


def read_spans(weights: Weights, words: Array, spans: Sequence[WordSpan]) -> Array:
    """(spans, SPAN_WIDTH), of (words, WIDTH)."""
    ends = words[[span.first for span in spans]], words[[span.last for span in spans]]
    means = np.stack([words[span.first : span.last + 1].mean(axis=0) for span in spans])
    x = gelu(linear(np.concatenate([*ends, means], axis=1), weights, "span"))
    x = normed(x + weights["span.label"][_labels(spans)], weights, "span.ln")
    apart = _apart(np.arange(len(spans)))
    for layer in range(SPAN_LAYERS):
        lead = f"spans.{layer}."
        x = transformed(x, weights, lead, HEADS_OF_SPANS, weights[lead + "far"][:, apart])
    return x


@dataclass(frozen=True, slots=True)
class Between:
    """What is plain to see between spans: (spans, spans) each, from 0.

    Attributes:
        labels: (spans,) their labels, by ORDER.
        alike: how much their words are the same.
        far, lines, sentences: how far the second is after the first, clipped.
    """

    labels: NDArray[np.int64]
    alike: NDArray[np.int64]
    far: NDArray[np.int64]
    lines: NDArray[np.int64]
    sentences: NDArray[np.int64]


def between(text: str, words: list[Word], spans: Sequence[WordSpan]) -> Between:
    """Look at the spans of a text."""
    firsts = [span.first for span in spans]
    lines, sentences = lines_and_sentences(text, words)[:, firsts]
    return Between(
        _labels(spans),
        alike(text, words, [(span.first, span.last) for span in spans]),
        _apart(np.arange(len(spans))),
        _apart(lines),
        _apart(sentences),
    )


def link_scores(weights: Weights, x: Array, seen: Between, link: str) -> Array:
    """Of one of LINKS: (spans, 1 + spans), the root first; NEVER where it cannot be.

    Args:
        weights: the network's.
        x: of `read_spans`.
        seen: what is plain to see between the spans.
        link: one of LINKS.
    """
    labels = seen.labels
    asking = np.maximum(linear(x, weights, f"{link}.q"), 0)
    asked = np.maximum(linear(x, weights, f"{link}.k"), 0)
    scores = (asking @ asked.T) * np.float32(ARC_WIDTH**-0.5)
    scores += weights[f"{link}.labels"][labels[:, None], labels]
    scores += weights[f"{link}.alike"][seen.alike]
    scores += weights[f"{link}.far"][seen.far]
    scores += weights[f"{link}.lines"][seen.lines]
    scores += weights[f"{link}.sentences"][seen.sentences]
    allowed = allowed_links(link)[labels[:, None], labels]
    np.fill_diagonal(allowed, val=False)
    scores = np.where(allowed, scores, NEVER)
    root = x @ weights[f"{link}.root"] + weights[f"{link}.root_of"][labels]
    return np.round(np.concatenate([root[:, None], scores], axis=1), _DECIMALS)


def _labels(spans: Sequence[WordSpan]) -> NDArray[np.int64]:
    return np.array([ORDER.index(span.label) for span in spans])


def _apart(at: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n, n): how far the second is after the first, clipped, from 0."""
    return np.asarray(np.clip(at[None] - at[:, None], -FAR, FAR) + FAR)
