"""OpenAI's chat completions on this machine, as far as the planner uses them.

    with LocalOpenAI(plan=lambda description: {...}) as server:
        OpenAIPlanner(server.key, server.base_url, "gpt-4o-mini").plan(...)
        server.will(status(429, retry_after=7), cut_off())   # of the next two requests

It refuses what the API refuses: a wrong key, an unknown model, a request or a strict JSON
Schema that is out of bounds. What it answers fits the request's schema, with all its nulls.

`python -m tests.local.openai_server` serves it on port 9100 until Ctrl-C.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from rowsmith.errors import InvalidSchema
from rowsmith.planning.model.in_short import in_short
from rowsmith.schema import parse_schema
from tests.local.strict_subset import complaint, written_out

KEY = "sk-local"
PORT = 9100
MODELS = frozenset({"gpt-4o-mini", "gpt-4o-mini-2024-07-18", "gpt-4o", "gpt-5-mini", "local"})
CHARACTERS_PER_TOKEN = 3.5
_REASONING = re.compile(r"^(gpt-5|o\d)")
_NAME = re.compile(r"^[a-zA-Z0-9_-]{1,64}$")
_DESCRIPTION = re.compile(r"<description>\n(.*?)\n</description>", re.DOTALL)
_PATH = "/v1/chat/completions"
_KEYS = frozenset(
    {
        "model",
        "messages",
        "response_format",
        "max_completion_tokens",
        "max_tokens",
        "temperature",
        "reasoning_effort",
        "seed",
    }
)

Plan = Mapping[str, Any]


class Rejected(Exception):
    """A request that the API refuses."""

    def __init__(
        self, status: int, message: str, *, code: str | None = None, param: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body = {
            "error": {
                "message": message,
                "type": "invalid_request_error",
                "param": param,
                "code": code,
            }
        }


@dataclass
class Exchange:
    """One request, checked, and the means to answer it."""

    body: dict[str, Any]
    description: str
    plan: Callable[[str], Plan]
    handler: BaseHTTPRequestHandler
    closing: threading.Event
    cached_tokens: int

    def written(self, plan: Plan) -> str:
        """The plan as strict decoding writes it for this request."""
        schema = self.body["response_format"]["json_schema"]["schema"]
        with contextlib.suppress(InvalidSchema):
            # A valid plan has its defaults written too, as a model must.
            plan = parse_schema(dict(plan)).model_dump(mode="json")
        short = in_short(dict(plan))
        return json.dumps(written_out(short, schema), separators=(",", ":"), ensure_ascii=False)

    def complete(
        self, content: str | None, *, finish_reason: str = "stop", refusal: str | None = None
    ) -> dict[str, Any]:
        """A chat completion."""
        prompt = sum(len(str(message["content"])) for message in self.body["messages"])
        prompt_tokens = _tokens(prompt)
        completion_tokens = _tokens(len(content or refusal or ""))
        return {
            "id": "chatcmpl-local",
            "object": "chat.completion",
            "created": 1_700_000_000,
            "model": self.body["model"],
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": content, "refusal": refusal},
                    "finish_reason": finish_reason,
                    "logprobs": None,
                }
            ],
            "usage": {
                "prompt_tokens": prompt_tokens,
                "completion_tokens": completion_tokens,
                "total_tokens": prompt_tokens + completion_tokens,
                "prompt_tokens_details": {"cached_tokens": self.cached_tokens},
            },
        }

    def send(
        self, status_code: int, body: object, headers: Mapping[str, str] | None = None
    ) -> None:
        """Answer with JSON."""
        self.send_bytes(status_code, json.dumps(body).encode(), "application/json", headers)

    def send_bytes(
        self,
        status_code: int,
        data: bytes,
        content_type: str,
        headers: Mapping[str, str] | None = None,
        *,
        declared: int | None = None,
    ) -> None:
        """Answer with bytes, of which more may be declared than come."""
        self.handler.send_response(status_code)
        self.handler.send_header("Content-Type", content_type)
        self.handler.send_header("Content-Length", str(declared or len(data)))
        for name, value in (headers or {}).items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(data)


Behaviour = Callable[[Exchange], None]


def answer(plan: Plan) -> Behaviour:
    """Answer with this plan."""
    return lambda exchange: exchange.send(200, exchange.complete(exchange.written(plan)))


def text(content: str | None) -> Behaviour:
    """Answer with this text, whatever the schema asks for, as a server without strict mode may."""
    return lambda exchange: exchange.send(200, exchange.complete(content))


def refusal(words: str = "I'm sorry, I can't help with that.") -> Behaviour:
    """The model declines."""
    return lambda exchange: exchange.send(200, exchange.complete(None, refusal=words))


def filtered() -> Behaviour:
    """The filter stops the answer."""
    return lambda exchange: exchange.send(
        200, exchange.complete("", finish_reason="content_filter")
    )


def cut_off() -> Behaviour:
    """The answer ends at the limit of tokens, in the middle of its JSON."""

    def behave(exchange: Exchange) -> None:
        whole = exchange.written(exchange.plan(exchange.description))
        half = exchange.complete(whole[: len(whole) // 2], finish_reason="length")
        exchange.send(200, half)

    return behave


def no_choices() -> Behaviour:
    """An answer with nothing in it."""
    return lambda exchange: exchange.send(200, {**exchange.complete(""), "choices": []})


def status(
    code: int, *, error_code: str | None = None, retry_after: str | float | None = None
) -> Behaviour:
    """An error of the server or of the account."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    body = {"error": {"message": "No.", "type": "error", "param": None, "code": error_code}}
    return lambda exchange: exchange.send(code, body, headers)


