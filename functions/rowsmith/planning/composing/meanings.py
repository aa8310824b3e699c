"""What a named field is: by what is known of the subject and of fields, and by what is said."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from rowsmith.planning.composing.headers import series
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.nouns import singular
from rowsmith.planning.english.words import stems
from rowsmith.planning.english.words import words as words_of
from rowsmith.planning.knowledge import FieldMatch, Hints, Outline
from rowsmith.planning.knowledge.contexts import is_dependent
from rowsmith.planning.knowledge.matches import By
from rowsmith.planning.knowledge.name_forms import KINDS, kinds_of
from rowsmith.planning.knowledge.words import lists
from rowsmith.planning.reading.parse import Field, Figure, Parse, Range, Type, Unit
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    FormulaColumn,
)

SURE = ("name", "alias", "order")
"""How a field is found whose words are known."""


JOINING = frozenset({"of", "in", "at", "for", "from", "on", "that", "who", "which", "with", "to"})
"""Words behind the head of a subject: `employees of a company`."""
_BEHIND_A_HEAD = frozenset({*JOINING, "after", "before", "during", "per", "by", "since"})
"""Words behind the head of a column's name: `systolic pressure after six months`."""


_COUNTING = frozenset({"number", "count", "amount", "date", "time", "type", "name", "kind", "rate"})
"""Heads that say nothing without what follows."""


GENERAL = frozenset(
    {
        *("figures", "values", "readings", "measurements", "data", "details", "stats"),
        *("statistics", "metrics", "numbers", "information", "measures"),
    }
)
"""What columns are together: `lab values` names none of them."""


_GENDERS = frozenset({"sex", "gender"})
"""What `men` and `girls` are values of, where nobody names it."""


_OUTCOMES = frozenset(stems("outcome target label class result y"))
"""Words for whatever is to be predicted."""


_OF_THE_ROW = frozenset({"name", "id", "code", "number", "type", "status", "category", "title"})
"""Names that are of what a row is: the name of a product is no person's."""


def is_like(words: str, outline: Outline, label: str) -> bool:
    """Whether words name an outline's label: they share one, or say only that it is one."""
    said = set(stems(words))
    if said <= _OUTCOMES:
        return True
    known = outline.by_name[label]
    names = (known.name, *(one for one in known.aliases if one not in lists()["no truths"]))
    return any(set(stems(name)) <= said for name in names)


def own_column(match: FieldMatch, outline: Outline | None) -> str | None:
    """The column of the outline that a match is; None where it is none of its."""
    if outline is None or match.outline is not outline:
        return None
    return match.known.name if match.known.name in outline.by_name else None


def names_of(field: Field) -> list[tuple[str, str]]:
    """The columns that a field names, and what each is to be known by."""
    several = series(field.words)
    if several is not None:
        return [(name, several.what) for name in several.names]
    parts = _composites().get(field.words.lower())
    if field.role == "implied" and field.words in _GENDERS:
        return [("gender", "gender")]
    return [(part, part) for part in parts] if parts else [(field.words, field.words)]


@lru_cache(maxsize=1)
def _composites() -> dict[str, list[str]]:
    """Names of several columns at once."""
    path = resources.files("rowsmith.planning.composing") / "composites.toml"
    return tomllib.loads(path.read_text("utf-8"))


def meant(
    work: Work, field: Field, words: str, outline: Outline | None, hints: Hints
) -> FieldMatch:
    """What a field is: by what it is said to hold (`role: job title`), else by its name."""
    for fact in work.facts(field.id):
        if isinstance(fact.value, Type) and fact.value.kind == "other":
            match = match_name(work, fact.span.of(work.parse.text), outline, hints)
            if match.by in SURE:
                work.defined.add(field.id)
                return match
    return match_name(work, words, outline, hints)


