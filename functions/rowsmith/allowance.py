"""How often something that costs may be done in a day: asking the model, paying workers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from rowsmith.errors import PlannerUnavailable, StorageUnavailable, Unavailable
from rowsmith.storage import DailyCount


class Allowance:
    """At most `limit` times in a UTC day, over all containers.

    Called before each time; raises `refusal` where it may not be done. A count that cannot be
    kept allows nothing: the limit holds whatever fails. what: is done, as a sentence begins.
    """

    def __init__(
        self,
        count: DailyCount,
        limit: int,
        *,
        what: str = "Calls of the model",
        refusal: type[Unavailable] = PlannerUnavailable,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._count = count
        self._limit = limit
        self._what = what
        self._refusal = refusal
        self._now = now

    def __call__(self) -> None:
        """Use one up."""
        try:
            allowed = self._count.take(self._limit)
        except StorageUnavailable as error:
            raise self._refusal(
                f"{self._what} cannot be counted right now.", retry_after=error.retry_after
            ) from error
        if not allowed:
            raise self._refusal(
                f"{self._what} have reached what this service allows in a day.",
                retry_after=self._seconds_to_midnight(),
            )

    def _seconds_to_midnight(self) -> int:
        now = self._now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        return int((midnight - now).total_seconds()) + 1
