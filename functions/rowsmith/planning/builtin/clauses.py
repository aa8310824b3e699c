"""Where a description lists columns, where it states something of them, and what is left."""

from __future__ import annotations

import re
from dataclasses import replace

from rowsmith.planning.builtin.ages import take_ages
from rowsmith.planning.builtin.comparisons import compares
from rowsmith.planning.builtin.dependence import read_statement
from rowsmith.planning.builtin.figures import figure_item
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import is_person
from rowsmith.planning.builtin.lines import take_lines
from rowsmith.planning.builtin.lists import (
    NOT_LIST,
    is_field,
    is_remark,
    is_topic,
    split_items,
    what_of,
)
from rowsmith.planning.builtin.marks import Known, mark_values
from rowsmith.planning.builtin.openings import Piece, openings
from rowsmith.planning.builtin.parts import OPEN_WORDS, Clauses
from rowsmith.planning.builtin.remarks import is_comparison, is_relation, take_remarks
from rowsmith.planning.builtin.words import words

_SENTENCE = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<!\bno)[.!?]+(?=\s+|$)|\n+")

_VERB_LIST = re.compile(
    r"\b(?:need|want|like|give\s+me|generate|create|make|build|show(?:\s+me)?|list|record|track"
    r"|store|produce|get|mock(?:\s+up)?)\b\s*:?\s*",
    re.I,
)

_OF_LIST = re.compile(r"\b(?:of|about|on|for)\s+(?:the\s+)?", re.IGNORECASE)


def read_clauses(text: str, known: Known, *, about_something: bool = False) -> Clauses:
    """Take a description apart.

    known: whether a phrase is a field. about_something: a domain was recognised, so that a few
    nouns in a row are more likely its words than a list of columns.
    """
    clauses = Clauses(about_something=about_something)
    running = take_ages(take_lines(text, clauses), clauses)
    for sentence in sentences(mark_values(running, known)):
        _read_sentence(sentence, clauses, known)
    if not clauses.items:
        _bare_list(clauses, known)
    if not clauses.items and not about_something:
        _promote_statements(clauses, known)
    _take_values(clauses, known)
    clauses.closed = clauses.closed and not clauses.opened and bool(clauses.items)
    return clauses


_VALUES = re.compile(
    r"\b(?:for|by|in|per|of|from|with|growing|using|selling|having)\s+(?P<noun>[a-z][\w-]*)\s*\((?P<values>[^()]*,[^()]*)\)",
    re.IGNORECASE,
)


def _take_values(clauses: Clauses, known: Known) -> None:
    """`grades for class (A, B, C)`: what has values is a column, wherever it stands."""
    match = _VALUES.search(clauses.head)
    if match is None:
        return
    of_what = _OF_WHAT.search(clauses.head[: match.end("noun")])
    if not of_what and any(is_field(one, known) for one in match["values"].split(",")):
        return
    clauses.items.insert(0, f"{match['noun']} ({match['values']})")
    clauses.head = f"{clauses.head[: match.start()]} {clauses.head[match.end() :]}"


_DENIES = re.compile(r"^\s*(?:but\s+)?(?:without|no|not|excluding|except)\b", re.IGNORECASE)


def _promote_statements(clauses: Clauses, known: Known) -> None:
    """Nothing is listed: sentences such as `Income between 20k and 150k` name columns."""
    for sentence in clauses.statements:
        item = read_item(sentence)
        if _DENIES.match(sentence):
            continue
        if is_field(sentence, known) and known(item.phrase) and len(item.phrase.split()) <= 4:
            clauses.items.append(sentence)
    clauses.opened = True
    clauses.statements = [one for one in clauses.statements if one not in clauses.items]


