"""What nobody has to say: check-out follows check-in, a total is the product of its parts."""

from __future__ import annotations

import re
from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.rename import reads_of, written
from rowsmith.planning.builtin.terms import (
    add_terms,
    column_terms,
    quoted,
)
from rowsmith.planning.vocabulary import Concept, Pull

Keys = dict[str, Any]

_CONCEPT = re.compile(r"\{(\w+)\}")


def imply(draft: Draft) -> None:
    """Add the dependences that follow from what the columns are."""
    _pulls(draft)
    extend_drivers(draft)


def _pulls(draft: Draft) -> None:
    for column in draft.columns:
        concept = vocabulary.concepts().get(column.concept or "")
        if concept is None or not concept.driven_by or draft.driver(column.name) is not None:
            continue
        if (
            column.from_domain
            or concept.label
            or not column.can_be_driven()
            or column.keys.get("cases")
        ):
            continue
        terms = pull_terms(draft, concept, column)
        add_terms(draft, column, terms, concept.explained)


def extend_drivers(draft: Draft) -> None:
    """Let columns that the user added move what a domain's driver moves."""
    for driver in list(draft.drivers):
        column = draft.column(driver["column"])
        concept = vocabulary.concepts().get(column.concept or "") if column is not None else None
        if column is None or concept is None or (not column.from_domain and column.details.depends):
            continue
        terms = [
            term
            for pull in concept.driven_by
            if (cause := draft.of_concept(pull.of)) is not None
            and not cause.from_domain
            and cause is not column
            and not any(cause.name in reads_of({"when": one["of"]}) for one in driver["by"])
            and _same_subject(cause, column)
            for term in _pull(draft, cause, pull)
        ]
        if terms:
            add_terms(draft, column, terms, driver.get("explained", "medium"))


def pull_terms(draft: Draft, concept: Concept, target: DraftColumn) -> list[Keys]:
    """The terms of a concept's usual causes that the dataset has."""
    found: list[Keys] = []
    for pull in concept.driven_by:
        cause = draft.of_concept(pull.of)
        if cause is None or cause is target or not _same_subject(cause, target):
            continue
        found.extend(_pull(draft, cause, pull))
    return found[:12]


def _same_subject(cause: DraftColumn, target: DraftColumn) -> bool:
    return target.entity is None or cause.entity == target.entity


def _pull(draft: Draft, cause: DraftColumn, pull: Pull) -> list[Keys]:
    if pull.value is None:
        return column_terms(draft, cause, pull.weight)
    if pull.value in cause.levels() or cause.kind == "person":
        return [{"of": f"{written(cause.name)} == {quoted(pull.value)}", "weight": pull.weight}]
    return []
