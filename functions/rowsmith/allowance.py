"""How often the model may be asked in a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from rowsmith.errors import PlannerUnavailable, StorageUnavailable
from rowsmith.storage import DailyCount


class Allowance:
    """At most `limit` calls of the model in a UTC day, over all containers.

    Called before every call of the model; raises PlannerUnavailable where it may not be made.
    A count that cannot be kept allows nothing: the limit holds whatever fails.
    """

    def __init__(
        self,
        count: DailyCount,
        limit: int,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._count = count
        self._limit = limit
        self._now = now

    def __call__(self) -> None:
        """Use one call up."""
        try:
            allowed = self._count.take(self._limit)
        except StorageUnavailable as error:
            raise PlannerUnavailable(
                "Calls of the model cannot be counted right now.", retry_after=error.retry_after
            ) from error
        if not allowed:
            raise PlannerUnavailable(
                "The model has been asked as often as this service allows in a day.",
                retry_after=self._seconds_to_midnight(),
            )

    def _seconds_to_midnight(self) -> int:
        now = self._now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        return int((midnight - now).total_seconds()) + 1
