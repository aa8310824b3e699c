"""The planner that asks a model: one question, its answer mended, and sent back once at most."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rowsmith.errors import InvalidSchema, NotUnderstood, PlannerFailed, Problem, RowsmithError
from rowsmith.planning.coherence.stated import NOTHING, Stated
from rowsmith.planning.english.content import is_english
from rowsmith.planning.model.chat_model import LEAST_SECONDS, Answer, ChatModel
from rowsmith.planning.model.prompt import first_messages, mending_messages, shortening_messages
from rowsmith.planning.model.shorthand import written_in_full
from rowsmith.planning.model.strict_schema import PROBLEM
from rowsmith.planning.notes import told
from rowsmith.planning.plan import Plan, Usage
from rowsmith.planning.repair import repair, told_lost
from rowsmith.planning.repair.eased import eased
from rowsmith.planning.request import read_request
from rowsmith.schema import Schema, parse_schema

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

_log = logging.getLogger(__name__)
_FENCE = re.compile(r"^\s*```[a-z]*\s*|\s*```\s*$")
_LEAST_FOR_MORE = 8.0
"""Seconds that must be left to ask for a usable answer again."""
_FAILED = "The model wrote no schema that can be used."


class _Unusable(Exception):
    """An answer without a schema in it; `problems` is what the model is told."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{found.where}: {found.message}" for found in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Written:
    """A schema that a model wrote, what was mended in it, and what was lost of it."""

    schema: Schema
    warnings: tuple[str, ...]
    lost: tuple[Problem, ...]

    @property
    def told(self) -> list[str]:
        """All that the user is told."""
        return [*self.warnings, *told_lost(self.lost)]


