"""`from rowsmith import dataset`: the service's rows without a server."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import rowsmith
from rowsmith.errors import NotUnderstood
from rowsmith.planning import BuiltinPlanner
from tests.engine.making import DAY, dataset

ROOT = Path(__file__).parents[1]


def test_a_sentence_is_a_frame() -> None:
    frame = rowsmith.dataset("hotel bookings", rows=500, seed=1)
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == 500
    assert list(frame.columns) == [column["name"] for column in frame.document["columns"]]


def test_the_same_seed_is_the_same_rows_as_the_service_makes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rowsmith.local._today", lambda: DAY)
    description = "columns: name, age between 18 and 65, city"
    frame = rowsmith.dataset(description, rows=50, seed=3)
    pd.testing.assert_frame_equal(
        pd.DataFrame(frame), pd.DataFrame(rowsmith.dataset(description, rows=50, seed=3))
    )
    schema = BuiltinPlanner().plan(description, locale=None, seconds_left=20.0).schema
    file = b"".join(dataset(schema, rows=50, seed=3).blocks())
    pd.testing.assert_frame_equal(pd.DataFrame(frame), pd.read_csv(io.BytesIO(file)))


def test_ids_with_zeros_and_dates_come_as_they_are_meant() -> None:
    frame = rowsmith.dataset("columns: name, zip code, signup date", rows=200, seed=1)
    assert frame["zip_code"].str.len().eq(5).all()
    assert frame["signup_date"].dtype.kind == "M"


def test_jupyter_shows_the_page_and_parts_are_plain_frames() -> None:
    frame = rowsmith.dataset("customer churn", rows=100, seed=1)
    shown = frame._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "<script" not in shown
    assert type(frame.head()) is pd.DataFrame


def test_what_is_not_understood_says_so() -> None:
    with pytest.raises(NotUnderstood):
        rowsmith.dataset("xyzzy plugh")


def test_the_package_alone_does_not_import_pandas() -> None:
    code = "import rowsmith, sys; assert not {'pandas', 'numpy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "functions"})


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frame'"):
        rowsmith.frame  # noqa: B018


def test_an_installation_holds_every_file_of_the_package() -> None:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = configuration["tool"]["setuptools"]["package-data"]["*"]
    files = [path for path in (ROOT / "functions" / "rowsmith").rglob("*") if path.is_file()]
    suffixes = {path.suffix for path in files} - {".py", ".pyc"}
    assert suffixes <= {pattern.removeprefix("*") for pattern in packed}
