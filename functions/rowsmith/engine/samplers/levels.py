"""The marginals of a number's cases, and of the rows in none, for the whole to be as stated."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from rowsmith.engine.marginals import Marginal, Unreachable, solve
from rowsmith.engine.marginals.marginal import Constant
from rowsmith.engine.marginals.unreachable import figure
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.values import FloatArray
from rowsmith.engine.wholes import NO_ROWS, Impossible, rest_mean, rest_sd, tolerated
from rowsmith.schema.columns import NumberColumn

NOTICEABLE_SD = 0.05
"""Part of a stated sd by which the whole's may differ before it is told."""

_INSIDE, _OUTSIDE = 0.9, 1.02
"""How far within a limit an sd is taken that nobody stated."""


class Levels:
    """What a number column states of its cases and of all its rows."""

    def __init__(self, column: NumberColumn, context: Context) -> None:
        self._column, self._context = column, context
        self._where = f"columns.{column.name}"
        self._cases = column.cases or []
        self._low, self._high = (
            bound if isinstance(bound, int | float) else None for bound in (column.min, column.max)
        )

    @property
    def are_solved_for(self) -> bool:
        """Whether the rows in no case depend on how many there are in each."""
        return bool(self._cases) and self._column.mean is not None

    def check_cases(self) -> None:
        """Refuse what a case states and cannot have, before any row is made."""
        for number, case in enumerate(self._cases):
            self._solved(case.mean, case.sd, f"cases.{number}", stated=case.sd is not None)

    def marginals(self, shares: FloatArray) -> list[Marginal]:
        """The marginal of each case and, last, of the rows in none; without those refused.

        shares: of the rows in each case and, last, in none.
        """
        if not self.are_solved_for:
            return self._as_stated()
        whole, sd = self._column.mean, self._column.sd
        assert whole is not None  # noqa: S101
        means = [case.mean for case in self._cases]
        try:
            rest = rest_mean(whole, means, shares, sd or 0.0)
        except Impossible as impossible:
            self._context.refuse(f"{self._where}.mean", impossible.message, impossible.instead)
            return []
        levels = np.array([*means, rest])
        spread = None
        if sd is not None:
            sds = np.array([np.nan if c.sd is None else c.sd for c in self._cases] + [np.nan])
            spread = rest_sd(sd, whole, levels, sds, shares)
        found = []
        for number, case in enumerate(self._cases):
            narrowed = spread if spread is None else _scaled(spread, case.mean, rest)
            own = case.sd if case.sd is not None else narrowed
            where = f"cases.{number}"
            found += self._solved(case.mean, own, where, stated=case.sd is not None)
        last = self._of_rest(rest, spread, shares)
        self._tell_sd(found + last, shares)
        return found + last

    def _as_stated(self) -> list[Marginal]:
        """The marginals where the column states no mean of all rows."""
        sd, found = self._column.sd, []
        for number, case in enumerate(self._cases):
            own = case.sd if case.sd is not None else sd
            found += self._solved(case.mean, own, f"cases.{number}", stated=case.sd is not None)
        return found + self._solved(self._column.mean, sd, "", stated=True)

    def _of_rest(self, mean: float, sd: float | None, shares: FloatArray) -> list[Marginal]:
        """The marginal of the rows in no case; refused with what the whole can be."""
        try:
            return [self._nearest(mean, sd, stated=False)]
        except Unreachable as unreachable:
            if shares[-1] <= NO_ROWS:
                return [Constant(mean)]  # nobody sees it
            if unreachable.quantity != "mean":
                self._context.refuse(self._where, str(unreachable))
                return []
            limits, why = (unreachable.at_least, unreachable.at_most), str(unreachable)
        covered = float(shares[:-1] @ np.array([case.mean for case in self._cases]))
        least, most = (None if at is None else covered + float(shares[-1]) * at for at in limits)
        beyond = most if most is not None and (least is None or mean > self._middle) else least
        can = " to ".join(figure(at) for at in (least, most) if at is not None)
        self._context.refuse(
            f"{self._where}.mean",
            f"is {figure(self._column.mean or 0.0)}, that of all rows, and cannot be: the "
            f"{shares[-1]:.1%} of them in no case would need {figure(mean)}"
            + (f"; with its cases it can be {can}" if can else f"; {why}"),
            None if beyond is None else float(f"{beyond:.4g}"),
        )
        return []

    @property
    def _middle(self) -> float:
        return ((self._low or 0.0) + (self._high or 0.0)) / 2

    def _solved(
        self, mean: float | None, sd: float | None, at: str, *, stated: bool
    ) -> list[Marginal]:
        """The marginal of these figures; a problem of what stands `at` where there is none."""
        try:
            return [self._nearest(mean, sd, stated=stated)]
        except Unreachable as unreachable:
            where = f"{self._where}.{at}" if at else self._where
            self._context.refuse(where, str(unreachable))
            return []

    def _nearest(self, mean: float | None, sd: float | None, *, stated: bool) -> Marginal:
        """The marginal; where its sd is not stated and cannot be, with the nearest that can."""
        try:
            return self._beside_zeros(mean, sd)
        except Unreachable as unreachable:
            if stated or unreachable.quantity != "sd" or sd is None:
                raise
            if unreachable.at_most and sd > _INSIDE * unreachable.at_most:
                sd = _INSIDE * unreachable.at_most
            elif unreachable.at_least and sd < _OUTSIDE * unreachable.at_least:
                sd = _OUTSIDE * unreachable.at_least
            else:
                raise
        return self._nearest(mean, sd, stated=False)

    def _beside_zeros(self, mean: float | None, sd: float | None) -> Marginal:
        """The marginal; where zeros come beside it, from the least number above, if that can be."""
        shape, decimals, high = self._column.shape, self._column.decimals, self._high
        from_zero = self._low == 0 or (self._low is None and shape not in _ON_BOTH_SIDES)
        if self._column.zeros and from_zero:
            least = 10.0**-decimals
            with suppress(Unreachable):
                return solve(shape, mean=mean, sd=sd, low=least, high=high, decimals=decimals)
        return solve(shape, mean=mean, sd=sd, low=self._low, high=high, decimals=decimals)

    def own_zeros(self, marginals: list[Marginal]) -> list[float]:
        """The share of zeros that each marginal prints of itself."""
        half = np.array([-0.5, 0.5]) * 10.0**-self._column.decimals
        found = []
        for marginal in marginals:
            below, up_to = marginal.cdf(half).tolist()
            found.append(up_to - below)
        return found

    def zeros_beside(self, marginals: list[Marginal]) -> list[float]:
        """The share of zeros to put beside each marginal, for the file to have those stated."""
        stated = self._column.zeros or 0.0
        own = self.own_zeros(marginals) if stated else [0.0] * len(marginals)
        most = max(own, default=0.0)
        if most > stated + tolerated(stated):
            self._context.refuse(
                f"{self._where}.zeros",
                f"is {stated:.4g}, the share of zeros in the file, and cannot be: the numbers "
                f"beside them are 0 in {most:.1%}; {most:.4g} or more can be",
                round(most + 5e-5, 4),
            )
        return [max(0.0, (stated - of) / (1.0 - of)) if of < 1.0 else 0.0 for of in own]

    def _tell_sd(self, marginals: list[Marginal], shares: FloatArray) -> None:
        """Warn where the whole cannot have the sd stated."""
        stated = self._column.sd
        if stated is None or len(marginals) != len(shares):
            return
        means = np.array([marginal.mean for marginal in marginals])
        sds = np.array([marginal.sd for marginal in marginals])
        got = float(np.sqrt(shares @ (sds**2 + (means - shares @ means) ** 2)))
        if abs(got - stated) > NOTICEABLE_SD * stated:
            self._context.warn(
                f"{self._column.name}: its sd is {figure(got)} instead of {figure(stated)}, since "
                "that is how far its cases lie apart"
            )


_ON_BOTH_SIDES = ("normal", "uniform")
"""Shapes that lie on both sides of 0 where no bound is stated."""


def _scaled(sd: float, mean: float, of_rest: float) -> float:
    """The sd of a case that states none: the rest's, smaller where the mean is."""
    return sd * min(1.0, abs(mean / of_rest)) if of_rest else sd
