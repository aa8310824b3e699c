"""The Python of docs/scale.md runs as it stands; Dask and Spark where `make recipes` ran."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
ENVIRONMENT = ROOT / ".tools/recipes/bin/python"


def block(after: str) -> str:
    """The first block of Python after a text."""
    found = re.search(r"^```py(?:thon)?\n(.*?)^```", PAGE.split(after)[1], re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def test_a_job_gives_the_parts_of_a_file_and_frames() -> None:
    names: dict[str, object] = {}
    exec(block("## On one machine"), names)  # noqa: S102
    ordered, part, frame = names["ordered"], names["part"], names["frame"]
    assert callable(part)
    assert callable(frame)
    assert getattr(ordered, "parts") == 2  # noqa: B009 - its type is not known here
    first, second = part(ordered, 0), part(ordered, 1)
    assert (first + second).count(b"\n") == 400_001
    rows = frame(ordered, 1)
    assert isinstance(rows, pd.DataFrame)
    assert len(rows) == 200_000


@pytest.mark.parametrize("engine", ["dask", "spark"])
def test_the_recipe_gives_a_mean_of_each_contract(engine: str) -> None:
    if not ENVIRONMENT.exists():
        pytest.skip("make recipes installs Dask and Spark, half a gigabyte")
    code = block("## On one machine") + block(f"<!-- {engine} -->")
    if engine == "dask":
        code = code.replace("frames.groupby", "print(frames.groupby").replace(
            "compute()", "compute())"
        )
    answer = subprocess.run(
        [ENVIRONMENT, "-c", code],
        env={
            "PYTHONPATH": str(ROOT / "functions"),
            "PATH": "/usr/bin:/bin",
            "OMP_NUM_THREADS": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-2_000:]
    means = [float(figure) for figure in re.findall(r"\d+\.\d+", answer.stdout)]
    assert len(means) == 3
    assert all(20 < mean < 120 for mean in means)
