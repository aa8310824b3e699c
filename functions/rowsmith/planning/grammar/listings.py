"""How columns are listed: as all there are to be, or as some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SOME = re.compile(
    r"\b(?:including|includes?|incl\.?|such\s+as|for\s+example|e\.?g\.?|for\s+instance|among\s+others?|things\s+like|stuff\s+like|"
    r"some\s+of\s+which|at\s+least|plus\s+whatever|and\s+whatever|or\s+similar|typical\s+(?:columns|fields)|usual\s+(?:columns|fields))\b[\s:,]*(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(
    r"^[\s,.;]*(?:and\s+|or\s+|plus\s+)?(?:etc\.?|so\s+on|so\s+forth|more\b|others?\b|the\s+like|the\s+usual|anything\s+else|"
    r"whatever|some\s+\w+|other\s+\w+|any\s+other|similar|\.\.\.|…)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:exactly\s+these|only\s+(?:these|the\s+following)|just\s+these|nothing\s+else|nothing\s+more|no\s+(?:other|more|further)\b|"
    r"and\s+that's\s+(?:it|all)|that'?s\s+(?:it|all))",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:\b(?:columns?|fields?|variables?|features?|attributes?|headers?|schema|with|having|has|have|contain\w*|of|need|want|"
    r"for\s+each|each|per\s+\w+)\b[^.;\n]{0,40}|[:([\-*•|\n]\s*)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^[\s,;|/&+*•\-–\n.]*(?:and|or|as\s+well\s+as|plus)?[\s,:\"'`(]*(?:the|an?|their|its|his|her)?\s*$",
    re.IGNORECASE,
)


def is_open_list(before: str, after: str) -> bool:
    """Whether the words around a list say that it names only some columns."""
    return _SOME.search(before) is not None or _AND_SO_ON.search(after) is not None


def says_all(text: str) -> bool:
    """Whether a description says that there are no more columns than it names."""
    return _ALL.search(text) is not None


def is_listed(before: str, between: Sequence[str]) -> bool:
    """Whether names stand in a list: `before` opens one, or two stand side by side.

    `between` holds what is written from one name to the next, without what was read there.
    """
    return _OPENER.search(before) is not None or any(_BETWEEN.match(gap) for gap in between)
