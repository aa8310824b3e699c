"""The standard normal distribution on arrays, without scipy.

`cdf` and `quantile` are accurate to about 1e-15 relative, tails included. `fast_cdf` and
`fast_quantile` are tables with linear interpolation: 4 to 8 times as fast, off by less than
1e-6 and 5e-5 in probability, for ranks and noise rather than for solving.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

SMALLEST_RANK = 2.0**-54
"""Half the smallest step of a 53-bit uniform: what stands in for a rank of 0."""

_ROOT_HALF = 0.7071067811865476
_ROOT_2_PI = 2.5066282746310002

# erfc: W. J. Cody, "Rational Chebyshev approximations for the error function",
# Mathematics of Computation 23 (1969), the coefficients of CALERF.
_ERF_P = (
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3,
)
_ERF_Q = (
    1.0,
    2.36012909523441209e1,
    2.44024637934444173e2,
    1.28261652607737228e3,
    2.84423683343917062e3,
)
_ERFC_P = (
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3,
)
_ERFC_Q = (
    1.0,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3,
)
_TAIL_P = (
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4,
)
_TAIL_Q = (
    1.0,
    2.56852019228982242e0,
    1.87295284992346725e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3,
)
_ONE_OVER_ROOT_PI = 5.6418958354775628695e-1

# Quantile: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal
# distribution", Applied Statistics 37 (1988), PPND16.
_CENTRE_P = (
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.3871328727963666080e0,
)
_CENTRE_Q = (
    5.2264952788528545610e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1.0,
)
_NEAR_P = (
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e0,
    3.64784832476320460504e0,
    5.76949722146069140550e0,
    4.63033784615654529590e0,
    1.42343711074968357734e0,
)
_NEAR_Q = (
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e0,
    2.05319162663775882187e0,
    1.0,
)
_FAR_P = (
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e0,
    5.46378491116411436990e0,
    6.65790464350110377720e0,
)
_FAR_Q = (
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1.0,
)


def _polynomial(x: FloatArray, coefficients: tuple[float, ...]) -> FloatArray:
    """Horner's rule, the highest power first."""
    result = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        result *= x
        result += coefficient
    return result


def density(z: FloatArray) -> FloatArray:
    """The standard normal density at `z`."""
    return np.exp(-0.5 * z * z) / _ROOT_2_PI


def cdf(z: FloatArray) -> FloatArray:
    """P(Z <= z) for float64 of any shape; relative accuracy holds far into the lower tail."""
    z = np.asarray(z, dtype=np.float64)
    flat = z.ravel()
    x = np.abs(flat) * _ROOT_HALF
    # `upper` is P(Z > |z|).
    upper = np.zeros_like(x)
    centre = np.flatnonzero(x <= 0.46875)
    near = np.flatnonzero((x > 0.46875) & (x <= 4.0))
    far = np.flatnonzero((x > 4.0) & (x < 27.5))
    if len(centre):
        y = x[centre]
        square = y * y
        upper[centre] = 0.5 - 0.5 * y * _polynomial(square, _ERF_P) / _polynomial(square, _ERF_Q)
    if len(near):
        y = x[near]
        ratio = _polynomial(y, _ERFC_P) / _polynomial(y, _ERFC_Q)
        upper[near] = 0.5 * _exp_minus_square(y) * ratio
    if len(far):
        y = x[far]
        inverse = 1.0 / (y * y)
        ratio = inverse * _polynomial(inverse, _TAIL_P) / _polynomial(inverse, _TAIL_Q)
        upper[far] = 0.5 * _exp_minus_square(y) * (_ONE_OVER_ROOT_PI - ratio) / y
    upper[np.isnan(x)] = np.nan
    return np.where(flat > 0, 1.0 - upper, upper).reshape(z.shape)


def _exp_minus_square(y: FloatArray) -> FloatArray:
    """exp(-y^2) with y^2 split in two, so that its rounding does not grow in the exponent."""
    coarse = np.trunc(y * 16.0) / 16.0
    return np.exp(-coarse * coarse) * np.exp(-(y - coarse) * (y + coarse))


def quantile(u: FloatArray) -> FloatArray:
    """The z with P(Z <= z) = u, for float64 `u` of any shape; -inf at 0, inf at 1.

    NaN outside [0, 1].
    """
    u = np.asarray(u, dtype=np.float64)
    flat = u.ravel()
    q = flat - 0.5
    result = np.full_like(q, np.nan)
    centre = np.flatnonzero(np.abs(q) <= 0.425)
    if len(centre):
        middle = q[centre]
        r = 0.180625 - middle * middle
        result[centre] = middle * _polynomial(r, _CENTRE_P) / _polynomial(r, _CENTRE_Q)
    outer = np.flatnonzero((np.abs(q) > 0.425) & (flat > 0.0) & (flat < 1.0))
    if len(outer):
        rank = flat[outer]
        tail = np.minimum(rank, 1.0 - rank)
        result[outer] = np.where(q[outer] < 0, 1.0, -1.0) * lower_tail_quantile(tail)
    result[flat == 0.0] = -np.inf
    result[flat == 1.0] = np.inf
    return result.reshape(u.shape)


def lower_tail_quantile(p: FloatArray) -> FloatArray:
    """The z (at most -1.4) with P(Z <= z) = p, for 0 < p <= 0.075; p may be as small as 1e-300."""
    r = np.sqrt(-np.log(p))
    near = _polynomial(r - 1.6, _NEAR_P) / _polynomial(r - 1.6, _NEAR_Q)
    far = _polynomial(r - 5.0, _FAR_P) / _polynomial(r - 5.0, _FAR_Q)
    return -np.where(r <= 5.0, near, far)


_CELLS = 4096
_REACH = 8.5


@cache
def _cdf_table() -> tuple[FloatArray, FloatArray]:
    """The cdf at the left of each cell of [-8.5, 8.5], and its rise over the cell."""
    edges = cdf(np.linspace(-_REACH, _REACH, _CELLS + 1))
    return edges[:-1].copy(), np.diff(edges)


@cache
def _quantile_table() -> tuple[FloatArray, FloatArray]:
    """The quantile at the left of each of 4,096 cells of [0, 1], and its rise over the cell.

    The two outermost cells, which have an infinite end, are flat; they are done exactly.
    """
    edges = quantile(np.arange(_CELLS + 1) / _CELLS)
    edges[0], edges[-1] = edges[1], edges[-2]
    return edges[:-1].copy(), np.diff(edges)


def fast_cdf(z: FloatArray) -> FloatArray:
    """P(Z <= z), off by less than 1e-6; `z` has one axis. Within [0, 1]; monotone."""
    start, rise = _cdf_table()
    position = z * (_CELLS / (2 * _REACH))
    position += _CELLS / 2
    np.clip(position, 0.0, np.nextafter(float(_CELLS), 0.0), out=position)
    cell = position.astype(np.intp)
    position -= cell
    position *= rise.take(cell)
    position += start.take(cell)
    return position


def fast_quantile(u: FloatArray) -> FloatArray:
    """The normal quantile of `u` in [0, 1), one axis; off by less than 5e-5 in probability.

    A rank of 0 counts as 2^-54, so the result is finite (beyond -8.3).
    """
    start, rise = _quantile_table()
    position = u * float(_CELLS)
    cell = position.astype(np.intp)
    position -= cell
    position *= rise.take(cell)
    position += start.take(cell)
    outer = np.flatnonzero((u < 1.0 / _CELLS) | (u >= 1.0 - 1.0 / _CELLS))
    if len(outer):
        position[outer] = quantile(np.maximum(u[outer], SMALLEST_RANK))
    return position
