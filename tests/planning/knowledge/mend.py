"""Puts the figures of all rows right where an outline's cases make them others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rowsmith import engine
from rowsmith.errors import InvalidSchema, Problem
from rowsmith.planning.knowledge import notation
from rowsmith.schema.parts import split_top

ROUNDS = 12
AS_OF = date(2026, 6, 30)


def mend(path: Path, title: str) -> int:
    """Rewrite the figures of an outline that cannot be; how many lines changed."""
    changed = 0
    for _ in range(ROUNDS):
        lines = path.read_text("utf-8").splitlines()
        blocks = notation.blocks("\n".join(lines), str(path))
        block = next(one for one in blocks if one.title == title)
        found = problems(block)
        mended = sum(_put(lines, block, problem) for problem in found)
        if not mended:
            return changed
        changed += mended
        path.write_text("\n".join(lines) + "\n", "utf-8")
    return changed


def problems(block: notation.Block) -> Sequence[Problem]:
    """What the engine refuses of an outline."""
    outline = notation.read_outline(block)
    schema = outline.schema(also=outline.by_name)
    try:
        made = engine.prepare(schema, rows=1_000, seed=1, locale="en_US", as_of=AS_OF)
    except InvalidSchema as error:
        return [one for one in error.problems if one.instead is not None]
    told = (_SPREAD.match(warning) for warning in made.warnings)
    return [Problem(f"columns.{one[1]}.sd", one[0], float(one[2])) for one in told if one]


_SPREAD = re.compile(r"(\w+): its sd is ([\d.e+]+) instead of .*cases lie apart")


def _put(lines: list[str], block: notation.Block, problem: Problem) -> bool:
    """Put the figure that can be in the place of the one that cannot."""
    _, _, where = problem.where.rpartition("columns.")
    name, _, key = where.partition(".")
    for at in range(block.line, block.line + len(block.lines)):
        head, colon, spec = lines[at].partition(":")
        if colon and not head[:1].isspace() and notation.read_head(head).name == name:
            key = "none" if "cover them all" in problem.message else key
            new = _with_figure(spec.strip(), key, problem.instead)
            if new is None or new == spec.strip():
                return False
            lines[at] = f"{head}: {new}"
            return True
    return False


def _with_figure(spec: str, key: str, figure: object) -> str | None:
    first, *clauses = split_top(spec, ",")
    words = first.split()
    if key == "none":
        words = words[:1]
    elif key == "sd" and len(words) == 4 and isinstance(figure, float):
        words[3] = f"{figure:.4g}"
    elif key == "mean" and words[0] == "number" and isinstance(figure, int | float):
        words[1] = f"{figure:.4g}"
    elif key == "rate" and words[0] == "yes" and isinstance(figure, int | float):
        words[1] = f"{100 * figure:.4g}%"
    elif key.startswith("values") and words[0] in ("category", "ordinal"):
        return _with_shares(spec, figure)
    else:
        return None
    return ", ".join([" ".join(words), *clauses])


def _with_shares(spec: str, figure: object) -> str | None:
    """The values with other shares, in the order of the line."""
    kind, _, rest = spec.partition(" ")
    if not isinstance(figure, list):
        return None
    shares = [one["share"] if isinstance(one, dict) else one for one in figure]
    parts = split_top(rest, "|", '"')
    last, *clauses = split_top(parts[-1], ",", '"')
    values = [value.rpartition(" ")[0] for value in [*parts[:-1], last]]
    if len(shares) < len(values) or not all(isinstance(one, int | float) for one in shares):
        return None
    whole = sum(shares[: len(values)])
    told = [f"{v} {100 * s / whole:.3g}" for v, s in zip(values, shares, strict=False)]
    return f"{kind} " + ", ".join([" | ".join(told), *clauses])
