"""Marginals: the distribution of one number column, or of one of its cases.

marginal = solve("gamma", mean=32, sd=24, low=0, high=72)
values = marginal.quantile(ranks)
"""

from rowsmith.engine.marginals.marginal import Marginal
from rowsmith.engine.marginals.solve import solve
from rowsmith.engine.marginals.unreachable import Unreachable

__all__ = ["Marginal", "Unreachable", "solve"]
