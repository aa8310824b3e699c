"""One number is never above another: booked seats and the capacity, cost and price."""

from __future__ import annotations

from functools import lru_cache

from rowsmith.planning.coherence.casting import Role, casts, recast
from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor, may_compute, written
from rowsmith.planning.coherence.figures import band, decimals_of, drawn_share, mean_of
from rowsmith.schema.columns import NumberColumn


class Bound(Data):
    """Two roles; share: what the lower is of the higher. less: the lower is so much lower still."""

    low: Role
    high: Role
    share: tuple[float, float] | None = None
    less: int = 0


class Bounds(Data):
    """The file of bounds."""

    bound: list[Bound]


@lru_cache(maxsize=1)
def _bounds() -> list[Bound]:
    return read("bounds.toml", Bounds).bound


def keep_below(editor: Editor) -> None:
    """Let the lower of two numbers be at most the higher."""
    for bound in _bounds():
        roles = {"low": bound.low, "high": bound.high}
        for cast in casts(editor, roles, {"low", "high"}):
            low, high = cast["low"], cast["high"]
            if low in editor.made_from(high) or high in editor.made_from(low):
                continue
            _bind(editor, bound, low, high)


def _bind(editor: Editor, bound: Bound, low: str, high: str) -> None:
    roles = {"low": bound.low, "high": bound.high}

    def as_share() -> None:
        recast(editor, roles, {"low": low, "high": high})
        assert bound.share is not None  # noqa: S101 (the caller looked)
        least, most = band(editor, low, high, *bound.share)
        share = editor.hide(f"{low}_share", drawn_share(least, most), beside=low)
        column = editor.column(low)
        own = column.decimals if isinstance(column, NumberColumn) else decimals_of(editor, high)
        value = f"{written(high)} * {written(share)}"
        finer = decimals_of(editor, high) > own
        editor.compute(low, f"floor({value})" if finer and not own else f"round({value}, {own})")

    says = f"{low} is at most {high}" + (f" - {bound.less}" if bound.less else "")
    if bound.share is not None and may_compute(editor, low, [high]):
        editor.attempt(as_share, says, low, high)
    elif _may_bind(editor, low, high):
        editor.attempt(lambda: _cap(editor, low, high, bound.less), says, low, high)
    elif _may_bind(editor, high, low):
        editor.attempt(lambda: _lift(editor, high, low, bound.less), says, high, low)


def _may_bind(editor: Editor, name: str, other: str) -> bool:
    """Whether a number may get another column as its bound; its own range stays."""
    column = editor.column(name)
    return (
        isinstance(column, NumberColumn)
        and not editor.is_bound(name)
        and name not in editor.related
        and column.shape != "beta"
        and not editor.stated.says(name, "order", "formula")
        and editor.can_read(name, [other])
    )


def _cap(editor: Editor, low: str, high: str, less: int) -> None:
    """The lower ends at the higher, which begins where the lower does."""
    column, other = editor.column(low), editor.column(high)
    assert isinstance(column, NumberColumn)  # noqa: S101 (the caller looked)
    most = written(high) + (f" - {less}" if less else "")
    if editor.stated.says(low, "figures") and isinstance(column.max, int | float):
        most = f"min({column.max:g}, {most})"
    if column.shape == "uniform":
        _spread(editor, column, f"{column.min:g}", most)
    else:
        editor.change(low, max=most)
    if not isinstance(other, NumberColumn) or not isinstance(column.min, int | float):
        return
    least, mean = column.min + less, mean_of(other)
    below = not isinstance(other.min, int | float) or other.min < least
    free = not editor.is_bound(high) and not editor.stated.says(high, "figures")
    if free and below and (mean is None or mean > least):
        editor.change(high, min=least)


def _lift(editor: Editor, high: str, low: str, less: int) -> None:
    """The higher begins at the lower."""
    column = editor.column(high)
    assert isinstance(column, NumberColumn)  # noqa: S101 (the caller looked)
    least = written(low) + (f" + {less}" if less else "")
    if editor.stated.says(high, "figures") and isinstance(column.min, int | float):
        least = f"max({column.min:g}, {least})"
    if column.shape == "uniform":
        _spread(editor, column, least, f"{column.max:g}")
    else:
        editor.change(high, min=least)


def _spread(editor: Editor, column: NumberColumn, low: str, high: str) -> None:
    """Draw a column evenly between two expressions: a uniform shape has plain numbers as ends."""
    keys = {**drawn_share(0, 1), "decimals": 6}
    place = written(editor.hide(f"{column.name}_place", keys, beside=column.name))
    expression = f"round({low} + {place} * ({high} - ({low})), {column.decimals})"
    editor.compute(column.name, expression)
