"""The checks of a case, on the rows as a learner reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.model_selection import cross_val_score

from tests.evals import cases

TRUE_WORDS = {"true", "yes", "1", "y", "t"}
FALSE_WORDS = {"false", "no", "0", "n", "f"}


class Failed(Exception):
    """A check that does not hold; the text says why."""


def find(frame: pd.DataFrame, alternatives: str) -> str:
    """The column that one of `alternatives` names. Raises Failed."""
    for name in alternatives.split("|"):
        for column in frame.columns:
            if _named(column, name):
                return str(column)
    raise Failed(f"no column {alternatives}; there are {', '.join(frame.columns)}")


def _named(column: str, name: str) -> bool:
    return re.fullmatch(".*".join(_key(part) for part in name.split("*")), _key(column)) is not None


def _key(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def check_columns(frame: pd.DataFrame, case: cases.Case) -> None:
    """The columns that the case names. Raises Failed."""
    found = [find(frame, alternatives) for alternatives in case.columns]
    if len(set(found)) < len(found):
        raise Failed("two of the asked columns are one")
    extra = set(frame.columns) - set(found)
    if case.exact and extra:
        raise Failed(f"nobody asked for {', '.join(sorted(extra))}")
    if len(frame.columns) < case.least_columns:
        raise Failed(f"only {len(frame.columns)} columns")
    unwanted = [
        column for column in frame.columns if any(_named(column, name) for name in case.without)
    ]
    if unwanted:
        raise Failed(f"{', '.join(unwanted)} should not be there")


def check(frame: pd.DataFrame, one: cases.AnyCheck) -> None:
    """One check. Raises Failed."""
    _CHECKS[type(one)](frame, one)


def _numbers(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        return pd.Series(column.dt.year)
    numbers = pd.to_numeric(column, errors="coerce")
    if numbers.isna().all():
        dates = pd.to_datetime(column, errors="coerce", format="ISO8601")
        if not dates.isna().all():
            return pd.Series(dates.dt.year)
    return numbers


def _truths(column: pd.Series) -> pd.Series:
    if column.dtype == bool:
        return column
    texts = column.dropna().astype(str).str.lower().str.removesuffix(".0")
    if texts.isin(TRUE_WORDS | FALSE_WORDS).all():
        return pd.Series(texts.isin(TRUE_WORDS))
    return pd.Series(texts == texts.value_counts().index[-1])


def _bounds(frame: pd.DataFrame, one: cases.Bounds) -> None:
    numbers = _numbers(frame[find(frame, one.column)]).dropna()
    if not len(numbers):
        raise Failed(f"{one.column} holds no numbers")
    for bound, wrong in (
        (one.low, numbers.min() < (one.low or 0)),
        (one.high, numbers.max() > (one.high or 0)),
    ):
        if bound is not None and wrong:
            raise Failed(f"{one.column} goes from {numbers.min()} to {numbers.max()}")
    if one.low is not None and one.high is not None:
        span = (numbers.max() - numbers.min()) / max(one.high - one.low, 1e-9)
        if one.high > one.low and span < 0.3:
            raise Failed(f"{one.column} fills only {span:.0%} of its range")


def _values(frame: pd.DataFrame, one: cases.Values) -> None:
    column = frame[find(frame, one.column)].dropna().astype(str).str.lower()
    wanted = [value.lower() for value in one.values]
    if set(column) != set(wanted):
        raise Failed(f"{one.column} holds {sorted(set(column))[:12]}")
    for value, share in zip(wanted, one.shares or [], strict=False):
        got = float((column == value).mean())
        if abs(got - share) > 0.04:
            raise Failed(f"{one.column}: {value} in {got:.1%}")


def _rate(frame: pd.DataFrame, one: cases.Rate) -> None:
    got = float(_truths(frame[find(frame, one.column)]).mean())
    if abs(got - one.rate) > one.within:
        raise Failed(f"{one.column} is true in {got:.1%}")


def _missing(frame: pd.DataFrame, one: cases.Missing) -> None:
    got = float(frame[find(frame, one.column)].isna().mean())
    if abs(got - one.share) > one.within:
        raise Failed(f"{one.column} is empty in {got:.1%}")


def _pattern(frame: pd.DataFrame, one: cases.Pattern) -> None:
    column = frame[find(frame, one.column)].astype(str)
    if not column.str.fullmatch(one.pattern).all():
        raise Failed(f"{one.column} looks like {column.iloc[0]}")
    if one.unique and not column.is_unique:
        raise Failed(f"{one.column} repeats")


def _sortable(column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce")
    if not numbers.isna().all():
        return numbers
    return pd.to_datetime(column, errors="coerce", format="mixed")


def _order(frame: pd.DataFrame, one: cases.Order) -> None:
    first, second = (_sortable(frame[find(frame, name)]) for name in (one.first, one.second))
    known = first.notna() & second.notna()
    if (first.dtype.kind == "M") != (second.dtype.kind == "M"):
        raise Failed(f"{one.first} and {one.second} cannot be compared")
    if not known.any() or (first[known] > second[known]).any():
        raise Failed(f"{one.first} is not always before {one.second}")


def _ranked(column: pd.Series) -> pd.Series:
    natural = _natural(column)
    if natural.dtype.kind in "iufM":
        return natural.rank() if natural.dtype.kind == "M" else natural
    return _truths(column).astype(float)


def _correlates(frame: pd.DataFrame, one: cases.Correlates) -> None:
    first, second = (_ranked(frame[find(frame, name)]) for name in one.columns)
    got = float(first.corr(second, method="spearman"))
    if not got * one.sign >= one.least:
        raise Failed(f"{' and '.join(one.columns)} correlate at {got:.2f}")


def _higher(frame: pd.DataFrame, one: cases.Higher) -> None:
    numbers = _ranked(frame[find(frame, one.column)])
    groups = frame[find(frame, one.where)]
    inside = groups.astype(str).str.lower() == one.value.lower()
    if one.value.lower() in TRUE_WORDS:
        inside = _truths(groups).reindex(groups.index, fill_value=False)
    if not numbers[inside].mean() > numbers[~inside].mean():
        raise Failed(f"{one.column} is not higher where {one.where} is {one.value}")


def _product(frame: pd.DataFrame, one: cases.Product) -> None:
    first, second = (pd.to_numeric(frame[find(frame, part)]) for part in one.parts)
    total = pd.to_numeric(frame[find(frame, one.total)])
    if not np.allclose(first * second, total, atol=0.011):
        raise Failed(f"{one.total} is not {' x '.join(one.parts)}")


def _learnable(frame: pd.DataFrame, one: cases.Learnable) -> None:
    name = find(frame, one.label)
    features = frame.drop(columns=name).select_dtypes(["number", "bool"])
    for other in frame.columns.difference([name, *features.columns]):
        if 1 < frame[other].nunique() <= 30:
            features = features.join(pd.get_dummies(frame[other].astype(str), prefix=other))
    features = features.astype(float).set_axis(range(features.shape[1]), axis=1)
    target = frame[name]
    if pd.api.types.is_numeric_dtype(target) and target.nunique() > 12:
        model: Any = HistGradientBoostingRegressor(max_iter=60)
        score, least = "r2", (one.least - 0.5) / 2
    else:
        model, score, least = HistGradientBoostingClassifier(max_iter=60), "roc_auc_ovr", one.least
    if target.nunique() < 2:
        raise Failed(f"{name} is the same in all rows")
    if features.empty:
        raise Failed(f"nothing stands beside {name}")
    got = float(cross_val_score(model, features, target, cv=3, scoring=score).mean())
    if not got >= least:
        raise Failed(f"{name} is predicted at {score} {got:.2f} only")


def _repeats(frame: pd.DataFrame, one: cases.Repeats) -> None:
    column = frame[find(frame, one.column)]
    rows = len(column) / max(1, column.nunique())
    if rows < one.least:
        raise Failed(f"{one.column} has {rows:.1f} rows each")


def _mean(frame: pd.DataFrame, one: cases.Mean) -> None:
    numbers = _ranked(frame[find(frame, one.column)])
    if one.where is not None and one.value is not None:
        groups = frame[find(frame, one.where)]
        if one.value.lower() in TRUE_WORDS:
            numbers = numbers[_truths(groups).reindex(groups.index, fill_value=False)]
        elif one.value.lower() in FALSE_WORDS:
            numbers = numbers[~_truths(groups).reindex(groups.index, fill_value=True)]
        else:
            numbers = numbers[groups.astype(str).str.lower() == one.value.lower()]
    if not abs(numbers.mean() - one.mean) <= one.within:
        raise Failed(f"{one.column} is {numbers.mean():.4g} on average ({one.value or 'all'})")


def _natural(column: pd.Series) -> pd.Series:
    """Numbers, times or lower-case text."""
    if column.dtype == bool:
        return column
    known = column.dropna()
    if pd.to_numeric(known, errors="coerce").notna().all():
        return pd.to_numeric(column)
    times = pd.to_datetime(known, errors="coerce", format="mixed")
    if times.notna().all():
        return times.reindex(column.index)
    return pd.Series(column.str.lower(), dtype=object)


def _holds(frame: pd.DataFrame, one: cases.Holds) -> None:
    named = pd.DataFrame(
        {name: _natural(frame[find(frame, asked)]) for name, asked in one.names.items()}
    )
    if "isna()" not in one.that:
        named = named.dropna()
    if not len(named):
        raise Failed(f"no row to see whether {one.that}")
    known = {"np": np, "pd": pd, "yes": _truths, "abs": abs, "len": len}
    cells = {name: named[name] for name in one.names}
    share = float(np.mean(eval(one.that, known, cells)))  # noqa: S307 - ours
    if not share >= one.least:
        raise Failed(f"{one.that} in {share:.1%}")


def _steps(frame: pd.DataFrame, one: cases.Steps) -> None:
    times = pd.to_datetime(frame[find(frame, one.column)], errors="coerce", format="mixed")
    subjects = [0] * len(frame) if one.within is None else frame[find(frame, one.within)]
    seconds = times.map(pd.Timestamp.timestamp, na_action="ignore")
    steps = seconds.groupby(subjects).diff().dropna()
    if not len(steps) or ((steps - one.seconds).abs() > 1).any():
        raise Failed(f"{one.column} does not go on by {one.seconds:g} seconds")


def _distinct(frame: pd.DataFrame, one: cases.Distinct) -> None:
    got = frame[find(frame, one.column)].nunique()
    if not one.low <= got <= one.high:
        raise Failed(f"{one.column} has {got} different values")


def _words(frame: pd.DataFrame, one: cases.Words) -> None:
    texts = frame[find(frame, one.column)].dropna().astype(str)
    lengths = texts.map(lambda text: len(text.split()))
    if lengths.mean() < one.least or texts.nunique() < len(texts) / 3:
        raise Failed(f"{one.column} holds {texts.unique()[:2].tolist()}")


_CHECKS: dict[type, Callable[[pd.DataFrame, Any], None]] = {
    cases.Bounds: _bounds,
    cases.Values: _values,
    cases.Rate: _rate,
    cases.Missing: _missing,
    cases.Pattern: _pattern,
    cases.Order: _order,
    cases.Correlates: _correlates,
    cases.Higher: _higher,
    cases.Product: _product,
    cases.Learnable: _learnable,
    cases.Repeats: _repeats,
    cases.Mean: _mean,
    cases.Holds: _holds,
    cases.Steps: _steps,
    cases.Distinct: _distinct,
    cases.Words: _words,
}


def check_all(frame: pd.DataFrame, case: cases.Case, more: Iterable[str] = ()) -> list[str]:
    """Every reason why the rows are not what the case asks for; empty where they are."""
    found = list(more)
    tests: list[Callable[[], None]] = [partial(check_columns, frame, case)]
    tests += [partial(check, frame, one) for one in case.checks]
    for test in tests:
        try:
            test()
        except Failed as failed:
            found.append(str(failed))
        except (AttributeError, TypeError, ValueError) as failed:  # text for numbers
            found.append(f"cannot be checked: {str(failed).strip().splitlines()[0]}")
    return found
