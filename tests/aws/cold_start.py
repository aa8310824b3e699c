"""`make cold-start`: how long a new container takes, under AWS's runtime interface emulator.

The package is copied with every date set to 1980, as SAM's zip leaves it: ordinary bytecode
would not be used then. Medians of several starts.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.aws.events import event
from tests.aws.runtime import PACKAGE, READY, Lambda
from tests.local.s3 import LocalS3, use_local_credentials
from tests.local.table import aligned

STARTS = 7
DATE_IN_SAMS_ZIP = 315_532_800.0  # 1980-01-01
EVENTS = ("health", "create-dataset", "create-dataset-from-schema")


def main() -> None:
    """Print the package's size, and how long a new container takes."""
    if not READY.exists():
        sys.exit("There is no built package: run make build.")
    print(f"the package with its bytecode: {megabytes():.0f} MB")
    print(aligned(starts(), 80))


def megabytes() -> float:
    """Weigh what would be unzipped, in millions of bytes."""
    return sum(path.stat().st_size for path in PACKAGE.rglob("*") if path.is_file()) / 1e6


def starts() -> list[dict[str, object]]:
    """Time a new container and a warm one, for some events."""
    use_local_credentials()
    with tempfile.TemporaryDirectory() as folder, LocalS3() as s3:
        package = Path(folder) / "task"
        shutil.copytree(PACKAGE, package)
        for path in package.rglob("*"):
            os.utime(path, (DATE_IN_SAMS_ZIP, DATE_IN_SAMS_ZIP))
        rows: list[dict[str, object]] = []
        for name in EVENTS:
            times = [timed(name, s3, package) for _ in range(STARTS)]
            init, cold, warm = (median(column) for column in zip(*times, strict=True))
            rows.append(
                {
                    "event": name,
                    "init s": round(init, 2),
                    "cold s": round(cold, 2),
                    "warm s": round(warm, 3),
                }
            )
    return rows


def timed(name: str, s3: LocalS3, package: Path) -> tuple[float, float, float]:
    """Time one new container.

    Returns seconds: of its init, as the emulator tells it; of its first answer, init included;
    of its second answer.
    """
    with tempfile.TemporaryFile("w+") as log:
        with Lambda(s3.environment(), log, package) as function:
            seconds = []
            for _ in range(2):
                started = time.perf_counter()
                function.invoke(event(name))
                seconds.append(time.perf_counter() - started)
        log.seek(0)
        init = re.search(r"INIT REPORT\(durationMs: ([\d.]+)\)", log.read())
    if init is None:
        raise LookupError("the emulator did not tell how long the init took")
    return float(init[1]) / 1000, seconds[0], seconds[1]


if __name__ == "__main__":
    main()
