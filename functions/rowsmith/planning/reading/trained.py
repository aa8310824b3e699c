"""The trained weights: int8 as stored, a scale for each column; opened when first used."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.reading.wordpiece import WordPieces

WEIGHTS = Path(__file__).with_name("weights.npz")
SCALE = ".scale"
"""Ends the name of the scales of a stored matrix."""
PIECES = "pieces"
TABLES = ("word",)
"""Large tables of which few rows are read: they stay int8 in memory."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """All that the network has learnt.

    Attributes:
        arrays: by name, float32.
        word: (pieces, WIDTH) int8, the vector of each word piece, and `word_scale` (WIDTH,).
        vocabulary: the word pieces.
        layers: of the encoder.
    """

    arrays: dict[str, Array]
    word: NDArray[np.int8]
    word_scale: Array
    vocabulary: WordPieces
    layers: int

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """Read the weights, once."""
    with np.load(path) as stored:
        read = {name: stored[name] for name in stored.files}
    pieces = read.pop(PIECES).tobytes().decode().split("\n")
    word, word_scale = read.pop("word"), read.pop("word" + SCALE)
    arrays = {
        name: array * read[name + SCALE] if name + SCALE in read else array
        for name, array in read.items()
        if not name.endswith(SCALE)
    }
    layers = sum(name.startswith("layers.") and name.endswith(".qkv.w") for name in arrays)
    return Weights(arrays, word, word_scale, WordPieces(pieces), layers)


def weights_hash() -> str:
    """The first 12 hex digits of the stored file's SHA-256: part of the planner's version."""
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:12]
