"""From a description to a plan by rules: read it, draft the columns, relate them, check."""

from __future__ import annotations

from rowsmith.planning.builtin.assembly import Assembly
from rowsmith.planning.builtin.reading import read
from rowsmith.planning.grammar.harmful import check_harmless
from rowsmith.planning.plan import Plan


def plan_by_rules(description: str) -> Plan:
    """The plan of a description.

    Raises NotUnderstood where too little of it was recognised, or a listed column was not,
    and where a description asks for what is not made.
    """
    check_harmless(description)
    return Assembly(read(description)).plan()
