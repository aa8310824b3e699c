"""Sentences that give one noun its figures: they name a column as a piece of a list does."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.dependence import read_statement
from rowsmith.planning.builtin.items import Item, read_item
from rowsmith.planning.builtin.lists import NOT_LIST, is_remark
from rowsmith.planning.builtin.marks import Known
from rowsmith.planning.builtin.parts import Clauses

_LONGEST = 4
_SHORT = 2

_LEAD = re.compile(
    r"^(?:(?:the|all|each|every|their|its|make|set|let|keep|with|where|and|but|also|have|has"
    r"|having|use|an?|should|please|ensure|whose|add|include|for)\s+)+",
    re.IGNORECASE,
)
_NOT_A_NOUN = re.compile(
    r"^(?:they|it|there|this|these|those|we|i|you|which|that|who|rows?|records?|data|dataset"
    r"|values?|everything|all|most|some|many|no|not|without|range|ranges|seed)\b",
    re.IGNORECASE,
)


def take_figures(clauses: Clauses, known: Known) -> list[Item]:
    """Take the sentences that give a noun its figures out of the statements, as items."""
    found: list[Item] = []
    left: list[str] = []
    for sentence in clauses.statements:
        item = figure_item(sentence, known)
        if item is None:
            left.append(sentence)
        else:
            found.append(item)
    clauses.statements = left
    return found


def figure_item(sentence: str, known: Known) -> Item | None:
    """The column whose figures a sentence gives; None where it says anything else."""
    said = _LEAD.sub("", sentence.strip())
    if is_remark(said) or NOT_LIST.match(said) or read_statement(said) is not None:
        return None
    item = read_item(said)
    details, length = item.details, len(item.phrase.split())
    if not 0 < length <= _LONGEST or _NOT_A_NOUN.match(item.phrase) or details.depends:
        return None
    if details.is_telling() or (details.has_figures() and (known(item.phrase) or length <= _SHORT)):
        return item
    return item if details.rate is not None and known(item.phrase) else None
