"""What rows in no case get, so that a column as a whole is what its schema states.

`shares` are those of the rows in each case and, last, in none; they sum to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rowsmith.engine.values import FloatArray

NO_ROWS = 5e-4
"""Share of the rows below which the cases cover all of them."""


@dataclass(eq=False)
class Impossible(ValueError):
    """A whole that the cases do not allow.

    message: one sentence for the caller, with what can be.
    instead: the nearest that can be: a rate, a mean, or the share of every value.
    at: the value whose share cannot be.
    """

    message: str
    instead: FloatArray | float
    at: int = 0

    def __str__(self) -> str:
        return self.message


def tolerated(share: FloatArray | float) -> FloatArray | float:
    """How far a share may be from the stated one where cases leave it no more room."""
    return 0.002 + 0.02 * np.minimum(share, 1.0 - share)


def rest_rate(whole: float | None, rates: Sequence[float], shares: FloatArray) -> float:
    """The rate of the rows in no case. Raises Impossible.

    whole: of all rows; None where nothing is stated.
    rates: of each case.
    """
    covered, rest = float(shares[:-1] @ np.array(rates)), float(shares[-1])
    if whole is None:
        if rest > NO_ROWS:
            raise Impossible(
                f"is missing: {rest:.1%} of the rows are in no case; state the rate of all rows",
                round(covered / (1.0 - rest), 4) if rest < 1 else 0.5,
            )
        return covered
    least, most = covered, covered + rest
    nearest = min(max(whole, least), most)
    if abs(nearest - whole) > tolerated(whole):
        raise Impossible(
            f"is {whole:.4g}, that of all rows, and cannot be: with its cases it is "
            + _range(least, most),
            round(nearest, 4),
        )
    return (nearest - covered) / rest if rest > NO_ROWS else nearest


def rest_shares(
    stated: FloatArray, own: Sequence[bool], of_cases: Sequence[FloatArray], shares: FloatArray
) -> FloatArray:
    """The share of each value among the rows in no case. Raises Impossible, with all shares.

    stated: of each value among all rows; NaN where it is not stated. own: whether the value is
    the column's own, and not one of its cases only; such a one comes where its case says, and
    the shares stated are then of the other rows. of_cases: of each value in each case.
    """
    rest = float(shares[-1])
    covered = np.sum([share * of for share, of in zip(shares, of_cases, strict=False)], axis=0)
    covered = covered if len(of_cases) else np.zeros(len(stated))
    is_own, is_open = np.array(own), np.isnan(stated) & np.array(own)
    whole = np.where(np.isnan(stated), 0.0, stated)
    if not is_open.any():
        whole = whole * (1.0 - covered[~is_own].sum())
    wanted = np.where(is_open | ~is_own, 0.0, whole - covered)
    if is_open.any():
        wanted[is_open] = max(rest - wanted.sum(), 0.0) / is_open.sum()
    wanted = np.maximum(wanted, 0.0)
    found: FloatArray = wanted / wanted.sum() if wanted.sum() > 0 else is_own / is_own.sum()
    reached = covered + rest * found
    off = np.where(is_own & ~is_open, np.abs(reached - whole), 0.0)
    if (off > tolerated(whole)).any():
        raise _unlike(int(off.argmax()), whole, covered, rest, reached)
    return found


def _unlike(
    value: int, whole: FloatArray, covered: FloatArray, rest: float, reached: FloatArray
) -> Impossible:
    return Impossible(
        f"is {whole[value]:.4g} of all rows, and cannot be: with the cases it is "
        + _range(float(covered[value]), float(covered[value]) + rest)
        + ", beside the other values",
        reached,
        value,
    )


def rest_mean(whole: float, means: Sequence[float], shares: FloatArray, spread: float) -> float:
    """The mean of the rows in no case. Raises Impossible.

    spread: what may count as one standard deviation of the whole.
    """
    covered, rest = float(shares[:-1] @ np.array(means)), float(shares[-1])
    if rest > NO_ROWS:
        return (whole - covered) / rest
    if abs(covered - whole) > 0.01 * abs(whole) + 0.02 * spread:
        raise Impossible(
            f"is {whole:.4g}, that of all rows, and cannot be: the cases cover them all and make "
            f"it {covered:.4g}",
            float(f"{covered:.6g}"),
        )
    return whole


def rest_sd(
    whole: float, mean: float, means: FloatArray, sds: FloatArray, shares: FloatArray
) -> float:
    """The sd of the rows in no case, and at most that of cases that state none.

    That of all rows, where the cases are so far apart that they leave nothing of it.

    mean: of all rows. means: of each case and of the rest. sds: of each case and of the rest; NaN
    where the sd is that of the rest times the ratio of the means, at most 1.
    """
    open_ = np.isnan(sds)
    ratio = np.minimum(1.0, np.abs(means / means[-1])) if means[-1] else np.ones(len(means))
    between = float(shares @ (means - mean) ** 2)
    within = float(shares[~open_] @ sds[~open_] ** 2)
    weight = float(shares[open_] @ ratio[open_] ** 2)
    left = (whole**2 - between - within) / weight if weight > 0 else whole**2
    # Where the cases alone lie further apart, what is stated can only be the spread around each.
    return float(np.sqrt(max(left, (whole * NARROWEST) ** 2))) if left > 0 else whole


NARROWEST = 0.02
"""Part of the whole's sd that the rest has at least, where the cases leave it so little."""


def _range(least: float, most: float) -> str:
    if most - least < NO_ROWS:
        return f"{_percent(least)}, whatever is stated"
    return f"{_percent(least)} to {_percent(most)}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
