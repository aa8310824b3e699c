"""Where the data is set: the places of its rows lie there, and names and money come from there."""

from __future__ import annotations

from rowsmith.planning.composing.work import Work
from rowsmith.planning.request import request_of
from rowsmith.schema.columns import PlaceColumn


def state_places(work: Work) -> str | None:
    """Let places lie where the data is set; the locale of its country, if it is one.

    A name that no place has is told.
    """
    request = request_of(work.parse)
    for span in request.unknown:
        work.note("not_carried_out", f"no place is known as {work.said(span)}")
    if not request.within:
        return None
    for entry in list(work.draft.entries.values()):
        if isinstance(entry.column, PlaceColumn):
            column = entry.column.model_copy(update={"within": list(request.within)})
            work.draft.change(entry.name, column=column)
    return request.locale
