"""Lists of columns that each say what they hold: `Email: company address; Age: age in years`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"[A-Za-z][\w %#/&.-]{0,38}?[\w%#.]"
_QUOTES = r"[\"'`*]*"
_ITEM = re.compile(
    r"(?:^|(?P<by>[\n;,])|(?:[:.]|\b(?:with|having|has|have|contain\w*|need|want|columns?|"
    r"fields?|following))(?=\s))[ \t]*"
    rf"(?:[-*•·–]\s+|\(?\d{{1,2}}[.)]\s+|and\s+|the\s+)?{_QUOTES}(?P<name>{_NAME}){_QUOTES}"
    rf"[ \t]*(?:\([^()\n]{{0,60}}\)[ \t]*)?"
    rf"(?::{_QUOTES}[ \t]+|[ \t]+(?P<sign>[-–—=|→]|->)[ \t]+)(?=\S)",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"\b(?:with|having|has|have|contain\w*|need|want|columns?|fields?|following)\s+(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:the\s+|some\s+|my\s+)?(?:[\w-]+\s+)?(?:columns?|fields?|features?|targets?|labels?|data\s?sets?|rows?|schema|tables?|format|"
    r"outputs?|notes?|constraints?|rules?|examples?|requirements?|relations?|relationships?|variables?|"
    r"attributes?|structure|context|task|goal|topic|entities|size|values?|records?|correlations?|"
    r"distributions?|important|missing|seed|domain|edge\s+cases|effects?|logic|noise|exclude|include|links?|"
    r"coupling|associations?|dependenc(?:y|ies)|quality|dirt|sample\s+size)",
    re.IGNORECASE,
)
_FIGURE_ALONE = re.compile(r"[\s~]*\d[\d.,]*\s*%?\s*(?:[,;.)]|$)")
_SENTENCE = re.compile(r"\.(?:\s|$)")
_DASHES = (None, "-", "–", "—")
"""What parts a name from what it holds in one line, beside the colon."""
_FEWEST = 3
_LONGEST = 5
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A column's name, `text[name_start:name_end]`, and what is said of it, up to `end`."""

    name_start: int
    name_end: int
    start: int
    end: int


def find_definitions(text: str) -> tuple[Definition, ...]:
    """The columns that are listed as `name: what it holds`, three at the least; none otherwise.

    All of them are parted by the same sign: line breaks, semicolons or commas. Values with
    their shares (`Gold: 20%, Silver: 30%`) are no columns.
    """
    for by in "\n;,":
        found = list(_parted_by(text, by))
        alone = sum(_FIGURE_ALONE.match(text, one.start, one.end) is not None for one in found)
        if len(found) >= _FEWEST and 2 * alone < len(found):
            return tuple(found)
    return ()


def _parted_by(text: str, by: str) -> Iterator[Definition]:
    matches = [
        match
        for match in _ITEM.finditer(text)
        if match["by"] in (by, None) and (by == "\n" or match["sign"] in _DASHES)
    ]
    first = next((place for place, match in enumerate(matches) if match["by"] == by), 0)
    at_start = bool(matches) and matches[0].start() == 0
    matches = matches[max(first - 1, 0) :] if by != "\n" or at_start else matches[first:]
    matches = [*matches[:1], *(match for match in matches[1:] if match["by"] == by)]
    ends = [*(match.start() for match in matches[1:]), len(text)]
    for match, end in zip(matches, ends, strict=False):
        if by == "\n":
            line = text.find("\n", match.end())
            end = min(end, line if line >= 0 else len(text))
        if sentence := _SENTENCE.search(text, match.end(), end):
            end = sentence.start()
        start, stop = match.span("name")
        leads = [*_LEADS_IN.finditer(text, start, stop)]
        start = leads[-1].end() if leads else start
        name = text[start:stop]
        if len(name.split()) <= _LONGEST and not _NO_NAME.fullmatch(name):
            yield Definition(start, stop, match.end(), end)


def is_heading(name: str, behind: str) -> bool:
    """Whether a word before a colon leads a part of a specification, and is no column's name."""
    return behind.lstrip().startswith(":") and _NO_NAME.fullmatch(name) is not None


def is_several(said: str) -> bool:
    """Whether what stands behind a name and a colon lists things rather than describing one."""
    return any(sign in said.strip().rstrip(",;.") for sign in ",;|")
