"""What every request meets first: a limit on its body, a net for what nobody foresaw."""

from __future__ import annotations

import logging
import traceback

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rowsmith.problems import ProblemResponse

_log = logging.getLogger(__name__)

MAX_BODY_BYTES = 256 * 1024


class BodyLimit:
    """ASGI middleware: reading more than MAX_BODY_BYTES of a body raises a 413.

    A body that announces its length is refused before it is read. Starlette's own limit
    answers in plain text, whatever the application's error handlers would say.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        read = 0

        async def limited() -> Message:
            nonlocal read
            if announced.isdecimal() and float(announced) > MAX_BODY_BYTES:
                raise HTTPException(413)
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BODY_BYTES:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)


class Net:
    """ASGI middleware: an error that nobody foresaw is a 500 that gives nothing away.

    The log gets its type and where it was raised, not its text: that may hold what the
    caller wrote.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer where nobody else does."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - the last net
            frames = "".join(traceback.format_tb(error.__traceback__))
            _log.error("%s\n%s", type(error).__name__, frames)
            if not started:
                await _internal_error()(scope, receive, send)


def _internal_error() -> ProblemResponse:
    return ProblemResponse(
        500,
        "internal_error",
        "Something went wrong here",
        "This is a fault of the service, not of the request. Try again, or try another request.",
    )