def match_name(work: Work, words: str, outline: Outline | None, hints: Hints) -> FieldMatch:
    """What a name means: as it stands, of what a row is, in small letters, or by its head."""
    somebody = _who_repeats(work)
    if words.lower() == "name" and somebody is not None:
        return work.knowledge.field(words, None, replace(hints, subject=somebody))
    match = work.knowledge.field(words, outline, hints)
    noun = _row_noun(work, outline)
    known = own_column(match, outline) is not None or is_of_subject(match)
    if words.lower() in _OF_THE_ROW and noun and not known:
        own = work.knowledge.field(f"{noun} {words}", outline, hints)
        if own.by in SURE:
            return own
    if match.by == "guess" and not words.islower():
        return work.knowledge.field(words.lower(), outline, hints)
    paced = match.by == "form" and "per" in words.lower().split()[1:-1]
    if match.by in SURE or paced:
        return match
    for plain in _plainer(words):
        other = work.knowledge.field(plain, outline, hints)
        if other.by in SURE and _may_be(words, other):
            said = None if match.by == "guess" and " " not in words else other.known.name
            by: By = "similar" if said is not None else other.by
            return replace(other, by=by, read_as=said and said.replace("_", " "))
    return match


def is_of_subject(match: FieldMatch) -> bool:
    """Whether a field that means something else for each subject is known of this one."""
    return match.by == "name" and is_dependent(match.known.name) and not match.usual


def _may_be(words: str, match: FieldMatch) -> bool:
    """Whether the form of a name allows the kind of a column: `days off per week` is a number."""
    kinds = kinds_of(words_of(words) or [""])
    return not kinds or KINDS[match.known.column.kind] in kinds


def _plainer(words: str) -> Iterator[str]:
    """Yield what a name may be known by: its head, and `age` of `aged`."""
    tokens = words.split()
    for place, token in enumerate(tokens):
        if place and token.lower() in _BEHIND_A_HEAD and tokens[place - 1].lower() not in _COUNTING:
            yield " ".join(tokens[:place])
            break
    if words.endswith("ed"):
        yield words[:-1]
    if len(tokens) > 1 and tokens[-1].lower() in GENERAL:
        yield " ".join(tokens[:-1])


def _who_repeats(work: Work) -> str | None:
    """The people of whom each has several rows, in the singular."""
    nouns = (singular(repeat.words.lower()) for repeat in work.parse.repeats)
    return next((noun for noun in nouns if work.knowledge.is_person(noun)), None)


def _row_noun(work: Work, outline: Outline | None) -> str:
    """What a row is, in the singular."""
    subject = work.parse.subject.value if work.parse.subject is not None else ""
    last = subject.lower().split()[-1:]
    return singular(last[0]) if last else outline.row if outline is not None else ""


def hints_of(work: Work, field: Field) -> Hints:
    """What is said of a field that tells what it is: its type, unit and values."""
    types = [fact.value.kind for fact in work.facts(field.id) if isinstance(fact.value, Type)]
    units = [fact.value.text for fact in work.facts(field.id) if isinstance(fact.value, Unit)]
    measured = any(
        isinstance(fact.value, Range) and isinstance(fact.value.low, Figure)
        for fact in work.facts(field.id)
    )
    return Hints(
        type=types[-1] if types else "decimal" if measured and _counts(field.words) else None,
        unit=units[-1] if units else None,
        yes_no=field.yes_no,
        counted=field.counted,
        values=tuple(level.text for level in work.parse.levels_of(field.id)),
        subject=about_of(work.parse),
    )


def _counts(words: str) -> bool:
    """Whether a name ends in a word that is a number's as often as an id's."""
    return words.lower().split()[-1:] in (["number"], ["no"], ["count"])


def about_of(parse: Parse) -> str:
    """What the data is about, in the user's words; what repeats and the subject last."""
    said = [one.value for one in parse.about]
    said += [repeat.words for repeat in parse.repeats]
    return " ".join([*said, *([parse.subject.value] if parse.subject is not None else [])])


def fits(column: Column, field: Field, hints: Hints) -> bool:
    """Whether an outline's column is of the kind that is asked for."""
    if field.yes_no and not hints.values:
        return isinstance(column, BooleanColumn | CategoryColumn | FormulaColumn)
    return True
