"""A dataset's files for a class: to train on, to test on, their solution; and its clean twin.

Rows go to the test by a keyed permutation of the rows, or of the subjects that the answer key
says to split by, so that any block tells its share of every file without the others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rowsmith.engine.dataset import Dataset, Rows
from rowsmith.engine.defects import NAMES, Defects, first_shown
from rowsmith.engine.encode.cells import select
from rowsmith.engine.encode.formats import CSV, Format
from rowsmith.engine.streams import name_hash, permutation
from rowsmith.engine.values import BoolArray, IntArray, Numbers, Values
from rowsmith.errors import InvalidRequest
from rowsmith.schema.columns import IdColumn
from rowsmith.schema.model import Schema

LEAST_TESTED = 10
"""Rows of a test at least: fewer score nothing."""

LEAST_SUBJECTS = 5
"""Subjects of a test at least, where whole subjects are tested."""

FEW_CASES = 5
"""Rows of the rarer answer below which a test's score says little."""

DATASET, TRAIN, TEST, SOLUTION, CLEAN, DEFECTS = (
    *("dataset", "train", "test", "solution"),
    *("clean", "defects"),
)

Part = dict[str, Values]
"""The columns of one file in one block."""


@dataclass(frozen=True, slots=True)
class Split:
    """How the rows are shared out.

    share: of the rows, or of the subjects `by`, that are tested. key: the column by which a row
    of the solution is found in the test. labels: what the test lacks and the solution has.
    leaks: what the test lacks besides, since it is made from a label.
    """

    share: float
    by: str | None
    key: str
    labels: tuple[str, ...]
    leaks: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        lists = {"labels": list(self.labels), "leaks": list(self.leaks)}
        return {"share": self.share, "by": self.by, "key": self.key, **lists}


class Handout:
    """The files of `dataset`: itself, those of a split, those of a clean twin.

    split: the share to test; None for no split. clean: whether there is a twin and a log.
    rows: how many each file has had so far, once `blocks` was begun.
    Raises InvalidRequest where there is nothing to predict or nothing to clean.
    """

    def __init__(self, dataset: Dataset, *, split: float | None, clean: bool) -> None:
        self._dataset = dataset
        self.split = None if split is None else _split(dataset, split)
        self._twin = _twin(dataset) if clean else None
        self._defects = Defects(dataset.schema, dataset.names)
        self.columns = self._columns()
        self.rows = dict.fromkeys(self.columns, 0)

    @property
    def names(self) -> tuple[str, ...]:
        """The files, the dataset first."""
        return tuple(self.columns)

    def check(self) -> None:
        """Raise InvalidRequest where too little would be tested."""
        if self.split is None:
            return
        dataset, by, share = self._dataset, self.split.by, self.split.share
        units, least = dataset.rows, LEAST_TESTED
        if by is not None:
            units, least = dataset.subjects(by, 0)[1], LEAST_SUBJECTS
        tested = _tested(units, share)
        if tested < least:
            enough = math.ceil(math.ceil(least / share) * dataset.rows / units)
            kind = "rows" if by is None else f"subjects ({by}), none of which may be in both files,"
            raise InvalidRequest(
                f"{share:g} of {units:,} {kind} leaves {tested} to test, too few to score: ask "
                f"for {enough:,} rows or more, or for a larger share.",
                where="split",
            )

    @property
    def warnings(self) -> list[str]:
        """What the caller should know of the files, in plain words."""
        if self.split is None:
            return []
        found = []
        if self.split.leaks:
            leaks = ", ".join(self.split.leaks)
            found.append(f"test.csv is without {leaks} too, which would give the label away")
        tested = self._dataset.rows * self.split.share
        for label in self._dataset.labels:
            rate = label.base_rate if label.positive is not None else None
            if rate is not None and tested * min(rate, 1 - rate) < FEW_CASES:
                found.append(
                    f"{label.column}: fewer than {FEW_CASES} rows of test.csv may hold its rarer "
                    "value, so a score says little; ask for more rows"
                )
            if label.split_by not in (None, self.split.by):
                found.append(
                    f"{label.column}: rows of one {label.split_by} are in train.csv and in test.csv"
                )
        return found

    def blocks(self, written_as: Format = CSV) -> Iterator[Mapping[str, bytes]]:
        """The files, block by block."""
        self.rows = dict.fromkeys(self.columns, 0)
        for number in range(self._dataset.block_count):
            parts = self._parts(number)
            for name, part in parts.items():
                self.rows[name] += next(iter(part.values())).size
            yield self._written(parts, number, written_as)

    def written(self, number: int, written_as: Format = CSV) -> dict[str, bytes]:
        """The bytes of every file in block `number` (from 0), made without the other blocks."""
        return self._written(self._parts(number), number, written_as)

    def _written(self, parts: Mapping[str, Part], number: int, as_: Format) -> dict[str, bytes]:
        files = {}
        for name, part in parts.items():
            columns = self.columns[name]
            body = as_.block(columns, part)
            if number == 0:
                body = as_.opening(columns) + body
            if number == self._dataset.block_count - 1:
                body += as_.closing(columns)
            files[name] = body
        return files

    def _columns(self) -> dict[str, list[str]]:
        """The columns of each file, in their order."""
        names = self._dataset.names
        columns = {DATASET: names}
        if self.split is not None:
            key, labels, untold = self.split.key, self.split.labels, {*self.split.leaks}
            keyed = names if key in names else [key, *names]
            columns[TRAIN] = names
            columns[TEST] = [name for name in keyed if name not in untold.union(labels)]
            columns[SOLUTION] = [key, *labels]
        if self._twin is not None:
            columns[CLEAN] = names
            columns[DEFECTS] = list(NAMES)
        return columns

    def _parts(self, number: int) -> dict[str, Part]:
        rows = self._dataset.block_rows(number)
        parts = {DATASET: rows.shown}
        if self.split is not None:
            parts |= self._shared_out(self.split, rows, number)
        if self._twin is not None:
            parts |= self._cleaned(self._twin, rows, number)
        return parts

    def _shared_out(self, split: Split, rows: Rows, number: int) -> dict[str, Part]:
        tested = self._is_tested(split, number)[rows.of_row]  # a repeat stays with its original
        key = {split.key: Numbers(self._dataset.row_numbers(number), 0)} | rows.shown
        meant = {name: select(rows.meant[name], rows.of_row) for name in split.labels}
        return {
            TRAIN: _picked(key, self.columns[TRAIN], np.flatnonzero(~tested)),
            TEST: _picked(key, self.columns[TEST], np.flatnonzero(tested)),
            SOLUTION: _picked(key | meant, self.columns[SOLUTION], np.flatnonzero(tested)),
        }

    def _is_tested(self, split: Split, number: int) -> BoolArray:
        dataset = self._dataset
        units, total = dataset.row_numbers(number), dataset.rows
        if split.by is not None:
            units, total = dataset.subjects(split.by, number)
        key = name_hash(str(dataset.seed), "split", split.by or "")
        drawn: BoolArray = permutation(units, total, key) < _tested(total, split.share)
        return drawn

    def _cleaned(self, twin: Dataset, rows: Rows, number: int) -> dict[str, Part]:
        clean = twin.block(number)
        first_row = int(self._dataset.row_numbers(number)[0])
        kept = rows.of_row[first_shown(rows.of_row)]
        return {
            CLEAN: _picked(clean, self.columns[CLEAN], kept),
            DEFECTS: self._defects.log(rows, clean, first_row),
        }


