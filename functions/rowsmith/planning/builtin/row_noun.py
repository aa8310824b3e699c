"""What a row is, and of what thing: `beekeeping hive inspections` are inspections of a hive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.archetypes import Archetype, archetypes, filled, heads
from rowsmith.planning.builtin.domains import Domain
from rowsmith.planning.builtin.nouns import singular
from rowsmith.planning.builtin.things import Trait, rows_of, traits_in
from rowsmith.planning.builtin.words import stem, stems, words


@dataclass(frozen=True, slots=True)
class RowNoun:
    """What each row of an unknown subject is.

    phrase: the words that told it. thing, row: the nouns in the singular; no thing where it
    is not said. traits: what is known of the things that it speaks of.
    """

    archetype: Archetype
    phrase: str
    thing: str | None
    row: str
    traits: tuple[Trait, ...]

    def domain(self) -> Domain:
        """The columns that rows of this kind usually have. Raises pydantic.ValidationError."""
        return filled(self.archetype, self.thing, self.row, self.traits)

    def assumed(self) -> str:
        """What was made of a subject that nobody knows, in words."""
        of = f" of a {self.thing}" if self.thing and self.thing != self.row else ""
        article = "an" if self.row[:1] in "aeiou" else "a"
        return (
            f"The subject '{self.phrase}' is not known. Each row is assumed to be {article} "
            f"{self.row}{of}, with the columns that are usual for that."
        )


_LEAD = re.compile(
    r"^[^,;:.]*?\b(?:data\s?sets?|data|tables?|csv|files?|spreadsheets?|lists?|records|examples?"
    r"|samples?)\s+(?:of|on|about|for|from)\s+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:please|can\s+you|could\s+you|i|we|i'd|would|need|want|like|generate|create|make"
    r"|build|give|produce|simulate|me|us|some|synthetic|fake|sample|realistic|dummy|mock|random"
    r"|invented?|an?|the|my|our|his|her|their)\b\W*)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,;:.()!?\n=]|\s-\s|(?<=s)\s+[a-z]{2,}ed\b(?!\s+[a-z]+s\b)|(?<=s)\s+(?:found|seen|held|kept"
    r"|made|sold|run|done|taken|grown|built|known|won|met|flown)\b"
    r"|\b(?:in|at|for|from|with|across|during|on|to|by|and|or|that|which|who|whose|where|when"
    r"|how|what|as|over|per|between|under|around|near|into|incl|including|listing|showing"
    r"|is|are|was|were|has|have|like|such|want|wants|so|but|did|do|does)\b",
    re.IGNORECASE,
)
_EACH_ROW = re.compile(
    r"\b(?:(?:each|every|one|a)\s+(?:row|line|record|entry)\s*(?:=|is|per|for|:)\s*"
    r"|(?:listing|recording|logging|row\s+per|line\s+per|row\s+for)\s+)"
    r"(?:each|every|one|an?|single|\s)*\s*(?P<noun>[a-z][a-z -]*)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?P<thing>[a-z-]+s)\s+(?:that|which)\s+(?:the\s+|our\s+)?[a-z]+\s+(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_SEGMENTS = 5
_LONGEST_HEAD = 3


def row_noun(text: str) -> RowNoun | None:
    """What each row is, where a noun in `text` tells it; None where none does."""
    each = _EACH_ROW.search(text)
    unit = next(_segments(each["noun"]), None) if each is not None else None
    if unit is not None and (found := _by_head(unit, text)) is not None:
        return found
    done = _by_verb(text)
    if done is not None:
        return done
    for segment in _segments(text.partition(":")[0]):
        for read in (_by_head, _by_thing, _by_role):
            found = read(segment, text)
            if found is not None:
                return _of_unit(found, unit)
    return None


def _of_unit(found: RowNoun, unit: str | None) -> RowNoun:
    """`quality control. One row = one record`: the thing is the record."""
    thing = _thing(_nouns(unit)) if unit is not None else None
    if thing is None or found.archetype.things:
        return found
    return RowNoun(found.archetype, found.phrase, thing, found.row, found.traits)


def _segments(text: str) -> Iterator[str]:
    """The first noun phrases of a text, the words that ask for data taken away."""
    running = _ASKS.sub("", _LEAD.sub("", text, count=1))
    for _ in range(_SEGMENTS):
        match = _END.search(running)
        piece = running[: match.start()] if match is not None else running
        if piece.strip():
            yield piece.strip()
        if match is None:
            return
        running = running[match.end() :]


def _by_head(segment: str, text: str) -> RowNoun | None:
    """A noun that tells what a row is, at the end of the phrase or before `of`."""
    before, of, after = segment.partition(" of ")
    said = _without_form(words(before))
    for length in range(min(_LONGEST_HEAD, len(said)), 0, -1):
        name = heads().get((*said[-length:-1], singular(said[-1])))
        if name is None:
            continue
        thing = _thing(_nouns(after)) if of else None
        thing = thing or _thing(_nouns(" ".join(said[:-length])))
        return _found(name, segment, thing, singular(said[-1]), text)
    return None


def _by_thing(segment: str, text: str) -> RowNoun | None:
    """Each row is one of the things that a known noun names."""
    said = _without_form(words(segment.partition(" of ")[0]))
    for length in range(min(_LONGEST_HEAD, len(said)), 0, -1):
        noun = " ".join([*said[-length:-1], singular(said[-1])])
        name = rows_of(noun)
        if name is not None and (singular(said[-1]) != said[-1] or text.startswith(segment)):
            return _found(name, segment, noun, noun, text)
    return None


_ROLE = re.compile(r"[a-z]{2,}(?:er|or|ist|ian|eer|smith|man|woman)s$")


def _by_role(segment: str, text: str) -> RowNoun | None:
    """A plural for people by what they do, known or not: `wrestlers`, `cellists`."""
    said = _without_form(words(segment.partition(" of ")[0]))
    if not said or not _ROLE.fullmatch(said[-1]) or said[-1] in vocabulary.nouns().no_roles:
        return None
    noun = singular(said[-1])
    return _found("people", segment, noun, noun, text)


def _by_verb(text: str) -> RowNoun | None:
    """`toys that families borrow` are loans of toys."""
    for match in _DONE.finditer(text):
        for one in archetypes().values():
            if stem(match["verb"]) in one.verbs:
                thing = singular(match["thing"].lower())
                row = singular(one.name)
                return _found(one.name, match["thing"], thing, row, text)
    return None


def _found(name: str, segment: str, thing: str | None, row: str, text: str) -> RowNoun:
    about = re.split(r"[:;(]", text)[0]
    traits = tuple(traits_in(about))
    return RowNoun(archetypes()[name], segment, _named(thing, traits), row, traits)


def _named(thing: str | None, traits: tuple[Trait, ...]) -> str | None:
    """What a thing is called: `falconry flights` are flights of a bird."""
    for trait in traits:
        known = {stems(word) for word in trait.words}
        if trait.thing is not None and (thing is None or stems(thing) in known):
            return trait.thing
    return thing


def _without_form(said: list[str]) -> list[str]:
    """The words of a phrase without `data` or `sheet` at their end."""
    kept = list(said)
    while len(kept) > 1 and kept[-1] in vocabulary.nouns().forms:
        kept.pop()
    return kept


def _nouns(phrase: str) -> list[str]:
    """The words of a phrase that may name a thing, a verb at its end taken away."""
    said = [
        word
        for word in words(phrase)
        if word not in vocabulary.nouns().no_things and not word.isdigit()
    ]
    said = [word for word in said if not word.endswith("'s")]
    while len(said) > 1 and said[-1].endswith("ing") and rows_of(said[-1]) is None:
        said.pop()
    return said


def _thing(nouns: list[str]) -> str | None:
    """The thing that nouns in a row name: the last of them, with the one before it or alone."""
    if not nouns:
        return None
    last = singular(nouns[-1])
    two = " ".join([*nouns[-2:-1], last])
    if rows_of(two) is None and rows_of(last) is not None:
        return last
    return two
