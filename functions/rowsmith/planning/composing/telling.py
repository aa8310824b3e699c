"""What is told of named columns: too many, unknown ones, those read by their meaning."""

from __future__ import annotations

from collections.abc import Mapping

from rowsmith.errors import TooMuch
from rowsmith.planning.composing.meanings import names_of
from rowsmith.planning.composing.work import Work
from rowsmith.planning.english.words import listed
from rowsmith.planning.knowledge import FieldMatch
from rowsmith.planning.reading.parse import Field, Parse
from rowsmith.schema import MAX_COLUMNS

_MOST_TOLD = 12
"""Names that are told one by one."""


def check_number(parse: Parse) -> None:
    """Raise TooMuch where more columns are named than a dataset may have."""
    names = sum(len(names_of(field)) for field in parse.columns())
    if names > MAX_COLUMNS:
        most = f"a dataset has at most {MAX_COLUMNS}"
        raise TooMuch(f"{names} columns are named, and {most}. Name fewer, or make two datasets.")


def tell_likeness(work: Work, words: str, match: FieldMatch, name: str) -> None:
    """Say what a name was read as where it is not what it is called."""
    if match.read_as is not None and match.read_as != words:
        work.note("similar", f"'{words}' was read as {match.read_as}", name)


def tell_guesses(work: Work, unknown: Mapping[str, tuple[str, ...]]) -> None:
    """Say of which columns nothing is known: by name where they are a few."""
    names = [name for columns in unknown.values() for name in columns]
    said = [f"'{words}'" for words in unknown]
    subject = work.parse.subject
    of = f" of {subject.value}" if subject is not None else ""
    if len(said) == 1:
        work.note("assumed", f"{said[0]} is not known{of}: what it holds is a guess", *names)
    elif said:
        more = len(said) - _MOST_TOLD
        some = said if more <= 1 else [*said[:_MOST_TOLD], f"{more} others"]
        text = f"{listed(some)} are not known{of}: what they hold is a guess"
        work.note("assumed", text, *names)


def has_facts(work: Work, field: Field) -> bool:
    """Whether the user says what a column holds."""
    return bool(work.parse.levels_of(field.id)) or any(True for _ in work.facts(field.id))
