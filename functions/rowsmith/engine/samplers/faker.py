"""`faker`: a value of one of Faker's providers."""

from __future__ import annotations

from rowsmith.engine.block import Block
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.values import Values
from rowsmith.schema.columns import FakerColumn


class FakerSampler:
    """Values of one provider, from its frozen table or from a pool drawn once."""

    def __init__(self, column: FakerColumn, context: Context) -> None:
        from rowsmith.engine.providers import provider_sampler

        self._name = column.name
        self._provider = provider_sampler(column.provider, context.locale)

    def sample(self, block: Block) -> Values:
        """One value a row."""
        return self._provider.sample(block.streams(self._name))
