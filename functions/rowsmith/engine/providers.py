"""The `faker` kind: values of the providers that schema/providers.py lists.

A provider is a set of patterns (providers.json), a number with a check digit, a table of
the locale, or, where Faker alone knows how, a pool drawn once from a seeded instance.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import Any, Protocol

import numpy as np

from rowsmith.engine import hexadecimal
from rowsmith.engine.locales import FROZEN, check_locale, settings
from rowsmith.engine.locales.patterns import Patterns
from rowsmith.engine.people.phones import phones
from rowsmith.engine.people.work import companies, jobs
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import Text, TextTable
from rowsmith.schema.providers import PROVIDERS

POOL_DRAWS = 1_000

_HIGH = np.uint64(32)

_MADE: dict[str, Callable[[Stream], Text]] = {
    "md5": partial(hexadecimal.hexadecimal, count=32),
    "sha1": partial(hexadecimal.hexadecimal, count=40),
    "sha256": partial(hexadecimal.hexadecimal, count=64),
    "uuid4": hexadecimal.uuid4,
}


class ProviderSampler(Protocol):
    """Values of one provider in one locale."""

    def sample(self, stream: Stream) -> Text:
        """One value a row."""
        ...


class _Function:
    def __init__(self, make: Callable[[Stream], Text]) -> None:
        self._make = make

    def sample(self, stream: Stream) -> Text:
        return self._make(stream)


class _Composed:
    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns

    def sample(self, stream: Stream) -> Text:
        return self._patterns.sample(stream, "value")


class _Listed:
    """Entries of a table, each with the same chance."""

    def __init__(self, table: TextTable) -> None:
        self._table = table

    def sample(self, stream: Stream) -> Text:
        unit = stream.bits("value") >> _HIGH
        codes = (unit * np.uint64(len(self._table))) >> _HIGH
        return Text.coded(codes.astype(np.uint16), self._table)


@cache
def provider_sampler(provider: str, locale: str) -> ProviderSampler:
    """The sampler of a listed provider, made once for each locale.

    Raises KeyError for a provider that is not listed or a locale that Faker does not have.
    """
    if provider not in PROVIDERS:
        raise KeyError(provider)
    check_locale(locale)
    if provider in _MADE:
        return _Function(_MADE[provider])
    if provider == "company":
        return _Composed(companies(locale))
    if provider == "job":
        return _Listed(jobs(locale))
    if provider == "phone_number":
        return _Function(lambda stream: phones(locale, stream, None))
    if provider == "street_name" and locale in FROZEN:
        street = settings(locale)["street"]
        return _Composed(Patterns(street["names"], street["lists"]))
    form = _form(provider)
    return _Composed(_patterns(form)) if form else _Listed(_pooled(provider, locale))


@cache
def _forms() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (files(__package__) / "providers.json").read_text(encoding="utf-8")
    )
    return loaded


def _form(provider: str) -> dict[str, Any] | None:
    """The patterns and lists of a provider; None where it has none."""
    forms = _forms()
    found: dict[str, Any] | None = forms.get(provider)
    return forms[found["like"]] if found and "like" in found else found


def _patterns(form: dict[str, Any]) -> Patterns:
    lists = form["lists"]
    shared = _forms()["shared lists"]
    return Patterns(form["patterns"], shared[lists] if isinstance(lists, str) else lists)


def _pooled(provider: str, locale: str) -> TextTable:
    from rowsmith.engine.locales.pools import pool

    return TextTable.of(value for value in pool(locale, provider, POOL_DRAWS) if value)