def sentences(text: str) -> list[str]:
    """The sentences of `text`, without their ends."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


_COMMA = re.compile(r"\s*[,;]\s*(?![^()]*\))(?:and\s+)?")


def _relates(part: str, known: Known) -> bool:
    """Whether a part of plain words is a sentence on a group: `older patients have higher ...`."""
    return " have " in part and not re.search(r"[\d_:(]", part) and is_relation(part, known)


def _take_comparisons(sentence: str, clauses: Clauses, known: Known) -> str:
    """`..., people with a higher income get approved more`: no `with` of it opens a list."""
    parts = _COMMA.split(sentence)
    said = [part for part in parts[1:] if compares(part) or _relates(part, known)]
    clauses.statements.extend(said)
    for part in said:
        sentence = re.sub(rf"\s*[,;]\s*(?:and\s+)?{re.escape(part)}", "", sentence, count=1)
    return sentence


_LISTS = re.compile(r"\b(?:with|having|including|columns)\b", re.IGNORECASE)


def _read_sentence(sentence: str, clauses: Clauses, known: Known) -> None:
    sentence = _take_comparisons(sentence, clauses, known)
    parts = sentence.split(";")
    if len(parts) > 1 and any(is_relation(part, known) for part in parts):
        for part in filter(None, map(str.strip, parts)):
            _read_sentence(part, clauses, known)
        return
    if (clauses.head or clauses.items) and (is_relation(sentence, known) or compares(sentence)):
        clauses.statements.append(sentence)
        return
    before, _, after = sentence.partition(";")
    plain = (
        "," not in before and re.search(r"\b(?:with|having|including|columns)\b", before) is None
    )
    if sentence.count(";") == 1 and plain and not is_relation(after, known):
        sentence = sentence.replace(";", ":")
    head, pieces = openings(_bracketed_list(sentence, known), known)
    if not pieces:
        _without_list(sentence, clauses, known)
        return
    kept = [take_remarks(head, clauses, known)]
    clauses.subject = clauses.subject or kept[0]
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        if following is not None and _leads_on(piece, following):
            kept.append(piece.text)
            continue
        kept.extend(_read_piece(piece, clauses, known))
    _add_head(" ".join(kept), clauses)


def _leads_on(piece: Piece, following: Piece) -> bool:
    """Whether a piece only leads to the list behind it: `containing flight data: airline, ...`."""
    if piece.lead.strip() == ":":
        return len(piece.text.split()) <= 2
    return following.lead.strip() == ":" and "," not in piece.text


_LIST = 3

_BRACKETED = re.compile(r"^(?P<head>[\w\s'-]+?)\s*\((?P<list>[^()]+,[^()]+)\)")


_OF_WHAT = re.compile(r"\b(?:from|in|per|by)\s+[a-z]+$", re.IGNORECASE)
"""Behind `students from department` stand departments."""


def _bracketed_list(sentence: str, known: Known) -> str:
    """`Employees (name, email, salary)` lists columns, where it is no column with values."""
    match = _BRACKETED.match(sentence)
    if match is None or "%" in match["list"] or _OF_WHAT.search(match["head"]):
        return sentence
    pieces = match["list"].split(",")
    fields = sum(is_field(one, known) for one in pieces)
    if fields < len(pieces) and (len(pieces) <= _LIST or 2 * fields < len(pieces)):
        return sentence
    if known(match["head"].split()[-1]) and match["list"].count(",") < 2:
        return sentence
    return f"{match['head']} with columns {match['list']}{sentence[match.end() :]}"


def _add_head(text: str, clauses: Clauses) -> None:
    clauses.head = f"{clauses.head} {text}".strip()


def _read_piece(piece: Piece, clauses: Clauses, known: Known) -> list[str]:
    """Take in what a piece lists or states; the words that belong to the head."""
    text = piece.text
    if OPEN_WORDS.search(text) or OPEN_WORDS.search(piece.lead):
        clauses.opened = True
        text = OPEN_WORDS.sub(" ", text)
    if piece.opening == "without":
        clauses.statements.append(f"without {text.strip()}")
        return []
    if piece.opening == "statement":
        clauses.statements.extend(_statements(text, known))
        return []
    items = split_items(text, known)
    fields = [item for item in items if is_field(item, known)]
    if piece.opening in ("columns", "open") or _is_list(piece, len(items), len(fields)):
        _sort_items(items, clauses, known)
        if piece.opening == "open":
            clauses.opened = True
        elif len(items) > 1 or piece.opening == "columns":
            clauses.closed = True
            clauses.listed |= piece.opening == "columns" or ":" in piece.lead
        return []
    if len(items) == 1 and fields:
        _sort_items(items, clauses, known)
        return [] if not piece.lead.strip().lower().startswith("with") else [text]
    remarks = [item for item in items if is_remark(item)]
    clauses.statements.extend(remarks)
    others = [item for item in items if item not in remarks]
    return [piece.lead, ", ".join(others)] if others else []


def _is_list(piece: Piece, count: int, fields: int) -> bool:
    """Whether enough pieces are known; behind a colon, four or more are a list of themselves."""
    if count > 1 and 2 * fields >= count:
        return True
    return ":" in piece.lead and count > _LIST and fields > 0


def _sort_items(items: list[str], clauses: Clauses, known: Known) -> None:
    for item in items:
        if NOT_LIST.match(item.strip()) or is_remark(item) or _compares_groups(item):
            clauses.statements.append(item)
        else:
            clauses.items.append(_behind_with(item, known))


def _compares_groups(item: str) -> bool:
    """`girls score higher in reading` says something of a column and names none."""
    return read_statement(item) is not None and not read_item(item).details.depends


def _behind_with(item: str, known: Known) -> str:
    """`places orders with order date` names the order date."""
    before, found, after = item.partition(" with ")
    if read_statement(item) is not None:
        return item
    if found and not known(read_item(before).phrase) and known(read_item(after).phrase):
        return after
    return item


def _statements(text: str, known: Known) -> list[str]:
    """The statements in a run of them; pieces that state nothing belong to the one before."""
    found: list[str] = []
    for piece in split_items(text, known):
        if found and not _states(piece):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found


def _states(piece: str) -> bool:
    return (
        is_remark(piece)
        or read_statement(piece) is not None
        or read_item(piece).details.says_anything()
    )


def _without_list(sentence: str, clauses: Clauses, known: Known) -> None:
    items = split_items(sentence, known)
    fields = [item for item in items if is_field(item, known) and not is_remark(item)]
    sure = [item for item in items if read_item(item).details.says_anything()]
    least = 1.0 if clauses.about_something and len(items) == 3 else 2 / 3
    enough = (
        len(fields) >= least * len(items)
        if len(items) >= 3
        else len(items) == 2 and sure and not clauses.about_something
    )
    if 1 < len(items) <= _FEW and _only_figures(items, known, clauses):
        _add_head(items[0], clauses)
        clauses.statements.extend(items[1:])
    elif enough and (len(items) > 2 or len(fields) == 2):
        items[0] = _without_lead(items[0], known)
        if len(items) > 2 and (is_topic(items[0]) or _DATA.search(items[0])):
            _add_head(items[0], clauses)
            items[:1] = what_of(items[0])
            clauses.opened |= _few(items, clauses)
        _sort_items(items, clauses, known)
        clauses.closed = True
    elif clauses.head or clauses.items:
        clauses.statements.append(sentence)
    else:
        _add_head(take_remarks(sentence, clauses, known), clauses)


_FEW = 4
_OFFERED = re.compile(r"^\w+s\s+for\s+(?:rent|sale|hire)\b", re.IGNORECASE)
_DATA = re.compile(r"\b(?:table|data|dataset|records?|list|logs?|register|history)$", re.IGNORECASE)


def _only_figures(items: list[str], known: Known, clauses: Clauses) -> bool:
    """Whether a subject is followed by figures: `parcels, weight 1 to 30 kg, 5% lost`."""
    if clauses.head or clauses.items or "_" in items[0] or items[0] != items[0].strip(" :"):
        return False
    first = read_item(items[0])
    named = words(first.phrase)
    plural = named and (named[-1].endswith("s") or _OFFERED.search(items[0]))
    subject = _DATA.search(items[0].strip()) or plural
    details = replace(first.details, start=None, end=None)
    if not subject or details.says_anything():
        return False
    if not clauses.about_something and not (_DATA.search(items[0]) or is_person(named[-1])):
        return False
    return all(_says_only(one, known) for one in items[1:])


def _says_only(piece: str, known: Known) -> bool:
    """Whether a piece says something of a column and does not only name one."""
    return (
        is_remark(piece)
        or is_comparison(piece)
        or read_statement(piece) is not None
        or figure_item(piece, known) is not None
    )


def _few(items: list[str], clauses: Clauses) -> bool:
    """Whether a known subject is followed by no list, but by a column or two."""
    named = [one for one in items if not is_remark(one) and not read_item(one).details.label]
    return clauses.about_something and len(named) < _LIST


_LEAD = re.compile(
    r"^.*\b(?:of|about|on|containing|for(?!\s+(?:sale|rent|hire)\b)|need|want|like|me|generate|create|make|build|list"
    r"|record|track|store|get|from|using|given)\b\s*:?\s+(?=\S)",
    re.I,
)


def _without_lead(item: str, known: Known) -> str:
    """The first piece of a list without the words before the list."""
    match = _LEAD.match(item)
    if match is not None and (known(read_item(item[match.end() :]).phrase) or "_" in item):
        return item[match.end() :]
    return item


def _bare_list(clauses: Clauses, known: Known) -> None:
    """`a dataset of names, ages and grades`: a list without a word that introduces it."""
    for pattern in (_OF_LIST, _VERB_LIST):
        for match in pattern.finditer(clauses.head):
            items = split_items(clauses.head[match.end() :], known)
            least = 2 if pattern is _OF_LIST and not clauses.about_something else 3
            if len(items) >= least and all(is_field(item, known) for item in items):
                clauses.head = clauses.head[: match.start()]
                _sort_items(items, clauses, known)
                clauses.closed = True
                return
