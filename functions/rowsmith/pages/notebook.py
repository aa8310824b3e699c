"""A notebook to start from: load, look, clean, split, a first model beside the best possible."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from rowsmith.pages.render import reading_arguments

if TYPE_CHECKING:
    from jinja2 import Environment

Document: TypeAlias = Mapping[str, Any]
Form: TypeAlias = Literal["yes_no", "classes", "number", "text", "none"]

_CELL = "\n%% "
"""Where a cell begins; no stranger's words hold a line break."""

_MOST_HISTOGRAMS = 12
_METRICS: Mapping[str, str] = {"auc": "AUC", "r2": "R²", "accuracy": "accuracy"}
_KEPT_FROM_MODELS = frozenset({"id", "text", "person", "faker"})
"""Kinds that name a row or are prose: no features of a first model."""


@dataclass(frozen=True, slots=True)
class _Goal:
    """What there is to predict: the form of the task, and the best possible score."""

    form: Form
    metric: str
    best: float | None


def notebook(document: Document, csv_url: str) -> bytes:
    """The notebook of a dataset (nbformat 4.5), the same bytes each time.

    document: as `GET /datasets/{id}` answers. csv_url: where the CSV stays.
    """
    label: Document | None = next(iter(document["labels"]), None)
    goal = _goal(document, label)
    columns: Sequence[Document] = document["columns"]
    target = label["column"] if label else None
    leaks = set(label["leaks"]) if label else set()
    features = [
        column
        for column in columns
        if column["name"] != target
        and column["name"] not in leaks
        and (column["kind"] not in _KEPT_FROM_MODELS or column["name"] == _text_of(label))
    ]
    by_what = _spoiled(document)
    text = _environment().get_template("notebook.txt").render(
        dataset=document,
        csv_url=csv_url,
        arguments=reading_arguments(document),
        label=label,
        form=goal.form,
        best=goal.best,
        best_name=_METRICS.get(goal.metric, goal.metric),
        yes=_yes(columns, target),
        text=_text_of(label),
        features=[column["name"] for column in features],
        dates=[c["name"] for c in features if "earliest" in c],
        left_out=[
            c["name"] for c in columns if c["name"] != target and c not in features
        ],
        groups=_group_column(columns, label),
        numbers=[c["name"] for c in columns if _is_number(c)][:_MOST_HISTOGRAMS],
        dirty=sorted({entry["what"] for entry in document["dirt"]}),
        outliers=by_what("outliers"),
        texts_to_clean=by_what("formats"),
        exercises=_exercises(goal, label, bool(document["dirt"])),
    )  # fmt: skip
    whole = {
        "cells": [_cell(part) for part in f"\n{text}".split(_CELL)[1:]],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _goal(document: Document, label: Document | None) -> _Goal:
    if label is None:
        return _Goal("none", "", None)
    metric, best = next(
        (
            (key.removeprefix("best_possible_"), value)
            for key, value in label.items()
            if key.startswith("best_possible_") and value is not None
        ),
        ("accuracy", None),
    )
    if _text_of(label) is not None:
        return _Goal("text", "accuracy", label["texts"][0].get("best_possible_accuracy"))
    if metric == "r2":
        return _Goal("number", metric, best)
    if metric == "auc":
        return _Goal("yes_no", metric, best)
    return _Goal("classes", metric, best)


def _text_of(label: Document | None) -> str | None:
    """The text column that carries the label, if one does."""
    carried = (label or {}).get("texts") or ()
    return next((str(entry["column"]) for entry in carried), None)


def _is_number(column: Document) -> bool:
    return column["dtype"] in ("int64", "float64") and column["kind"] not in ("id", "person")


def _yes(columns: Sequence[Document], target: str | None) -> str:
    """The word for true of a two-valued target: what is not the word for no."""
    words = [str(word) for c in columns if c["name"] == target for word in c.get("shares", ())]
    likely = [word for word in words if word.lower() in ("yes", "true", "1", "y")]
    return (likely or words or ["True"])[0]


def _group_column(columns: Sequence[Document], label: Document | None) -> str | None:
    """The id of the subject that a split must not part."""
    entity = label["split_by"] if label else None
    of_entity = [c for c in columns if entity is not None and c.get("entity") == entity]
    ids = [c for c in of_entity if c["kind"] == "id"] or of_entity
    return str(ids[0]["name"]) if ids else None


def _spoiled(document: Document) -> Any:
    there = {column["name"]: column for column in document["columns"]}

    def by_what(what: str) -> list[str]:
        named = [entry["column"] for entry in document["dirt"] if entry["what"] == what]
        texts = what == "formats"
        return [
            name
            for name in named
            if name in there and (there[name]["dtype"] in ("str", "object")) == texts
        ]

    return by_what


def _exercises(goal: _Goal, label: Document | None, dirty: bool) -> list[str]:
    """Three things to do next."""
    clean = "Compare the score with and without the cleaning step."
    if label is None:
        return [
            "Which two columns go together most, and is there a reason?",
            "Draw one column by the groups of another.",
            clean if dirty else "How many groups are there? Try 2 to 8, and the silhouette score.",
        ]
    target = label["column"]
    column = f"Which column matters most for `{target}`? Check with permutation importance."
    trees = "Try gradient boosting. How near to the best possible do you get?"
    by_form: Mapping[Form, str] = {
        "yes_no": "Choose a threshold: what does a false alarm cost, what a miss?",
        "classes": "Which classes are taken for each other? Draw the confusion matrix.",
        "number": "Plot the residuals against each feature. Is anything left to learn?",
        "text": "Which words speak for each class? Read the model's largest weights.",
        "none": "",
    }
    return [column if goal.form != "text" else trees, by_form[goal.form], clean if dirty else trees]


def _cell(part: str) -> Mapping[str, object]:
    """A cell from its text: the first line names its type and id."""
    first, _, source = part.partition("\n")
    kind, name = first.split()
    lines = source.strip("\n").splitlines(keepends=True)
    cell: dict[str, object] = {
        "cell_type": kind,
        "id": f"{kind}-{name}",
        "metadata": {},
        "source": lines,
    }
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("rowsmith.pages"),
        autoescape=False,  # noqa: S701 - text and code; strangers' words go through `py`, or `<` out
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters |= {"py": lambda value: _Code(repr(value)), "code": _Code}
    return environment


class _Code(str):
    """Text that is Python already."""

    __slots__ = ()


def _harmless(value: object) -> object:
    """A stranger's words as prose: on one line, without tags."""
    if isinstance(value, str) and not isinstance(value, _Code):
        return " ".join(value.split()).replace("<", "&lt;")
    return value
