"""The numbers that weekdays, months, days and hours are: Monday is 1, January is 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rowsmith.schema.expressions import Call, ExpressionError, Node


@dataclass(frozen=True, slots=True)
class CalendarNumber:
    """The whole numbers that a function of a date gives, `least` to `most`, and their names."""

    least: int
    most: int
    names: tuple[str, ...] = ()

    def number(self, text: str) -> int | None:
        """The number that a name (or its first three letters) has."""
        word = text.strip().lower()
        for number, name in enumerate(self.names, start=self.least):
            if word in (name, name[:3]):
                return number
        return None


CALENDAR: Mapping[str, CalendarNumber] = {
    "weekday": CalendarNumber(
        1, 7, ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ),
    "month": CalendarNumber(
        1,
        12,
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"),
    ),
    "day": CalendarNumber(1, 31),
    "hour": CalendarNumber(0, 23),
}  # fmt: skip


def check_calendar(node: Node, value: object, operator: str) -> None:
    """Refuse a comparison of a weekday, month, day or hour with a number that it never is."""
    if not (isinstance(node, Call) and node.function in CALENDAR and isinstance(value, float)):
        return
    span = CALENDAR[node.function]
    if operator in ("==", "!=", "in") and not span.least <= value <= span.most:
        first, last = (
            (f" ({name.title()})" for name in (span.names[0], span.names[-1]))
            if span.names
            else ("", "")
        )
        raise ExpressionError(
            f"compares {node.function} with {value:g}, which it never is; it is "
            f"{span.least}{first} to {span.most}{last}"
        )
