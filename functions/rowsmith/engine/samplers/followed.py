"""What a text follows: another column read as a tone, or as a word that says what it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.samplers.category import stated_shares
from rowsmith.engine.text.library import LEVELS, flag_of, spelled
from rowsmith.engine.text.match import Value, says_nothing
from rowsmith.engine.text.sampler import level_of
from rowsmith.engine.values import Booleans, CodeArray, FloatArray, Text, Values
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    Column,
    LookupColumn,
    NumberColumn,
    TextColumn,
)
from rowsmith.schema.model import Schema
from rowsmith.schema.typing import ValueType, is_number

Types: TypeAlias = Mapping[str, ValueType]
"""The value type of every column."""


@dataclass(frozen=True)
class Tone:
    """A column read as a number from 0 (worst) to 1 (best); NaN where it says neither.

    of_value: the tone of each text or, of a boolean, of "True" and "False"; empty for a number,
        which is read within `limits`.
    shares: the share of each value of `of_value`; None where the schema does not tell.
    """

    name: str
    of_value: Mapping[str, float]
    limits: tuple[float, float]
    shares: tuple[float, ...] | None

    def __call__(self, values: Values) -> FloatArray:
        """The tone of each row."""
        if self.of_value and isinstance(values, Text | Booleans):
            codes, cells = coded(values)
            tones = np.array([self.of_value.get(cell, np.nan) for cell in cells])[codes]
            return tones if values.missing is None else np.where(values.missing, np.nan, tones)
        low, high = self.limits
        return np.clip((numbers(values) - low) / max(high - low, 1e-9), 0.0, 1.0)

    @property
    def levels(self) -> tuple[float, ...] | None:
        """The share of each of the five levels of tone; None where the schema does not tell."""
        # A word that stands where the column is not there has no share of its own.
        if self.shares is None or len(self.shares) != len(self.of_value):
            return None
        found = level_of(np.array(list(self.of_value.values())))
        return tuple(np.bincount(found, self.shares, len(LEVELS)).tolist())


@dataclass(frozen=True)
class Topic:
    """A column whose values say what a text is about.

    values: each value, or "True" and "False" of a boolean, with the words that stand for it.
    shares: the share of each; equal where the schema does not tell.
    """

    name: str
    values: Mapping[str, Value]
    shares: tuple[float, ...]

    def __call__(self, values: Values) -> CodeArray:
        """Per row the position in `values`; 0 for a cell that is none of them."""
        codes, cells = coded(values)
        places = {value: place for place, value in enumerate(self.values)}
        return np.array([places.get(cell, 0) for cell in cells], dtype=np.int64)[codes]


def coded(values: Values) -> tuple[CodeArray, list[str]]:
    """Codes into the distinct cells of a column, without what defuses them for spreadsheets."""
    if isinstance(values, Booleans):
        return (~values.values).astype(np.int64), ["True", "False"]
    if isinstance(values, Text):
        parts = single(values)
        return parts.codes, [string.lstrip("'") for string in parts.table.strings.tolist()]
    distinct, codes = np.unique(numbers(values), return_inverse=True)
    return codes, [f"{number:.15g}" for number in distinct.tolist()]


def followed(column: TextColumn, schema: Schema, types: Types) -> tuple[Tone | None, Topic | None]:
    """The columns that a text follows, by what they are good for.

    A tone that says neither good nor bad (a department) is a topic, and a topic that is a
    rating a tone, unless another column is that already.
    """
    by_name = {other.name: other for _, other in schema.subjects()}
    by_name.pop(column.name, None)
    tone = topic = None
    if column.tone in by_name:
        tone = tone_of(by_name[column.tone], types)
        if tone is None and column.topic not in by_name:
            topic = topic_of(by_name[column.tone], schema, types)
    if column.topic in by_name:
        topic = topic_of(by_name[column.topic], schema, types)
        if tone is None and topic is None:
            tone = tone_of(by_name[column.topic], types)
    return tone, topic


def tone_of(column: Column, types: Types) -> Tone | None:
    """How a column reads as a tone; None where it says neither good nor bad."""
    kind = types[column.name]
    if kind.name == "boolean":
        if flag_of(column.name) is not None and not _is_bad_news(column.name):
            return None
        bad = _is_bad_news(column.name)
        return Tone(
            column.name, {"True": float(not bad), "False": float(bad)}, (0, 1), _shares(column)
        )
    if kind.name == "number" or (kind.numeric_text and len(kind.values) > 1):
        return Tone(column.name, {}, _limits(column, types), None)
    tones = _word_tones(column, kind.values)
    shares = _shares(column) if len(tones) == len(kind.values) else None
    return Tone(column.name, tones, (0, 1), shares) if len(set(tones.values())) > 1 else None


def topic_of(column: Column, schema: Schema, types: Types) -> Topic | None:
    """How a column says what a text is about; None for one without known values."""
    kind = types[column.name]
    values = ("True", "False") if kind.name == "boolean" else kind.values
    if not values or (kind.numeric_text and isinstance(column, CategoryColumn) and column.ordered):
        return None
    words = _words_of(column, values, kind.name == "boolean", schema)
    stated = _shares(column) or (1.0,) * len(values)
    return Topic(column.name, dict(zip(values, words, strict=True)), stated)


def _words_of(
    column: Column, values: tuple[str, ...], boolean: bool, schema: Schema
) -> list[Value]:
    """The words that stand for each of a topic's values."""
    name = " ".join(column.name.replace("_", " ").replace("-", " ").lower().split())
    says_yes = (True, False) if boolean else _truths(column, values)
    if says_yes is not None:
        flag = flag_of(column.name)
        subject = name.removeprefix("is ").removeprefix("has ").removeprefix("was ")
        pair = (flag[0], flag[1]) if flag else (subject, "")
        return [Value(pair[0] if yes else pair[1]) for yes in says_yes]
    kinds = _kinds_of(column, schema)
    vague = sum(map(says_nothing, values)) > 1
    return [
        Value(
            f"{name} {spelled(value)}" if vague and says_nothing(value) else value,
            kind=kinds.get(value),
            known=not (vague and says_nothing(value)),
            thing=_is_thing(name),
        )
        for value in values
    ]


