"""Run a call that may take for ever, for no longer than there is time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class _Outcome(Generic[Result]):
    def __init__(self) -> None:
        self.result: Result | None = None
        self.error: BaseException | None = None


def within(seconds: float, call: Callable[[], Result]) -> Result:
    """The result of `call`, or what it raises. Raises TimeoutError after `seconds`.

    A client's own timeout counts from byte to byte: a server that sends a space now and then
    never meets it. The call runs on in a thread that nobody waits for; give it a timeout of
    its own, so that it ends.
    """
    outcome: _Outcome[Result] = _Outcome()

    def run() -> None:
        try:
            outcome.result = call()
        except BaseException as error:  # noqa: BLE001 - raised again by the caller's thread
            outcome.error = error

    thread = threading.Thread(target=run, name="within", daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    if thread.is_alive():
        raise TimeoutError
    if outcome.error is not None:
        raise outcome.error
    return outcome.result  # type: ignore[return-value]
