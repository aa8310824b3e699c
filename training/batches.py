"""Examples as padded tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from rowsmith.planning.reading.forms import FORMS
from rowsmith.planning.reading.labels import LINKS, ORDER
from training.examples import Example

Arrays = dict[str, NDArray[Any]]
_HEADS_AT_MOST = 6


@dataclass
class Batch:
    """Examples, padded: pieces, words and marks each to the longest of the batch.

    Attributes:
        ids, mask: (batch, pieces).
        owner: (batch, words, pieces), of each word the mean of its pieces.
        forms, word_mask, tags: (batch, words), the first by FORMS.
        first, last, labels, span_mask: (batch, spans).
        places: (batch, 2, spans), line and sentence.
        alike: (batch, spans, spans), how much their words are the same.
        asked, right: by link, (batch, spans, heads) and (batch, spans, heads, 1 + spans): which
            heads are asked for, and every mention that answers each; the root first.
    """

    ids: Tensor
    mask: Tensor
    owner: Tensor
    forms: Tensor
    word_mask: Tensor
    tags: Tensor
    first: Tensor
    last: Tensor
    labels: Tensor
    span_mask: Tensor
    places: Tensor
    alike: Tensor
    asked: dict[str, Tensor]
    right: dict[str, Tensor]


def make_batch(examples: Sequence[Example], first: int, last: int) -> Batch:
    """Pad examples into one batch; `first` and `last` are the pieces around each."""
    spans = _rounded(max(len(one.spans) for one in examples))
    links = {link: _links(examples, spans, link) for link in LINKS}
    return Batch(
        **_tensors(_of_words(examples, first, last) | _of_spans(examples, spans)),
        asked=_tensors({link: asked for link, (asked, _) in links.items()}),
        right=_tensors({link: right for link, (_, right) in links.items()}),
    )


def _tensors(arrays: Arrays) -> dict[str, Tensor]:
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _of_words(examples: Sequence[Example], first: int, last: int) -> Arrays:
    flat = [_flat(one, first, last) for one in examples]
    count, pieces = len(examples), _rounded(max(len(ids) for ids, _ in flat))
    words = _rounded(max(len(one.words) for one in examples))
    made: Arrays = {
        "ids": np.zeros((count, pieces), np.int64),
        "mask": np.zeros((count, pieces), np.float32),
        "owner": np.zeros((count, words, pieces), np.float32),
        "forms": np.zeros((count, words, FORMS), np.float32),
        "word_mask": np.zeros((count, words), np.float32),
        "tags": np.zeros((count, words), np.int64),
    }
    for at, (one, (ids, owner)) in enumerate(zip(examples, flat, strict=True)):
        made["ids"][at, : len(ids)] = ids
        made["mask"][at, : len(ids)] = 1
        for piece, word in enumerate(owner):
            if word >= 0:
                made["owner"][at, word, piece] = 1 / len(one.pieces[word])
        made["forms"][at, : len(one.words)] = one.forms
        made["word_mask"][at, : len(one.words)] = 1
        made["tags"][at, : len(one.words)] = one.tags
    return made


def _of_spans(examples: Sequence[Example], spans: int) -> Arrays:
    count = len(examples)
    made: Arrays = {
        name: np.zeros((count, spans), np.int64) for name in ("first", "last", "labels")
    }
    made["span_mask"] = np.zeros((count, spans), np.float32)
    made["alike"] = np.zeros((count, spans, spans), np.int64)
    made["places"] = np.zeros((count, 2, spans), np.int64)
    for at, one in enumerate(examples):
        made["alike"][at, : len(one.spans), : len(one.spans)] = one.alike
        for n, span in enumerate(one.spans):
            made["first"][at, n], made["last"][at, n] = span.first, span.last
            made["labels"][at, n] = ORDER.index(span.mark.label)
            made["span_mask"][at, n] = 1
            made["places"][at, :, n] = one.places[:, span.first]
    return made


def _links(
    examples: Sequence[Example], spans: int, link: str
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    most = max((len(lists) for one in examples for lists in one.links[link]), default=1)
    most = min(max(most, 1), _HEADS_AT_MOST)
    asked = np.zeros((len(examples), spans, most), np.float32)
    right = np.zeros((len(examples), spans, most, spans + 1), np.float32)
    for at, one in enumerate(examples):
        for n, lists in enumerate(one.links[link]):
            for h, mentions in enumerate(lists[:most]):
                asked[at, n, h] = 1
                right[at, n, h, [m + 1 for m in mentions] or [0]] = 1
    return asked, right


def _rounded(size: int) -> int:
    """Few shapes, since each is compiled anew."""
    return -(-max(size, 1) // 16) * 16


def _flat(one: Example, first: int, last: int) -> tuple[list[int], list[int]]:
    """The ids of all pieces, and for each the word that it is of."""
    ids, owner = [first], [-1]
    for word, pieces in enumerate(one.pieces):
        ids.extend(pieces)
        owner.extend([word] * len(pieces))
    return [*ids, last], [*owner, -1]
