"""The bodies and answers of the HTTP contract, with the words and examples that /docs shows."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from rowsmith.contract_class import ClassDocument

VERSION = "0.1.0"

MAX_DESCRIPTION = 2_000
MAX_SEED = 2**53 - 1

PlannerChoice: TypeAlias = Literal["auto", "model", "builtin"]

Description: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_DESCRIPTION)
]

_DESCRIPTION = (
    "The dataset in plain English: what it is about, and as many columns, ranges, shares, "
    f"relations and labels as you care to name. At most {MAX_DESCRIPTION:,} characters."
)
_DESCRIPTIONS = ["Generate customer churn data for a telecom company"]
_LOCALE = (
    "Language and country of names, places and words, such as `de_DE`. Left out, the "
    "description decides, and `en_US` where it does not say."
)
_PLANNER = (
    "Who turns the description into a schema: `model` (the language model, or an error), "
    "`builtin` (works offline), or `auto` (the model where there is one, else built in)."
)
_ROWS = "Rows to make. Left out, the number that the description names, or 1,000."
_EXCEL = "Begin the file with a byte order mark, by which Excel recognises UTF-8."
_REFRESH = "Plan again, even where this description was planned before."


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SchemaRequest(_Body):
    """What to plan."""

    description: Description = Field(description=_DESCRIPTION, examples=_DESCRIPTIONS)
    locale: str | None = Field(default=None, max_length=20, description=_LOCALE, examples=["en_US"])
    planner: PlannerChoice = Field(default="auto", description=_PLANNER)
    refresh: bool = Field(default=False, description=_REFRESH)


class DatasetRequest(_Body):
    """What to make: a `description`, or a `schema` from an earlier answer."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["description"]}, {"required": ["schema"]}]}
    )

    description: Description | None = Field(
        default=None, description=_DESCRIPTION, examples=_DESCRIPTIONS
    )
    schema_: dict[str, Any] | None = Field(
        default=None,
        alias="schema",
        description="A schema of the schema language, as an earlier answer holds it; edit it at "
        "will. Instead of `description`.",
    )
    rows: int | None = Field(
        default=None,
        ge=1,
        description=_ROWS,
        examples=[1_000],
    )
    seed: int | None = Field(
        default=None,
        ge=0,
        le=MAX_SEED,
        description="The same schema, rows, seed and locale give the same file. Left out, one is "
        "drawn and returned.",
        examples=[42],
    )
    locale: str | None = Field(default=None, max_length=20, description=_LOCALE, examples=["en_US"])
    planner: PlannerChoice = Field(default="auto", description=_PLANNER)
    refresh: bool = Field(default=False, description=_REFRESH)
    excel: bool = Field(
        default=False,
        description=_EXCEL,
    )
    split: float | None = Field(
        default=None,
        ge=0.05,
        le=0.5,
        description="For a class: the share of the rows (of the subjects, where the answer key "
        "says to split by them) that a `test` file holds without the label. The others are the "
        "`train` file, and a `solution` has the test's labels.",
        examples=[0.2],
    )
    clean: bool = Field(
        default=False,
        description="Where the dataset has dirt or missing cells: also make its `clean` twin, and "
        "`defects`, a log of all that is wrong on purpose.",
    )

    @property
    def format(self) -> str:
        """The name of the format that the file is asked in."""
        return "excel" if self.excel else "csv"

    @model_validator(mode="after")
    def _one_of_description_and_schema(self) -> DatasetRequest:
        if (self.description is None) == (self.schema_ is None):
            raise PydanticCustomError(
                "one_of", "send either a description or a schema: one of the two, not both"
            )
        return self


class DatasetQuery(BaseModel):
    """What to make, as the query of a URL."""

    model_config = ConfigDict(extra="forbid")

    description: Description = Field(description=_DESCRIPTION, examples=_DESCRIPTIONS)
    rows: int | None = Field(default=None, ge=1, description=_ROWS, examples=[1_000])
    seed: int | None = Field(
        default=None,
        ge=0,
        le=MAX_SEED,
        description="Another seed, another file. Left out, the rest of the query decides, so that "
        "one URL is one file.",
    )
    locale: str | None = Field(default=None, max_length=20, description=_LOCALE)
    planner: PlannerChoice = Field(default="auto", description=_PLANNER)
    excel: bool = Field(default=False, description=_EXCEL)
    key: str | None = Field(
        default=None,
        max_length=200,
        description="The service's key, for clients that cannot send the header `x-api-key`. "
        "What stands in a URL is seen in logs and histories: prefer the header.",
    )

    @field_validator("rows", "seed", "locale", "key", mode="before")
    @classmethod
    def _left_empty(cls, value: object) -> object:
        """A form sends its empty fields too."""
        return None if value == "" else value

    def request(self) -> DatasetRequest:
        """What is asked for; the seed, where it is left out, from all the rest."""
        asked = self.model_dump(exclude={"key"})
        if self.seed is None:
            digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).digest()
            asked["seed"] = int.from_bytes(digest[:8], "big") % (MAX_SEED + 1)
        return DatasetRequest.model_validate(asked)


