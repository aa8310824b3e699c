"""A progress bar of one line; of a line each tenth where nobody watches a terminal."""

from __future__ import annotations

import sys
import time

WIDTH = 30


class Bar:
    """Shows how many of `whole` things there are; `unit` names them."""

    def __init__(self, whole: int, unit: str) -> None:
        self._whole = whole
        self._unit = unit
        self._started = time.monotonic()
        self._tenth = -1

    def show(self, made: int, note: str = "") -> None:
        """Draw it anew for `made` things."""
        share = made / self._whole
        full = int(share * WIDTH)
        seconds = time.monotonic() - self._started
        line = (
            f"[{'#' * full}{'.' * (WIDTH - full)}] {share:4.0%}  {made:,} of {self._whole:,} "
            f"{self._unit}{note}  {seconds:.0f} s"
        )
        if sys.stdout.isatty():
            print(f"\r{line}\033[K", end="" if made < self._whole else "\n", flush=True)
        elif int(share * 10) != self._tenth:
            self._tenth = int(share * 10)
            print(line, flush=True)
