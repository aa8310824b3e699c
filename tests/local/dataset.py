"""`make dataset`: a file of any size on this machine, made by as many processes as it has cores.

DESCRIPTION, ROWS, SEED, FILE and WORKERS are read from the environment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from rowsmith.errors import RowsmithError
from rowsmith.local import described_job
from rowsmith.pool import write
from tests.local.bar import Bar

EXAMPLE = "Generate customer churn data for a telecom company"
SMALLEST_PART = 50_000


def main() -> None:
    """Write the file; leave with one line where that cannot be."""
    path = Path(os.environ.get("FILE") or "dataset.csv")
    if not path.parent.is_dir():
        sys.exit(f"FILE is {str(path)!r}: there is no folder {str(path.parent)!r}.")
    try:
        document, job = described_job(
            os.environ.get("DESCRIPTION") or EXAMPLE,
            rows=number("ROWS"),
            seed=number("SEED"),
            rows_per_part=SMALLEST_PART,
        )
        for warning in document["warnings"]:
            print(f"Note: {warning}")
        bar = Bar(job.rows, "rows")
        size = write(
            job,
            path,
            workers=number("WORKERS"),
            progress=lambda parts, size: bar.show(
                min(job.rows, parts * job.rows_per_part), f", {size / 1e6:,.0f} MB"
            ),
        )
    except RowsmithError as error:
        sys.exit(error.message)
    except KeyboardInterrupt:
        sys.exit("\nStopped; nothing is left of it.")
    print(f"{path}: {document['title']}, {job.rows:,} rows, {size:,} bytes; seed {job.seed}")


def number(name: str) -> int | None:
    """A variable that is a whole number from 0 on; None where it is not set."""
    text = os.environ.get(name, "").replace(",", "").replace("_", "")
    if text and not text.isdecimal():
        sys.exit(f"{name} is {text!r}: it must be a whole number.")
    least = 0 if name == "SEED" else 1
    if text and int(text) < least:
        sys.exit(f"{name} is {text}: it must be {least} or more.")
    return int(text) if text else None


if __name__ == "__main__":
    main()
