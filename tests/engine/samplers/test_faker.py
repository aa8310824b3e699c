"""`faker`: an allow-listed provider, in the locale."""

from __future__ import annotations

import pytest

from rowsmith.errors import InvalidSchema
from rowsmith.schema.providers import PROVIDERS
from tests.engine.making import dataset, schema_of


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_every_provider_of_the_list_gives_text(provider: str) -> None:
    schema = schema_of({"name": "it", "kind": "faker", "provider": provider})
    cells = dataset(schema, 200).frame()["it"].astype(str)
    assert (cells.str.len() > 0).all()
    assert cells.equals(dataset(schema, 200).frame()["it"].astype(str))


@pytest.mark.parametrize("provider", ["text", "sentence", "password", "seed_instance", "__class__"])
def test_what_is_not_on_the_list_is_refused(provider: str) -> None:
    with pytest.raises(InvalidSchema, match="not there"):
        schema_of({"name": "it", "kind": "faker", "provider": provider})
