"""What the data is about: the outline that is known of its subject."""

from __future__ import annotations

from rowsmith.planning.composing.meanings import (
    GENERAL,
    JOINING,
    SURE,
    hints_of,
    is_like,
    match_name,
    own_column,
)
from rowsmith.planning.composing.work import Work
from rowsmith.planning.knowledge import FieldMatch, Outline, SubjectMatch
from rowsmith.planning.knowledge.name_forms import KINDS
from rowsmith.planning.reading.parse import Field, Parse

_NAMED = ("name", "asked")
"""How a subject is found that is called so."""


_SHORTEST, _BETTER = 2, 0.03
"""Words of a subject that tell enough alone, and by how much nearer it must be so."""


def outline_of(work: Work) -> Outline | None:
    """What is known of the subject; told where it was found by likeness."""
    parse = work.parse
    names = [field.words for field in parse.columns()]
    found = [match for words in _subjects(parse) if (match := work.knowledge.subject(words, names))]
    wide = _wide(work, names)
    found = _predicting(work, [*wide, *found])
    sure = [match for match in found if match.by in _NAMED or match in wide]
    shorter = _shorter(work, names) if not sure else None
    if shorter is not None and (
        shorter.by in _NAMED or not found or shorter.score > found[0].score + _BETTER
    ):
        sure = [shorter]
    match = (sure or found)[0] if sure or found else None
    _tell_about(work, match)
    if match is None:
        return None
    outline = match.outline
    work.draft.title, work.draft.domain = outline.title, outline.area
    work.draft.row = outline.row
    if match.by not in _NAMED and parse.listing != "closed":
        work.note("similar", f"Read as '{outline.title}'; name the columns for something else")
    return outline


def measured_in(work: Work, outline: Outline | None) -> FieldMatch | None:
    """The number that a subject says is measured: the glucose of `glucose readings`."""
    subject = work.parse.subject.value.lower().split() if work.parse.subject is not None else []
    if len(subject) < _SHORTEST:
        return None
    spoken = subject[:-1] if subject[-1] in GENERAL else subject
    for said in (spoken[start:] for start in range(len(spoken))):
        match = work.knowledge.field(" ".join(said), outline)
        if match is not None and match.by in SURE and KINDS[match.known.column.kind] == "number":
            return match
    return None


def _wide(work: Work, names: list[str]) -> list[SubjectMatch]:
    """What is near to the subject and to all else that says what the data is about."""
    about = " ".join(one.value for one in work.parse.about)
    if not about:
        return []
    match = work.knowledge.subject(f"{about} {_said(work.parse)}", names)
    if match is None or match.by not in ("name", "asked", "similar"):
        return []
    return [match] if work.knowledge.speaks_of(match.outline, about) else []


def _tell_about(work: Work, match: SubjectMatch | None) -> None:
    """Tell what of the words for the subject is not in what it is read as."""
    for one in work.parse.about:
        if match is None or not work.knowledge.speaks_of(match.outline, one.value):
            work.note("not_understood", f"'{one.value}' was not understood")


def _said(parse: Parse) -> str:
    """What a row is, in the words of the description."""
    subject = parse.subject.value if parse.subject is not None else ""
    targets = (field.words for field in parse.fields if field.role == "target")
    return subject or " ".join((*(repeat.words for repeat in parse.repeats), *targets))


def _shorter(work: Work, names: list[str]) -> SubjectMatch | None:
    """What a subject is without what says which: `delays of trains` on a network."""
    subject = work.parse.subject.value if work.parse.subject is not None else ""
    tokens = subject.split()
    joints = [place for place, token in enumerate(tokens) if token.lower() in JOINING]
    if not joints or joints[-1] < _SHORTEST:
        return None
    return work.knowledge.subject(" ".join(tokens[: joints[-1]]), names)


def _subjects(parse: Parse) -> list[str]:
    """The subject in words: whole, with what repeats, and its head alone."""
    subject = parse.subject.value if parse.subject is not None else ""
    repeated = " ".join(repeat.words for repeat in parse.repeats)
    tokens = subject.split()
    cut = next((n for n, token in enumerate(tokens) if n and token.lower() in JOINING), 0)
    head = " ".join(tokens[:cut])
    columns = [field.words for field in parse.columns()]
    alone = f"{repeated} {columns[0]}" if repeated and not subject and len(columns) == 1 else ""
    said = [alone, subject, f"{repeated} {subject}" if repeated else "", head, repeated]
    if parse.subject is None and parse.listing == "open" and len(columns) == 1:
        said += columns
    targets = " ".join(field.words for field in parse.fields if field.role == "target")
    if targets and parse.listing != "closed":
        about = " ".join(one.value for one in parse.about)
        said += [f"{subject} {targets}", f"{about} {targets}" if about else ""]
    return [words for words in dict.fromkeys(one.strip() for one in said) if words]


def _predicting(work: Work, found: list[SubjectMatch]) -> list[SubjectMatch]:
    """Those that predict what is to be predicted, or else have it; all where none does."""
    targets = [field for field in work.parse.fields if field.role == "target"]
    for is_of in (_is_label, _is_column):
        fitting = [one for one in found if all(is_of(work, t, one.outline) for t in targets)]
        if fitting:
            return fitting
    return found


def _is_label(work: Work, field: Field, outline: Outline) -> bool:
    found = match_name(work, field.words, outline, hints_of(work, field))
    like = (is_like(field.words, outline, label) for label in outline.labels)
    return own_column(found, outline) in outline.labels or any(like)


def _is_column(work: Work, field: Field, outline: Outline) -> bool:
    found = match_name(work, field.words, outline, hints_of(work, field))
    return own_column(found, outline) is not None
