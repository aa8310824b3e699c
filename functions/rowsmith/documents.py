"""What is told of a dataset: the document that is kept of it, and what callers get of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from rowsmith.handouts import linked
from rowsmith.maker import Dataset
from rowsmith.order import Order
from rowsmith.plans import Planned
from rowsmith.publishing import Link
from rowsmith.scaling import UnderWay

Document: TypeAlias = dict[str, Any]

PREVIEW_ROWS = 5

PICTURES = "pictures"
"""The key of a stored document that its pages alone read."""

FOR_CLASS = "for_class"
"""The key of a stored document for the files beside the dataset."""

MAKING = "making"
"""The `status` of a dataset under way."""

_URL = "{download_url}"
"""What stands for the link in a stored document: links die, documents stay."""
_READ = f'pd.read_csv("{_URL}")'
_OF_FILE = {PICTURES, FOR_CLASS, "read_csv"}
"""Keys that are told when the file is there."""


def described(
    asked: str | None,
    planned: Planned,
    changes: Sequence[str],
    order: Order,
    dataset_id: str,
    dataset: Dataset,
) -> Document:
    """What is kept of a dataset, but for its size and its time.

    asked: the description. changes: what of the plan was changed so that it can be made.
    """
    return {
        "id": dataset_id,
        "rows": order.rows,
        "seed": order.seed,
        "locale": order.locale,
        "description": asked,
        "title": order.schema.title,
        "domain": order.schema.domain,
        "schema": order.schema_json,
        "planner": planned.planner,
        "schema_cached": planned.cached,
        "usage": usage(planned),
        "columns": dataset.columns,
        "labels": [_label(label.to_json()) for label in dataset.labels],
        "dirt": dataset.dirt,
        "read_csv": _READ.replace(")", f"{dataset.read_arguments})"),
        "preview": dataset.preview(PREVIEW_ROWS),
        "warnings": [*planned.warnings, *changes, *dataset.warnings],
        PICTURES: dataset.pictures,
    }


def finished(
    document: Document, size: int, for_class: Document | None, timing: dict[str, float]
) -> Document:
    """What is kept of a dataset that is there."""
    return {**document, "size_bytes": size, FOR_CLASS: for_class, "timing_ms": timing}


def told(document: Document, link_of: Callable[[str], Link], *, to_maker: bool = False) -> Document:
    """What callers get of a kept document: fresh links, and what is theirs to know."""
    link = link_of(document["id"])
    return {
        "id": document["id"],
        "download_url": link.url,
        "expires_at": link.expires_at.isoformat(timespec="seconds"),
        **{key: value for key, value in document.items() if key != PICTURES},
        "read_csv": document.get("read_csv", _READ).replace(_URL, link.url),
        FOR_CLASS: linked(
            document.get(FOR_CLASS), lambda file_id: link_of(file_id).url, to_maker=to_maker
        ),
    }


def so_far(making: UnderWay) -> Document:
    """What callers get of a dataset under way."""
    document = making.document
    return {
        "id": document["id"],
        "status": MAKING,
        "progress": making.progress.to_json(),
        **{key: value for key, value in document.items() if key not in _OF_FILE},
    }


def usage(planned: Planned) -> Document | None:
    """Tokens and cost of the model's plan; None where no model was asked."""
    return None if planned.usage is None else asdict(planned.usage)


def _label(report: Document) -> Document:
    """One entry of `labels`; its warnings are among the dataset's."""
    return {
        "column": report["column"],
        "base_rate": report["base_rate"],
        **_known(positive=report.get("positive")),
        f"best_possible_{report['metric']}": report["best"],
        **_known(best_possible_macro_auc=report.get("macro_auc")),
        "drivers": report["drivers"],
        "leaks": report["leaks"],
        **_known(texts=report.get("texts") or None),
        "split_by": report["split_by"],
    }


def _known(**facts: object) -> Document:
    """The facts that there are."""
    return {name: fact for name, fact in facts.items() if fact is not None}
