"""What must agree, whoever planned: columns that stand side by side and have to do with each other.

    Schema, what was stated  ──relations, one kind after another──>  Schema, Notes

Relations are data (`relations/*.toml`): roles, told by the words of a header, and what holds
between them. What the user or the subject's outline said comes first and is never changed.
"""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.planning.coherence.aggregates import aggregate
from rowsmith.planning.coherence.bounds import keep_below
from rowsmith.planning.coherence.clock import order_clocks
from rowsmith.planning.coherence.diagnoses import diagnose
from rowsmith.planning.coherence.editing import Editor
from rowsmith.planning.coherence.formulas import compute
from rowsmith.planning.coherence.life_dates import bound_groups, live
from rowsmith.planning.coherence.lines import usual_days
from rowsmith.planning.coherence.order import order_dates
from rowsmith.planning.coherence.presence import follow_stages, keep_present
from rowsmith.planning.coherence.roles import tell_apart
from rowsmith.planning.coherence.stated import NOTHING, Aspect, Stated
from rowsmith.planning.coherence.sums import add_up
from rowsmith.planning.coherence.texts import set_tones
from rowsmith.planning.coherence.unit_names import name_units
from rowsmith.planning.coherence.units import convert_units
from rowsmith.planning.notes import Note
from rowsmith.schema import Schema

_RELATIONS: tuple[Callable[[Editor], None], ...] = (
    bound_groups,
    tell_apart,
    order_clocks,
    order_dates,
    diagnose,
    live,
    name_units,
    convert_units,
    compute,
    aggregate,
    add_up,
    keep_below,
    keep_present,
    follow_stages,
    set_tones,
)
"""One function a kind of relation, in the order in which they are applied."""


def cohere(schema: Schema, stated: Stated = NOTHING) -> tuple[Schema, tuple[Note, ...]]:
    """The schema with its columns in agreement, and a note for each thing done.

    Args:
        schema: valid, as `parse_schema` returns it.
        stated: what the user or the outline said of columns: it is left as it is, and where a
            relation contradicts it, a note tells.

    Returns:
        A valid schema with the same visible columns in the same order.
    """
    editor = Editor(schema, stated)
    for relate in _RELATIONS:
        relate(editor)
    return editor.schema, tuple(editor.notes)


__all__ = ["NOTHING", "Aspect", "Stated", "cohere", "usual_days"]
