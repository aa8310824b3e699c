"""The form: every key known, every value of its type, every kind one that there is."""

from __future__ import annotations

from rowsmith.planning.repair.column_form import MAX_NAME, mend_column
from rowsmith.planning.repair.draft import Draft, Json, key_of, words
from rowsmith.planning.repair.reading import (
    as_list,
    as_number,
    as_texts,
    clean,
    number_in,
    only_known,
    rename_keys,
)
from rowsmith.schema import MAX_COLUMNS, Dirt, Driver, Entity, Missing, Schema, Table

_LISTS = ("tables", "entities", "columns", "drivers", "missing", "dirt", "labels", "hidden")
_LIMITS = {"tables": 20, "entities": 20, "labels": 20}


def mend_form(draft: Draft) -> None:
    """Bring all of the draft into the language's form as far as that can be told."""
    data = draft.data
    rename_keys(data, words()["top_keys"])
    for key in _LISTS:
        if key in data:
            data[key] = as_list(data[key], names=key in ("labels", "hidden"))
    only_known(draft, data, Schema.model_fields, "the schema")
    for key in ("title", "domain"):
        if key in data:
            data[key] = clean(data[key], 120)
    data["columns"] = [mend_column(draft, column) for column in data.get("columns", ())]
    for entity in draft.items("entities"):
        _entity(draft, entity)
    for key, model, mend in (
        ("tables", Table, _table),
        ("drivers", Driver, _driver),
        ("missing", Missing, _share),
        ("dirt", Dirt, _share),
    ):
        data[key] = [item for item in data.get(key, ()) if isinstance(item, dict)]
        for item in data[key]:
            if key == "drivers":
                rename_keys(item, words()["driver_keys"])
            as_texts(item)
            only_known(draft, item, model.model_fields, f"an item of {key}")
            mend(draft, item)
    for key in ("labels", "hidden"):
        data[key] = [clean(name, MAX_NAME) for name in data.get(key, ()) if name]
    for key in _LISTS:
        limit = _LIMITS.get(key, MAX_COLUMNS)
        if len(data.get(key, ())) > limit:
            draft.say(f"There were {len(data[key])} {key}; the first {limit} were kept.")
            data[key] = data[key][:limit]
        if not data.get(key):
            data.pop(key, None)


def _entity(draft: Draft, entity: Json) -> None:
    as_texts(entity)
    rename_keys(entity, {"rows": "rows_per_entity", "fields": "columns", "attributes": "columns"})
    entity["name"] = clean(entity.get("name") or "subject", MAX_NAME) or "subject"
    where = f"the entity '{entity['name']}'"
    only_known(draft, entity, Entity.model_fields, where)
    as_number(draft, entity, "rows_per_entity", where)
    each = entity.get("rows_per_entity")
    if each is None or not 1 <= each <= 100_000:
        entity["rows_per_entity"] = 5 if each is None else max(1, min(each, 100_000))
        draft.say(
            f"Rows per {entity['name']} were not from 1 to 100,000; "
            f"{entity['rows_per_entity']} are made."
        )
    columns = as_list(entity.get("columns"), names=False)
    entity["columns"] = [mend_column(draft, column) for column in columns]


def _table(draft: Draft, table: Json) -> None:
    table["name"] = clean(table.get("name") or "table", MAX_NAME) or "table"
    rows = table.get("rows")
    rows = rows if isinstance(rows, list) else []
    fields = table.get("fields")
    if not isinstance(fields, list) or not fields:
        first = next((row for row in rows if isinstance(row, dict)), {})
        fields = list(first)
    table["fields"] = [clean(field, MAX_NAME) for field in fields[:20]]
    keys = [field for field in fields if isinstance(field, str)]
    table["rows"] = [
        [row.get(key) for key in keys] if isinstance(row, dict) else row for row in rows
    ]


def _driver(draft: Draft, driver: Json) -> None:
    where = f"the driver of '{clean(driver.get('column', ''), 40)}'"
    by = driver.get("by")
    if isinstance(by, dict):
        by = (
            [by]
            if "of" in by or "column" in by
            else [{"of": of, "weight": weight} for of, weight in by.items()]
        )
    terms = []
    for term in by if isinstance(by, list) else [by]:
        term = {"of": term} if isinstance(term, str) else term
        if not isinstance(term, dict):
            continue
        rename_keys(term, words()["term_keys"])
        as_texts(term)
        term = {key: value for key, value in term.items() if key in ("of", "weight")}
        if term.get("weight") is None:
            term.pop("weight", None)
        as_number(draft, term, "weight", where)
        if isinstance(term.get("of"), str) and term["of"].strip():
            terms.append(term)
    driver["by"] = terms
    _explained(draft, driver, where)


def _explained(draft: Draft, driver: Json, where: str) -> None:
    explained = driver.get("explained")
    if explained is None or explained in ("easy", "medium", "hard"):
        return
    value = number_in(explained)
    if value is None:
        meant = words()["difficulties"].get(key_of(str(explained)))
        draft.say(f"{where} had no known difficulty; {meant or 'medium'} was taken.")
        driver["explained"] = meant or "medium"
        return
    share = abs(value) / 100 if abs(value) > 1 else abs(value)
    driver["explained"] = min(share, 0.95)
    if driver["explained"] != explained:
        draft.say(f"{where} explains {driver['explained']:g}: a share from 0 to 0.95.")


def _share(draft: Draft, item: Json) -> None:
    where = f"what is {'dirty' if 'what' in item else 'missing'} in '{item.get('column', '')}'"
    most = 0.5 if "what" in item else 1.0
    as_number(draft, item, "share", where)
    share = item.get("share")
    if share is not None and not 0 <= share <= most:
        item["share"] = min(abs(share) / 100 if abs(share) > 1 else abs(share), most)
        draft.say(f"The share of {where} was {share:g}; it is {item['share']:g}.")
