"""Subjects that come again, without a number: `each machine has many readings`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.lexicon import is_person
from rowsmith.planning.builtin.nouns import plural, singular
from rowsmith.planning.builtin.request import Subjects
from rowsmith.planning.builtin.words import stem

ROWS_EACH = 5.0
"""Rows of a subject that has `several`, where no number is said."""

_MANY = (
    r"(?:several|many|multiple|various|repeated|lots\s+of|a\s+few|a\s+number\s+of|more\s+than\s+one"
    r"|one\s+or\s+more|at\s+least\s+two)"
)
_OFTEN = (
    r"(?:(?:several|many|multiple|a\s+few|lots\s+of|some)\s+times|more\s+than\s+once|repeatedly"
    r"|again(?:\s+and\s+again)?|in\s+(?:several|many|multiple)\s+rows|often)"
)
_NOUN = r"(?!(?:it|they|this|that|there|row|rows|each|every|the|same)\b)[a-z][a-z-]+"
_MODAL = r"(?:should\s+|must\s+|can\s+|may\s+|could\s+|will\s+|would\s+|do\s+|does\s+)?"
_ALL = r"(?:so\s+that\s+|where\s+|and\s+|make\s+sure\s+(?:that\s+)?|the\s+)?"
_HAVE = re.compile(
    rf"\b{_ALL}(?:(?P<each>each|every|one|an?|the\s+same)\s+)?(?P<noun>{_NOUN})\s+{_MODAL}(?:has|have"
    rf"|having|gets?|makes?|with)\s+{_MANY}\s+(?P<rows>{_NOUN}s)(?P<end>\s+each|\s+apiece|\s+per\s+[a-z]+)?",
    re.IGNORECASE,
)
_COME = re.compile(
    rf"\b{_ALL}(?:(?P<each>each|every|the\s+same|same|one)\s+)?(?P<noun>{_NOUN})\s+{_MODAL}(?:appears?"
    r"|occurs?|comes?\s+(?:back|again)|returns?|repeats?|shows?\s+up|be\s+(?:listed|seen|there)|is\s+"
    rf"(?:listed|seen|there)|are\s+(?:listed|seen|there)|visits?|turns?\s+up)\s+{_OFTEN}"
    r"(?:\s+in\s+(?:the|this)\s+(?:data|dataset|file|csv|table))?",
    re.IGNORECASE,
)
_DOES = re.compile(
    rf"\b{_ALL}(?P<each>each|every|the\s+same|one)\s+(?P<noun>{_NOUN})\s+{_MODAL}[a-z]+\s+(?:{_OFTEN}"
    rf"|{_MANY}\s+(?:different\s+)?(?P<rows>{_NOUN}))(?:\s+over\s+(?:time|the\s+years?))?",
    re.IGNORECASE,
)
"""Whatever each of them does several times: `each member borrows more than one book`."""
_CLAUSE_START = re.compile(r"(?:^|[.!?;:\n,(])\s*$")


_PER = re.compile(
    rf"\b(?:with\s+|and\s+)?{_MANY}\s+(?P<rows>{_NOUN}s)\s+(?:per|for\s+each|for\s+every|of\s+each)\s+(?P<noun>{_NOUN})"
    r"(?P<end>)",
    re.IGNORECASE,
)
_MUST_REPEAT = re.compile(
    r"[,;]?\s*(?:so|and|which\s+means)\s+(?:that\s+)?(?:the\s+)?same\s+[\w\s]{1,30}?\s+(?:must|should|can|will|may)\s+"
    r"(?:repeat|appear|occur)[^,.;\n]{0,40}",
    re.IGNORECASE,
)
"""Said again of what repeats: `so the same patient id must repeat`."""


def read_repeats(text: str) -> tuple[str, Subjects | None]:
    """`text` without what it says of repeating, and the subject that repeats."""
    text = _MUST_REPEAT.sub("", text)
    for pattern in (_HAVE, _COME, _DOES, _PER):
        for match in pattern.finditer(text):
            found = match.groupdict()
            if not _repeats(found):
                continue
            subjects = Subjects(
                noun=_several(found["noun"]),
                count=None,
                rows_each=ROWS_EACH,
                row_noun=found.get("rows") or "",
                exact=False,
                said=False,
            )
            return _without(text, match), subjects
    return text, None


def _repeats(found: dict[str, str | None]) -> bool:
    """Whether it is of a subject's rows, as `houses with several rooms` is not."""
    noun = found["noun"] or ""
    if stem(noun) == stem(found.get("rows") or ""):
        return False
    return bool(
        found.get("each") or found.get("end") is not None or "rows" not in found or is_person(noun)
    )


def _without(text: str, match: re.Match[str]) -> str:
    """A clause of its own goes; within a subject the nouns stay."""
    before, after = text[: match.start()], text[match.end() :]
    if _CLAUSE_START.search(before) and before.strip():
        return re.sub(r"[,;.!]?\s*$", "", before) + after
    rows = match.groupdict().get("rows")
    return f"{before}{match['noun']}{' ' + rows if rows else ''}{after}"


def _several(noun: str) -> str:
    return noun if singular(noun) != noun else plural(noun)
