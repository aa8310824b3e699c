"""Countries, their divisions and cities, and groups of countries, by any name in daily use."""

from rowsmith.schema.geography.countries import Country, countries, country, groups, plain
from rowsmith.schema.geography.resolve import Area, Places, near_names, resolve_places

__all__ = [
    "Area",
    "Country",
    "Places",
    "countries",
    "country",
    "groups",
    "near_names",
    "plain",
    "resolve_places",
]
