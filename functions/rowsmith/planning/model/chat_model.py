"""One question to a chat model over OpenAI's client, with a defined outcome for every failure."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rowsmith.errors import PlannerUnavailable, Refused
from rowsmith.planning.model.models import facts_of
from rowsmith.planning.model.strict_schema import response_format
from rowsmith.planning.model.within import within
from rowsmith.planning.plan import Usage

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI
    from openai.types.chat import ChatCompletion, ChatCompletionMessageParam
    from openai.types.completion_usage import CompletionUsage

_log = logging.getLogger(__name__)

OPENAI_URL = "https://api.openai.com/v1"
MAX_ANSWER_TOKENS = 8_000
"""About 130 columns; a model that runs on is stopped there."""
LEAST_SECONDS = 3.0
"""Below this no model answers with a schema, so it is not asked."""
_CONNECT_SECONDS = 5.0
_PAUSE_SECONDS = 0.5
_LONGEST_RETRY_AFTER = 3_600
_NEW_LIMIT, _OLD_LIMIT = "max_completion_tokens", "max_tokens"
_NOT_WORTH_REPEATING = "insufficient_quota"

KEY_NOT_ACCEPTED = (
    "The model's key is not accepted. Set a valid OPENAI_API_KEY, or use the built-in planner."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote.

    Attributes:
        text: empty where it wrote nothing.
        cut_off: whether it ended at the limit of tokens and not by itself.
    """

    text: str
    cut_off: bool
    usage: Usage


class _Passing(Exception):
    """A failure that may be over in a moment; `seconds` is how long to wait."""

    def __init__(self, error: PlannerUnavailable, seconds: float) -> None:
        super().__init__(error.message)
        self.error = error
        self.seconds = seconds


