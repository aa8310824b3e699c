"""Write the table of columns that people do not name: python -m training.implied."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from rowsmith.planning.reading.implied import IMPLIED_NAMES
from rowsmith.planning.reading.marks import IMPLIED
from training.examples import Described, read_described
from training.markup import corpus_files

_HEADING = "# Columns that people do not name, by their values. Made of training/corpus.\n"


def main() -> None:
    """Write it beside the reader."""
    IMPLIED_NAMES.write_text(_HEADING + implied_names(read_described(corpus_files())))


def implied_names(described: Sequence[Described]) -> str:
    """Names of columns that are never named, each with its values, in TOML: the commonest first."""
    names: dict[str, Counter[str]] = {}
    for one in described:
        for mark in one.marks:
            if mark.label == "val" and isinstance(mark.heads[0], str):
                name = mark.heads[0].removeprefix(IMPLIED).replace("_", " ").strip()
                values = names.setdefault(name, Counter())
                values[one.text[mark.start : mark.end].casefold()] += 1
    ordered = sorted(names.items(), key=lambda item: (-item[1].total(), item[0]))
    return "".join(
        f"{json.dumps(name)} = {json.dumps(sorted(values), ensure_ascii=False)}\n"
        for name, values in ordered
    )


if __name__ == "__main__":
    main()
