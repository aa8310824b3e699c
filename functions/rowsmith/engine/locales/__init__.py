"""What is known of a locale before anything is drawn.

`FROZEN` locales have tables of their own (`data/{locale}.npz`) and written forms
(`data/{locale}.json`). Any other locale of Faker's works as well, from pools.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from rowsmith.schema.geography import countries

if TYPE_CHECKING:
    from numpy.typing import NDArray

FROZEN = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "pt_BR", "en_IN", "ja_JP")

_DATA = files(__package__) / "data"


@cache
def available() -> tuple[str, ...]:
    """Every locale: the frozen ones first, then the others that Faker has."""
    others = json.loads((files(__package__) / "others.json").read_text(encoding="utf-8"))
    return (*FROZEN, *others)


def check_locale(locale: str) -> None:
    """Raises KeyError for a locale that is not among `available()`."""
    if locale not in available():
        raise KeyError(locale)


def country_of(locale: str) -> str | None:
    """ISO code of the country that a locale names, where there are places in it."""
    if locale in FROZEN:
        return str(settings(locale)["country"])
    _, _, code = locale.partition("_")
    return code if code in countries() else None


@cache
def arrays(name: str) -> dict[str, NDArray[Any]]:
    """The frozen arrays of a locale. Raises FileNotFoundError for one that is not frozen."""
    import numpy as np

    with (_DATA / f"{name}.npz").open("rb") as file, np.load(file) as frozen:
        return {key: frozen[key] for key in frozen.files}


@cache
def settings(locale: str) -> dict[str, Any]:
    """The written forms of a frozen locale: name, phone, street, company."""
    loaded: dict[str, Any] = json.loads((_DATA / f"{locale}.json").read_text(encoding="utf-8"))
    return loaded


def texts(array: NDArray[Any]) -> list[str]:
    """The strings of a frozen array of bytes."""
    return [entry.decode() for entry in array.tolist()]
