from __future__ import annotations

import json
from pathlib import Path

import pytest

from rowsmith.planning.builtin import domains
from rowsmith.planning.builtin.domains import read_domain
from rowsmith.schema import parse_schema

FOLDER = Path(domains.__file__).parents[1] / "domains"
FILES = sorted(FOLDER.glob("*.json"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found = request.param
    assert isinstance(found, Path)
    return found


def test_bears_the_name_of_its_file(path: Path) -> None:
    assert read_domain(path.read_text("utf-8")).name == path.stem


def test_its_schema_can_be_made(path: Path) -> None:
    parse_schema(json.loads(path.read_text("utf-8"))["schema"])


def test_its_schema_can_be_made_with_all_extras(path: Path) -> None:
    domain = read_domain(path.read_text("utf-8"))
    names = {entity.name for entity in domain.data.entities}
    assert {extra.entity for extra in domain.extras} <= names | {None}
    parse_schema(domain.with_extras().model_dump())


def test_aliases_name_its_columns(path: Path) -> None:
    domain = read_domain(path.read_text("utf-8"))
    columns = {column.name for _, column in domain.data.subjects()}
    assert set(domain.aliases) <= columns


def test_a_label_has_a_driver_or_moves_the_others(path: Path) -> None:
    schema = read_domain(path.read_text("utf-8")).data
    driven = {driver.column for driver in schema.drivers}
    conditions = " ".join(
        case.when
        for _, column in schema.subjects()
        for case in (getattr(column, "cases", None) or ())
    )
    for label in schema.labels:
        assert label in driven or label in conditions, label


def test_its_own_title_asks_for_it(path: Path) -> None:
    domain = read_domain(path.read_text("utf-8"))
    best = domains.ranked(domain.title)
    assert best, f"'{domain.title}' scores less than {domains.MATCHES}"
    assert best[0].name == domain.name


@pytest.mark.parametrize(
    "description",
    [
        "customer churn data for a telecom company",
        "telco churn",
        "subscribers leaving our phone company",
    ],
)
def test_finds_telecom_churn_in_other_words(description: str) -> None:
    assert domains.ranked(description)[0].name == "telecom_churn"


def test_finds_nothing_in_nonsense() -> None:
    assert domains.ranked("flurb the wibble") == ()
