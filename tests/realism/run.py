"""Print the measured figures of five datasets beside ours: `make realism`."""

from __future__ import annotations

import sys

from tests.realism.figures import ROWS, Comparison, Measured, compare, measured

WIDTH = 62


def main() -> int:
    """One table a dataset; 1 where a figure is further off than it may be."""
    far = 0
    for them in measured():
        comparisons = list(compare(them))
        show(them, comparisons)
        far += sum(not comparison.near for comparison in comparisons)
    print(f"\n{far} figures are further off than they may be." if far else "\nAll are near.")
    return 1 if far else 0


def show(them: Measured, comparisons: list[Comparison]) -> None:
    """One dataset's table."""
    print(f"\n{them.dataset} ({them.rows:,} rows) beside {them.domain} ({ROWS:,} rows)\n")
    print(f"{'figure':<{WIDTH}} {'measured':>12} {'ours':>12}  within")
    for row in comparisons:
        mark = "" if row.near else "  <- too far"
        print(
            f"{row.figure:<{WIDTH}} {_number(row.measured):>12} {_number(row.ours):>12}  "
            f"{_number(row.tolerance)}{mark}"
        )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