def hang() -> Behaviour:
    """Say nothing until the server stops."""

    def behave(exchange: Exchange) -> None:
        exchange.closing.wait()

    return behave


def drip() -> Behaviour:
    """Keep the connection alive with spaces, and never answer."""

    def behave(exchange: Exchange) -> None:
        exchange.send_bytes(200, b" ", "application/json", declared=1_000_000)
        while not exchange.closing.wait(0.05):
            exchange.handler.wfile.write(b" ")
            exchange.handler.wfile.flush()

    return behave


def cut_connection() -> Behaviour:
    """Close in the middle of the body."""

    def behave(exchange: Exchange) -> None:
        data = json.dumps(exchange.complete("{}")).encode()
        exchange.send_bytes(200, data[: len(data) // 2], "application/json", declared=len(data))
        exchange.handler.close_connection = True

    return behave


def half_json() -> Behaviour:
    """A body that is complete by its length and no JSON."""
    return lambda exchange: exchange.send_bytes(200, b'{"id": "chatcmpl', "application/json")


def web_page() -> Behaviour:
    """A page of something else that listens there."""
    page = b"<html><body>It works!</body></html>"
    return lambda exchange: exchange.send_bytes(200, page, "text/html")


class LocalOpenAI:
    """A server of chat completions, from `start` to `stop`; a free port unless one is given.

    Args:
        plan: what a description is answered with.
        key: the only key that it accepts.
    """

    def __init__(
        self,
        plan: Callable[[str], Plan] | Plan,
        *,
        key: str = KEY,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.key = key
        self.requests: list[dict[str, Any]] = []
        self._plan = plan if callable(plan) else lambda _: plan
        self._behaviours: deque[Behaviour] = deque()
        self._prompts: set[str] = set()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer((host, port), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def base_url(self) -> str:
        """What to set as OPENAI_BASE_URL."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/v1"

    @property
    def descriptions(self) -> list[str]:
        """The descriptions asked for, the latest last."""
        return [_description(body) for body in self.requests]

    def will(self, *behaviours: Behaviour) -> None:
        """Behave so in the next requests, one each; then answer with plans again."""
        self._behaviours.extend(behaviours)

    def recover(self) -> None:
        """Answer with plans again, whatever was to come."""
        self._behaviours.clear()

    def start(self) -> None:
        """Listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, and let go of who waits."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> LocalOpenAI:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def respond(self, handler: BaseHTTPRequestHandler, raw: bytes) -> None:
        """Check one request and answer it."""
        try:
            body = _checked(handler, raw, self.key)
        except Rejected as rejected:
            data = json.dumps(rejected.body).encode()
            handler.send_response(rejected.status)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)
            return
        system = str(body["messages"][0]["content"])
        with self._lock:
            self.requests.append(body)
            cached = _tokens(len(system)) if system in self._prompts else 0
            self._prompts.add(system)
            behave = self._behaviours.popleft() if self._behaviours else None
        exchange = Exchange(body, _description(body), self._plan, handler, self._closing, cached)
        (behave or answer(self._plan(exchange.description)))(exchange)


def _handler_of(server: LocalOpenAI) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            # Who asked may have gone: a client that was told to wait no longer.
            with contextlib.suppress(ConnectionError):
                server.respond(self, self.rfile.read(length))

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler


def _checked(handler: BaseHTTPRequestHandler, raw: bytes, key: str) -> dict[str, Any]:
    if handler.path != _PATH:
        raise Rejected(404, f"Unknown request URL: POST {handler.path}.", code="unknown_url")
    if handler.headers.get("Authorization") != f"Bearer {key}":
        raise Rejected(401, "Incorrect API key provided.", code="invalid_api_key")
    try:
        body = json.loads(raw)
    except ValueError:
        raise Rejected(400, "We could not parse the JSON body of your request.") from None
    _check_body(body)
    return dict(body)


def _check_body(body: Any) -> None:
    if not isinstance(body, dict):
        raise Rejected(400, "We could not parse the JSON body of your request.")
    for name in body:
        if name not in _KEYS:
            said = f"Unrecognized request argument supplied: {name}"
            raise Rejected(400, said, code="unknown_parameter", param=name)
    if body.get("model") not in MODELS:
        said = f"The model `{body.get('model')}` does not exist."
        raise Rejected(404, said, code="model_not_found")
    _check_messages(body.get("messages"))
    _check_options(body)
    _check_format(body.get("response_format"))


def _check_messages(messages: Any) -> None:
    if not isinstance(messages, list) or not messages:
        raise Rejected(400, "'messages' is a required property", param="messages")
    for number, message in enumerate(messages):
        where = f"messages.[{number}]"
        if message.get("role") not in ("system", "developer", "user", "assistant"):
            raise Rejected(400, f"Invalid value for '{where}.role'.", param=f"{where}.role")
        if not isinstance(message.get("content"), str):
            raise Rejected(400, f"Invalid type for '{where}.content'.", param=f"{where}.content")


def _check_options(body: dict[str, Any]) -> None:
    reasoning = bool(_REASONING.match(body["model"]))
    refused = ("temperature", "max_tokens") if reasoning else ("reasoning_effort",)
    if body["model"] == "local":
        # A server of other make, that has not learned the newer name of the limit.
        refused = ("max_completion_tokens",)
    for name in refused:
        if name in body:
            raise Rejected(
                400,
                f"Unsupported parameter: '{name}' is not supported with this model.",
                code="unsupported_parameter",
                param=name,
            )
    for name in ("max_tokens", "max_completion_tokens"):
        if name in body and not (isinstance(body[name], int) and body[name] > 0):
            raise Rejected(400, f"Invalid value for '{name}'.", param=name)


def _check_format(response_format: Any) -> None:
    if not isinstance(response_format, dict) or response_format.get("type") != "json_schema":
        raise Rejected(400, "Invalid 'response_format'.", param="response_format")
    schema = response_format.get("json_schema", {})
    name = schema.get("name")
    if not isinstance(name, str) or not _NAME.match(name):
        param = "response_format.json_schema.name"
        raise Rejected(400, f"Invalid '{param}'.", param=param)
    if schema.get("strict") is not True:
        raise Rejected(400, "This server knows strict schemas only.", param="response_format")
    said = complaint(schema.get("schema", {}))
    if said is not None:
        message = f"Invalid schema for response_format '{name}': {said}"
        raise Rejected(400, message, code="invalid_json_schema", param="response_format")


def _description(body: Mapping[str, Any]) -> str:
    for message in body["messages"]:
        found = _DESCRIPTION.search(message["content"])
        if message["role"] == "user" and found:
            return found.group(1)
    return ""


def _tokens(characters: int) -> int:
    return round(characters / CHARACTERS_PER_TOKEN)


EXAMPLE: Plan = {
    "title": "People",
    "domain": "example",
    "columns": [
        {"kind": "id", "name": "person_id"},
        {"kind": "person", "name": "name", "field": "full_name"},
        {"kind": "number", "name": "age", "mean": 40, "sd": 12, "min": 18, "max": 90},
    ],
}


def main() -> None:
    """Serve one plan for everything, until Ctrl-C."""
    with LocalOpenAI(EXAMPLE, port=PORT) as server:
        print(f"OPENAI_BASE_URL={server.base_url} OPENAI_API_KEY={server.key}")
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
