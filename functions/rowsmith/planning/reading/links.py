"""From scores between marks to what each belongs to: mentions count for what they mention."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rowsmith.planning.reading.marks import MARKS_OWN
from rowsmith.planning.reading.trained import Array

ROOT = -1
_AS_LIKELY = 0.65
"""A head beside the likeliest counts where it is at least so likely as that."""
_LEAST = 0.1
"""No head beside the likeliest is less likely than this."""
_ALONE = frozenset({"ref", "vref", "val", "entities", "each", *MARKS_OWN})
"""Labels with one head at the most."""
_POSSIBLE = -1000
"""No possible link scores so low."""


def find_heads(
    label: str, scores: Array, owners: Sequence[int], *, rooted: bool = True
) -> tuple[list[int], float]:
    """What a mark belongs to, and how likely its likeliest head is.

    Args:
        label: the mark's.
        scores: of the root, then of every mark.
        owners: for each mark, the mark that defines what it mentions; itself where it defines.
        rooted: whether it may belong to nothing.

    Returns:
        Defining marks in the order of the text; none where it belongs to nothing.
    """
    if not rooted:
        scores = np.concatenate([[2 * _POSSIBLE], scores[1:]])
    chances = np.exp((scores - scores.max()).astype(np.float64))
    chances = np.round(chances / chances.sum(), 4)
    summed: dict[int, float] = {}
    for at, chance, score in zip([ROOT, *owners], chances.tolist(), scores.tolist(), strict=True):
        if score > _POSSIBLE:
            summed[at] = summed.get(at, 0.0) + chance
    if not summed:
        return [], 0.0
    best = max(summed, key=lambda at: (summed[at], -at))
    if best == ROOT:
        return [], summed[ROOT]
    if label in _ALONE:
        return [best], summed[best]
    least = max(_AS_LIKELY * summed[best], _LEAST)
    heads = sorted(
        at for at, chance in summed.items() if at != ROOT and (chance >= least or at == best)
    )
    return heads, min(1.0, sum(summed[at] for at in heads))
