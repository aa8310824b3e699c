"""Names of a locale that is not frozen: pools drawn once from a seeded Faker instance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from rowsmith.engine.locales import check_locale
from rowsmith.engine.locales.names import GenderedNames, Names
from rowsmith.engine.locales.spelling import ascii_spellings, provider
from rowsmith.engine.values import BytesArray

if TYPE_CHECKING:
    from faker import Faker

DRAWS = 1_500
_SEED = 20_061


@cache
def seeded_faker(locale: str) -> Faker:
    """Faker in `locale`, seeded: callers reseed it before each pool.

    Raises KeyError for a locale that Faker does not have.
    """
    check_locale(locale)
    from faker import Faker as FakerInstance

    return FakerInstance(locale)


def pool(locale: str, provider_name: str, draws: int = DRAWS) -> Counter[str]:
    """How often each value of a provider came up in `draws` draws, in order of appearance."""
    faker = seeded_faker(locale)
    faker.seed_instance(_SEED)
    draw: Callable[[], object] = getattr(faker, provider_name)
    return Counter(" ".join(str(draw()).split()) for _ in range(draws))


def pooled_names(locale: str) -> Names:
    """Names of `locale` from pools. Raises KeyError for a locale that Faker does not have."""
    faker = seeded_faker(locale)
    person, internet = provider(faker, "person"), provider(faker, "internet")
    replacements = getattr(internet, "replacements", ())
    form = str(next(iter(person.formats)))
    last_first = 0 <= form.find("last_name") < form.find("first_name")
    return Names(
        first=_gendered(locale, "first_name", replacements),
        last=_gendered(locale, "last_name", replacements),
        last_first=last_first,
        separator=" " if " " in form else "",
        second_surname_share=0.0,
        warnings=(
            f"names of {locale} come from a pool of {DRAWS:,} draws of Faker's for each gender",
        ),
    )


def _gendered(locale: str, field: str, replacements: tuple[tuple[str, str], ...]) -> GenderedNames:
    male, female = pool(locale, f"{field}_male"), pool(locale, f"{field}_female")
    if male.keys() == female.keys():
        male = female = male + female
    distinct = sorted(male.keys() | female.keys())
    return GenderedNames(
        _encode(distinct),
        ascii_spellings(distinct, replacements),
        np.array([float(male[name]) for name in distinct]),
        np.array([float(female[name]) for name in distinct]),
    )


def _encode(strings: list[str]) -> BytesArray:
    return np.array([string.encode() for string in strings], dtype=bytes)
