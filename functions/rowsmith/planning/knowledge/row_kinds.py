"""Kinds of row: `hive inspections` and `lift inspections` share the date and the inspector.

A kind of row is an outline with `{thing}` and `{row}` in it. What is known of the thing itself is
put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rowsmith.planning.english.nouns import is_plural, plural, singular
from rowsmith.planning.english.words import snake_case, stems, words
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.notation import Block, Trait
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.planning.knowledge.store import Store
from rowsmith.planning.knowledge.traits import with_trait
from rowsmith.planning.knowledge.words import lists

Nouns = tuple[str, ...]

_LONGEST = 3
"""So many words has a noun at most that tells what a row is."""
_LETTERS_OF_CODE = 3
_ROLE_ENDINGS = ("er", "or", "ist", "ian", "eer", "smith", "man", "woman")
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row.

    heads: nouns that tell it, in the singular. about: what it is about where that is not said.
    things: each row is one of the things themselves. verbs: what is done to the thing, as stems.
    """

    name: str
    title: str
    row: str
    heads: tuple[Nouns, ...]
    about: str
    things: bool
    verbs: frozenset[str]
    block: Block


@dataclass(frozen=True, slots=True)
class Thing:
    """What is known of a thing: the words that speak of it, its noun, what a row of it is."""

    said: tuple[Nouns, ...]
    noun: str | None
    rows: str
    traits: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class RowNoun:
    """What each row of a subject is: its kind, and the nouns in the singular."""

    kind: RowKind
    thing: str | None
    row: str


class RowKinds:
    """The kinds of row of a store, found by the nouns of a subject."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def outline(self, subject: str) -> Outline | None:
        """The outline of rows that a subject's nouns tell; None where none of them tells any."""
        found = self.row_noun(subject)
        if found is None:
            return None
        things = self._things_in(subject)
        thing = _named(found.thing, things)
        return _filled(found.kind, thing, found.row, things)

    def row_noun(self, subject: str) -> RowNoun | None:
        """What a row is: by a noun for rows, by a known thing, by people's roles."""
        before, of, after = subject.partition(" of ")
        said = self._without_forms(words(before))
        if self._ends_in_a_thing(said):
            return self._by_thing(said)
        return self._by_head(said, words(after) if of else []) or self._by_thing(said)

    def _ends_in_a_thing(self, said: list[str]) -> bool:
        """Whether the last words together are a known thing: `pawn shop` is no shop for pawns."""
        last = [singular(word) for word in said[-1:]]
        lengths = range(2, min(_LONGEST, len(said)) + 1)
        return any((*said[-length:-1], *last) in self._rows_of for length in lengths)

    def known_thing(self, subject: str) -> str | None:
        """The thing that rows are, where it is known and a thing; None for people and events."""
        found = self.row_noun(subject)
        if found is None or not found.kind.things or found.kind.name == _PEOPLE:
            return None
        return found.thing if found.thing and self.is_known_thing(found.thing) else None

    def traits(self, subject: str) -> Iterator[OutlineColumn]:
        """Yield what is known of the things that a subject speaks of, column by column."""
        for thing in self._things_in(subject):
            yield from (trait.column for trait in thing.traits)

    def is_person(self, noun: str) -> bool:
        """Whether a noun in the singular is somebody."""
        if noun in lists()["persons"] or noun.rpartition(" ")[2] in lists()["persons"]:
            return True
        found = self.row_noun(noun)
        return found is not None and found.kind.name == _PEOPLE

    def may_be_somebody(self, subject: str) -> bool:
        """Whether rows may be of people: not where the subject speaks of things alone."""
        if self.known_thing(subject) is not None:
            return False
        said = self._without_forms(words(subject))
        if not said or self.is_person(" ".join([*said[:-1], singular(said[-1])])):
            return True
        named = (self._rows_of.get((singular(word),)) for word in said)
        return not any(name != _PEOPLE and self.kinds[name].things for name in named if name)

    def kind_of(self, subject: str) -> str | None:
        """The kind of thing that rows are, in the singular: `animal`, `machine`."""
        found = self.row_noun(subject)
        return singular(found.kind.name) if found is not None and found.kind.things else None

    def is_known_thing(self, noun: str) -> bool:
        """Whether a noun in the singular is a thing that is known."""
        return tuple(words(noun)) in self._rows_of

    def _by_head(self, said: list[str], after: list[str]) -> RowNoun | None:
        for length in range(min(_LONGEST, len(said)), 0, -1):
            name = self._heads.get((*said[-length:-1], singular(said[-1])))
            if name is not None:
                kind = self.kinds[name]
                thing = self._thing(after) or self._thing(said[:-length])
                row = kind.row if said[-1] == plural(kind.row) else singular(said[-1])
                return RowNoun(kind, thing or (row if kind.things else None), row)
        return None

    def _by_thing(self, said: list[str]) -> RowNoun | None:
        for length in range(min(_LONGEST, len(said)), 0, -1):
            noun = " ".join([*said[-length:-1], singular(said[-1])])
            name = self._rows_of.get(tuple(words(noun)))
            if name is not None:
                return RowNoun(self.kinds[name], noun, noun)
        last = said[-1] if said else ""
        if (
            is_plural(last)
            and singular(last).endswith(_ROLE_ENDINGS)
            and last not in lists()["no roles"]
        ):
            return RowNoun(self.kinds[_PEOPLE], singular(last), singular(last))
        return None

    def _thing(self, said: list[str]) -> str | None:
        """The thing that nouns in a row name: the last of them, with the one before it or alone."""
        nouns = [word for word in said if word not in lists()["no things"] and not word.isdigit()]
        while len(nouns) > 1 and nouns[-1].endswith("ing") and (nouns[-1],) not in self._rows_of:
            nouns.pop()
        if not nouns:
            return None
        last = singular(nouns[-1])
        two = " ".join([*nouns[-2:-1], last])
        known = tuple(words(two)) not in self._rows_of and (last,) in self._rows_of
        return last if known else two

    def _without_forms(self, said: list[str]) -> list[str]:
        kept = list(said)
        while len(kept) > 1 and kept[-1] in lists()["forms"]:
            kept.pop()
        return kept

    def _things_in(self, text: str) -> list[Thing]:
        """What is known of the things that a text speaks of, in the order of its words."""
        said = stems(text)
        found = []
        for number, thing in enumerate(self._things):
            places = [at for phrase in thing.said if (at := _place(phrase, said)) is not None]
            if places:
                found.append((min(places), number, thing))
        return [thing for _, _, thing in sorted(found, key=lambda one: one[:2])]

    @cached_property
    def kinds(self) -> Mapping[str, RowKind]:
        """Every kind of row by name."""
        return {kind.name: kind for kind in map(_read_kind, self._store.blocks_in("rows"))}

    @cached_property
    def _heads(self) -> Mapping[Nouns, str]:
        return {head: kind.name for kind in self.kinds.values() for head in kind.heads}

    @cached_property
    def _things(self) -> tuple[Thing, ...]:
        blocks = self._store.blocks_in("things")
        return tuple(_read_thing(block) for block in blocks if block.file != _NOUNS)

    @cached_property
    def _rows_of(self) -> Mapping[Nouns, str]:
        found: dict[Nouns, str] = {}
        for kind, nouns in self._nouns():
            for noun in nouns:
                found.setdefault(tuple(words(noun)), kind)
        for thing in self._things:
            for said in (*thing.said, *((tuple(words(thing.noun)),) if thing.noun else ())):
                found.setdefault(said, thing.rows)
        return found

    def _nouns(self) -> Iterator[tuple[str, list[str]]]:
        """The kinds of row, and the things that are rows of them."""
        for block in self._store.blocks_in("things"):
            if block.file == _NOUNS:
                for entry in notation.entries(block):
                    kind, _, said = entry.text.partition(":")
                    yield kind, [noun.strip() for noun in said.split(",")]