class OpenAIPlanner:
    """Plans with a chat model through Structured Outputs.

    Args:
        api_key: the key, or what fetches it when it is first needed.
        base_url: a server that speaks OpenAI's API; OpenAI's own where it is None.
        model: such as `gpt-4o-mini`.
        accept: raises InvalidSchema for a valid schema that cannot be made all the same, such
            as one with a mean that its bounds do not allow.
        permit: called before each call of the model; raises PlannerUnavailable to forbid it.
        shows_example: whether the model is shown the nearest schema that is known.
    """

    def __init__(
        self,
        api_key: str | Callable[[], str],
        base_url: str | None,
        model: str,
        *,
        accept: Callable[[Schema], object] | None = None,
        permit: Callable[[], object] | None = None,
        shows_example: bool = True,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._chat = ChatModel(api_key, base_url, model, permit=permit, sleep=sleep)
        self._accept = accept
        self._shows_example = shows_example

    @property
    def name(self) -> str:
        """The model's name."""
        return self._chat.model

    def plan(self, description: str, *, locale: str | None, seconds_left: float) -> Plan:
        """Ask for a schema of `description`; see `Planner`."""
        end = time.monotonic() + seconds_left

        def left() -> float:
            return end - time.monotonic()

        request = read_request(description)
        locale = locale or request.locale
        asked = first_messages(description, locale, self._example(description))
        schema, warnings, usage = self._asked(asked, left)
        schema, stated, added = self._kept(schema, description)
        schema, assumed = self._coherent(schema, stated)
        return Plan(schema, request.rows, locale, [*warnings, *added, *assumed], usage)

    def _example(self, description: str) -> str | None:
        """The nearest schema that is known, where one is near and may be shown."""
        if not self._shows_example:
            return None
        from rowsmith.planning.knowledge import knowledge
        from rowsmith.planning.model.nearest import nearest_example
        from rowsmith.planning.reading.read import read

        return nearest_example(read(description), knowledge())

    def _asked(
        self, asked: list[ChatCompletionMessageParam], left: Callable[[], float]
    ) -> tuple[Schema, list[str], Usage]:
        """A schema, its warnings and what it took; asked once more where something was lost.

        Raises PlannerFailed where neither answer can be used.
        """
        answer = self._answer(asked, left)
        try:
            first = self._written_in(answer)
        except _Unusable as fault:
            _log.info("The model's answer cannot be used: %d faults", len(fault.problems))
            second = self._second_answer(asked, answer, fault, left)
            try:
                found = self._written_in(second)
            except _Unusable as second_fault:
                raise PlannerFailed(_FAILED) from second_fault
            return found.schema, found.told, answer.usage + second.usage
        if not first.lost or left() < _LEAST_FOR_MORE:
            return first.schema, first.told, answer.usage
        better, usage = self._made_better(asked, answer, first, left)
        return better.schema, better.told, usage

    def _made_better(
        self,
        asked: list[ChatCompletionMessageParam],
        answer: Answer,
        first: _Written,
        left: Callable[[], float],
    ) -> tuple[_Written, Usage]:
        """What the model writes when it is told what was lost; the first if that is no better."""
        _log.info("The model's answer is asked for again: %d losses", len(first.lost))
        try:
            second = self._answer(mending_messages(asked, answer.text, first.lost), left)
        except RowsmithError:
            return first, answer.usage
        usage = answer.usage + second.usage
        try:
            found = self._written_in(second)
        except (_Unusable, RowsmithError):
            return first, usage
        return (found if len(found.lost) < len(first.lost) else first), usage

    def _answer(
        self, messages: list[ChatCompletionMessageParam], left: Callable[[], float]
    ) -> Answer:
        answer = self._chat.ask(messages, left)
        self._note(answer.usage)
        return answer

    def _second_answer(
        self,
        asked: list[ChatCompletionMessageParam],
        answer: Answer,
        fault: _Unusable,
        left: Callable[[], float],
    ) -> Answer:
        if left() < LEAST_SECONDS:
            raise PlannerFailed(_FAILED) from fault
        if answer.cut_off:
            return self._answer(shortening_messages(asked), left)
        return self._answer(mending_messages(asked, answer.text, fault.problems), left)

    def _written_in(self, answer: Answer) -> _Written:
        """The schema in an answer, mended. Raises _Unusable, NotUnderstood."""
        if answer.cut_off:
            raise _Unusable([Problem("schema", "was cut off")])
        data = _json_in(answer.text)
        if isinstance(data, dict):
            _check_understood(data)
            data = {key: value for key, value in data.items() if key != PROBLEM}
        full, unread = written_in_full(data)
        mended, warnings, lost = repair(full)
        try:
            schema = parse_schema(mended)
            changes: list[str] = []
            if self._accept is not None:
                schema, changes = eased(schema, self._accept)
        except InvalidSchema as error:
            raise _Unusable([*unread, *lost, *error.problems]) from error
        return _Written(schema, (*warnings, *changes), (*unread, *lost))

    def _kept(self, schema: Schema, description: str) -> tuple[Schema, Stated, list[str]]:
        """The schema with what the description states, unless it cannot be made so.

        What is written in another language than English is left to the model.
        """
        if not is_english(description):
            return schema, NOTHING, []
        # The network and what is known are read from files: only where they are needed.
        from rowsmith.planning.knowledge import knowledge
        from rowsmith.planning.promises import keep
        from rowsmith.planning.reading.read import read

        kept = keep(read(description), schema, knowledge())
        if kept.schema != schema and not self._is_makable(kept.schema):
            _log.info("What the description states cannot be made with the model's schema")
            return schema, NOTHING, []
        return kept.schema, kept.stated, told(kept.notes)

    def _coherent(self, schema: Schema, stated: Stated) -> tuple[Schema, list[str]]:
        """The schema with its columns in agreement, unless it cannot be made so."""
        from rowsmith.planning.coherence import cohere

        agreed, notes = cohere(schema, stated)
        if agreed is not schema and not self._is_makable(agreed):
            _log.info("The columns cannot be made to agree")
            return schema, []
        return agreed, told(notes)

    def _is_makable(self, schema: Schema) -> bool:
        try:
            if self._accept is not None:
                self._accept(schema)
        except InvalidSchema:
            return False
        return True

    def _note(self, usage: Usage) -> None:
        cost = "unknown cost" if usage.cost is None else f"${usage.cost:.6f}"
        _log.info(
            "%s: %d tokens in (%d cached), %d out, %s",
            self.name,
            usage.prompt_tokens,
            usage.cached_tokens,
            usage.completion_tokens,
            cost,
        )


def _json_in(text: str) -> object:
    """The JSON in an answer, also between the marks of a code block. Raises _Unusable."""
    try:
        return json.loads(_FENCE.sub("", text))
    except (ValueError, RecursionError):
        raise _Unusable([Problem("schema", "is not JSON")]) from None


def _check_understood(data: dict[str, object]) -> None:
    """Raise NotUnderstood where the model wrote why there is nothing to plan, and no column."""
    problem = data.get(PROBLEM)
    if isinstance(problem, str) and problem.strip() and not _has_columns(data):
        said = " ".join(problem.split())[:300]
        raise NotUnderstood(
            f"The model planned no dataset: {said} Name what the rows are about and some columns.",
            understood=[],
            not_understood=[said],
        )


def _has_columns(data: dict[str, object]) -> bool:
    return bool(data.get("columns") or data.get("entities"))
