"""The gazetteer is of the frozen places, and no other."""

from __future__ import annotations

import json
from importlib.resources import files

from rowsmith.engine.places.freeze_gazetteer import listed
from rowsmith.engine.places.tables import OWN_TABLES, frozen

DATA = files("rowsmith.schema.geography")


def test_every_place_that_the_schema_knows_is_one_that_can_be_made() -> None:
    aliases = json.loads((DATA / "aliases.json").read_text("utf-8"))
    aliases.pop("city")
    known = {
        line[1:] for name in (*OWN_TABLES, "world") for line, _ in listed(frozen(name), aliases)
    }
    rows = [row.split("\t") for row in (DATA / "gazetteer.tsv").read_text("utf-8").splitlines()]
    assert {(row[1], row[2], row[3]) for row in rows} == known
    assert [row[:4] for row in rows] == sorted(row[:4] for row in rows)
