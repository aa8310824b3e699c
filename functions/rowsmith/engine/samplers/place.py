"""`place`: a field of the place that the subject's role has in this block."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rowsmith.engine.block import Block
from rowsmith.engine.locales import country_of
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.samplers.country import place_key
from rowsmith.engine.values import Text, Values
from rowsmith.schema.columns import PlaceColumn
from rowsmith.schema.geography import Area
from rowsmith.schema.kinds.roles import of_one_role

if TYPE_CHECKING:
    from rowsmith.engine.places.sampler import PlaceSampler as Places


@lru_cache(maxsize=16)
def _places(locale: str, areas: tuple[Area, ...]) -> Places:
    from rowsmith.engine.places.sampler import PlaceSampler as Places

    return Places(locale, areas)


class PlaceSampler:
    """A field of one place a row; all fields of a subject and role are made together."""

    def __init__(self, column: PlaceColumn, context: Context) -> None:
        self._field = column.field
        self._key = place_key(context.subject, column.role)
        same = of_one_role(column, context.schema, context.entity)
        self._fields = sorted({other.field for other in same})
        home = country_of(context.locale)
        areas = column.areas(context.schema, context.entity, home)
        self._places = _places(context.locale, areas)
        if len({area.country for area in areas}) > 1 and "country_code" not in self._fields:
            self._fields.append("country_code")  # what stands beside the place may be of it
        for warning in self._places.warnings_for({other.field for other in same}):
            context.warn(warning)
        self._other = column.avoided(context.schema, context.entity)
        if self._other is not None and not self._places.can_differ(self._other.field):
            context.refuse(
                f"columns.{column.name}.other_than",
                f"cannot be: no second {self._other.field.replace('_', ' ')} is known here; "
                "name more places in `within`",
            )

    def sample(self, block: Block) -> Values:
        """The field of each row's place."""
        made = block.shared.get(self._key)
        if not isinstance(made, dict):
            made = self._places.sample(self._fields, block.streams(self._key), self._taken(block))
            block.shared[self._key] = made
        values: Values = made[self._field]
        return values

    def _taken(self, block: Block) -> tuple[str, Text] | None:
        """The field that the place must differ in, and what another place has there."""
        if self._other is None:
            return None
        shown = block.values[self._other.name]
        assert isinstance(shown, Text)  # noqa: S101
        return self._other.field, shown
