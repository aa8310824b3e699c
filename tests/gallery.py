"""What the pages show of what comes out: `python -m tests.gallery` writes it anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import fill

from rowsmith.engine import Dataset, prepare
from rowsmith.planning import BuiltinPlanner, examples
from rowsmith.schema import parse_schema

SAMPLE = "customer churn data for a telecom company"
SAMPLE_COLUMNS = [
    *["customer_id", "tenure_months", "contract", "internet", "support_calls"],
    *["monthly_charges", "total_charges", "churn"],
]
_PROMISE = (
    "Rows are coherent: an e-mail belongs to its name, a city lies in its state, a total is the "
    "product of its parts, an end comes after its start. Stated figures hold: means, rates, "
    "shares, ranges. And labels can be learned: churn above is {rate:.1%} of the customers, "
    "driven by contract, tenure and service, and the best possible model reaches an AUC of "
    "{best:.2f}. The answer says so: every dataset comes with its answer key."
)
ROOT = Path(__file__).parents[1]
DAY = date(2026, 6, 30)
ROWS = 3
RECIPE_ROWS = 5
WIDTH = 118


def sample() -> str:
    """Some columns of the first rows of one dataset, and a chart of what moves its label."""
    made = _made(SAMPLE, rows=100_000)
    label, frame = made.labels[0], made.frame()
    rows = made.frame(0, 4)[SAMPLE_COLUMNS].to_csv(index=False)
    year = ((frame["tenure_months"] - 1) // 12).clip(0, 5)
    left = (frame["churn"] == "Yes").groupby(year).mean()
    bars = ", ".join(f"{100 * share:.0f}" for share in left)
    return f"""\
```
"{SAMPLE}"
```

```
{rows}```

```mermaid
xychart-beta
  title "Customers who leave, by years with the company (%)"
  x-axis ["1st", "2nd", "3rd", "4th", "5th", "6th"]
  y-axis "churned" 0 --> 50
  bar [{bars}]
```

{fill(_PROMISE.format(rate=label.base_rate, best=label.best), 100)}
"""


def gallery() -> str:
    """Each description with its header and first rows, cut to a page's width."""
    return "\n".join(_entry(str(example["description"])) for example in examples())


def recipes() -> str:
    """The schemas of their page, each with its first rows."""
    return re.sub(
        r"```json\n(.*?)```\n\n```csv\n.*?```\n",
        _recipe,
        written("recipes", PAGES["recipes"].read_text(encoding="utf-8")),
        flags=re.DOTALL,
    )


def _recipe(found: re.Match[str]) -> str:
    schema = parse_schema(json.loads(found[1]))
    made = prepare(schema, rows=1_000, seed=1, locale="en_US", as_of=DAY)
    return f"```json\n{found[1]}```\n\n```csv\n{_first(made, RECIPE_ROWS)}\n```\n"


def _entry(description: str) -> str:
    return f"**{description}**\n\n```csv\n{_first(_made(description), ROWS)}\n```\n"


def _first(made: Dataset, rows: int) -> str:
    """Header and first rows of a CSV, cut to a page's width."""
    lines = made.frame(0, rows).to_csv(index=False).splitlines()[: rows + 1]
    return "\n".join(line if len(line) <= WIDTH else f"{line[: WIDTH - 4]} ..." for line in lines)


def _made(description: str, rows: int | None = None) -> Dataset:
    plan = BuiltinPlanner().plan(description, locale=None, seconds_left=10)
    rows = rows or plan.rows or 1_000
    return prepare(plan.schema, rows=rows, seed=1, locale=plan.locale or "en_US", as_of=DAY)


SECTIONS: dict[str, Callable[[], str]] = {
    "sample": sample,
    "gallery": gallery,
    "recipes": recipes,
}
"""What stands between `<!-- name -->` and `<!-- end of name -->`."""

PAGES = {
    "sample": ROOT / "README.md",
    "gallery": ROOT / "docs" / "gallery.md",
    "recipes": ROOT / "docs" / "recipes.md",
}
"""Where each section stands."""


def written(name: str, page: str) -> str:
    """A section as its page has it."""
    return _section(name, page)[0]


def _section(name: str, page: str) -> re.Match[str]:
    found = re.search(f"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", page, re.DOTALL)
    if found is None:
        raise LookupError(f"there is no section {name}")
    return found


def main() -> None:
    """Write the sections into their pages."""
    for name, made in SECTIONS.items():
        page = PAGES[name].read_text(encoding="utf-8")
        found = _section(name, page)
        whole = f"{page[: found.start()]}{made()}{page[found.end() :]}"
        PAGES[name].write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
