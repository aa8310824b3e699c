"""Parts and totals: the total is computed; parts of which nothing was said are shares of a base."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from rowsmith.planning.coherence.casting import Cast, Role, casts, is_rate, recast
from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor, may_compute, written
from rowsmith.planning.coherence.figures import band, decimals_of, drawn_share
from rowsmith.schema.columns import NumberColumn


class Part(Role):
    """A part of a total.

    share: of the base, least and most, where it is drawn; zeros: how often it is nothing.
    """

    share: tuple[float, float] | None = None
    zeros: float | None = None

    @property
    def may_be_rate(self) -> bool:
        """A percentage counts of the base."""
        return True


class Sum(Data):
    """A total, the base that it starts from (if it has one), what is added and taken away.

    least: how many parts beside the base must be there.
    """

    of: str
    total: Role
    base: Role | None = None
    plus: list[Part] = Field(default_factory=list)
    minus: list[Part] = Field(default_factory=list)
    least: int = 1


class Sums(Data):
    """The file of sums."""

    sum: list[Sum]


@lru_cache(maxsize=1)
def _sums() -> list[Sum]:
    return read("sums.toml", Sums).sum


def add_up(editor: Editor) -> None:
    """Let totals be the sum of their parts."""
    for one in _sums():
        parts = {f"part{n}": part for n, part in enumerate((*one.plus, *one.minus))}
        signs = {f"part{n}": "+" if n < len(one.plus) else "-" for n in range(len(parts))}
        roles: dict[str, Role] = {"total": one.total, **parts}
        needed = {"total"}
        if one.base is not None:
            roles["base"] = one.base
            needed.add("base")
        for cast in casts(editor, roles, needed):
            there = [name for name in parts if name in cast]
            if len(there) >= one.least:
                _Sum(editor, parts, signs, cast).add_up(roles)


class _Sum:
    def __init__(
        self, editor: Editor, parts: dict[str, Part], signs: dict[str, str], cast: Cast
    ) -> None:
        self._editor = editor
        self._parts = {name: part for name, part in parts.items() if name in cast}
        self._signs = signs
        self._cast = cast
        self._total, self._base = cast["total"], cast.get("base")

    def add_up(self, roles: dict[str, Role]) -> None:
        editor, total, base = self._editor, self._total, self._base
        others = [name for name in self._cast.values() if name != total]
        if may_compute(editor, total, others):
            editor.attempt(lambda: self._forward(roles), self._says(total), total, *others)
        elif base is not None and self._is_free_base():
            rest = [name for name in self._cast.values() if name != base]
            editor.attempt(lambda: self._backward(roles), self._says(base), base, *rest)
        elif editor.stated.says(total, "figures", "values") and not editor.is_bound(total):
            says = f"{total} keeps the figures that were said and is not {self._expression()}"
            editor.tell(says, total, *others, kind="not_carried_out")

    def _is_free_base(self) -> bool:
        editor, total, base = self._editor, self._total, self._base
        if base is None or not editor.stated.says(total, "figures"):
            return False
        rest = [name for name in self._cast.values() if name != base]
        return not editor.is_bound(total) and may_compute(editor, base, rest)

    def _forward(self, roles: dict[str, Role]) -> None:
        """Parts as shares of the base, then the total from both."""
        recast(self._editor, roles, self._cast)
        if self._base is not None:
            self._draw_parts(self._base)
        self._editor.compute(self._total, self._rounded(self._expression(), self._total))

    def _backward(self, roles: dict[str, Role]) -> None:
        """Parts as shares of the total that was said, then the base from both."""
        recast(self._editor, roles, self._cast)
        self._draw_parts(self._total)
        assert self._base is not None  # noqa: S101 (the caller looked)
        self._editor.compute(self._base, self._rounded(self._turned(), self._base))

    def _draw_parts(self, base: str) -> None:
        editor = self._editor
        for role, part in self._parts.items():
            name = self._cast[role]
            if part.share is None or is_rate(name):
                continue
            if not may_compute(editor, name, [base]):
                continue
            editor.compute(name, self._drawn(name, part, base))

    def _drawn(self, name: str, part: Part, base: str) -> str:
        editor = self._editor
        decimals = max(decimals_of(editor, base), decimals_of(editor, self._total))
        rate = editor.stated.rates.get(name)
        if rate is not None:
            return f"round({written(base)} * {rate:g}, {max(decimals, 2)})"
        assert part.share is not None  # noqa: S101 (the caller looked)
        low, high = band(editor, name, base, *part.share)
        share = editor.hide(f"{name}_share", drawn_share(low, high, part.zeros), beside=name)
        return f"round({written(base)} * {written(share)}, {decimals})"

    def _expression(self) -> str:
        terms = [self._term(role) for role in self._parts]
        first = written(self._base) if self._base is not None else terms.pop(0)[1]
        return first + "".join(f" {sign} {value}" for sign, value in terms)

    def _turned(self) -> str:
        turned = {"+": "-", "-": "+"}
        terms = [self._term(role) for role in self._parts]
        return written(self._total) + "".join(f" {turned[sign]} {value}" for sign, value in terms)

    def _term(self, role: str) -> tuple[str, str]:
        """A part with its sign; a percentage counts of the base."""
        name, sign = self._cast[role], self._signs[role]
        if self._base is None or not is_rate(name):
            return sign, written(name)
        column = self._editor.column(name)
        most = column.max if isinstance(column, NumberColumn) else None
        of = "" if isinstance(most, int | float) and most <= 1 else " / 100"
        return sign, f"{written(self._base)} * {written(name)}{of}"

    def _rounded(self, expression: str, target: str) -> str:
        names = [name for name in self._cast.values() if name != target]
        column = self._editor.column(target)
        own = column.decimals if isinstance(column, NumberColumn) else 0
        rates = any(is_rate(self._cast[role]) for role in self._parts)
        amounts = [name for name in names if not is_rate(name)]
        decimals = max(decimals_of(self._editor, *amounts), own if rates else 0)
        return f"round({expression}, {min(decimals, 6)})"

    def _says(self, target: str) -> str:
        said = self._expression() if target == self._total else self._turned()
        return f"{target} is {said}"
