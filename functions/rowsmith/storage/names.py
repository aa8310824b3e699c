"""What the objects of a dataset are called, and what their downloads are."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be: its id, the name of its download, and its type as HTTP names it."""

    id: str
    filename: str
    media_type: str


def csv_key(dataset_id: str) -> str:
    """Where the file is."""
    return f"datasets/{dataset_id}.csv"


def document_key(dataset_id: str) -> str:
    """Where the document is that describes the file."""
    return f"datasets/{dataset_id}.json"


def disposition(filename: str) -> str:
    """The header that names a download: in ASCII for all, and in full (RFC 6266) if it differs."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in filename)
    header = f'attachment; filename="{plain}"'
    return header if plain == filename else f"{header}; filename*=UTF-8''{quote(filename)}"
