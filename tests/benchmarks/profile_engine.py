"""`make profile`: where the time goes, by column and by function."""

from __future__ import annotations

import cProfile
import pstats
import time

from rowsmith.engine import calibrate
from rowsmith.engine.encode import CsvEncoder
from rowsmith.engine.program import BLOCK_ROWS
from rowsmith.schema import Schema
from tests.benchmarks.bench import DAY, made
from tests.benchmarks.schemas import plain, rich

REPEATS = 7
FUNCTIONS = 25


def by_column(schema: Schema) -> None:
    """Nanoseconds a row to sample each of the row's columns, and to write it alone."""
    dataset = made(schema, BLOCK_ROWS)
    program = dataset._program
    sampled: dict[str, list[float]] = {}
    written: dict[str, list[float]] = {}
    for _ in range(REPEATS):
        block, _ = program.row_block(0)
        block.values.update(dataset.block(0))
        for step in program.steps:
            start = time.perf_counter()
            block.values[step.name] = step.sampler.sample(block)
            sampled.setdefault(step.name, []).append(time.perf_counter() - start)
        for name in dataset.names:
            start = time.perf_counter()
            CsvEncoder([name]).encode(block.values)
            written.setdefault(name, []).append(time.perf_counter() - start)
    print(f"{'column':<14}{'sample':>10}{'write alone':>14}   (ns a row, the least of {REPEATS})")
    for name in dataset.names:
        took = min(sampled.get(name, [float("nan")]))
        wrote = min(written[name])
        print(f"{name:<14}{took / BLOCK_ROWS * 1e9:>10.0f}{wrote / BLOCK_ROWS * 1e9:>14.0f}")


def by_function(schema: Schema, rows: int, repeats: int) -> None:
    """The functions that take most of the time of themselves."""
    calibration = calibrate(schema, locale="en_US", as_of=DAY)
    list(made(schema, rows, calibration=calibration).blocks())
    profile = cProfile.Profile()
    profile.enable()
    for seed in range(repeats):
        list(made(schema, rows, seed, calibration).blocks())
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(FUNCTIONS)


def main() -> None:
    """Both schemas, large and small."""
    for name, schema in (("plain", plain()), ("rich", rich())):
        print(f"\n== {name}, by column\n")
        by_column(schema)
        print(f"\n== {name}, 200,000 rows, by function")
        by_function(schema, 200_000, 1)
        print(f"\n== {name}, 50 times 1,000 rows, by function")
        by_function(schema, 1_000, 50)


if __name__ == "__main__":
    main()