_NOUNS = "things/nouns.txt"


def _read_kind(block: Block) -> RowKind:
    facts = dict(_facts(block, ("called", "about", "is", "verbs")))
    lines = tuple(line for line in block.lines if line.partition(":")[0] not in facts)
    return RowKind(
        name=notation.name_of(block.title),
        title=facts["called"],
        row=next(said for _, said in _facts(block, ("row",))).partition(",")[0],
        heads=tuple(tuple(words(head)) for head in block.asks),
        about=facts["about"],
        things="is" in facts,
        verbs=frozenset(stems(facts.get("verbs", ""))),
        block=replace(block, asks=(), lines=lines),
    )


def _facts(block: Block, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in block.lines:
        head, colon, said = line.partition(":")
        if colon and head in names:
            yield head, said.strip()


def _read_thing(block: Block) -> Thing:
    facts = dict(_facts(block, ("rows", "thing")))
    traits = tuple(
        notation.read_trait(entry, block.file)
        for entry in notation.entries(block)
        if entry.text.partition(":")[0] not in facts
    )
    said = tuple(stems(word) for word in block.asks or (block.title,))
    return Thing(said, facts.get("thing"), facts["rows"], traits)


def _named(thing: str | None, things: Iterable[Thing]) -> str | None:
    """What a thing is called: `falconry flights` are flights of a bird."""
    for one in things:
        if one.noun is not None and (thing is None or stems(thing) in one.said):
            return one.noun
    return thing


def _filled(kind: RowKind, thing: str | None, row: str, things: Iterable[Thing]) -> Outline:
    """A kind of row for a thing, with what is known of the thing. Raises OutlineError."""
    noun = thing or kind.about
    said = _said(noun, row)
    block = replace(
        kind.block,
        title=_put_in(kind.title, said),
        lines=tuple(_put_in(line, said) for line in kind.block.lines),
    )
    outline = replace(notation.read_outline(block), row=noun if kind.things else row)
    for one in things:
        for trait in one.traits:
            if not trait.only or kind.name in trait.only:
                outline = with_trait(outline, trait, _as_name(noun))
    return outline


def _said(noun: str, row: str) -> dict[str, str]:
    letters = "".join(letter for letter in noun.upper() if "A" <= letter <= "Z")
    capital = noun[:1].upper() + noun[1:]
    return {
        "{thing}": _as_name(noun),
        "{row}": _as_name(row),
        "{Thing}": capital,
        "{things}": plural(noun),
        "{Things}": plural(noun)[:1].upper() + plural(noun)[1:],
        "{rows}": plural(row),
        "{CODE}": letters[:_LETTERS_OF_CODE] or "ID",
    }


def _put_in(text: str, said: Mapping[str, str]) -> str:
    for placeholder, words_said in said.items():
        text = text.replace(placeholder, words_said)
    return text


def _as_name(noun: str) -> str:
    """A noun as part of a column's name, which begins with a letter: `printer_3d`."""
    parts = snake_case(noun).split("_")
    if parts[0][:1].isdigit():
        parts = [*parts[1:], f"n{parts[0]}" if len(parts) == 1 else parts[0]]
    return "_".join(parts)


def _place(phrase: Nouns, said: Nouns) -> int | None:
    for start in range(len(said) - len(phrase) + 1):
        if said[start : start + len(phrase)] == phrase:
            return start
    return None
