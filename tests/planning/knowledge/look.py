"""Checks files of outlines and prints what their rows look like: `make outlines FILES=...`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from rowsmith import engine
from rowsmith.errors import InvalidSchema
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.outline import Outline
from rowsmith.schema import parse_schema
from tests.planning.knowledge.mend import mend

FOLDER = Path(notation.__file__).parent / "subjects"
ROWS = 2_000
MOST_VALUES = 8
LEARNABLE = {"auc": (0.66, 0.97), "r2": (0.2, 0.97), "accuracy": (0.3, 0.985)}
"""Better than chance, and not certain."""


def main(files: list[str], only: str = "", *, mending: bool = False) -> int:
    """Print the figures of every outline in `files`, all where none is named; 1 for a mistake."""
    mistakes = 0
    for file in files or sorted(str(path) for path in FOLDER.glob("*.txt")):
        try:
            blocks = list(notation.blocks(Path(file).read_text("utf-8"), file))
        except notation.OutlineError as error:
            print(error)
            mistakes += 1
            continue
        for block in blocks:
            if only.lower() in block.title.lower():
                mistakes += not look_at(_mended(block) if mending else block)
    return min(mistakes, 1)


def _mended(block: notation.Block) -> notation.Block:
    """The block with figures of all rows that can be, which its file has from now on."""
    path = Path(block.file)
    try:
        mend(path, block.title)
    except notation.OutlineError:
        return block
    blocks = notation.blocks(path.read_text("utf-8"), block.file)
    return next(one for one in blocks if one.title == block.title)


def look_at(block: notation.Block) -> bool:
    """Print the figures of an outline; False where it cannot be made."""
    try:
        outline = notation.read_outline(block)
        lines = list(figures(outline))
    except notation.OutlineError as error:
        print(error)
        return False
    except (InvalidSchema, ValueError) as error:
        print(f"{block.file}:{block.line}: {block.title}: {reasons(error)}")
        return False
    print("\n".join(lines), end="\n\n")
    return True


def reasons(error: Exception) -> str:
    """What is wrong with a schema, in a line each."""
    if isinstance(error, InvalidSchema):
        return "; ".join(f"{problem.where}: {problem.message}" for problem in error.problems)
    return str(error)


def figures(outline: Outline) -> Iterator[str]:
    """Yield what a reader of an outline wants to see of its rows. Raises InvalidSchema."""
    everything = outline.schema(also=outline.by_name)
    schema = parse_schema(everything.model_dump(mode="json", exclude_none=True))
    dataset = engine.prepare(schema, rows=ROWS, seed=1, locale="en_US", as_of=date(2026, 6, 30))
    frame = dataset.frame()
    yield f"== {outline.title} ({outline.name}): a row is a {outline.row}"
    yield from (f"   WARNING {warning}" for warning in dataset.warnings)
    for name in frame:
        mark = " " if outline.by_name[str(name)].listed else "+"
        yield f" {mark} {name:<28} {of_column(frame[name])}"
    for label in dataset.labels:
        low, high = LEARNABLE[label.metric]
        told = "" if low < label.best < high else f"  NOT WITHIN {low} AND {high}"
        yield f"   label {label.column}: best {label.metric} {label.best:.2f}{told}"
        yield f"   {pulls(frame, label.column)}"


def of_column(values: pd.Series) -> str:
    """The figures of a column in a line."""
    empty = f"  empty {values.isna().mean():.0%}" if values.isna().any() else ""
    if pd.api.types.is_bool_dtype(values):
        return f"True {values.mean():.1%}{empty}"
    if pd.api.types.is_numeric_dtype(values):
        low, middle, high = values.quantile([0.05, 0.5, 0.95])
        spread = f"{values.mean():.6g} ± {values.std():.4g}"
        return (
            f"{spread}   5-50-95 %: {low:.5g} {middle:.5g} {high:.5g}"
            f"   {values.min():.5g}..{values.max():.5g}{empty}"
        )
    counts = values.value_counts(normalize=True)
    if len(counts) > 40:
        return f"{len(counts)} values, as {', '.join(map(str, values.dropna().head(3)))}{empty}"
    most = ", ".join(f"{value} {share:.1%}" for value, share in counts.head(MOST_VALUES).items())
    return f"{most}{empty}"


def pulls(frame: pd.DataFrame, label: str) -> str:
    """How the other columns go with a label, by rank."""
    codes = frame.apply(lambda values: values.rank() if values.dtype != object else None)
    target = pd.factorize(frame[label], sort=True)[0]
    with_label = codes.corrwith(pd.Series(target).rank()).dropna().drop(label, errors="ignore")
    strongest = with_label.reindex(with_label.abs().sort_values(ascending=False).index).head(8)
    return ", ".join(f"{name} {value:+.2f}" for name, value in strongest.items())


if __name__ == "__main__":
    said = [word for word in sys.argv[1:] if word != "--mend"]
    files = [name for name in said if name.endswith(".txt")]
    only = " ".join(name for name in said if name not in files)
    sys.exit(main(files, only, mending="--mend" in sys.argv))
