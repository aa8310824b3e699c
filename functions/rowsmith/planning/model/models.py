"""What is particular to a model: its price and the options it is asked with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    cached_input: float
    output: float

    def cost(self, prompt_tokens: int, cached_tokens: int, completion_tokens: int) -> float:
        """US dollars; `cached_tokens` are among `prompt_tokens`."""
        fresh = max(prompt_tokens - cached_tokens, 0)
        dollars = (
            fresh * self.input + cached_tokens * self.cached_input + completion_tokens * self.output
        )
        return dollars / _MILLION


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """The price, None where it is not known, and options of the request beyond the usual."""

    price: Price | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def facts_of(model: str) -> ModelFacts:
    """What models.toml says of `model`, a dated name or with a provider's prefix included."""
    name = _DATE.sub("", model.rpartition("/")[2])
    return _all_facts().get(name, ModelFacts())


@cache
def _all_facts() -> dict[str, ModelFacts]:
    text = files("rowsmith.planning.model").joinpath("models.toml").read_text(encoding="utf-8")
    return {
        name: ModelFacts(
            Price(entry["input"], entry["cached_input"], entry["output"]), entry["options"]
        )
        for name, entry in tomllib.loads(text).items()
    }
