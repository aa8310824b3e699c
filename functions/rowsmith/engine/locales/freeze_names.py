"""Freeze Faker's names and jobs of one locale into arrays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from faker import Faker
from numpy.typing import NDArray

from rowsmith.engine.locales.spelling import ascii_spellings, provider

_INVERTED_JOB = re.compile(r"([^,(]+), ([^,(]+?)( \(.*\))?")
# Entries of Faker's tables that nobody is called.
_NO_NAMES = ("auch Schlauchin",)


def freeze_names(locale: str) -> dict[str, NDArray[Any]]:
    """First names with a weight by gender, last names, spellings, jobs."""
    faker = Faker(locale)
    person, internet = provider(faker, "person"), provider(faker, "internet")
    male, female = weights(person.first_names_male), weights(person.first_names_female)
    last = weights(person.last_names)
    for name in _NO_NAMES:
        last.pop(name, None)
    first_names = sorted(male.keys() | female.keys())
    last_names = sorted(last)
    romanised = _romanised(person)
    return {
        "first": encode(first_names),
        "first_ascii": ascii_spellings(
            (romanised.get(name, name) for name in first_names), internet.replacements
        ),
        "first_male": np.array([male.get(name, 0.0) for name in first_names]),
        "first_female": np.array([female.get(name, 0.0) for name in first_names]),
        "last": encode(last_names),
        "last_ascii": ascii_spellings(
            (romanised.get(name, name) for name in last_names), internet.replacements
        ),
        "last_weight": np.array([last[name] for name in last_names]),
        "jobs": encode(sorted(set(_jobs(faker)))),
    }


def weights(elements: Mapping[str, float] | Sequence[str]) -> dict[str, float]:
    """Elements of a provider with their weights; a repeated element weighs its repeats."""
    if isinstance(elements, Mapping):
        return {str(name).strip(): float(weight) for name, weight in elements.items()}
    return {name: float(count) for name, count in Counter(map(str.strip, elements)).items()}


def encode(strings: Sequence[str]) -> NDArray[np.bytes_]:
    """UTF-8, padded to the longest."""
    return np.array([string.encode() for string in strings], dtype=bytes)


def _jobs(faker: Faker) -> list[str]:
    jobs = [_in_order(job.strip()) for job in provider(faker, "job").jobs]
    return [job[:1].upper() + job[1:] for job in jobs]


def _in_order(job: str) -> str:
    """`Engineer, civil (consulting)` as it is said: civil engineer (consulting)."""
    inverted = _INVERTED_JOB.fullmatch(job)
    if inverted is None:
        return job
    head, kind, bracket = inverted.groups()
    return f"{kind} {head[:1].lower()}{head[1:]}{bracket or ''}"


def _romanised(person: Any) -> dict[str, str]:
    """Japanese names by their Latin spelling, which no transliteration can know."""
    pairs = [
        *getattr(person, "first_name_male_pairs", ()),
        *getattr(person, "first_name_female_pairs", ()),
        *getattr(person, "last_name_pairs", ()),
    ]
    return {name: latin for name, _, latin in pairs}
