"""Asked against got: what came out otherwise than the schema says, in words.

Told from the first block, before cells are emptied or spoiled. What lies within sampling error
is not told, nor what no one would notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.block import Block
from rowsmith.engine.program import Step
from rowsmith.engine.samplers.base import Cases
from rowsmith.engine.samplers.category import BooleanSampler, CategorySampler
from rowsmith.engine.samplers.formula import FormulaSampler
from rowsmith.engine.samplers.number import NumberSampler
from rowsmith.engine.spoils import Spoil, share_of
from rowsmith.engine.values import FloatArray, IntArray, Text
from rowsmith.schema.expressions import Binary, Call, parse, walk
from rowsmith.schema.typing import LOOKING_BACK

ERRORS = 6.0
"""Standard errors beyond which a difference is not chance: one in 5e8."""

NOTICEABLE = 0.05
"""Standard deviations by which a mean may be off before anybody minds."""

NOTICEABLE_SHARE = 0.01
LEAST_ROWS = 100


def deviations(steps: tuple[Step, ...], block: Block, independent: int) -> list[str]:
    """One sentence for each column of `steps` that is not what its schema says.

    independent: how many of the block's rows count as independent: subjects, where there are.
    """
    found: list[str] = []
    for step in steps:
        found.extend(_nowhere(step, block))
        check = _CHECKS.get(type(step.sampler))
        if check is not None:
            found.extend(check(step, block, independent / max(1, block.size)))
    return found


def outlier_spoils(steps: tuple[Step, ...], block: Block) -> list[Spoil]:
    """What came of the outliers that were asked for."""
    return [
        Spoil(
            "outliers", step.name, None, sampler.outliers.share, share_of(sampler.outlying(block))
        )
        for step in steps
        if isinstance(sampler := step.sampler, NumberSampler) and sampler.outliers is not None
    ]


def _nowhere(step: Step, block: Block) -> Iterator[str]:
    absent = block.absent.get(step.name)
    if absent is not None and len(absent) >= LEAST_ROWS and absent.all():
        yield f"{step.name}: is in no row, since its condition never holds"


def _groups(step: Step, cases: Cases, block: Block) -> Iterator[tuple[int, IntArray]]:
    """Each case with those of its rows in which the column is there, where they are enough."""
    case = cases(block)
    there = ~block.absent.get(step.name, np.zeros(block.size, dtype=np.bool_))
    for number in range(cases.count):
        if case is None:
            rows = np.flatnonzero(there) if number == cases.count - 1 else np.arange(0)
        else:
            rows = np.flatnonzero(there & (case == number))
        if len(rows) >= LEAST_ROWS:
            yield number, rows


def _number(step: Step, block: Block, independence: float) -> Iterator[str]:
    sampler = step.sampler
    assert isinstance(sampler, NumberSampler)  # noqa: S101
    values = numbers(block.values[step.name])
    crossed = sampler.crossed_bounds(block)
    if crossed:
        yield (
            f"{step.name}: its min is above its max in {crossed:.1%} of the rows; "
            "it is its min there"
        )
    if sampler.outliers is not None:
        return
    for number, rows in _groups(step, sampler.cases, block):
        marginal = sampler.marginals[number]
        cells = values[rows]
        cells = cells[cells != 0] if sampler.has_zeros else cells
        if len(cells) < LEAST_ROWS or not marginal.sd:
            continue
        error = ERRORS * marginal.sd / np.sqrt(len(cells))
        wanted = sampler.mean_shown(number)
        off = abs(float(cells.mean()) - wanted)
        if off > error and off > NOTICEABLE * marginal.sd:
            why = ", since its bounds follow other columns" if sampler.follows_columns else ""
            if not why and off <= error / np.sqrt(independence):
                why = ", since few subjects decide it"
            yield f"{step.name}: its mean is {cells.mean():.4g} instead of {wanted:.4g}{why}"


def _boolean(step: Step, block: Block, independence: float) -> Iterator[str]:
    sampler = step.sampler
    assert isinstance(sampler, BooleanSampler)  # noqa: S101
    values = numbers(block.values[step.name])
    for number, rows in _groups(step, sampler.cases, block):
        yield from _share_off(
            step.name, "true", values[rows], sampler.rates[number], len(rows) * independence
        )


def _category(step: Step, block: Block, independence: float) -> Iterator[str]:
    sampler = step.sampler
    assert isinstance(sampler, CategorySampler)  # noqa: S101
    values = block.values[step.name]
    assert isinstance(values, Text)  # noqa: S101
    codes = single(values).codes
    for number, rows in _groups(step, sampler.cases, block):
        shares = sampler.shares[number]
        worst = int(
            np.argmax(np.abs(np.bincount(codes[rows], minlength=len(shares)) / len(rows) - shares))
        )
        of_worst = (codes[rows] == worst).astype(np.float64)
        name = sampler.table.strings[worst]
        yield from _share_off(
            step.name, f"'{name}'", of_worst, shares[worst], len(rows) * independence
        )


def _share_off(
    name: str, what: str, hits: FloatArray, share: float, independent: float
) -> Iterator[str]:
    got = float(hits.mean())
    spread = np.sqrt(max(share * (1 - share), 1e-6))
    if abs(got - share) > max(ERRORS * spread / np.sqrt(len(hits)), NOTICEABLE_SHARE):
        by_chance = abs(got - share) <= ERRORS * spread / np.sqrt(independent)
        yield (
            f"{name}: {what} comes in {got:.1%} of the rows instead of {share:.1%}"
            + (", since few subjects decide it" if by_chance else "")
        )


def _formula(step: Step, block: Block, independence: float) -> Iterator[str]:
    sampler = step.sampler
    assert isinstance(sampler, FormulaSampler)  # noqa: S101
    missing = block.values[step.name].missing
    if missing is None:
        return
    undefined = missing & ~block.absent.get(step.name, np.zeros(block.size, dtype=np.bool_))
    for name in sampler.reads:  # what is empty for want of what it reads has been told, or asked
        of_name = block.values[name].missing
        undefined = undefined if of_name is None else undefined & ~of_name
    if undefined.any():
        yield (
            f"{step.name}: {undefined.mean():.1%} of its cells are empty, since its expression has "
            f"no result there ({_why_none(sampler.expression)})"
        )


def _why_none(expression: str) -> str:
    """What can leave an expression without a result."""
    whole = list(walk(parse(expression)))
    operators = {node.operator for node in whole if isinstance(node, Binary)}
    called = {node.function for node in whole if isinstance(node, Call)}
    reasons = [
        *(["a division by zero"] if operators & {"/", "//", "%"} else []),
        *(["the square root of a number below zero"] if "sqrt" in called else []),
        *(["the logarithm of a number that is not above zero"] if "log" in called else []),
        *(["no row before"] if called & LOOKING_BACK else []),
    ]
    return " or ".join(reasons) or "what it reads is empty or too large"


_CHECKS: dict[type, Callable[[Step, Block, float], Iterator[str]]] = {
    NumberSampler: _number,
    BooleanSampler: _boolean,
    CategorySampler: _category,
    FormulaSampler: _formula,
}
