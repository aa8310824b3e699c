"""Ranks that are spread evenly over a dataset of few rows, or over an entity's few subjects.

Each of so many equal parts of the unit interval holds one rank, so that shares, rates and means
hold for ten machines and three stores too. Of many, chance alone comes near enough.

What drivers move is ranked among the dataset's own rows where one block holds them all: a few
subjects that pull hard then change who is a yes, not how many are.
"""

from __future__ import annotations

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.streams import mix, name_hash
from rowsmith.engine.values import BoolArray, FloatArray, IntArray

MOST_RANKED = 50_000
"""Rows of a dataset up to which driven columns are ranked among its own; those of a block."""

FEW = 5_000
"""Rows, or subjects, up to which ranks are spread; a share is within 0.7 points by chance then."""


def is_spread(block: Block) -> bool:
    """Whether ranks of the block's rows are spread: of few, and none that remember the last."""
    return block.population <= FEW and block.series is None


def spread(block: Block, column: str, draw: str = "rank") -> FloatArray:
    """Uniform on [0, 1), a rank for each row of the block; spread evenly where the whole is small.

    A row's rank depends on the seed, the names and how many rows there are in all.
    """
    rank = block.streams(column).uniform(draw)
    if not is_spread(block):
        return rank
    key = name_hash(str(block.seed), column, draw, "spread")
    order = np.argsort(mix(np.arange(block.population, dtype=np.uint64), key), kind="stable")
    place = np.empty(block.population, dtype=np.int64)
    place[order] = np.arange(block.population)
    spread_out: FloatArray = (place[block.numbers] + rank) / block.population
    return np.minimum(spread_out, 1.0 - 2.0**-53)


def is_whole(block: Block) -> bool:
    """Whether the block is all of its dataset (or of its entity), and small."""
    whole = block.size == block.population <= MOST_RANKED
    return whole and block.series is None


def ranked(
    latent: FloatArray, jitter: FloatArray, case: IntArray | None, absent: BoolArray | None
) -> FloatArray:
    """Ranks of a whole block's rows among those of their case in which the column is there.

    latent: what they are ranked by. jitter: uniform, where a rank lies within its part.
    """
    latent = np.round(latent, 9)  # so that every processor ranks alike
    group = np.zeros(len(latent), dtype=np.int64) if case is None else case * 2
    if absent is not None:
        group = group + absent
    alone = case is None and absent is None
    order = np.argsort(latent, kind="stable") if alone else np.lexsort((latent, group))
    counts = np.bincount(group)
    starts = np.cumsum(counts) - counts
    place = np.empty(len(latent))
    place[order] = np.arange(len(latent)) - starts[group[order]]
    found: FloatArray = np.minimum((place + jitter) / counts[group], 1.0 - 2.0**-53)
    return found
