"""Shares that only make sense together: `the rest`, `3:1`, counts, bare numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rowsmith.planning.grammar.mentions import Known, find_mentions, tokens_of
from rowsmith.planning.grammar.portions import is_denied
from rowsmith.planning.grammar.shares import read_share, read_shares, read_weight
from rowsmith.planning.reading.figures import Statement
from rowsmith.planning.reading.named import Named
from rowsmith.planning.reading.parse import Fact, Share, Span

_WHOLE = 100.0
_NEAR = 40
"""Characters between a share and what is true of it at the most."""
_SLACK = 1.5
"""How far percents may be from 100 in all."""


@dataclass(slots=True)
class _Part:
    """A share in the making: `weight` where only a bare number stands there."""

    stated: Statement
    share: Share | None
    weight: float | None


def read_all_shares(
    text: str, stated: Sequence[Statement], named: Named, rows: int | None
) -> Iterator[Fact]:
    """Yield the facts of what is labelled share; unreadable ones are left out.

    Args:
        text: the description.
        stated: every statement; those with other labels are passed over.
        named: what the shares are of.
        rows: how many rows the description states, for counts.
    """
    families: dict[tuple[int | None, int | None], list[_Part]] = defaultdict(list)
    for part in _parts(text, [one for one in stated if one.mark.label == "share"], named):
        of = part.stated.of
        family = of if of is None else named.owner(of)
        families[family, part.stated.within].append(part)
    for parts in families.values():
        _weigh(parts, rows)
        _fill_rest(parts)
        for part in parts:
            if part.share is not None:
                mark = part.stated.mark
                yield Fact(
                    Span(mark.start, mark.end), part.stated.of, part.share, part.stated.within
                )


def _is_denied(text: str, one: Statement, named: Named) -> bool:
    """Whether a share is of the rows where a column says no: `30% are not approved`."""
    field = named.fields.get(one.of) if one.of is not None else None
    if field is None or one.mark.label != "share":
        return False
    behind = [
        (start, end)
        for start, end, of in named.places
        if of == one.of and 0 <= start - one.mark.end <= _NEAR
    ]
    if not behind or any(sign in text[one.mark.end : behind[0][0]] for sign in ".,;\n("):
        return False
    start, end = behind[0]
    known = [Known(field.id, field.words, "column")]
    contrary = any(
        mention.sign < 0 for mention in find_mentions(text, tokens_of(text, start, end), known, ())
    )
    return is_denied(text[one.mark.end : start]) != contrary


def _parts(text: str, stated: Sequence[Statement], named: Named) -> Iterator[_Part]:
    together: dict[tuple[int, int | None], list[Statement]] = defaultdict(list)
    for one in stated:
        together[one.mark.start, one.within].append(one)
    for ones in together.values():
        denied = len(ones) == 1 and _is_denied(text, ones[0], named)
        said = text[ones[0].mark.start : ones[0].mark.end]
        shares = read_shares(said, len(ones)) if len(ones) > 1 else None
        for place, one in enumerate(ones):
            bare = read_weight(said)
            share = shares[place] if shares else (None if bare is not None else read_share(said))
            if denied and share is not None:
                share = Share(round(1 - share.value, 9), share.exact)
            if share is not None or bare is not None:
                yield _Part(one, share, bare if share is None else None)


def _weigh(parts: list[_Part], rows: int | None) -> None:
    """Make shares of bare numbers: fractions, percents, counts of rows, or weights."""
    bare = [part for part in parts if part.weight is not None]
    total = sum(part.weight or 0.0 for part in bare)
    if not bare or total <= 0:
        return
    stated = sum(part.share.value for part in parts if part.share is not None)
    whole = _whole(
        total, len(bare), stated, rows, any(part.share and part.share.rest for part in parts)
    )
    for part in bare:
        part.share = Share(min(round((part.weight or 0.0) / whole, 9), 1.0))


def _whole(total: float, count: int, stated: float, rows: int | None, rest: bool) -> float:
    if total <= 1:
        return 1.0
    if abs(total + stated * _WHOLE - _WHOLE) <= _SLACK:
        return _WHOLE
    if rows is not None and total <= rows and (count == 1 or rest or total == rows):
        # `12 of them`; of one figure alone the smaller whole it is a part of.
        return (
            _WHOLE
            if count == 1 and total <= _WHOLE and rows >= _WHOLE * count and not rest
            else float(rows)
        )
    if count == 1 or rest:
        return _WHOLE if total <= _WHOLE else total
    return total if total > _WHOLE + _SLACK or count > 1 else _WHOLE


def _fill_rest(parts: list[_Part]) -> None:
    rest = [part for part in parts if part.share is not None and part.share.rest]
    if rest:
        others = sum(
            part.share.value for part in parts if part.share is not None and not part.share.rest
        )
        left = max(0.0, 1.0 - others) / len(rest)
        for part in rest:
            part.share = Share(round(left, 9), rest=True)
