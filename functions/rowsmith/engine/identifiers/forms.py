"""The forms of each provider's identifiers, by country or by brand (forms.json, banks.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from rowsmith.engine.identifiers.checks import iban
from rowsmith.engine.identifiers.form import Form
from rowsmith.engine.values import BytesArray
from rowsmith.schema.geography import countries

ANYWHERE = "*"
"""The form of a country that has none of its own."""

OF_BANKS = ("iban", "bban", "account_number", "sort_code")
"""Providers that are parts of one bank account."""

_DATES = {"yymmdd": "{y}{m}{d}", "ddmmyy": "{d}{m}{y}", "yyyymmdd": "19{y}{m}{d}"}
_YEARS = range(40, 100)


@dataclass(frozen=True, slots=True)
class Cut:
    """A form, the part of its cells that is shown, and what is put between pairs of digits."""

    form: Form
    start: int = 0
    stop: int | None = None
    by_pairs: bool = False

    def shown(self, cells: BytesArray) -> BytesArray:
        """The part of whole cells."""
        width = cells.dtype.itemsize
        places = list(range(width))[self.start : self.stop]
        if len(places) == width:
            return cells
        letters = np.ascontiguousarray(cells).view(np.uint8).reshape(len(cells), width)[:, places]
        if self.by_pairs:
            dashes = np.arange(2, len(places), 2)
            letters = np.insert(letters, dashes, np.uint8(ord("-")), axis=1)
        part: BytesArray = np.ascontiguousarray(letters).view(f"S{letters.shape[1]}").ravel()
        return part


@cache
def _data(name: str) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads(
        (files(__package__) / f"{name}.json").read_text(encoding="utf-8")
    )
    return loaded


UNIQUE = frozenset(
    {
        "iban",
        "bban",
        "account_number",
        "credit_card_number",
        "ean8",
        "ean13",
        "imei",
        "isbn10",
        "isbn13",
        "license_plate",
        "mac_address",
        "passport_number",
        "sku",
        "ssn",
        "vin",
    }
)
"""Providers whose values no two rows (or subjects) share."""

COMPOSED = UNIQUE - {"credit_card_number"} | {"sort_code", "swift", "swift8", "swift11"}
"""Providers that are written in a form of their country."""


@cache
def forms_of(provider: str, variant: str) -> Cut | None:
    """How `provider` is written in a country (ISO 3166) or, for cards, by a brand.

    None for the IBAN of a country that has none. Raises KeyError for another provider.
    """
    if provider in OF_BANKS:
        return _of_bank(provider, variant)
    forms = _data("forms")[provider]
    stated = forms.get(variant) or forms[ANYWHERE]
    land = countries().get(variant)
    calling = (land.calling_code if land else "") or "999"
    of_country = {"country": [variant or "XX"], "calling": [calling.replace(" ", "")]}
    lists = {**_dates(), **of_country, **stated.get("lists", {})}
    return Cut(Form(stated["pattern"], lists, stated.get("checks", ())))


def _of_bank(provider: str, country: str) -> Cut | None:
    known = _data("banks")
    domestic = country not in known["iban"]
    if domestic and provider == "iban":
        return None
    stated = known["domestic"].get(country) or known["domestic"][ANYWHERE]
    if not domestic:
        stated = known["iban"][country]
    form, head = _account(country), 0 if domestic else 4
    if provider == "iban":
        return Cut(form)
    if provider == "bban":
        return Cut(form, head)
    if provider == "account_number":
        return Cut(form, head + stated["account"])
    skipped = stated.get("skip", 0)
    return Cut(form, head + skipped, head + stated["bank"], by_pairs=country in ("GB", "IE"))


@cache
def _account(country: str) -> Form:
    """A bank account: one form, whatever part of it a column shows."""
    known = _data("banks")
    if country in known["iban"]:
        stated = known["iban"][country]
        return Form(
            f"{country}00{stated['pattern']}",
            stated.get("lists"),
            stated.get("checks", ()),
            unique_from=4 + stated["account"],
            checked_from=4,
            last=iban,
        )
    stated = known["domestic"].get(country) or known["domestic"][ANYWHERE]
    return Form(
        stated["pattern"],
        stated.get("lists"),
        stated.get("checks", ()),
        unique_from=stated["account"],
    )


@cache
def _dates() -> Mapping[str, tuple[str, ...]]:
    """Lists of days, years and months, for numbers that hold a date of birth."""
    years = tuple(f"{year:02}" for year in _YEARS)
    months = tuple(f"{month:02}" for month in range(1, 13))
    days = tuple(f"{day:02}" for day in range(1, 29))
    whole = {
        name: tuple(form.format(y=y, m=m, d=d) for y in years for m in months for d in days)
        for name, form in _DATES.items()
    }
    return {"yy": years, "mm": months, "dd": days, **whole}
