"""A URL of the service, in whatever reads a CSV from a URL, and what each shows for an error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest

from tests.clients.readers import READERS, Failed, Reader
from tests.local.run import post

HARD = 'gym members in Köln & "Bonn" + 50% #1, with age, plan'
"""A description with all that must be encoded in a URL."""


@pytest.fixture(params=READERS, ids=lambda reader: reader.name)
def reader(request: pytest.FixtureRequest) -> Reader:
    reader: Reader = request.param
    reader.needed()
    return reader


def url_of(service: str, description: str = "gym members", **others: object) -> str:
    return f"{service}/datasets.csv?{urlencode({'description': description, **others})}"


@pytest.mark.parametrize("description", ["gym members", HARD])
def test_one_line_reads_a_dataset(service: str, reader: Reader, description: str) -> None:
    url = url_of(service, description, rows=60)
    frame = pd.read_csv(url)
    assert reader.read(url) == (list(frame), 60)


def test_a_dataset_made_before_is_read_by_its_own_url(service: str, reader: Reader) -> None:
    made = post(f"{service}/datasets", {"description": "hotel bookings", "rows": 70})
    names = [column["name"] for column in made["columns"]]
    assert reader.read(f"{service}/datasets/{made['id']}.csv") == (names, 70)


def test_what_cannot_be_used_shows_as_a_422(service: str, reader: Reader) -> None:
    with pytest.raises(Failed) as failed:
        reader.read(url_of(service, rows=0))
    assert reader.said[422] in str(failed.value)


def test_what_is_not_there_shows_as_a_404(service: str, reader: Reader) -> None:
    with pytest.raises(Failed) as failed:
        reader.read(f"{service}/datasets/{'0' * 32}.csv")
    assert reader.said[404] in str(failed.value)


def test_without_the_key_it_shows_as_a_401(guarded: str, reader: Reader) -> None:
    with pytest.raises(Failed) as failed:
        reader.read(url_of(guarded, rows=20))
    assert reader.said[401] in str(failed.value)


def test_the_key_may_stand_in_the_url(guarded: str, key: str, reader: Reader) -> None:
    names, rows = reader.read(f"{url_of(guarded, rows=20)}&key={key}")
    assert (len(names) > 2, rows) == (True, 20)


@pytest.mark.parametrize("name", [reader.name for reader in READERS if reader.with_key])
def test_the_key_may_be_sent_as_a_header(guarded: str, name: str) -> None:
    reader = named(name)
    assert reader.with_key is not None
    _, rows = reader.with_key(url_of(guarded, rows=20))
    assert rows == 20


def run(*command: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=60)


def named(name: str) -> Reader:
    reader = next(reader for reader in READERS if reader.name == name)
    reader.needed()
    return reader


def test_curl_writes_the_url_itself(service: str) -> None:
    named("curl")
    data = ("--data-urlencode", f"description={HARD}", "--data-urlencode", "rows=30")
    done = run("curl", "-sSL", "-G", *data, f"{service}/datasets.csv")
    assert done.stdout == run("curl", "-sSL", url_of(service, HARD, rows=30)).stdout
    assert done.stdout.count(b"\n") >= 31


def test_curl_shows_what_is_wrong_unless_it_is_told_to_fail(service: str) -> None:
    named("curl")
    url = url_of(service, rows=0)
    plain, quiet = run("curl", "-sL", url), run("curl", "-sfL", url)
    assert (plain.returncode, json.loads(plain.stdout)["status"]) == (0, 422)
    assert (quiet.returncode, quiet.stdout) == (22, b"")


def test_wget_takes_spaces_and_the_name_that_is_sent(service: str, tmp_path: Path) -> None:
    named("wget")
    url = f"{service}/datasets.csv?description=gym members&rows=30"
    run("wget", "-q", "--content-disposition", url, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    assert (file.suffix, len(pd.read_csv(file))) == (".csv", 30)


def test_wget_shows_what_is_wrong_where_it_is_asked_to(service: str) -> None:
    named("wget")
    done = run("wget", "-q", "-O", "-", "--content-on-error", url_of(service, rows=0))
    assert (done.returncode, json.loads(done.stdout)["status"]) == (8, 422)
