"""Places of a locale without geography: Faker's words, which do not agree with each other."""

from __future__ import annotations

from functools import cache

import numpy as np

from rowsmith.engine.locales.pools import pool, seeded_faker
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import Numbers, Text, TextTable, Values

_POOL = 1_000
# The first of these that the locale's provider has.
_PROVIDERS = {
    "street_address": ("street_address",),
    "city": ("city_name", "city"),
    "state": ("state", "administrative_unit", "province", "region", "city"),
    "state_code": ("state_abbr", "province_abbr", "country_code"),
    "postcode": ("postcode",),
    "country": ("current_country", "country"),
    "country_code": ("current_country_code", "country_code"),
    "time_zone": ("timezone",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
}


@cache
def _pooled(locale: str, field: str) -> TextTable:
    faker = seeded_faker(locale)
    for name in _PROVIDERS[field]:
        if hasattr(faker, name):
            try:
                return TextTable.of(pool(locale, name, _POOL))
            except (AttributeError, ValueError):
                # current_country raises where the locale names no country.
                continue
    return TextTable.of([""])


def pooled_place(locale: str, field: str, stream: Stream) -> Values:
    """A column of `field` from a pool of Faker's values."""
    table = _pooled(locale, field)
    high = stream.bits(field) >> np.uint64(32)
    codes = ((high * np.uint64(len(table))) >> np.uint64(32)).astype(np.uint16)
    if field in ("latitude", "longitude"):
        return Numbers(np.round(table.numbers[codes], 6), 6)
    return Text.coded(codes, table)
