"""A description, read: what it is about, which columns it names, what it says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rowsmith.planning.builtin import domains
from rowsmith.planning.builtin.clauses import read_clauses, sentences
from rowsmith.planning.builtin.domain_columns import DomainColumns, columns_of, domain_columns
from rowsmith.planning.builtin.figures import take_figures
from rowsmith.planning.builtin.items import Item, read_item
from rowsmith.planning.builtin.labels import label_words
from rowsmith.planning.builtin.lexicon import known
from rowsmith.planning.builtin.marks import Known
from rowsmith.planning.builtin.parts import Clauses
from rowsmith.planning.builtin.pasted import unpasted
from rowsmith.planning.builtin.remarks import take_comparisons
from rowsmith.planning.builtin.repeats import read_repeats
from rowsmith.planning.builtin.request import Request, read_request
from rowsmith.planning.builtin.row_fields import LISTED, SHORT_LIST, WHOLE_LIST, opened
from rowsmith.planning.builtin.row_noun import RowNoun
from rowsmith.planning.builtin.splits import bracket_splits
from rowsmith.planning.builtin.spoken import spoken_shares
from rowsmith.planning.builtin.text import clean
from rowsmith.planning.builtin.tied import tied
from rowsmith.planning.builtin.turns import turned
from rowsmith.planning.builtin.unknown_subject import unknown_subject
from rowsmith.planning.builtin.value_owner import bracket_levels, owner_of
from rowsmith.planning.builtin.words import stems


@dataclass(frozen=True, slots=True)
class Reading:
    """A description, read.

    text: as written, tidied. request: size, country, currency. clauses: its parts.
    items: the columns it names. domain: what it is about, where that is known.
    label_phrases: what it says is to be predicted. assumed: what was made of a subject that
    no domain knows, in words.
    """

    text: str
    request: Request
    clauses: Clauses
    items: list[Item]
    domain: DomainColumns | None
    label_phrases: list[str]
    by_topic: bool = False
    assumed: str | None = None


def read(description: str) -> Reading:
    """Read a description; it is never refused here."""
    text = turned(spoken_shares(clean(unpasted(description))))
    request = read_request(text)
    if request.subjects is None:
        rest, subjects = read_repeats(request.rest)
        request = replace(request, rest=rest, subjects=subjects)
    guess = _domain(request.rest)
    row = unknown_subject(request.rest, guess)
    if row is not None:
        return _of_archetype(text, request, row)

    def is_known(phrase: str) -> bool:
        return _known(phrase, guess)

    figures = bracket_splits(request.rest, is_known, lambda values: owner_of(values, guess))
    figures = bracket_levels(figures, guess)
    clauses = read_clauses(tied(figures), is_known, about_something=guess is not None)
    domain = _of_head(clauses.head, request.rest) or (
        guess if _may_be_about(clauses, guess) else None
    )
    by_topic = domain is None and not clauses.closed
    if by_topic:
        domain = _topic(clauses.subject) or _topic(clauses.head)
    items = [*_items(clauses, request), *take_figures(clauses, is_known)]
    items = _without_spans(items, clauses, domain)
    known_well = domain is not None and domain.domain.name != domains.GENERAL
    if (
        known_well
        and _ONLY.search(text) is None
        and (_only_limits(clauses, items) or _says_rather(clauses, items))
    ):
        clauses.closed = False
    return Reading(
        text=text,
        request=request,
        clauses=clauses,
        items=items,
        domain=domain,
        label_phrases=_labels(clauses, text),
        by_topic=by_topic and domain is not None,
    )


def _without_spans(items: list[Item], clauses: Clauses, domain: DomainColumns | None) -> list[Item]:
    """`loans between 2021 and 2023`, said of a library's, is when the rows happened."""
    if domain is None:
        return items
    unit = stems(domain.domain.unit)[-1:]
    spans = [
        item
        for item in items
        if stems(item.phrase)[-1:] == unit and (item.details.start or item.details.end)
    ]
    clauses.head = " ".join([clauses.head, *(item.text for item in spans)])
    return [item for item in items if item not in spans]


def _labels(clauses: Clauses, text: str) -> list[str]:
    return label_words(" . ".join([clauses.head, *clauses.statements, *sentences(text)]))


