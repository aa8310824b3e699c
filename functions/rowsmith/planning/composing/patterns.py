"""The form of a code, a phone number or an id, as an example or by its name."""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import IdPattern, Unique
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    CategoryColumn,
    DatetimeColumn,
    FakerColumn,
    IdColumn,
    LookupColumn,
    NumberColumn,
    PersonColumn,
    PlaceColumn,
)


def _id(pattern: str) -> Callable[[Column], Column]:
    return lambda column: IdColumn(name=column.name, kind="id", pattern=pattern)


def _provider(name: str) -> Callable[[Column], Column]:
    return lambda column: FakerColumn(name=column.name, kind="faker", provider=name)


def _country_code(column: Column) -> Column:
    if isinstance(column, PlaceColumn):
        return column.model_copy(update={"field": "country_code"})
    return PlaceColumn(
        name=column.name, kind="place", field="country_code", role=column.name, within=["world"]
    )


_CODES: dict[str, str] = {"country": "country_code", "state": "state_code"}
"""The field of a place that prints a code, by the one that prints the name."""
_CODE_OF: dict[str, Callable[[Column], Column]] = {
    "nationality": _country_code,
    "citizenship": _country_code,
    "language": _provider("language_code"),
    "currency": _provider("currency_code"),
}
"""What a column is whose values are codes of two or three letters, by what it is known as."""
_LONGEST_CODE = 3
_UNIQUE_FIELDS = frozenset({"email", "username"})


def state_pattern(work: Work, of: int, said: IdPattern) -> None:
    """Give a field's columns the form that is stated. Raises NotCarriedOut.

    `3 digits` beside a whole example (`STU2024XXX`) tells nothing more.
    """
    others = [fact.value for fact in work.facts(of) if isinstance(fact.value, IdPattern)]
    whole = [one for one in others if one.pattern and set(one.pattern) - {"#", "?"}]
    if whole and said not in whole and said.standard is None:
        return
    for name in work.names_of(of):
        entry = work.draft.entries[name]
        known = entry.known.name if entry.known is not None else name
        work.draft.put(_with_form(work, entry.column, known, said))
        if said.variants:
            forms = ", ".join(said.variants)
            work.note(
                "not_carried_out", f"other forms of '{name}' ({forms}) were not carried out", name
            )


def _with_form(work: Work, column: Column, known: str, said: IdPattern) -> Column:
    pattern = said.pattern
    if pattern is None or said.standard in _STANDARDS:
        return _standard(column, said)
    if not set(pattern) & {"#", "?"}:
        raise NotCarriedOut
    if isinstance(column, DatetimeColumn):
        if set(pattern) <= set("#-/.: T?"):
            return column
        raise NotCarriedOut
    if set(pattern) == {"?"} and len(pattern) <= _LONGEST_CODE and known in _CODE_OF:
        return _CODE_OF[known](column)
    if isinstance(column, PlaceColumn) and set(pattern) == {"?"} and len(pattern) <= _LONGEST_CODE:
        return column.model_copy(update={"field": _CODES.get(column.field, column.field)})
    if isinstance(column, CategoryColumn | LookupColumn) and _already(work, column, pattern):
        return column
    return IdColumn(name=column.name, kind="id", pattern=pattern[:80])


def _already(work: Work, column: CategoryColumn | LookupColumn, pattern: str) -> bool:
    """Whether the values of a column have the form."""
    if isinstance(column, CategoryColumn):
        values = [one.value for one in column.values]
    else:
        table = next(one for one in work.draft.tables if one.name == column.table)
        values = [row[table.fields.index(column.field)] for row in table.rows]
    return all(_has_form(value, pattern) for value in values)


def _has_form(value: str, pattern: str) -> bool:
    return len(value) == len(pattern) and all(
        letter.isdigit() if sign == "#" else letter.isupper() if sign == "?" else letter == sign
        for letter, sign in zip(value, pattern, strict=True)
    )


def _standard(column: Column, said: IdPattern) -> Column:
    make = _STANDARDS.get(said.standard or "")
    if make is None:
        raise NotCarriedOut
    return make(column)


def _moment(column: Column) -> Column:
    if isinstance(column, DatetimeColumn):
        return column
    return DatetimeColumn(name=column.name, kind="datetime", start="today-2y", end="today")


def _phone(column: Column) -> Column:
    return IdColumn(name=column.name, kind="id", pattern="+1##########")


def _email(column: Column) -> Column:
    if isinstance(column, PersonColumn) and column.field == "email":
        return column
    return PersonColumn(name=column.name, kind="person", field="email")


_STANDARDS: dict[str, Callable[[Column], Column]] = {
    "uuid": _id("uuid"),
    "guid": _id("uuid"),
    "sequence": _id("sequence"),
    "ipv4": _provider("ipv4"),
    "ip": _provider("ipv4"),
    "ipv6": _provider("ipv6"),
    "mac": _provider("mac_address"),
    "url": _provider("url"),
    "iban": _provider("iban"),
    "vin": _provider("vin"),
    "e.164": _phone,
    "email": _email,
    "date": _moment,
    "country code": _country_code,
}
"""Forms that have a name, by it."""


def state_unique(work: Work, of: int, said: Unique) -> None:
    """See that no value of a field comes twice. Raises NotCarriedOut."""
    for name in work.names_of(of):
        column = work.draft.column(name)
        match column:
            case IdColumn():
                if said.sequential and set(column.pattern) <= {"#"}:
                    work.draft.put(column.model_copy(update={"pattern": "sequence"}))
            case PersonColumn(field=field) if field in _UNIQUE_FIELDS:
                work.draft.put(column.model_copy(update={"unique": True}))
            case PersonColumn(field="phone"):
                pass
            case NumberColumn(decimals=0) if said.sequential:
                work.draft.put(IdColumn(name=name, kind="id", pattern="sequence"))
            case _:
                raise NotCarriedOut
