"""Postcodes of a city, with the last part that belongs to a street drawn where it is not known."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.locales.patterns import Patterns
from rowsmith.engine.places.tables import Places
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import Coded, Part, Text

_DIGITS = "0123456789"
# Letters that each country's service uses, in the order of digits and letters it writes.
_GB, _CA = "ABDEFGHJLNPQRSTUWXYZ", "ABCEGHJKLMNPRSTVWXYZ"
_NL, _IE = "ABCDEFGHJKLMNPRSTVWXZ", "ACDEFHKNPRTVWXY"
# By the number that the frozen tables keep: none, GB, CA, NL, BR, IE, MT.
SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ()),
    (" {0}", (_DIGITS, _GB, _GB)),
    (" {0}", (_DIGITS, _CA, _DIGITS)),
    (" {0}", (_NL, _NL)),
    ("-{0}", (_DIGITS, _DIGITS, _DIGITS)),
    (" {0}", (_IE, _DIGITS, _IE, _DIGITS)),
    (" {0}", (_DIGITS,) * 4),
)


def sample_postcodes(places: Places, city: NDArray[np.integer], stream: Stream) -> Text:
    """A postcode of each city; missing where its country has none, or none is known."""
    counts = places.postcode_counts[city]
    missing = counts == 0
    if not len(places.postcode):
        return Text((b"",), stream.size, missing)
    offset = ((stream.bits("postcode") >> np.uint64(32)) * counts) >> np.uint64(32)
    row = places.postcode_start[city].astype(np.int64) + offset.astype(np.int64)
    row[missing] = 0
    parts: list[Part] = [Coded(places.postcode_of[row], places.postcodes)]
    kinds = tuple(np.unique(places.postcode_suffix).tolist())
    if kinds != (0,):
        chosen = np.searchsorted(kinds, places.postcode_suffix)[city]
        parts += _suffixes(kinds).parts(stream, "postcode suffix", chosen)
    return Text(tuple(parts), stream.size, missing if missing.any() else None)


@cache
def _suffixes(kinds: tuple[int, ...]) -> Patterns:
    lists = {
        str(kind): ["".join(letters) for letters in product(*SUFFIXES[kind][1])] for kind in kinds
    }
    return Patterns([(1, SUFFIXES[kind][0].format(f"{{{kind}}}")) for kind in kinds], lists)
