"""References between columns: to what is there, of the right type, within the subject."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rowsmith.planning.repair.draft import Draft, Json, closest, of_one_stem, said_of
from rowsmith.planning.repair.formulas import fault_of, mended, type_of, value_as_condition
from rowsmith.planning.repair.makers import made_by
from rowsmith.schema import Schema
from rowsmith.schema.dependencies import lenient_types, reads
from rowsmith.schema.expressions import names_in
from rowsmith.schema.typing import BOOLEAN, NUMBER, ValueType

Types = Mapping[str, ValueType]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def mend_links(draft: Draft) -> None:
    """Mend or leave out every reference of every column that cannot be followed."""
    _lookups(draft)
    types = _columns(draft)
    if types is None:
        return
    for missing in draft.items("missing"):
        if "when" in missing:
            _slot(draft, missing, "when", types, f"missing.{missing['column']}")
    for key in ("missing", "dirt", "labels", "hidden"):
        _names(draft, key, types)


def _columns(draft: Draft) -> Types | None:
    """The types of all columns, once no column refers to one that was left out."""
    while True:
        schema, lost = draft.schema(), len(draft.gone)
        if schema is None:
            return None
        types = lenient_types(schema)
        for _, column in list(draft.subjects()):
            _column(draft, column, types)
        if len(draft.gone) == lost:
            return types


def _column(draft: Draft, column: Json, types: Types) -> None:
    name = column["name"]
    others = {other: found for other, found in types.items() if other != name}
    for key in ("min", "max", "within"):
        if isinstance(column.get(key), str):
            _slot(draft, column, key, others, f"columns.{name}.{key}", NUMBER)
    for case in list(column.get("cases") or ()):
        _slot(draft, case, "when", others, f"columns.{name}.cases")
        if "when" not in case:
            column["cases"].remove(case)
    if column.get("cases") == []:
        del column["cases"]
    if column["kind"] == "formula":
        _formula(draft, column, others)
    if column["kind"] == "id":
        _pattern(draft, column, others)
    dates = {other: found for other, found in others.items() if found.name == "date"}
    _reference(draft, column, "after", dates)
    if "within" in column and "after" not in column:
        del column["within"]
    _reference(draft, column, "tone", _tones(draft, others))


def _tones(draft: Draft, types: Types) -> Types:
    columns = draft.columns()
    return {
        name: found
        for name, found in types.items()
        if found.countable or columns[name]["kind"] == "category"
    }


def _slot(
    draft: Draft, holder: Json, key: str, types: Types, where: str, wanted: ValueType = BOOLEAN
) -> None:
    """An expression where a condition or a number is wanted; left out if it cannot be one."""
    source = holder[key]
    text = mended(source, types, draft.gone) if isinstance(source, str) else None
    found = type_of(text, types) if text is not None else None
    if text is not None and found is not None and wanted is BOOLEAN and found.name != "boolean":
        text = _condition(text, found)
    elif found is not None and wanted is NUMBER and not found.countable:
        text = None
    if text is None and wanted is BOOLEAN and isinstance(source, str):
        text = value_as_condition(source, types)
    if text is None:
        del holder[key]
        draft.miss(where, f"read `{source}`, which {fault_of(str(source), types)}")
    elif text != source:
        holder[key] = text
        draft.say(f"{said_of(where)} read '{source}'; '{text}' was taken.")


def _condition(text: str, found: ValueType) -> str | None:
    """A yes-or-no text or a number as a condition."""
    yes = next((v for v in found.values if v.lower() in ("yes", "true", "y", "1")), None)
    if found.name == "text" and yes is not None and len(found.values) == 2:
        return f"{text} == '{yes}'"
    return f"({text}) != 0" if found.name == "number" else None


def _formula(draft: Draft, column: Json, types: Types) -> None:
    name, source = column["name"], str(column.get("expression", ""))
    text = mended(source, types, draft.gone)
    if text is None:
        made = made_by(name) or made_by(name.rpartition("_")[2])
        if made is not None and made["kind"] == "person":
            draft.replace(column, made)
            draft.say(f"'{name}' was to be computed by '{source}'; it is the person's own.")
        else:
            draft.lose(column, f"was to be computed by '{source}', which {fault_of(source, types)}")
    elif text != source:
        column["expression"] = text
        draft.say(f"'{name}' was to be computed by '{source}'; '{text}' was taken.")


def _pattern(draft: Draft, column: Json, types: Types) -> None:
    def filled(found: re.Match[str]) -> str:
        near = closest(found.group(1), types)
        return f"{{{near}}}" if near else "######"

    pattern = column.get("pattern", "sequence")
    meant = _PLACEHOLDER.sub(filled, pattern)
    if "{" in meant and "#" not in meant and "?" not in meant:
        meant = f"{meant[:70]}-####"
    if meant != pattern:
        column["pattern"] = meant
        draft.say(f"The pattern of '{column['name']}' was '{pattern}'; {meant} was taken.")


def _reference(draft: Draft, column: Json, key: str, fitting: Types) -> None:
    name = column.get(key)
    if name is None or name in fitting:
        return
    near = draft.near(str(name), fitting)
    if near is None:
        del column[key]
        draft.miss(
            f"columns.{column['name']}.{key}",
            f"names '{name}', which is not there or does not fit; it stands alone",
        )
    else:
        column[key] = near
        draft.say(f"'{column['name']}' referred to '{name}'; '{near}' was taken.")


def _lookups(draft: Draft) -> None:
    tables = {table["name"]: table for table in draft.items("tables")}
    for _, column in list(draft.subjects()):
        if column.get("kind") != "lookup":
            continue
        name, written, field = column["name"], str(column.get("table")), str(column.get("field"))
        table = draft.near(written, tables) or _table_with(field, tables)
        found = closest(field, tables[table]["fields"]) if table else None
        found = found or (closest(name, tables[table]["fields"]) if table else None)
        if table is None or found is None:
            draft.lose(
                column,
                f"was to come from '{field}' of the table '{written}', which is not there",
            )
        elif (table, found) != (written, field):
            column.update(table=table, field=found)
            draft.say(f"'{name}' comes from '{found}' of the table '{table}'.")


def _table_with(field: str, tables: Mapping[str, Json]) -> str | None:
    having = [name for name, table in tables.items() if field in table["fields"]]
    return having[0] if len(having) == 1 else None


def _names(draft: Draft, key: str, types: Types) -> None:
    """Names of columns in a top-level list, alone or as `column` of an item."""
    kept: list[object] = []
    for item in draft.data.get(key) or ():
        whole_rows = isinstance(item, dict) and item.get("what") == "duplicates"
        name = item.get("column") if isinstance(item, dict) else item
        near = name if name is None or name in types else draft.near(str(name), types)
        if near is None and key == "labels" and name not in draft.gone:
            near = of_one_stem(str(name), types)
        if whole_rows:
            item.pop("column", None)
        elif near is None:
            if name not in draft.gone:
                draft.miss(key, f"name '{name or ''}', which is no column")
            continue
        elif near != name:
            draft.say(f"{key.capitalize()}: there is no column '{name}'; '{near}' was taken.")
            item = {**item, "column": near} if isinstance(item, dict) else near
        if item not in kept:
            kept.append(item)
    if key in draft.data:
        draft.data[key] = kept
        if not kept:
            del draft.data[key]


def move_to_rows(draft: Draft) -> None:
    """A subject's column that reads the row's, or another subject's, becomes the row's own."""
    for _ in range(len(list(draft.subjects()))):
        schema = draft.schema()
        if schema is None or not _move_one(draft, schema):
            return


def _move_one(draft: Draft, schema: Schema) -> bool:
    entity_of = {column.name: entity for entity, column in schema.subjects()}
    for entity, column in schema.subjects():
        if entity is None:
            continue
        foreign = [
            name
            for name in reads(column, schema, entity)
            if name in entity_of and entity_of[name] is not entity
        ]
        if not foreign:
            continue
        if not _drop_terms(draft, column.name, foreign):
            _move(draft, entity.name, column.name, foreign)
        return True
    return False


def _drop_terms(draft: Draft, name: str, foreign: list[str]) -> bool:
    """Leave out terms of a subject's driver that read the row; whether that leaves others."""
    driver = next((d for d in draft.items("drivers") if d["column"] == name), None)
    if driver is None:
        return False
    kept = [term for term in driver["by"] if not names_in(term["of"]) & set(foreign)]
    if not kept or len(kept) == len(driver["by"]):
        return False
    driver["by"] = kept
    draft.say(f"'{name}' belongs to a subject and cannot depend on {_said(foreign)} of each row.")
    return True


def _move(draft: Draft, entity_name: str, name: str, foreign: list[str]) -> None:
    for entity in draft.items("entities"):
        if entity["name"] != entity_name:
            continue
        column = next(c for c in entity["columns"] if c["name"] == name)
        entity["columns"].remove(column)
        draft.data.setdefault("columns", []).append(column)
        draft.say(f"'{name}' reads {_said(foreign)} and so differs from row to row.")
    draft.data["entities"] = [e for e in draft.items("entities") if e["columns"]]
    if not draft.data["entities"]:
        del draft.data["entities"]


def _said(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
