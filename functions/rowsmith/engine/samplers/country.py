"""The country of each row: that of the place which a column stands beside, or the locale's."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.arrays import single
from rowsmith.engine.block import Block
from rowsmith.engine.locales import country_of
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.values import IntArray, Text
from rowsmith.schema.geography import Area
from rowsmith.schema.kinds.place import PlaceColumn


class Countries:
    """Which country each row or subject is of.

    codes: ISO 3166 codes, in order; one where all rows are of one. home: the locale's.
    """

    def __init__(self, place: PlaceColumn | None, context: Context) -> None:
        self.home = country_of(context.locale)
        areas: tuple[Area, ...] = ()
        if place is not None:
            areas = place.areas(context.schema, context.entity, self.home)
            self._key = place_key(context.subject, place.role)
        stated = sorted({area.country for area in areas}) or [self.home or ""]
        self.codes: tuple[str, ...] = tuple(stated)
        self._numbers = {code.encode(): number for number, code in enumerate(self.codes)}

    @property
    def abroad(self) -> bool:
        """Whether a row may be of another country than the locale's."""
        return self.codes != (self.home or "",)

    def of_rows(self, block: Block) -> IntArray | None:
        """The number of each row's country among `codes`; None where there is one."""
        if len(self.codes) == 1:
            return None
        made = block.shared[self._key]
        assert isinstance(made, dict)  # noqa: S101
        shown = made["country_code"]
        assert isinstance(shown, Text)  # noqa: S101
        coded = single(shown)
        numbers = np.array([self._numbers[code] for code in coded.table.entries.tolist()])
        of_rows: IntArray = numbers[coded.codes]
        return of_rows


def place_key(subject: str, role: str | None) -> str:
    """Under which a block keeps what it made of a place."""
    return f"place {subject} {role or ''}"
