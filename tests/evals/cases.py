"""A case: a description, and checks on the dataset that comes out.

A check names columns by alternatives, `"price|house_price|*amount*"`: the first that is there
counts, without regard to case and underscores; a star stands for any letters.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent

Group = Literal["plain", "list", "constraint", "odd", "language", "adversarial"]


class _Check(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bounds(_Check):
    """Numbers (or years of dates) between `low` and `high`, inclusive."""

    check: Literal["bounds"]
    column: str
    low: float | None = None
    high: float | None = None


class Values(_Check):
    """Exactly these values (case does not matter), with these shares where given."""

    check: Literal["values"]
    column: str
    values: list[str]
    shares: list[float] | None = None


class Rate(_Check):
    """A yes-or-no column that is true in a share of the rows."""

    check: Literal["rate"]
    column: str
    rate: float
    within: float = 0.03


class Missing(_Check):
    """Empty cells."""

    check: Literal["missing"]
    column: str
    share: float
    within: float = 0.03


class Pattern(_Check):
    """Text of a form, unique where asked."""

    check: Literal["pattern"]
    column: str
    pattern: str
    unique: bool = True


class Order(_Check):
    """`first` is never after (or above) `second`."""

    check: Literal["order"]
    first: str
    second: str


class Correlates(_Check):
    """A rank correlation of this sign and at least this strength."""

    check: Literal["correlates"]
    columns: tuple[str, str]
    sign: Literal[1, -1] = 1
    least: float = 0.15


class Higher(_Check):
    """The mean of `column` is higher where `where` has `value` than elsewhere."""

    check: Literal["higher"]
    column: str
    where: str
    value: str


class Product(_Check):
    """`total` is the product of `parts`."""

    check: Literal["product"]
    parts: tuple[str, str]
    total: str


class Learnable(_Check):
    """A model predicts the label from the other columns: AUC, accuracy gain or R2 above `least`."""

    check: Literal["learnable"]
    label: str
    least: float = 0.65


class Repeats(_Check):
    """A subject that has several rows."""

    check: Literal["repeats"]
    column: str
    least: float = 1.5


class Mean(_Check):
    """The mean (of yes and no: the share of yes) of all rows, or of those where `where` is so."""

    check: Literal["mean"]
    column: str
    mean: float
    within: float
    where: str | None = None
    value: str | None = None


class Holds(_Check):
    """A Python expression on columns that is true in at least this share of the rows.

    names: which column a name in the expression stands for. Columns are pandas Series: of numbers,
    of times, or of lower-case text; `yes(a)` tells where a yes-or-no column is true. Rows that
    lack one of them are left out unless the expression itself asks for empty cells (`isna`).
    """

    check: Literal["holds"]
    that: str
    names: dict[str, str]
    least: float = 1.0


class Steps(_Check):
    """Times that go on by the same number of seconds, for each subject in `within`."""

    check: Literal["steps"]
    column: str
    seconds: float
    within: str | None = None


class Distinct(_Check):
    """How many different values there are, inclusive."""

    check: Literal["distinct"]
    column: str
    low: int
    high: int


class Words(_Check):
    """Texts of at least this many words on average, of which no two in three are alike."""

    check: Literal["words"]
    column: str
    least: float


AnyCheck = Annotated[
    Bounds
    | Values
    | Rate
    | Missing
    | Pattern
    | Order
    | Correlates
    | Higher
    | Product
    | Learnable
    | Repeats
    | Mean
    | Holds
    | Steps
    | Distinct
    | Words,
    Field(discriminator="check"),
]


class Case(_Check):
    """One description.

    outcome: `dataset`; `refused` (a 4xx that says why); `harmless` (either of the two).
    columns: alternatives of which one must be there. exact: and no others.
    rows, locale: what must be understood. without: columns that must not be there.
    needs_model: only the model is expected to read it.
    """

    description: str
    group: Group
    outcome: Literal["dataset", "refused", "harmless"] = "dataset"
    columns: list[str] = []
    exact: bool = False
    least_columns: int = 0
    without: list[str] = []
    rows: int | None = None
    locale: str | None = None
    checks: list[AnyCheck] = []
    needs_model: bool = False


def load(half: str) -> list[Case]:
    """The cases of a file of this folder."""
    loaded = json.loads((FOLDER / f"{half}.json").read_text(encoding="utf-8"))
    return [Case.model_validate(case) for case in loaded]
