"""Bullets and lines such as `name: what it is`: a column each."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.openings import COLUMNS, FIELDS
from rowsmith.planning.builtin.parts import OPEN_WORDS, Clauses

_BULLET = re.compile(r"^\s*(?:[-*•‣·–—+]|\d{1,2}[.)])\s+(?P<text>\S.*)$")


_NAMED_LINE = re.compile(r"^\s*[\w][\w /()-]{0,40}?\s*(?::|\s[-=]\s)\s*\S")


def take_lines(text: str, clauses: Clauses) -> str:
    """Bullets and `name: what it is` lines become items; the text that is left."""
    lines = text.split("\n")
    running: list[str] = []
    listing = False
    named = [bool(_NAMED_LINE.match(line)) and not _BULLET.match(line) for line in lines]
    for position, line in enumerate(lines):
        bullet = _BULLET.match(line)
        in_block = named[position] and (
            (position > 0 and named[position - 1])
            or (position + 1 < len(lines) and named[position + 1])
        )
        if (
            bullet
            or (in_block and not COLUMNS.match(line.strip()))
            or (listing and _is_short(line))
        ):
            _take_item(bullet["text"] if bullet else line.strip(), clauses)
            continue
        if line.strip():
            running.append(line.rstrip())
            listing = line.rstrip().endswith(":") and position + 1 < len(lines)
    if clauses.items:
        intro = "\n".join(running)
        clauses.closed = clauses.listed = True
        clauses.opened = bool(OPEN_WORDS.search(intro)) or _opens(intro)
        return re.sub(
            rf"(?:\b(?:with|the|following|these|{FIELDS})\s*)*:\s*$", "", intro.strip(), flags=re.I
        )
    return "\n".join(running)


def _is_short(line: str) -> bool:
    return bool(line.strip()) and len(line) < 100 and not line.strip().endswith(".")


def _take_item(text: str, clauses: Clauses) -> None:
    text = text.strip().rstrip(".;,")
    if OPEN_WORDS.fullmatch(text):
        clauses.opened = True
    elif text:
        clauses.items.append(text)


def _opens(intro: str) -> bool:
    last = intro.strip().rstrip(":").lower()
    return bool(re.search(r"\b(?:including|such as|for example|like|include)$", last))
