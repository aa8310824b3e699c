"""Every column that a description names is in its schema, or is said to lack, whoever planned."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from rowsmith.errors import InvalidSchema, NotUnderstood
from rowsmith.planning.builtin.draft import essence
from rowsmith.planning.builtin.items import Item
from rowsmith.planning.builtin.lexicon import look_up, look_up_exactly
from rowsmith.planning.builtin.reading import read
from rowsmith.planning.builtin.stated import aspects_of
from rowsmith.planning.builtin.words import stem, stems, words
from rowsmith.planning.coherence import Aspect, Stated
from rowsmith.schema import MAX_COLUMNS, Schema, parse_schema

LONGEST_NAME = 4
"""Words of a column's name at most; what is longer is a sentence that was taken for one."""

_ENGLISH = frozenset(
    {"with", "and", "of", "the", "for", "a", "an", "including", "columns", "fields", "per"}
)
_OF_MANY = frozenset(
    stem(word)
    for word in ("date", "time", "hours", "days", "name", "id", "number", "amount", "type", "rate",
                 "status", "count", "score", "level", "code", "value", "percentage", "price")
)  # fmt: skip
"""Last words that columns share without being the same."""
_CLOSE = 0.8


def guarantee(schema: Schema, description: str) -> tuple[Schema, list[str]]:
    """`schema` with the columns that `description` names and it lacks, and a warning for each.

    A name that the vocabulary has is added as the built-in planner would make it; any other is
    reported only.
    """
    shown = [column.name for column in schema.csv_order()]
    lacking = [item for item in named_items(description) if not _is_among(item.phrase, shown)]
    warnings: list[str] = []
    for item in lacking:
        hidden = next((name for name in schema.hidden if _is_among(item.phrase, [name])), None)
        more = _shown(schema, hidden) if hidden else _with_column(schema, item)
        if more is None:
            warnings.append(f"The description names '{item.phrase}'; no column is called like it.")
        else:
            schema = more
            warnings.append(f"'{item.phrase}' was named and lacking; it was added.")
    return schema, warnings


def stated_in(schema: Schema, description: str) -> Stated:
    """What `description` says of the columns of a schema that somebody planned from it.

    The labels are as good as said: the planner chose them by the description.
    """
    shown = [column.name for column in schema.csv_order()]
    aspects: dict[str, frozenset[Aspect]] = {name: frozenset({"label"}) for name in schema.labels}
    rates: dict[str, float] = {}
    for item in named_items(description):
        name = next((name for name in shown if _is_among(item.phrase, [name])), None)
        if name is not None:
            aspects[name] = aspects.get(name, frozenset()) | aspects_of(item.details)
            if item.details.rate is not None:
                rates[name] = item.details.rate
    return Stated(aspects, rates)


def named_columns(description: str) -> list[str]:
    """The columns that a description names, in its words; none where it lists none."""
    return [item.phrase for item in named_items(description)]


def named_items(description: str) -> list[Item]:
    """The items of a description's lists that are taken for columns.

    In another language than English only what the vocabulary knows is taken for one: the
    planner may have put the name in English.
    """
    english = bool(_ENGLISH & set(words(description)))
    return [
        item
        for item in read(description).items
        if len(words(item.phrase)) <= LONGEST_NAME
        and (look_up_exactly(item.phrase) is not None or (english and item.phrase.isascii()))
    ]


def _is_among(phrase: str, names: Sequence[str]) -> bool:
    """Whether a column is called like `phrase`: by its words, its concept, or nearly."""
    wanted, concept = essence(phrase), look_up_exactly(phrase)
    for name in names:
        found = stems(name)
        if set(wanted) <= set(found) or (found and set(found) <= set(stems(phrase))):
            return True
        if wanted and wanted[-1] == essence(name)[-1] and wanted[-1] not in _OF_MANY:
            return True
        if concept is not None and concept == look_up_exactly(name):
            return True
        if SequenceMatcher(None, "".join(wanted), "".join(found)).ratio() >= _CLOSE:
            return True
    return False


def _shown(schema: Schema, name: str) -> Schema:
    """The schema with a hidden column shown."""
    hidden = [other for other in schema.hidden if other != name]
    return schema.model_copy(update={"hidden": hidden})


def _with_column(schema: Schema, item: Item) -> Schema | None:
    """The schema with a column for `item`; None where the vocabulary makes none that fits."""
    from rowsmith.planning.builtin.planner import plan_by_rules

    if look_up(item.phrase) is None:
        return None
    try:
        made = plan_by_rules(f"columns: {item.text}").schema
    except (NotUnderstood, InvalidSchema):
        return None
    data: dict[str, Any] = schema.model_dump(mode="json", exclude_defaults=True)
    more: dict[str, Any] = made.model_dump(mode="json", exclude_defaults=True)
    taken = {column.name for _, column in schema.subjects()}
    new = [column for column in more.get("columns", ()) if column["name"] not in taken]
    if not new or len(taken) + len(new) > MAX_COLUMNS:
        return None
    # A label stays the last column.
    position = len(data.get("columns", ()))
    while position and data["columns"][position - 1]["name"] in schema.labels:
        position -= 1
    columns = data.setdefault("columns", [])
    columns[position:position] = new
    tables = {table["name"] for table in data.get("tables", ())}
    for table in more.get("tables", ()):
        if table["name"] not in tables:
            data.setdefault("tables", []).append(table)
    try:
        return parse_schema(data)
    except InvalidSchema:
        return None
