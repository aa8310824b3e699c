"""Who plans a description, and where plans are kept: the first half of a request."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any, Protocol

from rowsmith.contract import PlannerChoice
from rowsmith.errors import (
    InvalidRequest,
    InvalidSchema,
    NotUnderstood,
    PlannerFailed,
    PlannerUnavailable,
)
from rowsmith.planning import Planner, Usage, cache_key
from rowsmith.schema import Schema, parse_schema

_log = logging.getLogger(__name__)

ENTRY_VERSION = 1
"""Version of a cache entry's own keys; an entry of another version is planned again."""

SECONDS_TO_MAKE_ROWS = 6.0
"""What a model must leave of a request's time for making and storing the rows."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A schema and where it comes from.

    Attributes:
        planner: who planned; None where the request brought the schema.
        cached: whether the plan was in the cache.
        key: where the plan is kept; None for one that is not.
        pilot: what the cache holds of the schema's pilot; None where there is none.
        usage: what a model's plan took just now; None where no model was asked.
    """

    schema: Schema
    planner: str | None = None
    locale: str | None = None
    warnings: list[str] = field(default_factory=list)
    cached: bool = False
    key: str | None = None
    pilot: dict[str, Any] | None = None
    usage: Usage | None = None


class Cache(Protocol):
    """Where plans are kept, by a key of hexadecimal digits. Nothing that fails is raised."""

    def get(self, key: str) -> dict[str, Any] | None: ...  # noqa: D102

    def put(self, key: str, entry: dict[str, Any]) -> None: ...  # noqa: D102


class Plans:
    """Plans by the model where there is one, built in otherwise, each description once."""

    def __init__(self, *, builtin: Planner, model: Planner | None, cache: Cache) -> None:
        self._builtin = builtin
        self._model = model
        self._cache = cache

    @property
    def default_planner(self) -> str:
        """The name of the planner in use where a request does not choose."""
        return (self._model or self._builtin).name

    def plan(
        self,
        description: str,
        *,
        locale: str | None,
        choice: PlannerChoice,
        refresh: bool,
        seconds_left: float,
    ) -> Planned:
        """The plan of `description`: kept, or made now within `seconds_left`.

        Raises InvalidRequest where the model is asked for and there is none, and whatever
        the chosen planner raises.
        """
        planner = self._chosen(choice)
        key = cache_key(description, locale=locale, planner_name=planner.name)
        if not refresh and (kept := self._kept(key)) is not None:
            return kept
        if planner is self._builtin:
            return _made(planner, description, locale, seconds_left, key=key)
        try:
            in_time = seconds_left - SECONDS_TO_MAKE_ROWS
            return _made(planner, description, locale, in_time, key=key)
        except (PlannerUnavailable, PlannerFailed) as failure:
            if choice == "model":
                raise
            return self._instead(failure, description, locale, seconds_left)

    def keep(self, planned: Planned, pilot: dict[str, Any] | None) -> None:
        """Put the plan and its pilot into the cache, unless it is not to be kept."""
        if planned.key is None:
            return
        entry = {
            "version": ENTRY_VERSION,
            "planner": planned.planner,
            "schema": planned.schema.model_dump(mode="json", exclude_defaults=True),
            "locale": planned.locale,
            "warnings": planned.warnings,
            "pilot": pilot,
        }
        self._cache.put(planned.key, entry)

    def _chosen(self, choice: PlannerChoice) -> Planner:
        if choice == "builtin":
            return self._builtin
        if choice == "model" and self._model is None:
            raise InvalidRequest(
                "There is no model here. Leave planner out, or send 'builtin'.", where="planner"
            )
        return self._model or self._builtin

    def _kept(self, key: str) -> Planned | None:
        entry = self._cache.get(key)
        if entry is None or entry.get("version") != ENTRY_VERSION:
            return None
        try:
            return Planned(
                schema=parse_schema(entry["schema"]),
                planner=entry["planner"],
                locale=entry["locale"],
                warnings=entry["warnings"],
                cached=True,
                key=key,
                pilot=entry["pilot"],
            )
        except (InvalidSchema, KeyError):
            _log.warning("A cached schema cannot be used; it is planned again")
            return None

    def _instead(
        self,
        failure: PlannerUnavailable | PlannerFailed,
        description: str,
        locale: str | None,
        seconds_left: float,
    ) -> Planned:
        """The built-in planner's plan in the failed model's place; it is not kept."""
        _log.warning("The model failed (%s); the built-in planner takes over", failure.code)
        warning = (
            f"{failure.message} The built-in planner made this schema instead; "
            "the next request asks the model again."
        )
        try:
            return _made(self._builtin, description, locale, seconds_left, warning=warning)
        except NotUnderstood:
            # The model may well understand it, once it answers.
            raise failure from None


def _made(
    planner: Planner,
    description: str,
    locale: str | None,
    seconds_left: float,
    *,
    key: str | None = None,
    warning: str | None = None,
) -> Planned:
    plan = planner.plan(description, locale=locale, seconds_left=seconds_left)
    return Planned(
        schema=plan.schema,
        planner=planner.name,
        locale=plan.locale,
        warnings=[*([warning] if warning else []), *plan.warnings],
        key=key,
        usage=plan.usage,
    )
