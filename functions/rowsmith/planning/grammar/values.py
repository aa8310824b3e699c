"""What a stated value means, whatever words it was stated in.

A value points to no text and knows no column: `reading.parse.Fact` says where it stands and of
what it holds. Columns, in a `Formula`, are ids of the parse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

TimeUnit: TypeAlias = Literal["second", "minute", "hour", "day", "week", "month", "year"]
ShapeName: TypeAlias = Literal[
    "uniform", "normal", "lognormal", "exponential", "gamma", "beta", "poisson", "binomial",
    "geometric", "negative_binomial", "weibull", "pareto", "student_t", "chi_squared",
    "triangular", "right_skewed", "left_skewed", "symmetric", "bimodal", "u_shaped",
    "zero_inflated", "mostly", "mostly_low", "mostly_high", "balanced", "other",
]  # fmt: skip
TypeKind: TypeAlias = Literal[
    "integer", "decimal", "boolean", "date", "datetime", "time", "year", "text", "long_text",
    "category", "ordinal", "id", "uuid", "json", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written.

    Attributes:
        value: with its scale: 5000 for `5k`; 12 for `12%`.
        decimals: digits behind the point as written, 0 to 15; 0 where a scale is written.
        currency: ISO 4217, where a currency stands beside it.
        percent: whether a percent sign or word stands beside it.
    """

    value: float
    decimals: int = 0
    currency: str | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, a moment or a time of day, as the schema language writes it.

    Attributes:
        text: `2024`, `2024-06`, `2024-06-15`, `2024-06-15 08:30`, `08:30`, `today`, `today-730d`.
    """

    text: str

    @property
    def is_time(self) -> bool:
        """Whether it is a time of day, without a date."""
        return len(self.text) <= 8 and ":" in self.text


Bound: TypeAlias = Figure | Moment


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds; at least one of them is stated.

    Attributes:
        low: the least value; None where none is stated.
        high: the greatest.
        low_open: whether `low` itself is left out (`over 18`).
        high_open: whether `high` itself is left out (`under 65`).
    """

    low: Bound | None = None
    high: Bound | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Mean:
    """A typical value.

    Attributes:
        figure: of the whole column, or of the group that the fact holds within.
        median: whether it halves the rows, rather than being their average.
    """

    figure: Bound
    median: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """A standard deviation, in the column's unit; with `figure.percent`, of the mean."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class Shape:
    """A distribution.

    Attributes:
        name: `mostly` has `values`; `balanced` means groups of one size; `other` was not
            understood.
        values: those that most rows have (`mostly 2 or 3`), as written.
        parameters: as in `beta(2, 5)`.
        strong: `heavily`, `very`, `extremely` stand before it.
    """

    name: ShapeName
    values: tuple[str, ...] = ()
    parameters: tuple[float, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A share of rows: those with a level, with yes, or with a cell that is filled.

    Attributes:
        value: 0 to 1.
        exact: whether a figure was stated; `mostly` and `a few` have a usual one.
        rest: `the rest`: `value` is what the others of the column leave, split among those
            that share it; 0 where they leave nothing.
    """

    value: float
    exact: bool = True
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts.

    Attributes:
        text: as written: `kg`, `euros`, `thousand USD`, `per month`.
        currency: ISO 4217, where the unit is money.
        scale: what a figure of the column is multiplied with: 1000 in `thousand USD`.
        per: what follows `per` or `/`: `month` in `per month`, `h` in `km/h`.
    """

    text: str
    currency: str | None = None
    scale: float = 1.0
    per: str | None = None


@dataclass(frozen=True, slots=True)
class IdPattern:
    """The form of a code, a phone number or an id.

    Attributes:
        pattern: in the schema language: `#` is a digit, `?` a capital letter; None where only
            `standard` says it.
        standard: a form with a name, in lower case: `uuid`, `ipv4`, `e.164`, `hex`.
        example: as written, where an example was given.
        variants: other forms that were given beside `pattern`.
        length: characters of a `standard` without a form of its own (`64 hex characters`).
    """

    pattern: str | None
    standard: str | None = None
    example: str | None = None
    variants: tuple[str, ...] = ()
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one value is from another; `30 days` has `low == high`.

    Attributes:
        low: the least, in `unit`s; None where there is none but zero.
        high: the most; None where there is none.
        unit: None for plain numbers.
        choices: the only distances there are (`7 or 14 days`), ascending; empty for all between.
        low_open: whether `low` itself is left out.
        high_open: whether `high` itself is left out.
    """

    low: float | None
    high: float | None
    unit: TimeUnit | None = None
    choices: tuple[float, ...] = ()
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """When something lies.

    Attributes:
        start: the first moment; None where none is stated.
        end: the last, inclusive (`2024` ends with 31 December); None where none is stated.
        length: how long it lasts, where only that is stated (`three months`).
        months: 1 to 12, in order of time, where no year is stated (`May to October`), or where
            only these months of `start` to `end` count.
        weekdays: 1 (Monday) to 7, where only these count (`weekdays of 2024`).
    """

    start: Moment | None = None
    end: Moment | None = None
    length: Distance | None = None
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Cells that lack by accident.

    Attributes:
        share: 0 to 1; None where none is stated (`some`).
    """

    share: float | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """No value within the group that the fact holds within; a value elsewhere.

    Attributes:
        printed: what stands there instead (`0`, `n/a`); None for an empty cell.
    """

    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A value only within the group that the fact holds within.

    Attributes:
        otherwise: what stands elsewhere (`0`, `n/a`); None for an empty cell.
    """

    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Unique:
    """No value occurs twice.

    Attributes:
        sequential: they ascend with the rows.
    """

    sequential: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """How a column is computed.

    Attributes:
        expression: in the schema language, with `{id}` for the column of that id of the parse,
            as in `{4} * {5}`; None where the words were not understood.
        reads: the ids in it, in order, each once.
        text: the user's words.
        noise: whether some error is to be added (`plus noise`).
        present: the expression is no value but the rows where the column is there, or may be
            yes: `only when the grade is above 4.5`, `if late, otherwise empty`.
        part: the share, 0 to 1, of something that is no column of the parse; None without.
        whole: what it is a part of, in the user's words; empty where they do not say.
    """

    expression: str | None
    reads: tuple[int, ...]
    text: str
    noise: bool = False
    present: bool = False
    part: float | None = None
    whole: str = ""

    def written(self, headers: dict[int, str]) -> str | None:
        """The expression with headers for ids. Raises KeyError where one lacks."""
        written = self.expression
        for read in self.reads:
            written = written and written.replace(f"{{{read}}}", _quoted(headers[read]))
        return written


