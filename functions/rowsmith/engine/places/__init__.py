"""Places that exist: city, state, postcode, country, coordinates and time zone that agree."""

from rowsmith.engine.places.sampler import FIELDS, PlaceSampler
from rowsmith.engine.places.tables import world_countries

__all__ = ["FIELDS", "PlaceSampler", "world_countries"]
