"""One sampler per kind of column."""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.engine.samplers.base import Context, Sampler
from rowsmith.engine.samplers.category import BooleanSampler, CategorySampler
from rowsmith.engine.samplers.datetime import datetime_sampler
from rowsmith.engine.samplers.faker import faker_sampler
from rowsmith.engine.samplers.formula import FormulaSampler
from rowsmith.engine.samplers.identifier import identifier_sampler
from rowsmith.engine.samplers.lookup import LookupSampler
from rowsmith.engine.samplers.number import NumberSampler
from rowsmith.engine.samplers.person import PersonSampler
from rowsmith.engine.samplers.place import PlaceSampler
from rowsmith.engine.samplers.text import TextSampler
from rowsmith.schema.columns import COLUMN_MODELS, Column

SAMPLERS: dict[str, Callable[..., Sampler]] = {
    "id": identifier_sampler,
    "person": PersonSampler,
    "place": PlaceSampler,
    "faker": faker_sampler,
    "lookup": LookupSampler,
    "category": CategorySampler,
    "boolean": BooleanSampler,
    "number": NumberSampler,
    "datetime": datetime_sampler,
    "text": TextSampler,
    "formula": FormulaSampler,
}
"""From a kind to what builds its sampler."""

if _unmade := COLUMN_MODELS.keys() ^ SAMPLERS.keys():
    raise TypeError(f"kinds without a sampler, or samplers without a kind: {sorted(_unmade)}")


def build_sampler(column: Column, context: Context) -> Sampler:
    """The sampler of a column; what is wrong with it is noted in `context`."""
    return SAMPLERS[column.kind](column, context)
