"""Notebooks run from top to bottom, in each form, and are the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from rowsmith.pages.notebook import notebook
from tests.engine.making import boolean, category, dataset, number, schema_of
from tests.pages.documents import document_of

URL = "http://127.0.0.1:1/datasets/none.csv"

AGE = number("age", mean=40, sd=12, min=18, max=80)
PLAN = category("plan", "basic", "plus", "pro")
WHEN = {"name": "joined", "kind": "datetime", "start": "2024-01-01", "end": "2025-12-31"}
FORMS: dict[str, dict[str, Any]] = {
    "yes_no": {
        "columns": [AGE, PLAN, WHEN, boolean("left", 0.3, words=["Yes", "No"])],
        "labels": ["left"],
        "drivers": [{"column": "left", "by": [{"of": "age"}, {"of": "plan == 'pro'"}]}],
        "dirt": [
            {"what": "duplicates", "share": 0.05},
            {"what": "formats", "share": 0.1, "column": "plan"},
            {"what": "outliers", "share": 0.02, "column": "age"},
        ],
        "missing": [{"column": "age", "share": 0.1}],
    },
    "classes": {
        "columns": [AGE, category("risk", "low", "mid", "high", ordered=True)],
        "labels": ["risk"],
        "drivers": [{"column": "risk", "explained": "easy", "by": [{"of": "age"}]}],
    },
    "number": {
        "columns": [AGE, PLAN, number("spend", shape="gamma", mean=90, sd=40, decimals=2)],
        "labels": ["spend"],
        "drivers": [{"column": "spend", "by": [{"of": "age"}, {"of": "plan == 'plus'"}]}],
    },
    "none": {"columns": [AGE, PLAN, number("visits", shape="poisson", mean=3)]},
    "by subject": {
        "entities": [
            {
                "name": "member",
                "rows_per_entity": 4,
                "columns": [{"name": "member_id", "kind": "id"}, AGE],
            }
        ],
        "columns": [number("minutes", mean=50, sd=9), boolean("late", 0.3)],
        "labels": ["late"],
        "drivers": [{"column": "late", "by": [{"of": "minutes"}]}],
    },
}


def made_of(form: dict[str, Any], rows: int = 800) -> tuple[dict[str, Any], bytes]:
    columns = form["columns"]
    made = dataset(schema_of(*columns, **{k: v for k, v in form.items() if k != "columns"}), rows)
    return document_of(made), b"".join(made.blocks())


@pytest.mark.parametrize("form", FORMS)
def test_a_notebook_runs_from_top_to_bottom(form: str, tmp_path: Path) -> None:
    document, csv = made_of(FORMS[form])
    (tmp_path / f"{document['id']}.csv").write_bytes(csv)
    whole = nbformat.reads(notebook(document, URL).decode(), as_version=4)
    nbformat.validate(whole)
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(whole, timeout=120, kernel_name="python3", resources=resources).execute()
    printed = "".join(
        output.get("text", "")
        for cell in whole.cells
        for output in cell.get("outputs", ())
        if output["output_type"] == "stream"
    )
    if form != "none":
        assert "best possible" in printed
        score, best = (float(words.split()[-1]) for words in printed.split("\n")[-2].split(","))
        assert score <= best + 0.08


def test_a_notebook_is_the_same_bytes_each_time() -> None:
    document, _ = made_of(FORMS["yes_no"])
    assert notebook(document, URL) == notebook(document, URL)


def test_what_tells_the_answer_is_no_feature() -> None:
    leaky = {
        "columns": [
            AGE,
            boolean("left", 0.3),
            {"name": "refund", "kind": "number", "mean": 20, "sd": 4, "when": "left"},
        ],
        "labels": ["left"],
        "drivers": [{"column": "left", "by": [{"of": "age"}]}],
    }
    document, _ = made_of(leaky)
    source = "".join(
        "".join(cell["source"]) for cell in json.loads(notebook(document, URL))["cells"]
    )
    assert "X = data[['age']]" in source
    assert "Left out" in source


@pytest.mark.parametrize(
    "text", ["'); import os #", "\n%% code x\nboom()", "<script>alert(1)</script>"]
)
def test_strangers_words_are_no_code(text: str) -> None:
    document, _ = made_of(FORMS["none"])
    cells = json.loads(notebook({**document, "title": text}, URL))["cells"]
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert "boom" not in code
    assert "import os" not in code
    assert "<script>" not in json.dumps(cells)