def _truths(column: Column, values: tuple[str, ...]) -> tuple[bool, ...] | None:
    """Which of two values is the yes, where they are plain words for yes and no."""
    if not isinstance(column, CategoryColumn) or len(values) != 2:
        return None
    if not {value.lower() for value in values} <= set(_words()["truths"]):
        return None
    return tuple(value == column.positive for value in values)


def _is_thing(name: str) -> bool:
    return bool(set(name.split()) & set(_words()["things"]))


def _kinds_of(column: Column, schema: Schema) -> dict[str, str]:
    """The kind of each thing of a table, by the field beside it that tells."""
    table = schema.table_named(column.table) if isinstance(column, LookupColumn) else None
    if table is None or not isinstance(column, LookupColumn) or column.field not in table.fields:
        return {}
    tells = [n for n, field in enumerate(table.fields) if field.lower().endswith(_KINDS)]
    own = table.fields.index(column.field)
    if not tells or tells[0] == own:
        return {}
    return {row[own]: row[tells[0]] for row in table.rows if len(row) > max(own, tells[0])}


_KINDS = ("category", "department", "type", "kind", "section")


def _shares(column: Column) -> tuple[float, ...] | None:
    """The stated share of each value, true first; None where the schema does not tell."""
    if isinstance(column, BooleanColumn) and column.rate is not None:
        return column.rate, 1 - column.rate
    if not isinstance(column, CategoryColumn):
        return None
    stated = stated_shares(column.values, column.level_values)
    left, unstated = max(1.0 - float(np.nansum(stated)), 0.0), int(np.isnan(stated).sum())
    filled = np.where(np.isnan(stated), left / max(unstated, 1), stated)
    return tuple(filled.tolist()) if filled.sum() > 0 else None


def _limits(column: Column, types: Types) -> tuple[float, float]:
    """The ends of a rating's scale."""
    if isinstance(column, NumberColumn):
        low = column.min if isinstance(column.min, int | float) else 0.0
        if isinstance(column.max, int | float):
            return low, column.max
        return low, (column.mean or 0.0) + 2 * (column.sd or 1.0)
    scale = [float(value) for value in types[column.name].values if is_number(value)]
    return (min(scale), max(scale)) if len(scale) > 1 else (0.0, 1.0)


def _word_tones(column: Column, values: tuple[str, ...]) -> dict[str, float]:
    """The tone of each level of words: its position, or what the word says."""
    if isinstance(column, CategoryColumn) and column.ordered and len(values) > 1:
        return {value: n / (len(values) - 1) for n, value in enumerate(values)}
    known = _known_tones()
    return {value: known[value.lower()] for value in values if value.lower() in known}


def _is_bad_news(name: str) -> bool:
    """Whether true is bad in a column of this name: `is_fraud`, `returned`, `churned`."""
    words = name.lower().replace("-", "_").split("_")
    return any(word.startswith(bad) for word in words for bad in _words()["bad_news"])


@cache
def _known_tones() -> dict[str, float]:
    levels = _data()["levels"]
    return {word: float(tone) for tone, words in levels.items() for word in words}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in _data().items() if key != "levels"}


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = json.loads(
        (files(__package__) / "tone_words.json").read_text(encoding="utf-8")
    )
    return data
