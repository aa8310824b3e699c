"""Parts of a sentence that say something of columns and name none of their own."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.comparisons import compares
from rowsmith.planning.builtin.dependence import read_statement
from rowsmith.planning.builtin.figures import figure_item
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import is_named
from rowsmith.planning.builtin.lists import is_remark
from rowsmith.planning.builtin.marks import Known
from rowsmith.planning.builtin.nouns import singular
from rowsmith.planning.builtin.parts import Clauses


def is_relation(sentence: str, known: Known) -> bool:
    """Whether a sentence says how a known column follows others."""
    statement = read_statement(sentence)
    if statement is None or "," in sentence.split(" with ")[0] or "(" in statement.column:
        return False
    return known(read_item(statement.column).phrase or statement.column)


_VERB = r"(?:are|is|be|gets?|becomes?|should|must|tends?|will|would|converts?|sells?|buys?|pays?)"
_NOT_COMPARED = (
    r"after|over|under|ever|never|number|order|user|customer|other|either|whether|together|per"
)
_HOW = rf"(?:(?:more|less|fewer|worse)\b|(?!(?:{_NOT_COMPARED})\b)\w{{3,}}er\b)"
_COMPARISON = re.compile(rf"^[\w\s'-]+?\s{_VERB}\s[\w\s'-]*?\b{_HOW}", re.IGNORECASE)
_LIST_ITEM = re.compile(r"[_(\d]|\bwhether\b|^(?:how|if|what|who)\b", re.IGNORECASE)


def take_comparisons(clauses: Clauses) -> None:
    """Pieces of a list that are sentences become statements: `older bikes are cheaper`."""
    said = [one for one in clauses.items if is_comparison(one)]
    clauses.items = [one for one in clauses.items if one not in said]
    clauses.statements.extend(said)


def is_comparison(item: str) -> bool:
    """Whether a piece compares groups, and so names no column."""
    if compares(item):
        return True
    return not _LIST_ITEM.search(item) and _COMPARISON.match(item.strip()) is not None


def take_remarks(text: str, clauses: Clauses, known: Known) -> str:
    """Parts of the head that say something of columns become statements."""
    parts = [part.strip() for whole in _PART.split(text) for part in _halves(whole, known)]
    remarks = [
        part
        for place, part in enumerate(parts)
        if part
        and (
            is_relation(part, known)
            or (
                place > 0
                and (
                    is_remark(part)
                    or figure_item(part, known) is not None
                    or _COMPARES.search(part)
                    or compares(part)
                )
            )
        )
    ]
    clauses.statements.extend([*_in_lead(parts[0], known), *remarks])
    named = [part for part in parts[1:] if part not in remarks and _names_field(part)]
    clauses.items.extend(named)
    remarks += named
    return ", ".join(part for place, part in enumerate(parts) if place == 0 or part not in remarks)


def _names_field(part: str) -> bool:
    """Whether a part is a field by its very name: `deliveries to families, family size, ...`."""
    item = read_item(part)
    return is_named(item.phrase) and (item.details.whether or item.text == item.phrase)


def _halves(part: str, known: Known) -> list[str]:
    """`steps 0 to 30000 and calories going up with steps` says two things."""
    for match in _AND.finditer(part):
        halves = [part[: match.start()], part[match.end() :]]
        if all(_says(half, known) for half in halves):
            return halves
    return [part]


def _says(half: str, known: Known) -> bool:
    return (
        figure_item(half, known) is not None
        or is_relation(half, known)
        or is_remark(half)
        or compares(half)
    )


_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


_PART = re.compile(r"\s*[,;]\s*(?![^()]*\))(?:(?:and|but)\s+)?")
"""Between two parts; what stands in brackets is one."""

_COMPARES = re.compile(r"\b(?:are|is|be|get)\s+(?:more\s+\w+|less\s+\w+|\w+er)$", re.IGNORECASE)


def _in_lead(lead: str, known: Known) -> list[str]:
    """`hotel guests: type (leisure 50%, business 50%)`: the first part may give figures too.

    Its words stay in the head, as they may tell what the data is about.
    """
    said = lead.rpartition(":")[2].strip()
    if "%" in said and figure_item(said, known) is not None:
        return [said]
    return [
        f"{singular(match['noun'])} {match['figures']}"
        for match in _WITHIN.finditer(lead)
        if known(match["noun"])
    ]


_NUMBER = r"(?:[$\u20ac\u00a3]\s?)?\d[\d,.]*\s?(?:k|m|%|percent)?"
_WITHIN = re.compile(
    rf"\b(?P<noun>[a-z][\w-]*)\s+(?P<figures>(?:(?:between|from)\s+{_NUMBER}\s*(?:and|to|-)\s*{_NUMBER}"
    rf"|of\s+{_NUMBER}\s*(?:to|-)\s*{_NUMBER}|(?:under|over|above|below|up\s+to|at\s+most|at\s+least)"
    rf"\s+{_NUMBER})(?:\s+(?:dollars|euros?|pounds|usd|eur|gbp|km|kg|years|minutes|hours|days))?)"
    r"(?!\s*(?:rows|records))",
    re.IGNORECASE,
)
"""A range behind a noun of the subject: `house prices from 100k to 900k`."""
