"""The planner that needs no model and no key: it reads a description and composes a schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from rowsmith.planning.plan import Plan
from rowsmith.planning.version import BUILTIN

if TYPE_CHECKING:
    from rowsmith.planning.reading.parse import Parse

Read: TypeAlias = "Callable[[str], Parse]"
"""What reads a description."""


class BuiltinPlanner:
    """Reads, composes, and lets columns agree; the same plan of a description every time.

    Args:
        read: what reads descriptions; the trained reader where none is given.
    """

    def __init__(self, read: Read | None = None) -> None:
        self._read = read

    @property
    def name(self) -> str:
        """`builtin`."""
        return BUILTIN

    def plan(self, description: str, *, locale: str | None, seconds_left: float) -> Plan:
        """Plan `description`; `locale` and `seconds_left` are not needed for it.

        Raises NotUnderstood where nothing in it is a column or a known subject, and where it
        asks for what is not made.
        """
        del locale, seconds_left
        # The network and what is known are read from files: only where they are needed.
        from rowsmith.planning.coherence import cohere
        from rowsmith.planning.composing import compose
        from rowsmith.planning.grammar.harmful import check_harmless
        from rowsmith.planning.knowledge import knowledge
        from rowsmith.planning.notes import told
        from rowsmith.planning.reading.read import read

        check_harmless(description)
        made = compose((self._read or read)(description), knowledge())
        schema, agreed = cohere(made.schema, made.stated)
        return Plan(
            schema=schema,
            rows=made.rows,
            locale=made.locale,
            warnings=told([*made.notes, *agreed]),
        )
