"""Names of what a dataset is about, rather than of its columns: `users, orders and churn`."""

from __future__ import annotations

from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.nouns import is_plural, singular
from rowsmith.planning.english.words import stems
from rowsmith.planning.knowledge import FieldMatch, Hints, Outline
from rowsmith.planning.knowledge.words import lists
from rowsmith.planning.reading.parse import Field, Parse, Period
from rowsmith.schema.columns import DatetimeColumn

_MOST = 4
"""Columns that are named in such a list."""


def speaks_of_parties(parse: Parse) -> bool:
    """Whether a short list names people in the plural, who are no column: `sellers and buyers`."""
    named = [field for field in parse.columns() if field.role != "implied"]
    return len(named) <= _MOST and any(is_party(field) for field in named)


def is_party(field: Field) -> bool:
    """Whether a field is people in the plural, not how many of them."""
    return not field.counted and field.words.islower() and _person(field) != field.words


def _person(field: Field) -> str:
    one = singular(field.words)
    return one if one in lists()["persons"] else field.words


def party_column(work: Work, field: Field, outline: Outline, hints: Hints) -> FieldMatch | None:
    """What tells of people in a dataset that is about them: an id, a name or they themselves."""
    one = singular(field.words)
    for asked in (f"{one} id", f"{one} name", one):
        match = work.knowledge.field(asked, outline, hints)
        if match.outline is outline and match.known.name in outline.by_name:
            return match
    return None


def is_told(work: Work, field: Field, outline: Outline) -> bool:
    """Whether the outline tells of what a field in the plural names, in other columns."""
    last = field.words.split()[-1]
    entities = {entity.name for entity in outline.entities} | {outline.row}
    told = work.parse.levels_of(field.id) or any(True for _ in work.facts(field.id))
    return (
        not told
        and not field.counted
        and is_plural(last)
        and (singular(field.words) in entities or not is_party(field))
    )


def names_rows(work: Work, field: Field, outline: Outline) -> bool:
    """Whether a name in the plural is what the rows are, of which only the time is said."""
    last = field.words.split()[-1]
    if field.role != "column" or field.counted or field.listed or not is_plural(last.lower()):
        return False
    if work.parse.listing == "closed" or work.parse.levels_of(field.id):
        return False
    if work.parse.step is not None:
        return False
    if any(field.id in (one.of, one.to) for one in work.parse.relations):
        return False
    facts = list(work.parse.facts_of(field.id))
    dated = any(isinstance(fact.value, Period) for fact in work.parse.facts)
    said = work.parse.subject.value if work.parse.subject is not None else ""
    dates = [one for one in outline.columns if isinstance(one.column, DatetimeColumn)]
    rows = {stems(outline.row)[-1:], stems(outline.title)[-1:], stems(said)[-1:]}
    rows |= {stems(one.name)[:1] for one in dates}
    only = all(isinstance(fact.value, Period) for fact in facts)
    return dated and only and stems(field.words)[-1:] in rows
