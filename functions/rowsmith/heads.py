"""HEAD answers wherever GET does: what GET would say, without its body."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ASKED = "rowsmith.head"


class HeadAsGet:
    """ASGI middleware: a HEAD goes the way of a GET, and its answer loses the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET", _ASKED: True}, receive, without_body)


def is_head(request: Request) -> bool:
    """Whether only the head of the answer was asked for."""
    return bool(request.scope.get(_ASKED))
