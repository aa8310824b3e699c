"""The README and docs/ say what is: their commands run, their tables are whole."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from rowsmith.schema import parse_schema
from tests import gallery
from tests.local.run import Server, free_port
from tests.local.s3 import LocalS3, use_local_credentials

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
README = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
"""All that is told, the README first."""
SHOWN = [(ROOT / f"docs/{page}.md").read_text(encoding="utf-8") for page in ("gallery", "recipes")]
PROSE = README.replace(SHOWN[0], "").replace(SHOWN[1], "")
"""Without the rows that are shown, whose texts say anything."""
CLASSES = (ROOT / "docs/classes.md").read_text(encoding="utf-8")
FOR_CLASS = ("train", "test", "solution")
HOST = "http://127.0.0.1:3000"


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    from rowsmith.settings import Settings

    use_local_credentials()
    with LocalS3() as s3:
        import socket

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = Server(Settings.from_environment(s3.environment()), free_port(str(port)))
        server.start()
        yield server.url
        server.stop()


def test_every_make_command_is_a_goal() -> None:
    goals = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"\bmake ([a-z-]+)", PROSE)) - {"a"}
    assert {"run", "test", "deploy", "local"} <= named <= goals


def test_the_curl_command_makes_a_dataset(service: str) -> None:
    command = next(block for block in blocks("sh") if "/datasets" in block)
    answer = subprocess.run(
        ["bash", "-c", command.replace(HOST, service)], capture_output=True, text=True, check=True
    )
    document = json.loads(answer.stdout)
    assert document["rows"] == 1_000
    assert pd.read_csv(document["download_url"]).shape[0] == 1_000


@pytest.mark.parametrize(
    ("number", "name", "rows"), [(0, "df", 5_000), (1, "df", 500), (2, "orders", 500)]
)
def test_the_python_lines_make_a_frame(service: str, number: int, name: str, rows: int) -> None:
    names: dict[str, object] = {}
    exec(blocks("python")[number].replace(HOST, service), names)  # noqa: S102
    frame = names[name]
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == rows


def test_the_loop_gives_each_student_files_of_their_own(
    service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    loop, score = re.findall(r"^```python\n(.*?)^```", CLASSES, re.DOTALL | re.MULTILINE)
    exec(loop.replace(HOST, service), {})  # noqa: S102
    students = ("ada", "ben", "cleo")
    names = {f"{student}-{name}.csv" for student in students for name in FOR_CLASS}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert len({Path(f"{student}-solution.csv").read_bytes() for student in students}) == 3
    Path("ada-handed-in.csv").write_bytes(Path("ada-solution.csv").read_bytes())
    printed: list[float] = []
    exec(score, {"print": printed.append})  # noqa: S102
    assert printed == [1.0]


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([\w./-]+\.md)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"


@pytest.mark.parametrize("block", blocks("json"))
def test_what_stands_as_a_schema_is_one(block: str) -> None:
    assert parse_schema(json.loads(block)).columns


def test_the_table_of_settings_is_whole() -> None:
    source = (ROOT / "functions/rowsmith/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'source\.[a-z_]+\(\s*"([A-Z0-9_]+)"', source))
    told = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", README, re.MULTILINE))
    set_by_lambda = {"AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_INITIALIZATION_TYPE"}
    assert told == read - set_by_lambda


def test_every_parameter_of_the_template_is_told() -> None:
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    parameters = template.split("\nParameters:\n")[1].split("\nConditions:")[0]
    for name in re.findall(r"^  (\w+):$", parameters, re.MULTILINE):
        assert f"`{name}`" in README


def test_every_runtime_package_has_a_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = project.split("dependencies = [")[1].split("\n]")[0]
    section = README.split("## What it needs")[1].split("\n## ")[0].lower()
    for name in re.findall(r'"([A-Za-z0-9-]+)[=\[]', needed):
        assert name.lower() in section, name


def test_every_route_is_in_the_table() -> None:
    from rowsmith.api import router

    for route in router.routes:
        path = re.sub(r"\{\w+\}", "{id}", getattr(route, "path", ""))
        assert path in README


def test_every_event_named_exists() -> None:
    for name in re.findall(r"events/[\w-]+\.json", README):
        assert (ROOT / name).is_file()


@pytest.mark.parametrize("name", gallery.SECTIONS)
def test_what_is_shown_is_what_comes_out(name: str) -> None:
    page = gallery.PAGES[name].read_text(encoding="utf-8")
    assert gallery.written(name, page) == gallery.SECTIONS[name]()
