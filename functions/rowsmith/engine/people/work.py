"""Companies and job titles of a locale."""

from __future__ import annotations

from functools import cache

import numpy as np

from rowsmith.engine.locales import FROZEN, arrays, settings, texts
from rowsmith.engine.locales.patterns import Patterns
from rowsmith.engine.values import TextTable

_POOL = 1_500


@cache
def companies(locale: str) -> Patterns:
    """Names of companies, in the patterns of the locale over its last names.

    Raises KeyError for a locale that Faker does not have.
    """
    if locale not in FROZEN:
        return Patterns([(1, "{name}")], {"name": _pooled(locale, "company")})
    form = settings(locale)["company"]
    return Patterns(form["patterns"], {"last": texts(arrays(locale)["last"]), **form["lists"]})


@cache
def jobs(locale: str) -> TextTable:
    """Distinct job titles. Raises KeyError for a locale that Faker does not have."""
    if locale in FROZEN:
        return TextTable(np.unique(arrays(locale)["jobs"]))
    return TextTable.of(_pooled(locale, "job"))


def _pooled(locale: str, provider: str) -> list[str]:
    from rowsmith.engine.locales.pools import pool

    return list(pool(locale, provider, _POOL))