def _tested(units: int, share: float) -> int:
    return round(units * share)


def _picked(columns: Mapping[str, Values], names: list[str], rows: IntArray) -> Part:
    return {name: select(columns[name], rows) for name in names}


def _split(dataset: Dataset, share: float) -> Split:
    schema, names = dataset.schema, dataset.names
    labels = tuple(name for name in names if name in schema.labels)
    if not labels:
        raise InvalidRequest(
            "A split needs a label, the column to predict, and this has none: name one in the "
            "description ('predict churn'), or under labels in the schema.",
            where="split",
        )
    untold = {leak for label in dataset.labels for leak in label.leaks} - set(labels)
    by = next((label.split_by for label in dataset.labels if label.split_by is not None), None)
    return Split(
        share=share,
        by=by,
        key=_key(schema, names, untold.union(labels)),
        labels=labels,
        leaks=tuple(name for name in names if name in untold),
    )


def _key(schema: Schema, names: list[str], untold: set[str]) -> str:
    """The id of the rows where each has one of its own; else a name for the rows' numbers."""
    repeated = any(dirt.what == "duplicates" for dirt in schema.dirt)
    for column in schema.columns:
        is_id = isinstance(column, IdColumn) and column.when is None and not repeated
        if is_id and column.name in names and column.name not in untold:
            return column.name
    numbered = ("row", *(f"row_{number}" for number in range(2, len(names) + 3)))
    return next(name for name in numbered if name not in names)


def _twin(dataset: Dataset) -> Dataset:
    schema = dataset.schema
    shares = [dirt.share for dirt in schema.dirt] + [entry.share for entry in schema.missing]
    if not any(shares):
        raise InvalidRequest(
            "A clean twin needs something to clean, and this has nothing wrong on purpose: ask for "
            "it in the description ('5% typos in city, 10% missing ages, some duplicates'), or "
            "under dirt and missing in the schema.",
            where="clean",
        )
    return dataset.without_dirt()
