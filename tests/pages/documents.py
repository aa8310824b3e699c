"""A dataset's document, as the service answers."""

from __future__ import annotations

from typing import Any


def document_of(made: Any, **more: Any) -> dict[str, Any]:
    labels = [
        {
            "column": label.column,
            "base_rate": label.base_rate,
            f"best_possible_{label.metric}": label.best,
            "drivers": list(label.drivers),
            "leaks": list(label.leaks),
            "split_by": label.split_by,
        }
        for label in made.labels
    ]
    return {
        "id": "0" * 32,
        "download_url": "http://127.0.0.1:1/link",
        "read_csv": f'pd.read_csv("http://127.0.0.1:1/link"{made.read_arguments})',
        "rows": made.rows,
        "seed": 1,
        "locale": "en_US",
        "size_bytes": 1_234,
        "title": made.schema.title,
        "description": None,
        "schema": {"columns": []},
        "columns": made.columns,
        "labels": labels,
        "dirt": made.dirt,
        "preview": made.preview(5),
        "warnings": made.warnings,
        **more,
    }
