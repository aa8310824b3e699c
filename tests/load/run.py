"""`make load`: many callers at once against the service, on this machine alone.

Locust drives 50 callers for 60 seconds (CALLERS, DURATION) against uvicorn with two workers and
an S3 of its own. Ends with an error where a request failed, a file was not whole, or a file
differs from what its schema and seed give here.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from rowsmith import engine
from rowsmith.schema import parse_schema
from tests.local.run import post
from tests.local.s3 import LocalS3, use_local_credentials

ROOT = Path(__file__).parents[2]
LOCUST = str(ROOT / ".tools/load/bin/locust")
WORKERS = 2
CALLERS = int(os.environ.get("CALLERS") or 50)
SECONDS = int(os.environ.get("DURATION") or 60)
PORT = 3999
URL = f"http://127.0.0.1:{PORT}"
KNOWN = [
    "Generate customer churn data for a telecom company",
    "500 online orders with quantity, unit price and total",
    "Hospital patients with a readmission label",
    "students, columns: age between 16 and 22, hours_studied from 0 to 40, passed (70% yes)",
]
"""Descriptions that are planned before the callers come."""
SAMPLE = 25
"""How many files are made again here."""


def main() -> None:
    """Serve, drive, check, print the table."""
    use_local_credentials()
    with tempfile.TemporaryDirectory() as name, LocalS3() as s3:
        folder = Path(name)
        service = start_service(s3, folder / "service.log")
        try:
            wait_for(service, folder / "service.log")
            for description in KNOWN:
                post(f"{URL}/datasets", {"description": description})
            status = drive(folder)
        finally:
            service.terminate()
            service.wait()
        rows = read_stats(folder / "load_stats.csv")
        print(markdown(rows))
        made = [json.loads(line) for line in (folder / "downloads").read_text().splitlines()]
        wrong = differing(made)
        unfinished = len(s3.unfinished_uploads())
    print(
        f"\n{CALLERS} callers, {SECONDS} s, {WORKERS} workers: {len(made):,} files downloaded"
        f" whole, {min(SAMPLE, len(made))} made again here, {len(wrong)} of them different,"
        f" {unfinished} uploads unfinished"
    )
    failures = sum(int(row["Failure Count"]) for row in rows)
    if status or failures or wrong or unfinished or not made:
        sys.exit("the load test failed")


def start_service(s3: LocalS3, log: Path) -> subprocess.Popen[bytes]:
    """Start uvicorn with its workers."""
    command = [sys.executable, "-m", "uvicorn", "tests.load.app:app", "--port", str(PORT)]
    with log.open("w") as file:
        return subprocess.Popen(
            [*command, "--workers", str(WORKERS), "--log-level", "warning"],
            env={**os.environ, **s3.environment(), "PYTHONPATH": f"{ROOT / 'functions'}:{ROOT}"},
            cwd=ROOT,
            stdout=file,
            stderr=subprocess.STDOUT,
        )


def wait_for(service: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the service answers."""
    for _ in range(300):
        if service.poll() is not None:
            sys.exit(f"The service did not start:\n{log.read_text()[-2_000:]}")
        try:
            with urlopen(f"{URL}/health", timeout=5):  # noqa: S310
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    sys.exit("The service does not answer.")


def drive(folder: Path) -> int:
    """Let the callers loose; return locust's status."""
    command = [LOCUST, "--locustfile", "tests/load/locustfile.py", "--host", URL, "--headless"]
    pace = ["--users", str(CALLERS), "--spawn-rate", "25", "--run-time", f"{SECONDS}s"]
    ends = ["--stop-timeout", "30", "--csv", str(folder / "load"), "--only-summary"]
    run = subprocess.run(
        [*command, *pace, *ends],
        env={**os.environ, "KNOWN": json.dumps(KNOWN), "DOWNLOADS": str(folder / "downloads")},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        print(run.stdout[-3_000:], run.stderr[-3_000:], file=sys.stderr)
    return run.returncode


def read_stats(path: Path) -> list[dict[str, str]]:
    """Read locust's figures, the total last."""
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def markdown(rows: list[dict[str, str]]) -> str:
    """The table of the README."""
    lines = [
        "| request | count | errors | p50 | p95 | p99 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        name = "all" if row["Name"] == "Aggregated" else row["Name"]
        figures = [f"{int(row['Request Count']):,}", row["Failure Count"]]
        times = [f"{float(row[part]) / 1000:.2f} s" for part in ("50%", "95%", "99%")]
        lines.append("| " + " | ".join([name, *figures, *times]) + " |")
    return "\n".join(lines)


def differing(made: list[dict[str, Any]]) -> list[str]:
    """The ids of the files, of a sample, that are not what is made here of schema and seed."""
    sample = random.Random(0).sample(made, min(SAMPLE, len(made)))
    return [one["id"] for one in sample if digest(one) != one["sha256"]]


def digest(made: dict[str, Any]) -> str:
    """Make a file here."""
    dataset = engine.prepare(
        parse_schema(made["schema"]),
        rows=made["rows"],
        seed=made["seed"],
        locale=made["locale"],
        as_of=datetime.now(UTC).date(),
    )
    return hashlib.sha256(b"".join(dataset.blocks())).hexdigest()


if __name__ == "__main__":
    main()
