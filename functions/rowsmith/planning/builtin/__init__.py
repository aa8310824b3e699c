"""The planner that needs no model, no key and no network: a deterministic reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rowsmith.planning.plan import Plan


class BuiltinPlanner:
    """Plans by rules, a vocabulary of fields and a set of domains; the same plan every time."""

    @property
    def name(self) -> str:
        """`builtin`."""
        return "builtin"

    def plan(
        self,
        description: str,
        *,
        locale: str | None,
        seconds_left: float,
    ) -> Plan:
        """Plan `description`; `locale` and `seconds_left` are not needed for it.

        Raises NotUnderstood where too little of it was recognised, or a listed column was not.
        """
        del locale, seconds_left
        from rowsmith.planning.builtin.planner import plan_by_rules

        return plan_by_rules(description)


__all__ = ["BuiltinPlanner"]
