"""The parts of a description: what it is about, the columns it names, what it states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clauses:
    """A description, taken apart.

    subject: the words before the first list. head: what it is about. items: pieces that name
    a column each. statements: sentences that say something of columns. closed: the items are
    all the columns that are wanted. opened: they are said not to be. listed: they stand in a
    list that is called one, by `columns` or a colon.
    """

    subject: str = ""
    head: str = ""
    items: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    closed: bool = False
    opened: bool = False
    listed: bool = False
    about_something: bool = False


OPEN_WORDS = re.compile(
    r"\b(?:etc|and\s+so\s+(?:on|forth)|and\s+more|and\s+others?|among\s+others|and\s+anything\s+else"
    r"|and\s+other\s+"
    r"(?:relevant|useful|typical|usual|common|related|realistic)\s+\w+|or\s+similar"
    r"|(?:and\s+)?such\s+(?:stuff|things)|(?:stuff|things)\s+like\s+that"
    r"|and\s+the\s+like|at\s+least)\b\.?|…|\.\.\.$",
    re.IGNORECASE,
)
