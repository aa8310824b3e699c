"""`id`: unique, in the pattern asked for."""

from __future__ import annotations

import uuid

import pytest

from rowsmith.errors import InvalidSchema
from tests.engine.making import category, dataset, frame_of, schema_of


def identifier(pattern: str) -> dict[str, str]:
    return {"name": "id", "kind": "id", "pattern": pattern}


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("sequence", r"\d+"),
        ("INV-#####", r"INV-\d{5}"),
        ("??-######", r"[A-Z]{2}-\d{6}"),
        ("{airline}######", r"(AA|DL)\d{6}"),
        ("A/#########/B", r"A/\d{9}/B"),
    ],
)
def test_a_pattern_is_filled_and_unique(pattern: str, form: str) -> None:
    frame = frame_of(identifier(pattern), category("airline", "AA", "DL"), rows=60_000)
    ids = frame["id"].astype(str)
    assert ids.is_unique
    assert ids.str.fullmatch(form).all()


def test_digits_alone_count_up() -> None:
    ids = frame_of(identifier("INV-#####"), rows=3)["id"].tolist()
    assert ids == ["INV-00001", "INV-00002", "INV-00003"]


def test_uuids_are_of_version_4_and_unique() -> None:
    ids = frame_of(identifier("uuid"), rows=60_000)["id"]
    assert ids.is_unique
    assert {(uuid.UUID(text).version, uuid.UUID(text).variant) for text in ids[:500]} == {
        (4, uuid.RFC_4122)
    }


def test_a_million_ids_are_unique() -> None:
    made = dataset(schema_of(identifier("??####")), 1_000_000)
    ids = [line for block in made.blocks() for line in block.splitlines()]
    assert len(set(ids)) == 1_000_001  # and the header


def test_a_pattern_without_room_is_refused() -> None:
    with pytest.raises(InvalidSchema, match="has room for 999 ids and 1,000 are needed"):
        dataset(schema_of(identifier("A###")), 1_000)
    assert dataset(schema_of(identifier("A###")), 999)


@pytest.mark.parametrize("pattern", ["uuid", "UUID", "uuid4", "guid"])
def test_a_uuid_is_one_whatever_it_is_called(pattern: str) -> None:
    column = {"name": "id", "kind": "id", "pattern": pattern}
    frame = dataset(schema_of(column), 100).frame()
    assert frame["id"].str.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").all()