def _quoted(header: str) -> str:
    """A header as an expression has it."""
    return header if header.isidentifier() and header.lower() not in _KEYWORDS else f"`{header}`"


_KEYWORDS = frozenset({"and", "or", "not", "in", "if", "else", "true", "false", "today"})


@dataclass(frozen=True, slots=True)
class Trend:
    """A pattern over time; of a column, or of how many rows there are.

    Attributes:
        cycle: the round that it follows; None for growth or decline without one.
        at: where on it: months 1 to 12, days of the week 1 (Monday) to 7, hours 0 to 23;
            ascending.
        high: whether it is high there, or rises; else low, or falls.
        strong: `spikes`, `nearly zero`, `strongly`.
        none: there is none at all then: `zero at night`, `closed on Mondays`.
        factor: how many times as much there is then, above 0: `twice as many on weekends`; None
            where no figure is stated.
    """

    cycle: Literal["year", "week", "day"] | None
    at: tuple[int, ...] = ()
    high: bool = True
    strong: bool = False
    none: bool = False
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class Type:
    """What kind of value a column holds.

    Attributes:
        kind: of the value.
        words: how true and false are printed, where that is stated (`Y/N`).
        decimals: digits behind the point, where stated.
        length: characters at the most, where stated.
    """

    kind: TypeKind
    words: tuple[str, str] | None = None
    decimals: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Strength:
    """How much one thing moves another.

    Attributes:
        by: what `value` is: a correlation (-1 to 1), a factor (2 for `twice`), a difference in
            the unit of what is moved (`3 points`), or a degree (0.2 for `slightly`, 0.5 for
            nothing said, 0.8 for `strongly`).
        value: signed where written signed.
    """

    by: Literal["correlation", "factor", "difference", "degree"]
    value: float


Value: TypeAlias = (
    Range | Mean | Spread | Shape | Share | Unit | IdPattern | Period | Missing | Empty | Filled
    | Unique | Formula | Trend | Type | Distance
)  # fmt: skip
"""What a fact may say."""