DATASET_EXAMPLES: dict[str, Any] = {
    "sentence": {
        "summary": "One sentence",
        "value": {"description": "Generate customer churn data for a telecom company"},
    },
    "columns": {
        "summary": "Columns of your own, reproducible",
        "value": {
            "description": "5,000 rows of students, columns: age between 16 and 22, hours_studied "
            "from 0 to 40, grade (A, B, C, D), passed (70% yes)",
            "seed": 42,
        },
    },
    "germany": {
        "summary": "Another language",
        "value": {"description": "Orders of an online shop in Germany", "rows": 500},
    },
    "schema": {
        "summary": "A schema instead of a description",
        "value": {
            "rows": 200,
            "schema": {
                "title": "Tips",
                "columns": [
                    {
                        "name": "bill",
                        "kind": "number",
                        "shape": "gamma",
                        "mean": 20,
                        "sd": 9,
                        "min": 3,
                        "decimals": 2,
                    },
                    {"name": "smoker", "kind": "boolean", "rate": 0.35, "words": ["yes", "no"]},
                ],
            },
        },
    },
}
"""What /docs offers to try; a test sends each."""


class Timing(BaseModel):
    """Milliseconds that the answer took."""

    plan: float
    generate: float
    publish: float
    total: float


class ColumnDocument(BaseModel):
    """One column of the file."""

    model_config = ConfigDict(extra="allow")

    name: str
    kind: str = Field(description="The kind of the schema language that makes it.")
    dtype: str = Field(description="What `pd.read_csv` makes of it when it is told nothing more.")
    missing: float = Field(description="Share of empty cells, 0 to 1.")


class LabelDocument(BaseModel):
    """What there is to predict, and how well that can be done."""

    model_config = ConfigDict(extra="allow")

    column: str


class UsageDocument(BaseModel):
    """What the model's plan took."""

    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    calls: int
    cost: float | None = Field(description="US dollars; null where the price is not known.")


_USAGE = "Null where no model was asked: a cached plan, or the built-in planner."


class DirtDocument(BaseModel):
    """What is wrong on purpose: how much was asked for, and how much came."""

    what: str = Field(description="`missing`, `outliers`, `typos`, `formats` or `duplicates`.")
    column: str | None = Field(description="Null for duplicates, which are whole rows.")
    when: str | None = Field(description="Where cells are missing; null is everywhere.")
    asked: float = Field(description="Share of the column's cells, of those where `when` holds.")
    got: float | None = Field(description="The share in the first 50,000 rows.")


class DatasetDocument(BaseModel):
    """A finished dataset."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": True})

    id: str = Field(pattern="^[0-9a-f]{32}$", description="The same input gives the same id.")
    download_url: str = Field(description="Opens without credentials, until `expires_at`.")
    expires_at: datetime
    rows: int
    size_bytes: int
    seed: int
    locale: str
    page_url: str = Field(description="A page to look at it in a browser, on this host.")
    description: str | None = Field(description="What was asked; null where a schema was sent.")
    title: str
    domain: str
    schema_: dict[str, Any] = Field(
        alias="schema", description="What was made; edit it and POST it back."
    )
    planner: str | None = Field(
        description="The model's name, or `builtin`; null where the request held the schema."
    )
    schema_cached: bool = Field(description="Whether the plan was there already.")
    usage: UsageDocument | None = Field(description=_USAGE)
    columns: list[ColumnDocument]
    labels: list[LabelDocument]
    dirt: list[DirtDocument] = Field(description="What is wrong on purpose, to be cleaned.")
    read_csv: str = Field(
        description="A line of Python to copy: it reads the file with leading zeros, long numbers "
        "and dates as they are meant."
    )
    preview: list[dict[str, Any]] = Field(description="The first five rows.")
    warnings: list[str] = Field(description="What was mended, ignored or could not be reached.")
    for_class: ClassDocument | None = Field(
        description="The files that `split` and `clean` ask for; null where neither was asked."
    )
    timing_ms: Timing


class SchemaDocument(BaseModel):
    """A plan: the schema to look at, to edit, and to POST to /datasets."""

    schema_: dict[str, Any] = Field(alias="schema", description="The plan.")
    rows: int | None = Field(description="The number of rows that the description names.")
    locale: str | None = Field(description="The locale that the request or description names.")
    planner: str
    schema_cached: bool
    usage: UsageDocument | None = Field(description=_USAGE)
    warnings: list[str]
    timing_ms: dict[str, float]


class Example(BaseModel):
    """A description that works as it stands."""

    model_config = ConfigDict(extra="allow")

    description: str
    domain: str
    columns: list[str] = Field(description="Columns to expect, among others.")


class Examples(BaseModel):
    """Ready descriptions."""

    examples: list[Example]


class Health(BaseModel):
    """The service is up."""

    status: Literal["ok"]
    version: str
    planner: str = Field(description="Who plans when the request does not choose.")


class ProblemItem(BaseModel):
    """One fault: where it is, and what to do about it."""

    where: str
    message: str


class ProblemDocument(BaseModel):
    """What went wrong, and what to do (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:rowsmith:problem:invalid_request"])
    title: str = Field(examples=["The request cannot be used"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["rows: must be at least 1"])
    code: str = Field(description="Stable; switch on this.", examples=["invalid_request"])
    problems: list[ProblemItem] | None = Field(
        default=None, description="Every fault, where there may be several."
    )
