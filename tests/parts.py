"""Small parts that really work, for tests of what stands between planner, engine and store."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from random import Random
from typing import Any, NoReturn

from rowsmith.errors import InvalidRequest
from rowsmith.planning import Plan
from rowsmith.schema import Schema, parse_schema
from tests.local.s3 import LocalS3

SHOP = {
    "title": "Shop",
    "domain": "retail",
    "columns": [{"name": "price", "kind": "number", "shape": "uniform", "min": 0, "max": 9}],
}


def stored(s3: LocalS3, prefix: str = "") -> list[str]:
    """The keys of the objects under `prefix`."""
    keys = s3.keys()
    return [key for key in keys if key.startswith(prefix)]


BLOCK_ROWS = 3


@dataclass(frozen=True)
class SmallCalibration:
    """A pilot's finding: whatever it is, it changes with what the pilot was told."""

    fact: str
    day: date

    def holds_on(self, day: date) -> bool:
        return day == self.day

    def to_json(self) -> dict[str, Any]:
        return {"fact": self.fact, "day": self.day.isoformat()}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> SmallCalibration:
        return cls(stored["fact"], date.fromisoformat(stored["day"]))


@dataclass(frozen=True)
class SmallFormat:
    """CSV without quotes, after a mark."""

    mark: bytes
    suffix: str = ".csv"
    media_type: str = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class SmallDataset:
    """Random digits in every column, a block of three rows at a time."""

    names: list[str]
    rows: int
    seed: int
    fact: str
    warnings: list[str] = field(default_factory=lambda: ["small"])

    @property
    def block_count(self) -> int:
        return -(-self.rows // BLOCK_ROWS)

    @property
    def pictures(self) -> dict[str, Any]:
        return {"columns": {name: {"examples": ["1"]} for name in self.names}, "labels": []}

    @property
    def columns(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "kind": "number", "dtype": "int64", "missing": 0.0}
            for name in self.names
        ]

    @property
    def labels(self) -> list[SmallLabel]:
        return [SmallLabel(name) for name in self.names if name == "paid"]

    @property
    def dirt(self) -> list[dict[str, Any]]:
        return [{"what": "duplicates", "column": None, "when": None, "asked": 0.1, "got": 0.11}]

    @property
    def read_arguments(self) -> str:
        return ""

    def _table(self) -> Iterator[list[int]]:
        random = Random(f"{self.seed} {self.fact}")
        for _ in range(self.rows):
            yield [random.randrange(10) for _ in self.names]

    def preview(self, count: int) -> list[dict[str, Any]]:
        rows = islice(self._table(), count)
        return [dict(zip(self.names, row, strict=True)) for row in rows]

    def blocks(self, written_as: SmallFormat) -> Iterator[bytes]:
        head = written_as.mark + ",".join(self.names).encode() + b"\n"
        table = self._table()
        for number in range(self.block_count):
            rows = islice(table, BLOCK_ROWS)
            body = "".join(",".join(map(str, row)) + "\n" for row in rows).encode()
            yield head + body if number == 0 else body

    def written(self, number: int, written_as: SmallFormat) -> bytes:
        return list(self.blocks(written_as))[number]


@dataclass(frozen=True)
class SmallLabel:
    """A label that nothing predicts."""

    column: str

    def to_json(self) -> dict[str, Any]:
        nobody: list[str] = []
        figures = {"base_rate": 0.5, "metric": "auc", "best": 0.5, "split_by": None}
        return {"column": self.column, **figures, "drivers": nobody, "leaks": nobody}


class SmallEngine:
    """An engine for schemas of any columns, all of which it fills with digits."""

    BLOCK_ROWS = BLOCK_ROWS

    Calibration: Any = SmallCalibration
    FORMATS: Mapping[str, SmallFormat] = {
        "csv": SmallFormat(b""),
        "excel": SmallFormat(b"\xef\xbb\xbf"),
    }

    def __init__(self, version: str = "small-1") -> None:
        self.ENGINE_VERSION = version
        self.LOCALES: Collection[str] = ("en_US", "de_DE")
        self.pilots = 0

    def calibrate(
        self, schema: Schema, *, locale: str, as_of: date, checkpoint: Callable[[], None]
    ) -> SmallCalibration:
        checkpoint()
        self.pilots += 1
        facts = [schema.model_dump(mode="json"), locale, as_of.isoformat(), self.ENGINE_VERSION]
        return SmallCalibration(json.dumps(facts), as_of)

    def with_places_named(self, schema: Schema, *, locale: str) -> tuple[Schema, list[str]]:
        return schema, []

    def check(self, schema: Schema, *, rows: int, locale: str, as_of: date) -> None:
        """Anything can be filled with digits."""

    def prepare(
        self,
        schema: Schema,
        *,
        rows: int,
        seed: int,
        locale: str,
        as_of: date,
        calibration: Any,
    ) -> SmallDataset:
        names = [column.name for column in schema.csv_order()]
        return SmallDataset(names, rows, seed, calibration.fact)

    def plan_job(self, schema: Schema, **facts: Any) -> NoReturn:
        raise InvalidRequest("Digits are few: one request makes them all.")

    def hand_out(self, dataset: SmallDataset, *, split: float | None, clean: bool) -> NoReturn:
        raise InvalidRequest("Digits predict nothing.", where="split" if split else "clean")


class SmallPlanner:
    """Plans the shop, whatever it is told; or fails, while `failure` is set."""

    def __init__(self, name: str, *, locale: str | None = None) -> None:
        self.name = name
        self.failure: Exception | None = None
        self.locale = locale
        self.asked: list[tuple[str, str | None, float]] = []

    def plan(self, description: str, *, locale: str | None, seconds_left: float) -> Plan:
        self.asked.append((description, locale, seconds_left))
        if self.failure is not None:
            raise self.failure
        schema = parse_schema({**SHOP, "title": f"Shop by {self.name}"})
        return Plan(schema, locale=self.locale, warnings=[f"planned by {self.name}"])
