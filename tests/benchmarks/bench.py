"""`make bench`: one table, every figure a ratio in the same run, medians of at least five.

Ours and a peer take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from rowsmith.engine import calibrate, prepare
from rowsmith.engine.dataset import Dataset
from rowsmith.engine.encode import CsvEncoder
from rowsmith.schema import Schema
from tests.aws import cold_start
from tests.aws.runtime import READY
from tests.benchmarks.peers import MOST_ROWS, PEERS
from tests.benchmarks.schemas import plain, rich
from tests.memory import peak_megabytes

DAY = date(2025, 6, 30)
REPEATS = 5
SIZES = (1_000, 100_000, 1_000_000)
ROOT = Path(__file__).parents[2]


def made(schema: Schema, rows: int, seed: int = 1, calibration: object = None) -> Dataset:
    """A dataset, ready to be made."""
    return prepare(
        schema,
        rows=rows,
        seed=seed,
        locale="en_US",
        as_of=DAY,
        calibration=calibration,  # type: ignore[arg-type]
    )


def ours(schema: Schema, calibration: object = None) -> Callable[[int], bytes]:
    """The whole path through the public engine: prepare, sample, compose, encode."""

    def run(rows: int) -> bytes:
        return bytes(
            sum(len(block) for block in made(schema, rows, calibration=calibration).blocks()) % 2
        )

    return run


def seconds_a_row(run: Callable[[int], bytes], rows: int) -> float:
    """Wall time of one run, per row."""
    start = time.perf_counter()
    run(rows)
    return (time.perf_counter() - start) / rows


def in_turns(
    first: Callable[[int], bytes],
    second: Callable[[int], bytes],
    rows: int,
    most: int,
    repeats: int,
) -> tuple[float, float]:
    """Median seconds a row of both, taken in turns; `second` makes at most `most` rows."""
    pairs = [
        (seconds_a_row(first, rows), seconds_a_row(second, min(rows, most))) for _ in range(repeats)
    ]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def compared(sizes: tuple[int, ...], repeats: int) -> Iterator[str]:
    """The table of peers: how many times as long each takes as `plain`."""
    schema = plain()
    calibration = calibrate(schema, locale="en_US", as_of=DAY)
    run = ours(schema, calibration)
    run(1_000)
    for peer in PEERS.values():
        peer(100)
    yield "| time a row, ours = 1 | " + " | ".join(f"{rows:,} rows" for rows in sizes) + " |"
    yield "|---|" + "---:|" * len(sizes)
    pace = []
    for name, peer in PEERS.items():
        cells = []
        for rows in sizes:
            mine, theirs = in_turns(run, peer, rows, MOST_ROWS.get(name, rows), repeats)
            pace.append((rows, mine))
            cells.append(f"{theirs / mine:,.2f}" if theirs < 10 * mine else f"{theirs / mine:,.0f}")
        yield f"| {name} | " + " | ".join(cells) + " |"
    full = rich()
    run_rich = ours(full, calibrate(full, locale="en_US", as_of=DAY))
    run_rich(1_000)
    cells = []
    for rows in sizes:
        mine, theirs = in_turns(run, run_rich, rows, rows, repeats)
        cells.append(f"{theirs / mine:,.2f}")
    yield "| ours, `rich` | " + " | ".join(cells) + " |"
    paces = [median(mine for size, mine in pace if size == rows) for rows in sizes]
    yield (
        "| (ours, rows a second here) | " + " | ".join(f"{1 / mine:,.0f}" for mine in paces) + " |"
    )


def stages(rows: int, repeats: int) -> Iterator[str]:
    """Where the time of `plain` and `rich` goes."""
    for name, schema in (("plain", plain()), ("rich", rich())):
        calibration = calibrate(schema, locale="en_US", as_of=DAY)
        spent: dict[str, list[float]] = {"prepare": [], "sample and compose": [], "encode": []}
        for seed in range(repeats):
            start = time.perf_counter()
            dataset = made(schema, rows, seed, calibration)
            ready = time.perf_counter()
            blocks = [dataset.block(number) for number in range(dataset.block_count)]
            sampled = time.perf_counter()
            encoder = CsvEncoder(dataset.names)
            for block in blocks:
                encoder.encode(block)
            end = time.perf_counter()
            for stage, took in zip(
                spent, (ready - start, sampled - ready, end - sampled), strict=True
            ):
                spent[stage].append(took)
        medians = {stage: median(times) for stage, times in spent.items()}
        whole = sum(medians.values())
        shares = ", ".join(f"{stage} {took / whole:.0%}" for stage, took in medians.items())
        yield f"- {name}, {rows:,} rows: {shares}"


def linearity(sizes: tuple[int, ...], repeats: int) -> Iterator[str]:
    """Time a row at more and more rows, against 10,000."""
    schema = plain()
    run = ours(schema, calibrate(schema, locale="en_US", as_of=DAY))
    run(1_000)
    base = median(seconds_a_row(run, 10_000) for _ in range(repeats))
    found = [
        f"{rows:,}: {median(seconds_a_row(run, rows) for _ in range(repeats)) / base:.2f}"
        for rows in sizes
    ]
    yield f"- time a row, 10,000 rows = 1: {', '.join(found)}"


def memory(rows: int) -> Iterator[str]:
    """Peak memory above the imports, each in a process of its own."""
    for name in ("plain", "rich"):
        run = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.bench", "--peak", name, "--rows", str(rows)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        yield f"- {name}, {rows:,} rows streamed: {run.stdout.strip()} MB above the imports"


def peak(name: str, rows: int) -> float:
    """MB above the imports that streaming `rows` rows takes in this process."""
    schema = {"plain": plain, "rich": rich}[name]()
    start = peak_megabytes()
    for _ in made(schema, rows).blocks():
        pass
    return peak_megabytes() - start


def planning(repeats: int) -> Iterator[str]:
    """How long the built-in planner takes, beside 1,000 rows of `plain`."""
    from rowsmith.planning import BuiltinPlanner

    planner = BuiltinPlanner()
    sentences = (
        "customer churn data for a telecom company",
        "500 employees with name, age between 18 and 65, department and salary",
        "online orders with product, quantity, unit price and total, 12% returned",
    )
    schema = plain()
    run = ours(schema, calibrate(schema, locale="en_US", as_of=DAY))

    def plan(_: int) -> bytes:
        for sentence in sentences:
            planner.plan(sentence, locale=None, seconds_left=10)
        return b""

    run(1_000), plan(0)
    mine = median(seconds_a_row(run, 1_000) for _ in range(repeats)) * 1_000
    plans = median(seconds_a_row(plan, 1) for _ in range(repeats)) / len(sentences)
    ratio = plans / mine
    yield f"- a plan by the built-in planner: {plans * 1e3:.1f} ms, {ratio:.1f} times 1,000 rows"


def containers() -> Iterator[str]:
    """The built package: its size, and its cold start under AWS's runtime emulator."""
    if not READY.exists() or sys.platform != "linux":
        yield "- no cold start: it needs a built package (make build) and Linux"
        return
    yield f"- the package with its bytecode: {cold_start.megabytes():.0f} MB"
    for start in cold_start.starts():
        yield (
            f"- {start['event']}: {start['cold s']} s in a new container, of which init "
            f"{start['init s']} s; {start['warm s']} s in a warm one"
        )


def main() -> None:
    """Print everything, or one process's peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="no million rows, three repeats")
    parser.add_argument("--peak", choices=("plain", "rich"))
    parser.add_argument("--rows", type=int, default=10_000_000)
    options = parser.parse_args()
    if options.peak:
        print(f"{peak(options.peak, options.rows):.0f}")
        return
    repeats = 3 if options.quick else REPEATS
    sizes = SIZES[:2] if options.quick else SIZES
    for part in (
        compared(sizes, repeats),
        stages(100_000, repeats),
        linearity((100_000, 1_000_000 if options.quick else options.rows), repeats),
        planning(repeats),
        memory(1_000_000 if options.quick else options.rows),
        containers(),
    ):
        for line in part:
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
