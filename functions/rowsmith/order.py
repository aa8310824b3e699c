"""What a dataset is made from, and the id and the filename that follow from it."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from rowsmith.contract import MAX_SEED, DatasetRequest
from rowsmith.errors import InvalidRequest
from rowsmith.planning import read_request
from rowsmith.plans import Planned
from rowsmith.schema import Schema

DEFAULT_ROWS = 1_000
DEFAULT_LOCALE = "en_US"


@dataclass(frozen=True)
class Order:
    """Everything that a file's bytes depend on, beside the engine's version.

    `as_of` is the `today` of the schema; `format` is the name of one of the engine's formats.
    `split` is the share of the rows to test, None for no split; `clean` asks for the clean twin.
    """

    schema: Schema
    rows: int
    seed: int
    locale: str
    as_of: date
    format: str = "csv"
    split: float | None = None
    clean: bool = False

    @property
    def is_for_class(self) -> bool:
        """Whether there are files beside the dataset."""
        return self.split is not None or self.clean

    @cached_property
    def schema_json(self) -> dict[str, Any]:
        """The schema as JSON, without what it leaves at its default."""
        return self.schema.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def schema_hash(self) -> str:
        """Equal for equal schemas, and for no others."""
        return _hash(self.schema_json)

    def dataset_id(self, engine_version: str) -> str:
        """32 hexadecimal digits: equal for equal orders, and for no others."""
        facts = {
            "schema": self.schema_hash,
            "rows": self.rows,
            "seed": self.seed,
            "locale": self.locale,
            "as_of": self.as_of.isoformat(),
            "format": self.format,
            "engine": engine_version,
        }
        if self.is_for_class:
            facts |= {"split": self.split, "clean": self.clean}
        return _hash(facts)

    def filename(self, suffix: str) -> str:
        """A name for the download, as in `telecom-customer-churn-1000-rows.csv`."""
        title = unicodedata.normalize("NFKC", self.schema.title).lower()
        words = re.sub(r"[\W_]+", "-", title)[:60].strip("-")
        return f"{words or 'dataset'}-{self.rows}-rows{suffix}"


class Orders:
    """Turns requests into orders: what the request says, what the plan says, the defaults.

    max_rows: of a dataset with files beside it. max_rows_alone: of one without; the same by
    default.
    """

    def __init__(
        self,
        *,
        locales: Collection[str],
        max_rows: int,
        max_rows_alone: int | None = None,
        today: Callable[[], date],
    ) -> None:
        self._locales = {locale.lower(): locale for locale in locales}
        self._max_rows = max_rows
        self._max_rows_alone = max_rows if max_rows_alone is None else max_rows_alone
        self._today = today

    def rows(self, request: DatasetRequest) -> int:
        """How many rows `request` asks for, in so many words or in its description.

        Not left to the plan: descriptions that differ in their number of rows share one.
        Raises InvalidRequest for too many.
        """
        rows = request.rows or read_request(request.description or "").rows or DEFAULT_ROWS
        for_class = request.split is not None or request.clean
        most = self._max_rows if for_class else self._max_rows_alone
        if rows > most:
            raise InvalidRequest(
                f"This asks for {rows:,} rows; a dataset has at most {most:,}.",
                where="description" if request.rows is None else "rows",
            )
        return rows

    def locale(self, text: str | None) -> str | None:
        """The locale that `text` means (`de-de` is `de_DE`). Raises InvalidRequest."""
        if text is None:
            return None
        locale = self._locales.get(text.replace("-", "_").lower())
        if locale is None:
            available = ", ".join(sorted(self._locales.values()))
            raise InvalidRequest(
                f"This locale is not available. There are: {available}.", where="locale"
            )
        return locale

    def order(self, request: DatasetRequest, rows: int, planned: Planned) -> Order:
        """The order of `request`, for whose description there is a plan.

        The request's locale goes before the schema's, and that before the plan's. Raises
        InvalidRequest for a locale that does not exist.
        """
        planned_locale = self._locales.get((planned.locale or "").lower())
        of_schema = planned.schema.locale
        if request.description is not None:
            of_schema = self._locales.get((of_schema or "").lower())
        return Order(
            schema=planned.schema,
            rows=rows,
            seed=secrets.randbelow(MAX_SEED + 1) if request.seed is None else request.seed,
            locale=self.locale(request.locale)
            or self.locale(of_schema)
            or planned_locale
            or DEFAULT_LOCALE,
            as_of=self._today(),
            format=request.format,
            split=request.split,
            clean=request.clean,
        )


def _hash(facts: dict[str, Any]) -> str:
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
