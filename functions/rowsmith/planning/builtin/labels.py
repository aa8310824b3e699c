"""Which column is to be predicted, and that something predicts it."""

from __future__ import annotations

import re
from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.implied import pull_terms
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.rename import written
from rowsmith.planning.builtin.terms import add_terms, column_terms
from rowsmith.planning.builtin.words import listed

Keys = dict[str, Any]

_PREDICT = re.compile(
    r"\b(?:to\s+|for\s+|can\s+)?(?:predict(?:s|ing|ion\s+of)?|forecast(?:s|ing)?"
    r"|classify(?:ing)?|classif(?:y|ies)|detect(?:s|ing|ion\s+of)?|estimat(?:e|es|ing))\s+"
    r"(?P<what>(?!with\b|from\b|using\b|based\b|by\b)[^,.;:()\n]+)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:target|label|outcome|dependent\s+variable|response\s+variable)(?:\s+(?:variable"
    r"|column|field|is\s+to\s+predict))?\s*(?:is|=|:|being|should\s+be|called|named)\s*(?:the\s+"
    r"|a\s+)?"
    r"(?P<what>[^,.;:()\n]+)",
    re.IGNORECASE,
)
_IS_TARGET = re.compile(
    r"(?P<what>[\w\s-]+?)\s+(?:is|as|being|should\s+be)\s+(?:the\s+|our\s+|a\s+|my\s+)?(?:target"
    r"|label|outcome|dependent\s+variable)\b",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"(?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*){0,2})\s+(?:prediction|classification|detection"
    r"|forecasting|regression|classifier|estimation|modell?ing)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s+(?:with|from|using|based|for|of|in|on|by|given|and|who|that|which|model|models|data"
    r"|dataset|will|would|to)\b.*$",
    re.I,
)
_DIFFICULTY = (
    (
        "easy",
        re.compile(
            r"\b(?:easy|easily|clearly|simple|strong\s+signal"
            r"|highly\s+predictable)\b(?!\s+to\s+(?:read|use|understand))",
            re.I,
        ),
    ),
    (
        "hard",
        re.compile(
            r"\b(?:hard|difficult|challenging|noisy|tough|weak\s+signal"
            r"|lots?\s+of\s+noise)\b(?!\s*-?(?:ware|cover|drive|ness))",
            re.I,
        ),
    ),
)
_NO_LABEL = frozenset(
    [
        *(
            "for",
            "a",
            "an",
            "the",
            "this",
            "data",
            "dataset",
            "task",
            "of",
            "my",
            "and",
            "in",
            "to",
        ),
        *("binary", "machine", "multiclass", "ml", "linear", "simple"),
    ]
)
_MOST_FALLBACK = 4


def label_words(text: str) -> list[str]:
    """The phrases that a description names as what is to be predicted."""
    found = []
    for pattern in (_TARGET, _PREDICT, _IS_TARGET, _MODEL):
        for match in pattern.finditer(text):
            phrase = _STOP.sub("", match["what"].strip())
            whether = re.match(r"^(?:whether|if)\s+", match["what"].strip(), re.I)
            phrase = read_item(match["what"] if whether else phrase).phrase
            if phrase and phrase.split()[0].lower() not in _NO_LABEL:
                found.append(phrase)
    return found


def difficulty(text: str) -> str | None:
    """How hard the label should be to learn, where the description says so."""
    return next((name for name, pattern in _DIFFICULTY if pattern.search(text)), None)


def choose_labels(draft: Draft, asked: list[DraftColumn]) -> None:
    """Set the labels: those asked for, else the domain's, else what is usually predicted."""
    chosen = [column.name for column in asked]
    chosen += [column.name for column in draft.visible() if column.details.label]
    if not chosen and not draft.guessed:
        chosen = [name for name in draft.labels if name not in draft.hidden and draft.column(name)]
    draft.guessed = not chosen
    if not chosen:
        chosen = _usual(draft)
    draft.labels = list(dict.fromkeys(chosen))


def _usual(draft: Draft) -> list[str]:
    """What is usually predicted, else what is said to follow others, else a `whether`."""
    concepts = vocabulary.concepts()
    columns = draft.visible()[::-1]
    outcomes = [one for one in columns if (said := concepts.get(one.concept or "")) and said.label]
    followers = [one for one in columns if one.details.depends and one.kind == "boolean"]
    asked = [one for one in columns if one.details.whether]
    both = [one for one in outcomes if one in followers or one in asked]
    found = both or outcomes or followers or asked
    return [found[0].name] if found else []


def drive_labels(draft: Draft, explained: str | None) -> None:
    """See that each label is predicted by something, as hard as asked for.

    What nothing in the dataset can predict is no label.
    """
    for name in list(draft.labels):
        label = draft.column(name)
        if label is None:
            continue
        if draft.driver(name) is None and not _moves_others(draft, name):
            _drive(draft, label)
        driver = draft.driver(name)
        if driver is not None and explained is not None:
            driver["explained"] = explained
        if label.keys.get("cases"):
            continue
        if driver is None and label.kind != "formula" and not _moves_others(draft, name):
            draft.labels.remove(name)


def _moves_others(draft: Draft, name: str) -> bool:
    """Whether others follow the label, as features follow a class."""
    return any(
        name in str(case.get("when", ""))
        for column in draft.columns
        for case in column.keys.get("cases") or ()
    )


def _drive(draft: Draft, label: DraftColumn) -> None:
    if label.kind == "category" and not label.is_ordered():
        label.keys = {**label.keys, "ordered": True}
    if not label.can_be_driven() or label.keys.get("cases"):
        return
    concept = vocabulary.concepts().get(label.concept or "")
    terms = pull_terms(draft, concept, label) if concept is not None else []
    if terms and add_terms(draft, label, terms, "medium"):
        return
    _drive_by_any(draft, label)


def _drive_by_any(draft: Draft, label: DraftColumn) -> None:
    """Nothing is known of what moves the label: the first columns with a rank do."""
    used: list[str] = []
    for column in draft.visible():
        first = column.keys.get("after")
        if first is not None and draft.column(str(first)) in draft.visible():
            term = {"of": f"{written(column.name)} - {written(str(first))}", "weight": 1.0}
            if add_terms(draft, label, [term], "medium"):
                used.append(f"{column.name} - {first}")
    for column in draft.visible():
        if column is label or len(used) >= _MOST_FALLBACK or column.kind in ("id", "datetime"):
            continue
        if not column.is_ordered() and column.kind != "category":
            continue
        weight = (1.0, 0.7, 0.5, 0.4)[len(used)]
        if add_terms(draft, label, column_terms(draft, column, weight), "medium"):
            used.append(column.name)
    if used:
        draft.warnings.append(
            f"Nothing was said of what moves '{label.name}': it follows {listed(used)}. "
            f"Write, for example, '{label.name} depends on {used[0]}' to choose."
        )
