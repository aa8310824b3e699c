"""The most memory that this process has held."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")
MEGABYTE = 1024 * 1024


def peak_megabytes() -> float:
    """Peak resident memory since the process's program began, in units of 2**20 bytes.

    Linux counts the parent's peak as the child's in `ru_maxrss`, so its own record is read there.
    """
    if STATUS.exists():
        line = next(one for one in STATUS.read_text().splitlines() if one.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / MEGABYTE
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE
