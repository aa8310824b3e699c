"""Whose columns are whose: the persons and places of a row, each a role of its own."""

from __future__ import annotations

from rowsmith.planning.composing.draft import Draft, Entry
from rowsmith.planning.english.nouns import singular
from rowsmith.planning.english.words import words
from rowsmith.planning.knowledge.words import lists
from rowsmith.schema.columns import LookupColumn, PersonColumn, PlaceColumn

_OWN_WORDS: dict[type, frozenset[str]] = {
    PersonColumn: frozenset(
        words(
            "full first last middle given family name names surname gender sex email e mail address"
            " user username login phone telephone mobile cell number birth date dob birthday of age"
            " years old the id contact handle"
        )
    ),
    PlaceColumn: frozenset(
        words(
            "street address city town state province region country code zip postal postcode"
            " latitude longitude lat lon lng time zone timezone county iso name of the line"
        )
    ),
}
"""Words of a name that say which field it is, and not whose."""
_GENERAL = frozenset({"customer", "user", "person", "client"})
"""Owners that are whoever the row is about."""


def set_roles(draft: Draft) -> None:
    """Give each person, place and pick of a row its role, so that the fields of one agree."""
    _set(draft, PersonColumn, general=_GENERAL)
    _set(draft, PlaceColumn, general=frozenset({"home", "customer", "user"}))
    _set_picks(draft)


def _set(
    draft: Draft, kind: type[PersonColumn] | type[PlaceColumn], *, general: frozenset[str]
) -> None:
    own = [entry for entry in draft.entries.values() if isinstance(entry.column, kind)]
    free = [entry for entry in own if entry.origin != "outline"]
    owners = {entry.name: _owner(entry, kind) for entry in free}
    several = _alike(free)
    for name, owner in owners.items():
        if owner is not None and not several and not _owns(owner, list(owners.values())):
            owners[name] = None
    settled = {getattr(entry.column, "role", None) for entry in own if entry.origin == "outline"}
    main = _main(free, owners, settled, general)
    for entry in free:
        owner = owners[entry.name]
        role = None if owner is None or owner in main else owner
        draft.change(entry.name, column=entry.column.model_copy(update={"role": role}))


def _owns(owner: str, owners: list[str | None]) -> bool:
    """Whether words tell somebody: a person's noun, or said of more than one column."""
    return owners.count(owner) > 1 or not set(owner.split()).isdisjoint(lists()["persons"])


def _alike(entries: list[Entry]) -> bool:
    """Whether two columns are the same field of somebody."""
    fields = [getattr(entry.column, "field", None) for entry in entries]
    return len(set(fields)) < len(fields)


def _owner(entry: Entry, kind: type) -> str | None:
    """The words before a field's own: `doctor` of a doctor's name."""
    said = [word for word in words(entry.header) if word not in _OWN_WORDS[kind]]
    if entry.sure and entry.known is not None and getattr(entry.known.column, "role", None):
        return str(getattr(entry.known.column, "role", None))
    return " ".join(singular(word) for word in said)[:60] or None


def _main(
    free: list[Entry],
    owners: dict[str, str | None],
    settled: set[str | None],
    general: frozenset[str],
) -> frozenset[str]:
    """The owners that need no role: the outline's, whoever is general, else the first."""
    named = list(dict.fromkeys(owner for owner in owners.values() if owner is not None))
    if None in settled:
        return general
    chosen = [owner for owner in named if owner in general][:1]
    if chosen or not free:
        return frozenset(chosen)
    first = owners[free[0].name]
    return frozenset({first} if first is not None else ())


def _set_picks(draft: Draft) -> None:
    """Two fields of one name in one table are two rows of it."""
    seen: dict[tuple[str, str], str] = {}
    for entry in list(draft.entries.values()):
        column = entry.column
        if not isinstance(column, LookupColumn) or entry.origin == "outline":
            continue
        key = (column.table, column.field)
        if key in seen:
            role = " ".join(words(entry.header))[:60]
            draft.change(entry.name, column=column.model_copy(update={"role": role}))
        seen.setdefault(key, entry.name)
