"""What people read a CSV from a URL with, and what each says of an error."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pandas as pd
import pytest

from tests.aws.needs import need

Shape = tuple[list[str], int]
"""The names of the columns, and the number of rows."""

KEY = "k&y"
HEADER = f"x-api-key: {KEY}"


class Failed(Exception):
    """Nothing was read; the text is what the reader of the program sees."""


@dataclass(frozen=True)
class Reader:
    """A program that reads a CSV from a URL.

    read: raises Failed. said: what it says of a status: 401, 404 and 422.
    with_key: reads with the key in a header, where its one line can send one.
    optional: it may be missing where all tests must run.
    """

    name: str
    read: Callable[[str], Shape]
    said: dict[int, str]
    with_key: Callable[[str], Shape] | None = None
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    optional: bool = field(default=False, kw_only=True)

    def needed(self) -> None:
        """Skip the test without it; fail where all must run, unless it is optional."""
        missing = [name for name in self.packages if find_spec(name) is None]
        missing += [name for name in self.programs if shutil.which(name) is None]
        reason = f"{' and '.join(missing)} not installed"
        if self.optional and missing:
            pytest.skip(reason)
        need(not missing, reason)


def _pandas(url: str, headers: dict[str, str] | None = None) -> Shape:
    try:
        frame = pd.read_csv(url, storage_options=headers)
    except HTTPError as error:
        raise Failed(f"{error} {error.read().decode()}") from None
    return [str(name) for name in frame], len(frame)


def _polars(url: str) -> Shape:
    polars: Any = import_module("polars")
    shapes = []
    for read in (polars.read_csv, lambda url: polars.scan_csv(url).collect()):
        try:
            frame = read(url)
        except OSError as error:
            raise Failed(str(error)) from None
        shapes.append((list(frame.columns), len(frame)))
    assert shapes[0] == shapes[1]
    return shapes[0]


def _duckdb(url: str, headers: str = "") -> Shape:
    duckdb: Any = import_module("duckdb")
    folder = Path(import_module("duckdb_extension_httpfs").__path__[0])
    (extension,) = folder.rglob("*.duckdb_extension")
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{extension}'")
        if headers:
            connection.execute(f"CREATE SECRET (TYPE http, EXTRA_HTTP_HEADERS MAP {headers})")
        try:
            connection.execute(f"CREATE TABLE made AS FROM '{url}'")
        except duckdb.HTTPException as error:
            raise Failed(str(error)) from None
        table = connection.table("made")
        return table.columns, len(table)


def _r(url: str) -> Shape:
    program = (
        'd <- read.csv(commandArgs(TRUE), check.names=FALSE); cat(names(d), nrow(d), sep="\\n")'
    )
    *names, rows = _output("Rscript", "-e", program, url).decode().splitlines()
    return names, int(rows)


def _curl(url: str, *options: str) -> Shape:
    return _shape(_output("curl", "-sSL", "--fail-with-body", *options, url))


def _wget(url: str, *options: str) -> Shape:
    return _shape(_output("wget", "-nv", "-O", "-", *options, url))


def _output(*command: str) -> bytes:
    """What a program prints; where it fails, all that it says and its status."""
    done = subprocess.run(command, capture_output=True, timeout=60)
    if done.returncode:
        text = (done.stdout + done.stderr).decode()
        raise Failed(f"{text} [{command[0]} ends with {done.returncode}]")
    return done.stdout


def _shape(csv: bytes) -> Shape:
    frame = pd.read_csv(io.BytesIO(csv))
    return [str(name) for name in frame], len(frame)


READERS = [
    Reader(
        "pandas",
        _pandas,
        {
            401: "HTTP Error 401: Unauthorized {",
            404: "HTTP Error 404: Not Found {",
            422: "HTTP Error 422: Unprocessable Entity {",
        },
        lambda url: _pandas(url, {"x-api-key": KEY}),
    ),
    Reader(
        "polars",
        _polars,
        {401: "401 Unauthorized", 404: "404 Not Found", 422: "422 Unprocessable Entity"},
        packages=("polars",),
    ),
    Reader(
        "DuckDB",
        _duckdb,
        # It has a name for some statuses only.
        {401: "HTTP GET error", 404: "(HTTP 404 Not Found)", 422: "HTTP GET error"},
        lambda url: _duckdb(url, f"{{'x-api-key': '{KEY}'}}"),
        packages=("duckdb", "duckdb_extension_httpfs"),
    ),
    Reader(
        "R",
        _r,
        {401: "HTTP status was '401", 404: "HTTP status was '404", 422: "HTTP status was '422"},
        programs=("Rscript",),
        optional=True,
    ),
    Reader(
        "curl",
        _curl,
        {status: f'"status": {status}' for status in (401, 404, 422)},
        lambda url: _curl(url, "-H", HEADER),
        programs=("curl",),
    ),
    Reader(
        "wget",
        _wget,
        {
            401: "Authentication Failed",
            404: "ERROR 404: Not Found",
            422: "ERROR 422: Unprocessable Entity",
        },
        lambda url: _wget(url, "--header", HEADER),
        programs=("wget",),
    ),
]
