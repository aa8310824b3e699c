"""Names that come in pairs and say their order: `salary_min` and `salary_max`."""

from __future__ import annotations

from itertools import permutations

from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.words import words

_LOW_HIGH = (
    ({"min", "minimum", "lowest", "low", "lower"}, {"max", "maximum", "highest", "high", "upper"}),
)
_COST_PRICE = (
    (
        {"cost", "purchase", "wholesale", "starting", "reserve"},
        {"selling", "retail", "sale", "hammer", "sold"},
    ),
)
_FIRST_THEN = (
    ({"scheduled", "planned", "expected", "estimated"}, {"actual", "real"}),
    ({"start", "begin", "started", "first"}, {"end", "finish", "ended", "last"}),
    (
        {"intake", "arrival", "admission", "received"},
        {"adoption", "discharge", "departure", "released"},
    ),
    ({"opened", "open", "reported", "created"}, {"closed", "close", "resolved", "solved"}),
    (
        {"shipped", "shipping", "dispatch", "sent", "pickup"},
        {"delivered", "delivery", "arrived", "dropoff"},
    ),
    ({"invoice", "issue", "issued", "billing"}, {"due"}),
    ({"planted", "sown", "sowing", "planting"}, {"harvested", "harvest"}),
)


_PAIRED = {
    word for pair in (*_LOW_HIGH, *_COST_PRICE, *_FIRST_THEN) for side in pair for word in side
}
_LATE_HOURS = 3.0
_LATE_DAYS = 10.0
"""How far what really happens usually is behind the plan."""


def order_pairs(draft: Draft) -> None:
    """Let the lower of two names be at most the higher, and the earlier date come first."""
    own = [
        one
        for one in draft.visible()
        if one.asked and not one.from_domain and not _PAIRED.isdisjoint(words(one.phrase))
    ]
    for one, other in permutations(own, 2):
        if one.kind != other.kind or one.entity != other.entity:
            continue
        if not (_is_free(one) and _is_free(other)):
            continue
        if one.kind == "number" and _differ_by(one, other, (*_LOW_HIGH, *_COST_PRICE)):
            one.details.at_most = other.phrase
        elif one.kind == "datetime" and _differ_by(one, other, _FIRST_THEN):
            other.details.after = one.phrase
            if _differ_by(one, other, _FIRST_THEN[:1]) and other.details.within is None:
                exact = other.keys.get("precision", "day") != "day"
                other.details.within = _LATE_HOURS / 24 if exact else _LATE_DAYS


def _is_free(column: DraftColumn) -> bool:
    """Whether the user said nothing of a column's order."""
    details = column.details
    return not (details.at_most or details.at_least or details.after or details.before)


def _differ_by(
    one: DraftColumn, other: DraftColumn, pairs: tuple[tuple[set[str], set[str]], ...]
) -> bool:
    """Whether two names are the same but for the words of a pair."""
    first, then = words(one.phrase), words(other.phrase)
    for low, high in pairs:
        lows = [word for word in first if word in low]
        highs = [word for word in then if word in high]
        if len(lows) == len(highs) == 1:
            left = [word for word in first if word not in lows]
            right = [word for word in then if word not in highs]
            if left == right and left:
                return True
    return False
