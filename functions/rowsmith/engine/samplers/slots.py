"""Columns of one provider that share a permutation, so that no value is in two of them."""

from __future__ import annotations

from rowsmith.engine.samplers.base import Context
from rowsmith.schema.columns import FakerColumn


def slot_of(column: FakerColumn, context: Context) -> int:
    """How many columns of the same provider stand before this one in its subject."""
    alike = [
        other.name
        for other in context.siblings
        if isinstance(other, FakerColumn) and other.provider == column.provider
    ]
    return alike.index(column.name)
