"""The peak of a process is its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.memory import peak_megabytes

ROOT = Path(__file__).parents[1]


def test_what_was_held_and_given_back_counts() -> None:
    before = peak_megabytes()
    held = bytearray(int(before + 64) << 20)
    held[::4096] = b"1" * len(held[::4096])
    del held
    assert peak_megabytes() > before + 32


def test_what_the_parent_held_does_not_count() -> None:
    held = bytearray(256 << 20)
    held[::4096] = b"1" * len(held[::4096])
    script = "from tests.memory import peak_megabytes; print(peak_megabytes())"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert 1 < float(run.stdout) < 128