class ChatModel:
    """A model behind OpenAI's API, or a server that speaks it.

    Args:
        api_key: the key, or what fetches it; it is fetched at the first question, and again
            after it was refused.
        base_url: the server; OpenAI's own where it is None.
        permit: called before each call of the model; raises PlannerUnavailable to forbid it.
        sleep: waits for as many seconds.
    """

    def __init__(
        self,
        api_key: str | Callable[[], str],
        base_url: str | None,
        model: str,
        *,
        permit: Callable[[], object] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.model = model
        self._permit = permit
        self._api_key = api_key
        self._base_url = base_url or OPENAI_URL
        self._sleep = sleep
        self._facts = facts_of(model)
        self._options: dict[str, Any] = {_NEW_LIMIT: MAX_ANSWER_TOKENS, **self._facts.options}
        self._client: OpenAI | None = None
        self._making_client = threading.Lock()

    def ask(
        self, messages: Sequence[ChatCompletionMessageParam], seconds_left: Callable[[], float]
    ) -> Answer:
        """The answer to `messages`, asked for a second time after a passing failure.

        Raises PlannerUnavailable, and Refused where the model declines.
        """
        try:
            return self._answer(messages, seconds_left())
        except _Passing as failure:
            if seconds_left() - failure.seconds < LEAST_SECONDS:
                raise failure.error from failure
            _log.info("The model is asked again: %s", failure.error.message)
            self._sleep(failure.seconds)
        try:
            return self._answer(messages, seconds_left())
        except _Passing as failure:
            raise failure.error from failure

    def _answer(self, messages: Sequence[ChatCompletionMessageParam], seconds: float) -> Answer:
        if seconds < LEAST_SECONDS:
            raise _too_slow()
        try:
            completion = within(seconds, lambda: self._completion(messages, seconds))
        except TimeoutError:
            raise _too_slow() from None
        return self._read(completion)

    def _completion(
        self, messages: Sequence[ChatCompletionMessageParam], seconds: float
    ) -> ChatCompletion:
        import openai

        client = self._connected()
        try:
            return self._create(client, messages, seconds)
        except openai.BadRequestError as error:
            if self._without_refused_option(error):
                return self._completion(messages, seconds)
            raise self._status_failure(error) from error
        except openai.APIStatusError as error:
            raise self._status_failure(error) from error
        except openai.APITimeoutError as error:
            raise _too_slow() from error
        except (openai.APIConnectionError, openai.APIResponseValidationError, ValueError) as error:
            # ValueError: a body that was cut off, or is no JSON.
            raise _Passing(_unreachable(), _PAUSE_SECONDS) from error

    def _create(
        self, client: OpenAI, messages: Sequence[ChatCompletionMessageParam], seconds: float
    ) -> ChatCompletion:
        from openai import Timeout

        if self._permit is not None:
            self._permit()
        completion: ChatCompletion = client.chat.completions.create(
            model=self.model,
            messages=list(messages),
            response_format=response_format(),
            timeout=Timeout(seconds, connect=min(_CONNECT_SECONDS, seconds)),
            extra_body=self._options,
        )
        if isinstance(completion, str):
            # The client hands on as text what is not declared as JSON: some other page.
            raise ValueError("not an answer of the API")
        return completion

    def _connected(self) -> OpenAI:
        from openai import OpenAI

        with self._making_client:
            if self._client is None:
                key = self._api_key if isinstance(self._api_key, str) else self._api_key()
                key = key.strip()
                if not (key and key.isascii() and key.isprintable()):
                    raise PlannerUnavailable(KEY_NOT_ACCEPTED, retry_after=60)
                self._client = OpenAI(api_key=key, base_url=self._base_url, max_retries=0)
            return self._client

    def _without_refused_option(self, error: APIStatusError) -> bool:
        """Take out the option that the server refuses; whether there was one.

        Where the server does not say what it refuses, all are taken out.
        """
        refused = error.param
        if refused is None and self._options:
            self._options = {}
        elif refused == _NEW_LIMIT and _NEW_LIMIT in self._options:
            rest = {key: value for key, value in self._options.items() if key != _NEW_LIMIT}
            self._options = {_OLD_LIMIT: MAX_ANSWER_TOKENS, **rest}
        elif refused in self._options:
            self._options = {key: v for key, v in self._options.items() if key != refused}
        else:
            return False
        return True

    def _status_failure(self, error: APIStatusError) -> Exception:
        status, code = error.status_code, error.code
        if code == "content_filter":
            return Refused("The model's filter declined this description. Describe other data.")
        if status in (401, 403):
            self._client = None  # the key may have been replaced since
            return PlannerUnavailable(KEY_NOT_ACCEPTED, retry_after=60)
        if status == 404:
            return PlannerUnavailable(
                f"There is no model '{self.model}' at this server. Check OPENAI_MODEL and "
                "OPENAI_BASE_URL, or use the built-in planner.",
                retry_after=60,
            )
        wait = _retry_after(error.response.headers.get("retry-after"))
        if status == 429 and code == _NOT_WORTH_REPEATING:
            return PlannerUnavailable("The model's account has no credit left.", retry_after=600)
        if status == 429:
            said = "The model has more requests than it takes right now."
            return _Passing(_unavailable(said, wait), wait or _PAUSE_SECONDS)
        if status >= 500 or status in (408, 409):
            said = "The model does not answer right now."
            return _Passing(_unavailable(said, wait), wait or _PAUSE_SECONDS)
        return PlannerUnavailable(
            f"The model's server refused the request ({status}{f', {code}' if code else ''}). "
            "Check OPENAI_MODEL and OPENAI_BASE_URL, or use the built-in planner.",
            retry_after=60,
        )

    def _read(self, completion: ChatCompletion) -> Answer:
        usage = self._usage(completion.usage)
        # The client checks nothing that it reads: any part of an answer may be missing.
        choice = completion.choices[0] if completion.choices else None
        if choice is None or choice.message is None:
            return Answer("", cut_off=False, usage=usage)
        if refusal := choice.message.refusal:
            said = " ".join(str(refusal).split())[:300]
            raise Refused(f"The model declined to plan this dataset: {said}")
        if choice.finish_reason == "content_filter":
            raise Refused("The model's filter declined this description. Describe other data.")
        text = choice.message.content
        cut_off = choice.finish_reason == "length"
        return Answer(text if isinstance(text, str) else "", cut_off, usage)

    def _usage(self, counted: CompletionUsage | None) -> Usage:
        if counted is None:
            return Usage(0, 0)
        details = counted.prompt_tokens_details
        prompt, completion = counted.prompt_tokens or 0, counted.completion_tokens or 0
        cached = (details.cached_tokens or 0) if details is not None else 0
        price = self._facts.price
        cost = price.cost(prompt, cached, completion) if price is not None else None
        return Usage(prompt, completion, cached, cost)


def _unavailable(said: str, wait: float | None) -> PlannerUnavailable:
    return PlannerUnavailable(said, retry_after=math.ceil(wait) if wait else 5)


def _too_slow() -> PlannerUnavailable:
    return PlannerUnavailable("The model did not answer in time.", retry_after=5)


def _unreachable() -> PlannerUnavailable:
    return PlannerUnavailable("The model cannot be reached.", retry_after=5)


def _retry_after(text: str | None) -> float | None:
    """Seconds of a Retry-After header; None where there is none or it is a date."""
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return min(seconds, _LONGEST_RETRY_AFTER) if 0 < seconds < math.inf else None
