"""Where the data is set: the places of its rows lie there, and names and money come from there."""

from __future__ import annotations

from rowsmith.planning.composing.work import Work
from rowsmith.schema.columns import PlaceColumn
from rowsmith.schema.geography import countries, resolve_places


def state_places(work: Work) -> str | None:
    """Let places lie where the data is set; the locale of its country, if it is one.

    A name that no place has is told.
    """
    said = [_named(place.value) for place in work.parse.places]
    unknown = set(resolve_places(said).unknown) if said else set()
    for place, name in zip(work.parse.places, said, strict=True):
        if name in unknown:
            work.note("not_carried_out", work.said(place.span))
    known = list(dict.fromkeys(name for name in said if name not in unknown))
    if not known:
        return None
    for entry in list(work.draft.entries.values()):
        if isinstance(entry.column, PlaceColumn):
            column = entry.column.model_copy(update={"within": known})
            work.draft.change(entry.name, column=column)
    codes = {area.country for area in resolve_places(known).areas}
    return countries()[codes.pop()].locale if len(codes) == 1 else None


def _named(words: str) -> str:
    """A country by its name: `Irish` is Ireland."""
    said = words.removeprefix("the ").strip()
    for country in countries().values():
        if any(people.lower() == said.lower() for people in country.people):
            return country.name
    return said
