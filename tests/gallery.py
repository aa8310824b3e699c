"""The README's gallery: what comes out of each ready description. `python -m tests.gallery`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from rowsmith.engine import prepare
from rowsmith.planning import BuiltinPlanner, examples

README = Path(__file__).parents[1] / "README.md"
START, END = "<!-- gallery -->", "<!-- end of gallery -->"
DAY = date(2026, 6, 30)
ROWS = 3
WIDTH = 118


def gallery() -> str:
    """Each description with its header and first rows, cut to a page's width."""
    return "\n".join(_entry(str(example["description"])) for example in examples())


def _entry(description: str) -> str:
    plan = BuiltinPlanner().plan(description, locale=None, seconds_left=10)
    made = prepare(
        plan.schema, rows=plan.rows or 1_000, seed=1, locale=plan.locale or "en_US", as_of=DAY
    )
    lines = made.frame(0, ROWS).to_csv(index=False).splitlines()[: ROWS + 1]
    shown = "\n".join(line if len(line) <= WIDTH else f"{line[: WIDTH - 4]} ..." for line in lines)
    return f"**{description}**\n\n```csv\n{shown}\n```\n"


def written(readme: str) -> str:
    """The gallery as the README has it."""
    found = re.search(f"{START}\n(.*?){END}", readme, re.DOTALL)
    return found.group(1) if found else ""


def main() -> None:
    """Write the gallery into the README."""
    readme = README.read_text(encoding="utf-8")
    start, end = readme.index(START), readme.index(END)
    README.write_text(f"{readme[:start]}{START}\n{gallery()}{readme[end:]}", encoding="utf-8")


if __name__ == "__main__":
    main()
