"""Cells left empty on purpose: at random, or where something else holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rowsmith.engine.block import Block
from rowsmith.engine.evaluate import evaluate_condition
from rowsmith.engine.spoils import Spoil, share_of
from rowsmith.engine.spread import spread
from rowsmith.engine.values import BoolArray
from rowsmith.schema.expressions import names, parse
from rowsmith.schema.model import Missing


def of_subject(entries: Iterable[Missing], columns: Collection[str]) -> list[Missing]:
    """The entries that an entity of these columns decides alone: they hold for a subject."""
    return [
        missing
        for missing in entries
        if missing.column in columns
        and (missing.when is None or names(parse(missing.when)) <= set(columns))
    ]


def gone(missing: Missing, block: Block) -> BoolArray:
    """Which rows (or subjects) of the block lack their cell by this entry."""
    drawn = spread(block, f"missing {missing.column}", "cell") < missing.share
    return drawn if missing.when is None else drawn & _concerned(missing.when, block)


def _concerned(when: str, block: Block) -> BoolArray:
    return evaluate_condition(parse(when), block.scope())


def spoil(missing: Missing, block: Block) -> Spoil:
    """What came of an entry in this block, among the rows that it concerns."""
    concerned = None if missing.when is None else _concerned(missing.when, block)
    got = share_of(gone(missing, block), concerned)
    return Spoil("missing", missing.column, missing.when, missing.share, got)
