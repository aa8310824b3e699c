"""Whether a subject is beyond the domains, so that an archetype fits it better."""

from __future__ import annotations

import re

from rowsmith.planning.builtin import domains
from rowsmith.planning.builtin.domain_columns import DomainColumns
from rowsmith.planning.builtin.row_noun import RowNoun, row_noun
from rowsmith.planning.builtin.things import rows_of
from rowsmith.planning.builtin.words import find_phrase, stems

_DONE_BY = re.compile(r"\s+[a-z]+ed\s+by\s+[^,.;:]*", re.IGNORECASE)
"""Of `households heated by heat pumps` none is a heat pump."""


def unknown_subject(text: str, guess: DomainColumns | None) -> RowNoun | None:
    """What each row of a subject is that no domain is about; None where one is.

    guess: the domain that the words of the whole text speak for.
    """
    row = row_noun(_DONE_BY.sub("", text))
    if row is None:
        return None
    if guess is not None:
        return row if _is_foreign(row, guess.domain.name) else None
    topic = domains.by_topic(text)
    if topic is None or _is_foreign(row, topic):
        return row
    return None if domains.is_topic_word(topic, row.thing or row.row) else row


def _is_foreign(row: RowNoun, name: str) -> bool:
    """Whether the thing is known to be one that the domain never speaks of."""
    said = [words for trait in row.traits for words in trait.words]
    if not said and (row.thing is None or rows_of(row.thing) is None):
        return False
    spoken = domains.vocabulary_of(name)
    nouns = [stems(word) for word in said if find_phrase(stems(word), stems(row.phrase))]
    nouns = nouns or ([stems(row.thing)] if row.thing is not None and not said else [])
    return bool(nouns) and not any(set(noun) <= spoken for noun in nouns)
