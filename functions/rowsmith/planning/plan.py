"""What a planner gives back, and what every planner is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from rowsmith.schema import Schema


@dataclass(frozen=True, slots=True)
class Usage:
    """What the calls of a model took; the sum where there were two.

    Attributes:
        prompt_tokens: tokens sent, the cached ones included.
        cached_tokens: those of `prompt_tokens` that the model had cached, which cost less.
        completion_tokens: tokens written.
        cost: in US dollars; None where the model's price is not known.
        calls: how many answers were paid for.
    """

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int = 0
    cost: float | None = None
    calls: int = 1

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        known = self.cost is not None and other.cost is not None
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            cost=(self.cost or 0.0) + (other.cost or 0.0) if known else None,
            calls=self.calls + other.calls,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A schema made from a description.

    Attributes:
        schema: valid, as `parse_schema` returns it.
        rows: the number of rows that the description names; None where it names none.
        locale: the locale that the description's country or language asks for, as in `de_DE`;
            None where it names none.
        warnings: what was mended or left out, in words for the caller.
        usage: tokens and cost; None for a planner that calls no model.
    """

    schema: Schema
    rows: int | None = None
    locale: str | None = None
    warnings: list[str] = field(default_factory=list)
    usage: Usage | None = None


class Planner(Protocol):
    """Turns a description into a schema."""

    @property
    def name(self) -> str:
        """What the answer's `planner` says and the cache key holds: a model, or `builtin`."""
        ...

    def plan(self, description: str, *, locale: str | None, seconds_left: float) -> Plan:
        """Plan `description` within `seconds_left`, for rows in `locale` where one is given.

        Raises:
            NotUnderstood: too little of the description was recognised.
            Refused: the model declined.
            PlannerUnavailable: the model could not be asked, or not in time.
            PlannerFailed: what the model wrote could not be used.
        """
        ...
