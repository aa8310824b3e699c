"""From a description to a plan: read it, compose a schema, let its columns agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from rowsmith.planning.coherence import cohere
from rowsmith.planning.composing import compose
from rowsmith.planning.grammar.harmful import check_harmless
from rowsmith.planning.knowledge import knowledge
from rowsmith.planning.notes import told
from rowsmith.planning.plan import Plan
from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.marks import Mark
from rowsmith.planning.reading.patterns import with_patterns

Annotate: TypeAlias = Callable[[str], Iterable[Mark]]
"""What marks a description: the network, or a person."""


class ReadingPlanner:
    """Reads a description and composes a schema of it; the same plan every time."""

    def __init__(self, annotate: Annotate) -> None:
        self._annotate = annotate

    @property
    def name(self) -> str:
        """`builtin`."""
        return "builtin"

    def plan(self, description: str, *, locale: str | None, seconds_left: float) -> Plan:
        """Plan `description`; `locale` and `seconds_left` are not needed for it.

        Raises NotUnderstood where nothing in it is a column or a known subject, and where it
        asks for what is not made.
        """
        del locale, seconds_left
        check_harmless(description)
        parse = decode(description, with_patterns(description, self._annotate(description)))
        made = compose(parse, knowledge())
        schema, agreed = cohere(made.schema, made.stated)
        return Plan(
            schema=schema,
            rows=made.rows,
            locale=made.locale,
            warnings=told([*made.notes, *agreed]),
        )
