"""The encoder, in numpy: a transformer over word pieces, and from pieces to words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rowsmith.planning.reading.shapes import HEADS_OF_ATTENTION, WIDTH
from rowsmith.planning.reading.trained import Array, Weights

_WINDOW = 224
"""Word pieces read at once; a longer text is read by windows that overlap."""
_OVERLAP = 48
"""Word pieces that two windows share, each of which is taken from the window it is deeper in."""


def read_words(weights: Weights, pieces: Sequence[Sequence[int]], forms: Array) -> Array:
    """What each word says in its context.

    Args:
        weights: the network's.
        pieces: for each word the ids of its pieces.
        forms: (words, FORMS).

    Returns:
        (words, WIDTH).
    """
    words = np.empty((len(pieces), WIDTH), np.float32)
    kept = 0
    for start, end, deep in _windows([len(one) for one in pieces]):
        read = _read_window(weights, pieces[start:end])
        words[kept:deep] = read[kept - start : deep - start]
        kept = deep
    words += forms @ weights["forms.w"]
    padded = np.pad(words, ((1, 1), (0, 0)))
    near = np.concatenate([padded[:-2], words, padded[2:]], axis=1)
    return words + gelu(linear(near, weights, "mix"))


def _windows(sizes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (first word, one past the last, one past the last whose reading is kept)."""
    start = 0
    while True:
        end, used = start, 0
        while end < len(sizes) and used + sizes[end] <= _WINDOW:
            used += sizes[end]
            end += 1
        if end == len(sizes):
            yield start, end, end
            return
        following, deep = end, end
        shared = 0
        while following > start + 1 and shared + sizes[following - 1] <= _OVERLAP:
            following -= 1
            shared += sizes[following]
            if shared <= _OVERLAP // 2:
                deep = following
        yield start, end, deep
        start = following


def _read_window(weights: Weights, pieces: Sequence[Sequence[int]]) -> Array:
    vocabulary = weights.vocabulary
    ids = [vocabulary.first, *(one for word in pieces for one in word), vocabulary.last]
    x = weights.word[ids] * weights.word_scale + weights["position"][: len(ids)]
    x = normed(x, weights, "embed.ln")
    for layer in range(weights.layers):
        x = transformed(x, weights, f"layers.{layer}.", HEADS_OF_ATTENTION)
    sizes = np.array([len(word) for word in pieces])
    sums = np.add.reduceat(x[1:-1], np.cumsum(sizes) - sizes, axis=0)
    return np.asarray(sums / sizes[:, None], np.float32)


def transformed(
    x: Array, weights: Weights, lead: str, heads: int, bias: Array | None = None
) -> Array:
    """One layer of a transformer over (length, width); `bias` is (heads, length, length)."""
    length, width = x.shape
    deep = width // heads
    qkv = linear(x, weights, lead + "qkv").reshape(length, 3, heads, deep).transpose(1, 2, 0, 3)
    q, k, v = (np.ascontiguousarray(part) for part in qkv)
    scores = (q @ k.transpose(0, 2, 1)) * np.float32(deep**-0.5)
    if bias is not None:
        scores += bias
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed = (scores @ v).transpose(1, 0, 2).reshape(length, width)
    x = normed(x + linear(mixed, weights, lead + "out"), weights, lead + "ln1")
    inner = gelu(linear(x, weights, lead + "up"))
    return normed(x + linear(inner, weights, lead + "down"), weights, lead + "ln2")


def linear(x: Array, weights: Weights, name: str) -> Array:
    """`x` times a matrix, and its bias."""
    product: Array = x @ weights[name + ".w"]
    product += weights[name + ".b"]
    return product


def normed(x: Array, weights: Weights, name: str) -> Array:
    """Layer normalisation over the last axis."""
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    return x * weights[name + ".g"] + weights[name + ".b"]


def gelu(x: Array) -> Array:
    """The Gaussian error unit by its tangent form: x / 2 (1 + tanh(sqrt(2 / pi) (x + a x^3)))."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += 1
    inner *= x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner
