"""What an answer tells of the files for a class, which stand beside the dataset."""

from __future__ import annotations

from pydantic import BaseModel, Field


class FileDocument(BaseModel):
    """A file beside the dataset."""

    id: str = Field(
        pattern="^[0-9a-f]{32}$",
        description="`GET /datasets/{id}.csv` leads to the file. It does not tell the dataset's.",
    )
    rows: int
    size_bytes: int
    download_url: str = Field(description="Opens without credentials, until `expires_at`.")


class SplitDocument(BaseModel):
    """How the rows were shared out."""

    share: float = Field(description="Share of the rows, or of the subjects, to test.")
    by: str | None = Field(
        description="The entity whose subjects are whole in one of the two files; null for rows."
    )
    key: str = Field(
        description="The column that a solution's row and the test's have in common: an id, or "
        "`row`, the number of the row in the dataset, from 0."
    )
    labels: list[str] = Field(description="What the solution has and the test has not.")
    leaks: list[str] = Field(description="What else the test has not: it is made from a label.")


class FilesDocument(BaseModel):
    """The files beside the dataset; the answers are told to whoever makes them alone."""

    train: FileDocument | None = None
    test: FileDocument | None = None
    solution: FileDocument | None = Field(default=None, description="An answer.")
    clean: FileDocument | None = Field(
        default=None,
        description="An answer: the same rows with nothing wrong, in their order, without repeats.",
    )
    defects: FileDocument | None = Field(
        default=None,
        description="An answer: `row` (in the dataset, from 0), `column`, `what`, `clean_value` "
        "and `dirty_value` of each cell that is wrong. `what` is as in `dirt`, or `follows` of a "
        "cell that was computed from an outlier. A repeated row is `duplicates` without a column, "
        "and its `dirty_value` the row that it repeats.",
    )


class ClassDocument(BaseModel):
    """What a class gets, and what its teacher keeps."""

    split: SplitDocument | None
    files: FilesDocument
