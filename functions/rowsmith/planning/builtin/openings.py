"""The words that open a list or a statement: `columns:`, `with`, `including`, `where`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rowsmith.planning.builtin.lists import is_field, split_items
from rowsmith.planning.builtin.marks import Known

Opening = Literal["columns", "open", "closed", "statement", "without"]

FIELDS = r"(?:columns?|fields?|attributes?|variables?|features?|headers?|properties|schema)"

COLUMNS = re.compile(
    rf"\b(?:(?:with|having|has|have|containing|contains?|includes?|including|using|and|use|the"
    rf"|of|only|just|following|these|exactly|its|"
    rf"are|input|these|my|our|should\s+have|\d+|two|three|four|five|six|seven|eight|nine"
    rf"|ten)\s+)*(?:{FIELDS})\b"
    r"(?P<verb>\s+(?:should\s+)?(?:includes?|including|such\s+as|like)\b)?"
    r"(?:\s+(?:are|is|should\s+be|must\s+be|named|called|as\s+follows|for|being|will\s+be|below"
    r"|i\s+need|i\s+want|needed|required)\b)*\s*[:=-]?\s+",
    re.IGNORECASE,
)

_OPEN = re.compile(
    r"[,;(]?\s*(?<![\w-])(?:(?:it\s+)?(?:should\s+|must\s+|to\s+)?(?:also\s+)?include(?:s"
    r"|d)?(?:\s+(?:also|at\s+least))?|including(?:\s+also)?|such\s+as|"
    r"for\s+example|for\s+instance|e\.g\.?|with\s+at\s+least|(?:and\s+)?(?:also"
    r"|additionally)\s+(?:add|want|need|with)|(?:please\s+)?add(?:ing)?|"
    r"plus|as\s+well\s+as|along\s+with|together\s+with|in\s+addition\s+to|(?:with"
    r"|having)\s+things\s+like|with\s+(?:extra|additional)|like)\b[,:]?\s+",
    re.IGNORECASE,
)

_CLOSED = re.compile(
    r"[,;]?\s*\b(?:for\s+(?:each|every)\s+(?!row|record)[a-z]+:?\s+(?:(?:the|its|their|we\s+have|there"
    r"\s+is|i\s+want|i\s+need|record|store|give)(?:\s+the)?)|"
    r"(?:(?:in\s+which|where|and)\s+)?(?:each|every)\s+(?:row|record|entry|line|one"
    r"|customer|patient|student|employee|order|user|[a-z]+)"
    r"\s+(?:has|have|with|having|contains?|is|shows?|records?|should\s+have|gets)|"
    r"(?:that|which)\s+(?:has|have|contains?|shows?|records?|lists?|tracks?|consists?\s+of"
    r"|is\s+made\s+up\s+of|gives?|stores?)|"
    r"(?:should|must)\s+(?:have|contain)|with\s+(?:only|just|exactly|the\s+following|their"
    r"|these)|with|having|contain(?:s|ing)?|"
    r"consist(?:s|ing)\s+of|compris(?:ed|es|ing)(?:\s+of)?|made\s+up\s+of|showing|listing"
    r"|recording|tracking|capturing|storing|only|just|has|have)"
    r"\b:?\s+(?:the\s+following\s*:?\s*)?",
    re.IGNORECASE,
)

_STATEMENT = re.compile(
    r"[,;]?\s*\b(?:and\s+)?(?:where|whose|so\s+that|such\s+that|in\s+which|make\s+sure(?:\s+that)?"
    r"|ensur(?:e|ing)(?:\s+that)?|assum(?:e|ing)(?:\s+that)?|"
    r"note\s+that|keep\s+in\s+mind\s+that|given\s+that|but\s+with)\b\s*",
    re.IGNORECASE,
)

_WITHOUT = re.compile(
    r"[,;]?\s*\b(?:and\s+|but\s+)?(?:without(?:\s+(?:any|the))?|excluding|except(?:\s+for)?"
    r"|but\s+(?:no|not)|leaving\s+out|leave\s+out|not\s+including|"
    r"(?:please\s+)?(?:do\s+not|don't)\s+(?:include|add)|with\s+no)\s+",
    re.IGNORECASE,
)

_COLON = re.compile(r":\s+|\s-\s+")

_ADDITION = re.compile(r"\b(?:plus|as\s+well\s+as|along\s+with|together\s+with)\b", re.I)

_WEAK_LIKE = re.compile(r"(?:would|'d|look|looks|just|something|more)\s*$", re.IGNORECASE)

_IN_LIST = re.compile(r"(?:[,;:]|\band)\s*(?:has|have)\s*$", re.IGNORECASE)
"""Where `has` begins a yes-or-no column: `age, has mortgage`."""

_MOVES = re.compile(
    r"\b(?:(?:gets?|becomes?)\s+\w+er|(?:goes|go|going)\s+(?:up|down)|ris(?:es?|ing)|increas(?:es?"
    r"|ing)|grow(?:s|ing)?|fall(?:s|ing)?|drop(?:s|ping)?|decreas(?:es?|ing)|declin(?:es?|ing)"
    r"|var(?:y|ies|ying)|correlat(?:es?|ed|ing)|scal(?:es?|ing)|associated|linked|worsens?"
    r"|improves?|slower|faster|higher|lower|longer|shorter|bigger|larger|smaller|better|worse)\s*$",
    re.IGNORECASE,
)
"""Verbs whose `with` names what moves a column."""

_A_SHARE = re.compile(r"(?:%|percent)(?:\s+of\s+[\w\s]{1,40})?\s*$", re.IGNORECASE)
"""`8% without a comment` leaves no column out."""

_LATER_WITH = re.compile(r",\s*(?:and\s+)?$|^\s*,")


@dataclass(frozen=True, slots=True)
class Piece:
    """A list or statement: what opened it, its text, the words that opened it."""

    opening: Opening
    text: str
    lead: str


def openings(sentence: str, known: Known) -> tuple[str, list[Piece]]:
    """The words before the first list, and the lists."""
    cuts = _cuts(sentence, known)
    if not cuts:
        return sentence, []
    found = []
    ends = [start for _, start, _ in cuts[1:]] + [len(sentence)]
    for (opening, start, end), until in zip(cuts, ends, strict=True):
        found.append(Piece(opening, sentence[end:until], sentence[start:end]))
    return sentence[: cuts[0][1]], found


def _cuts(sentence: str, known: Known) -> list[tuple[Opening, int, int]]:
    found: list[tuple[Opening, int, int]] = []
    position = 0
    while (cut := _next_cut(sentence, position, known)) is not None:
        opening, start, end = cut
        if _cuts_here(found, cut, sentence, known):
            found.append((opening, start, end))
        position = max(end, position + 1)
    return found


_MOST_COLONS = 40
"""Where there are more, they stand between names and their values, and introduce no list."""


def _next_cut(sentence: str, position: int, known: Known) -> tuple[Opening, int, int] | None:
    best: tuple[Opening, int, int] | None = None
    openings: tuple[tuple[Opening, re.Pattern[str]], ...] = (
        ("columns", COLUMNS),
        ("statement", _STATEMENT),
        ("without", _WITHOUT),
        ("open", _OPEN),
        ("closed", _CLOSED),
        ("closed", _COLON),
    )
    if sentence.count(":") + sentence.count(" - ") > _MOST_COLONS:
        openings = openings[:-1]
    for opening, pattern in openings:
        for match in pattern.finditer(sentence, position):
            if _in_brackets(sentence, match.start()) or not _counts(
                opening, match, sentence, known
            ):
                continue
            if (
                best is None
                or match.start() < best[1]
                or (match.start() == best[1] and match.end() > best[2])
            ):
                kind: Opening = "open" if opening == "columns" and match["verb"] else opening
                best = (kind, match.start(), match.end())
            break
    return best


def _in_brackets(sentence: str, position: int) -> bool:
    before = sentence[:position]
    return before.count("(") > before.count(")")


def _counts(opening: Opening, match: re.Match[str], sentence: str, known: Known) -> bool:
    """Whether a word that may introduce a list does so here."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    word = match.group().strip(" ,;:").lower()
    if not after.strip():
        return False
    if word.endswith("like"):
        return _WEAK_LIKE.search(before) is None and re.match(r"\S*[\d#]", after) is None
    if opening == "without" and _A_SHARE.search(before):
        return False
    if opening == "columns":
        return (
            ":" in match.group()
            or word.split()[0] not in ("features", "feature", "variable")
            or not before.strip()
        )
    if match.re is _COLON and ":" not in match.group():
        return "," not in before and _introduces("", after, known) and not known(before)
    if match.re is _COLON:
        return _introduces(_last_words(before), after, known)
    if word == "with" and _MOVES.search(before):
        return False
    if word in ("has", "have") and _IN_LIST.search(f"{before}{match.group()}"):
        return False
    if word in ("has", "have", "only", "just"):
        return "," in after or " and " in after
    return True


