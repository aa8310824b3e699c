"""From a log density on the line to a table of quantiles.

The window is cut into panels. A panel's mass is Simpson's; inside a panel, and beyond the
window, the density is taken as an exponential: exact for the tails of every shape here, and
off by 1e-6 in probability elsewhere. Each half is summed from its own end, so that
tails keep their relative accuracy.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rowsmith.engine.marginals.coordinate import Window
from rowsmith.engine.marginals.tabulated import TAIL_RANKS
from rowsmith.engine.values import FloatArray

LogDensity = Callable[[FloatArray], FloatArray]
"""The logarithm of a density per unit of y, up to a constant, at places y on the line."""

_COARSE = 129
_CORE_PANELS = 384
_TAIL_PANELS = 64
# Logarithms of the density, from its peak down, that end the core and the tails.
_CORE_DEPTH = 9.0
_DEPTH = 42.0
_MIN_INSIDE = 12
_ZOOMS = 8


def half_tables(window: Window, log_density: LogDensity) -> tuple[FloatArray, FloatArray]:
    """The places y of rank `TAIL_RANKS` (ascending) and of rank 1 - `TAIL_RANKS` (descending)."""
    edges = _panel_edges(window, log_density)
    widths = np.diff(edges)
    places = np.empty(2 * len(edges) - 1)
    places[::2] = edges
    places[1::2] = edges[:-1] + 0.5 * widths
    logs = log_density(places)
    logs -= logs.max()
    density = np.exp(logs)
    masses = (density[:-1:2] + 4.0 * density[1::2] + density[2::2]) * (widths / 6.0)
    edge_logs = logs[::2]
    head = _beyond(edge_logs[0], edge_logs[1], widths[0])
    tail = _beyond(edge_logs[-1], edge_logs[-2], widths[-1])
    total = head[0] + float(masses.sum()) + tail[0]
    lower = _invert(edges, edge_logs, masses / total, head[0] / total, head[1])
    upper = _invert(-edges[::-1], edge_logs[::-1], masses[::-1] / total, tail[0] / total, tail[1])
    return lower, -upper


def _panel_edges(window: Window, log_density: LogDensity) -> FloatArray:
    """Panels over the core and both tails, each equally spaced; ascending."""
    start, stop = _stretch(window.start, window.stop, log_density, _DEPTH)
    first, last = _stretch(start, stop, log_density, _CORE_DEPTH)
    parts = [np.linspace(first, last, _CORE_PANELS + 1)]
    if start < first:
        parts.insert(0, np.linspace(start, first, _TAIL_PANELS + 1)[:-1])
    if last < stop:
        parts.append(np.linspace(last, stop, _TAIL_PANELS + 1)[1:])
    return np.concatenate(parts)


def _stretch(
    start: float, stop: float, log_density: LogDensity, depth: float
) -> tuple[float, float]:
    """The stretch of [start, stop] where the density is above exp(-depth) of its peak."""
    for _ in range(_ZOOMS):
        places = np.linspace(start, stop, _COARSE)
        logs = log_density(places)
        inside = np.flatnonzero(logs > logs.max() - depth)
        first, last = max(int(inside[0]) - 1, 0), min(int(inside[-1]) + 1, _COARSE - 1)
        start, stop = float(places[first]), float(places[last])
        if len(inside) >= _MIN_INSIDE:
            break
    return start, stop


def _beyond(edge_log: float, next_log: float, width: float) -> tuple[float, float]:
    """The mass beyond an edge and its slope, as an exponential tail; no mass where it rises."""
    slope = float(next_log - edge_log) / width
    if slope <= 0.0:
        return 0.0, 1.0
    return float(np.exp(edge_log)) / slope, slope


def _invert(
    edges: FloatArray, edge_logs: FloatArray, masses: FloatArray, head: float, head_slope: float
) -> FloatArray:
    """The places where the mass from the left reaches each of `TAIL_RANKS`.

    edges, edge_logs: [panels + 1], ascending edges; masses: [panels].
    """
    reached = np.concatenate(([0.0], np.cumsum(masses)))
    reached += head
    panel = np.searchsorted(reached, TAIL_RANKS, side="right") - 1
    np.clip(panel, 0, len(masses) - 1, out=panel)
    mass = masses[panel]
    share = np.divide(TAIL_RANKS - reached[panel], mass, out=np.zeros_like(mass), where=mass > 0.0)
    np.clip(share, 0.0, 1.0, out=share)
    growth = np.clip(edge_logs[panel + 1] - edge_logs[panel], -600.0, 600.0)
    flat = np.abs(growth) < 1e-5
    growth[flat] = 1.0
    within = np.log1p(share * np.expm1(growth)) / growth
    within[flat] = share[flat]
    places: FloatArray = edges[panel] + within * (edges[panel + 1] - edges[panel])
    before = np.flatnonzero(head > TAIL_RANKS)
    if len(before):
        places[before] = edges[0] + np.log(TAIL_RANKS[before] / head) / head_slope
    return places
