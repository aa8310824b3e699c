from __future__ import annotations

from typing import Any

import pytest

from tests.planning.coherence.helpers import agreed, named, schema_of

REVIEW = {"kind": "text", "style": "review"}
RATING = {"kind": "number", "shape": "uniform", "min": 1, "max": 5}
SENTIMENT = {"kind": "category", "values": [{"value": "positive"}, {"value": "negative"}]}
ISSUE = {"kind": "category", "values": [{"value": "billing"}, {"value": "delivery"}]}


@pytest.mark.parametrize(
    ("keys", "header"),
    [(RATING, "star rating"), (SENTIMENT, "sentiment"), (RATING, "satisfaction score")],
)
def test_a_review_has_the_tone_of_its_rating(keys: dict[str, Any], header: str) -> None:
    schema, notes = agreed(schema_of(*named(REVIEW, "review text"), *named(keys, header)))
    assert schema.columns[0].model_dump()["tone"] == header.replace(" ", "_")
    assert len(notes) == 1


def test_a_message_is_about_its_category() -> None:
    columns = [*named({**REVIEW, "style": "support_message"}, "message"),
               *named(ISSUE, "ticket category")]  # fmt: skip
    schema, _ = agreed(schema_of(*columns))
    assert schema.columns[0].model_dump()["topic"] == "ticket_category"


def test_a_tone_that_is_there_stays() -> None:
    columns = [*named({**REVIEW, "tone": "stars"}, "review"), *named(RATING, "stars, rating")]
    schema = schema_of(*columns)
    assert agreed(schema) == (schema, ())


def test_a_clinical_note_is_about_the_diagnosis() -> None:
    values = [{"value": "Asthma"}, {"value": "Migraine"}]
    columns = [*named({"kind": "text", "style": "clinical_note"}, "clinical notes"),
               *named({"kind": "category", "values": values}, "diagnosis")]  # fmt: skip
    schema, _ = agreed(schema_of(*columns))
    assert schema.columns[0].model_dump()["topic"] == "diagnosis"
