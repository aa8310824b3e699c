"""What the HTTP contract says of a dataset that workers are making."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class ProgressDocument(BaseModel):
    """How far a dataset is; what is there of it is counted in whole parts."""

    parts: int
    parts_made: int
    rows: int
    rows_made: int
    bytes_made: int


class MakingDocument(BaseModel):
    """A dataset under way: what is known of it but its link and its size."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": True})

    id: str = Field(pattern="^[0-9a-f]{32}$")
    status: Literal["making"]
    progress: ProgressDocument
    rows: int
    seed: int
    locale: str
    title: str
    columns: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    preview: list[dict[str, Any]] = Field(description="The first five rows.")
    warnings: list[str]