def _introduces(before: str, after: str, known: Known) -> bool:
    """Whether a colon stands before a list of columns, and not before one column's values."""
    items = split_items(after, known)
    fields = [item for item in items if is_field(item, known)]
    if len(items) >= 2 and 2 * len(fields) >= len(items):
        return True
    return not known(before) or len(before.split()) > 5


def _several(text: str, known: Known) -> bool:
    return sum(is_field(item, known) for item in split_items(text, known)) > 2


def _last_words(text: str) -> str:
    return re.split(r"[,;.]", text)[-1].strip()


def _cuts_here(
    found: list[tuple[Opening, int, int]],
    cut: tuple[Opening, int, int],
    sentence: str,
    known: Known,
) -> bool:
    """Whether a later introduction starts a new list, or is part of an item."""
    opening, start, end = cut
    if not found:
        return True
    before, word = sentence[found[-1][2] : start], sentence[start:end]
    if not before.strip(" ,;:"):
        found.pop()
        return True
    if opening in ("columns", "statement", "without"):
        return True
    if opening == "open":
        return _ADDITION.search(word) is None and "add" not in word.lower().split()
    if word.strip() == ":":
        if "," not in before and _several(sentence[end:], known):
            return True
        few = len(before.split()) < 3
        return "," not in before and not (few and known(_last_words(before)))
    is_list = "," in before or " and " in before
    after_comma = _LATER_WITH.search(word) is not None or _LATER_WITH.search(before) is not None
    return not is_list or (after_comma and re.search(r"with|having", word) is not None)