def _of_archetype(text: str, request: Request, row: RowNoun) -> Reading:
    """A description whose subject no domain knows, read by what a row is."""
    usual = columns_of(row.domain())

    def is_known(phrase: str) -> bool:
        return _known(phrase, usual)

    figures = bracket_splits(request.rest, is_known, lambda values: owner_of(values, usual))
    clauses = _row_clauses(tied(figures), row, is_known)
    items = [*_items(clauses, request), *take_figures(clauses, is_known)]
    whole = clauses.closed and (not row.traits or request.subjects is not None)
    return Reading(
        text=text,
        request=request,
        clauses=clauses,
        items=items,
        domain=None if whole else usual,
        label_phrases=_labels(clauses, text),
        assumed=None if whole or clauses.closed else row.assumed(),
    )


def _row_clauses(text: str, row: RowNoun, is_known: Known) -> Clauses:
    """A list of columns stays as it is; fields named in passing add to what is usual."""
    clauses = read_clauses(text, is_known)
    least = WHOLE_LIST if ":" in text or "(" in text else WHOLE_LIST + 1
    if LISTED.search(text):
        least = SHORT_LIST
    if clauses.closed and len(clauses.items) >= least:
        return clauses
    clauses = read_clauses(opened(text, row.phrase, is_known), is_known, about_something=True)
    clauses.closed = clauses.closed and len(clauses.items) >= SHORT_LIST
    return clauses


def _items(clauses: Clauses, request: Request) -> list[Item]:
    """The columns named; the noun that the rows are counted in is none of them."""
    take_comparisons(clauses)
    unit = stems(request.unit) if request.unit else ()
    items = [read_item(item) for item in clauses.items]
    found = [item for item in items if item.phrase and stems(item.text) != unit]
    clauses.closed = clauses.closed and bool(found)
    return found


_FEWEST = 2
_ONLY = re.compile(r"\b(?:only|just|exactly)\b(?!\s+(?:about\s+|around\s+)?\d)", re.IGNORECASE)


def _only_limits(clauses: Clauses, items: list[Item]) -> bool:
    """Whether `with overtime and income over 2000` adds to the domain: two columns are few."""
    if clauses.listed and len(items) > 1:
        return False
    if not clauses.closed or not clauses.subject.strip():
        return False
    return len(items) <= _FEWEST


_SAYS = re.compile(
    r"^(?:who|which|how|why|what)\b|\b(?:must|should|shall|has\s+to|have\s+to|is|are|be|depends?|means?|equals?|after|before|always"
    r"|never)\b",
    re.IGNORECASE,
)


def _says_rather(clauses: Clauses, items: list[Item]) -> bool:
    """Whether the pieces behind a colon are sentences on columns rather than their names."""
    said = sum(bool(_SAYS.search(item.text)) for item in items) + len(clauses.statements)
    columns_only = re.search(r"\b(?:columns?|fields?)\b", clauses.head, re.IGNORECASE)
    return not columns_only and 2 * said > len(items) + len(clauses.statements)


def _known(phrase: str, domain: DomainColumns | None) -> bool:
    if domain is not None and domain.find(phrase) is not None:
        return True
    return known(phrase)


def _domain(text: str) -> DomainColumns | None:
    matches = domains.ranked(text)
    return domain_columns(matches[0].name) if matches else None


def _of_head(head: str, whole: str) -> DomainColumns | None:
    """The domain of the head, unless the rest speaks against it: loans that may default."""
    possible = {match.name for match in domains.ranked(whole)}
    found = next((one.name for one in domains.ranked(head) if one.name in possible), None)
    return domain_columns(found) if found is not None else _domain(head)


def _topic(text: str) -> DomainColumns | None:
    name = domains.by_topic(text)
    return domain_columns(name) if name is not None else None


def _may_be_about(clauses: Clauses, guess: DomainColumns | None) -> bool:
    """Whether words of the list may tell the domain: when it has several of the columns."""
    if guess is None:
        return False
    if not clauses.items:
        return True
    named = [read_item(item).phrase for item in clauses.items]
    found = [phrase for phrase in named if guess.find(phrase) is not None]
    return 2 * len(found) >= len(named)
