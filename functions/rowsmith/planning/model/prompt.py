"""What the model is told: the rules (prompt.md), the description as data, and what to mend."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rowsmith.errors import Problem
from rowsmith.planning.model.shorthand import LONG_KINDS
from rowsmith.planning.model.strict_schema import strict_schema
from rowsmith.schema import COLUMN_MODELS

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

MAX_PROBLEMS_SAID = 20
_MARK = re.compile(r"<(?=\s*/?\s*description)", re.IGNORECASE)


@cache
def rules() -> str:
    """The system prompt, the same for every description, so that it is cached by the model."""
    text = files("rowsmith.planning.model").joinpath("prompt.md").read_text(encoding="utf-8")
    return text.replace("{kinds}", "\n".join(_kinds()), 1)


def _kinds() -> Iterator[str]:
    """A line for each kind, behind a category the one whose values have an order."""
    for kind, model in COLUMN_MODELS.items():
        yield f"- {kind}: {model.prompt}"
        for name in (short for short, of in LONG_KINDS.items() if of == kind):
            yield f"- {name}: a {kind} whose values rise as they are listed (tiers, ratings)."


@cache
def prompt_version() -> str:
    """A hash of all that shapes a model's plan beside the description: rules and schema."""
    schema = json.dumps(strict_schema(), sort_keys=True)
    return hashlib.sha256(f"{rules()}\0{schema}".encode()).hexdigest()[:12]


_LIKE_IT = (
    "What is known of such data, in the form you write. Start from its figures; what the "
    "description says goes before:\n"
)


def first_messages(
    description: str, locale: str | None, example: str | None = None
) -> list[ChatCompletionMessageParam]:
    """The messages that ask for a plan; `example` is a schema of such data in the short form."""
    places = f"Names and places are those of the locale {locale}.\n" if locale else ""
    known = f"{_LIKE_IT}{example}\n" if example else ""
    return [
        {"role": "system", "content": rules()},
        {
            "role": "user",
            "content": f"{known}{places}<description>\n{as_data(description)}\n</description>",
        },
    ]


def as_data(description: str) -> str:
    """The description with nothing in it that could end the place where it stands as data."""
    return _MARK.sub("(", description)


def mending_messages(
    asked: Sequence[ChatCompletionMessageParam], answer: str, problems: Sequence[Problem]
) -> list[ChatCompletionMessageParam]:
    """The messages that send an unusable answer back with its errors."""
    said = "\n".join(f"- {found.where}: {found.message}" for found in problems[:MAX_PROBLEMS_SAID])
    return [
        *asked,
        {"role": "assistant", "content": answer},
        {
            "role": "user",
            "content": f"The schema cannot be used:\n{said}\n"
            "Write the whole schema again with these mended and all else as it was.",
        },
    ]


def shortening_messages(
    asked: Sequence[ChatCompletionMessageParam],
) -> list[ChatCompletionMessageParam]:
    """The messages that ask for a plan short enough to end."""
    return [
        *asked,
        {
            "role": "user",
            "content": "Your answer was cut off: it was too long. Write a shorter schema: the "
            "columns named in the description, at most 8 in all where it leaves them open, at "
            "most 8 values or table rows each.",
        },
    ]
