"""The network's measures, shared by its training."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.reading.labels import LINKED, ORDER

WIDTH = 384
"""Of a word piece and of a word, in the encoder."""
HEADS_OF_ATTENTION = 12
SPAN_WIDTH = 192
"""Of a mark."""
SPAN_LAYERS = 2
HEADS_OF_SPANS = 4
ARC_WIDTH = 96
FAR = 8
"""Marks, lines or sentences further apart than this are equally far."""


@cache
def allowed_links(link: str) -> NDArray[np.bool_]:
    """(labels, labels): whether a mark of the first label may lead to one of the second."""
    allowed = np.zeros((len(ORDER), len(ORDER)), np.bool_)
    for label, others in LINKED[link].items():
        allowed[ORDER.index(label), [ORDER.index(other) for other in others]] = True
    return allowed
