"""Where randomness comes from: one interface, two sources.

A sampler asks for `uniform("name")` or `bits("name")` and does not know whether it fills
rows or subjects of an entity. Every draw is named, so that adding a draw, or a column,
moves no other.

- `RowStream`: block k of a column, from a generator for (seed, column, k).
- `SubjectStream`: subject s of an entity, by a counter hash of (seed, column, subject):
  a subject's draws do not depend on the block or the row that shows it.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from math import isqrt
from typing import Any, Protocol

import numpy as np
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import DTypeLike, NDArray

from rowsmith.engine.values import FloatArray

U64Array = NDArray[np.uint64]

_TO_UNIT = 2.0**-53

_SIDES_TRIED = 100
"""So many shapes of a permutation's grid are looked at for one without empty places."""


def name_hash(*names: str) -> int:
    """A 64-bit hash of names, the same on every machine and Python version."""
    return int.from_bytes(_digest(names, 8), "little")


def _digest(names: tuple[str, ...], size: int) -> bytes:
    return blake2b("\x1f".join(names).encode(), digest_size=size).digest()


class _HashedState(ISeedSequence):
    """The first state of a generator, hashed from its names: a sixth of SeedSequence's time."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def generate_state(self, n_words: int, dtype: DTypeLike = np.uint32) -> NDArray[Any]:
        """`n_words` random words of `dtype`; 64 bytes at most."""
        word = np.dtype(dtype).newbyteorder("<")
        return np.frombuffer(_digest(self._names, n_words * word.itemsize), word)


class Stream(Protocol):
    """`size` independent draws for each name asked for."""

    size: int

    def bits(self, name: str) -> U64Array:
        """64 random bits a row."""
        ...

    def uniform(self, name: str) -> FloatArray:
        """Uniform on [0, 1), 53 bits a row."""
        ...


class RowStream:
    """The draws of block `block` of the column `column`."""

    def __init__(self, seed: int, column: str, block: int, size: int) -> None:
        self.size = size
        self._seed = seed
        self._column = column
        self._block = block

    def _source(self, name: str) -> np.random.SFC64:
        names = (str(self._seed), self._column, name, str(self._block))
        # Any ISeedSequence is taken, which numpy's stubs do not say.
        return np.random.SFC64(_HashedState(*names))  # type: ignore[arg-type]

    def bits(self, name: str) -> U64Array:
        """64 random bits a row."""
        # What Generator.integers gives over the whole range, without its checks of 10 us.
        bits: U64Array = self._source(name).random_raw(self.size)
        return bits

    def uniform(self, name: str) -> FloatArray:
        """Uniform on [0, 1), 53 bits a row."""
        return np.random.Generator(self._source(name)).random(self.size)


class SubjectStream:
    """The draws of the given `subjects` (int64, any order, repeats allowed) of a column."""

    def __init__(self, seed: int, column: str, subjects: NDArray[np.int64]) -> None:
        self.size = len(subjects)
        self._seed = seed
        self._column = column
        self._subjects = subjects.astype(np.uint64)

    def bits(self, name: str) -> U64Array:
        """64 random bits a subject."""
        return mix(self._subjects, name_hash(str(self._seed), self._column, name))

    def uniform(self, name: str) -> FloatArray:
        """Uniform on [0, 1), 53 bits a subject."""
        uniform: FloatArray = (self.bits(name) >> np.uint64(11)).astype(np.float64) * _TO_UNIT
        return uniform


def mix(counters: U64Array, key: int) -> U64Array:
    """Hash 64-bit counters under a 64-bit key: two rounds of the splitmix64 finaliser.

    Constants: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
    """
    x = (counters + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(key)
    for _ in range(2):
        x ^= x >> np.uint64(30)
        x *= np.uint64(0xBF58476D1CE4E5B9)
        x ^= x >> np.uint64(27)
        x *= np.uint64(0x94D049BB133111EB)
        x ^= x >> np.uint64(31)
    return x


def permutation(indices: NDArray[np.int64], size: int, key: int) -> NDArray[np.int64]:
    """Where each index of [0, size) goes in a keyed permutation of [0, size); size up to 2**53.

    Four rounds of a Feistel network whose halves are numbers below a and below b, with a x b
    just above `size` (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002), walked
    until the result falls inside. So any index can be placed without the others, and hardly
    one in sqrt(size) walks twice; none where a x b is the size.
    """
    first, second = _sides(size)
    keys = [name_hash(str(key), str(number)) for number in range(4)]
    result = indices.astype(np.uint64)
    pending: NDArray[np.intp] | slice = slice(None)
    while True:
        result[pending] = _feistel(result[pending], first, second, keys)
        pending = np.flatnonzero(result >= np.uint64(size))
        if not len(pending):
            return result.astype(np.int64)


@lru_cache(maxsize=64)
def _sides(size: int) -> tuple[int, int]:
    """Two numbers of like size, whose product exceeds `size` by as little as there is near."""
    root = isqrt(max(size, 1) - 1) + 1
    nearest = range(root, max(root * 2 // 3, root - _SIDES_TRIED), -1)
    first = min(nearest, key=lambda side: -size % side)
    return first, -(-size // first)


def _feistel(numbers: U64Array, first: int, second: int, keys: list[int]) -> U64Array:
    """A keyed permutation of the numbers below first x second."""
    left, right = np.divmod(numbers, np.uint64(second))
    for number, key in enumerate(keys):
        if number % 2:
            right = _shifted(right, left, second, key)
        else:
            left = _shifted(left, right, first, key)
    placed: U64Array = left * np.uint64(second) + right
    return placed


def _shifted(half: U64Array, other: U64Array, modulus: int, key: int) -> U64Array:
    """`half` moved round the circle of `modulus` by a hash of the other half."""
    hashed = (other + np.uint64(key)) * np.uint64(0x9E3779B97F4A7C15)
    hashed ^= hashed >> np.uint64(32)
    hashed *= np.uint64(0xD1B54A32D192ED03)
    hashed >>= np.uint64(32)
    hashed *= np.uint64(modulus)
    hashed >>= np.uint64(32)
    hashed += half
    hashed -= np.uint64(modulus) * (hashed >= np.uint64(modulus))
    return hashed
