"""What a description says, typed, each part with where it stands in the unchanged text.

    parse = Parse(
        text="cats: age (1-20), 60% female",
        subject=Stated(Span(0, 4), "cats"),
        fields=(Field(1, Span(6, 9), "age"), Field(3, None, "sex", role="implied")),
        levels=(Level(2, Span(22, 28), "female", of=3),),
        facts=(
            Fact(Span(11, 15), 1, Range(Figure(1), Figure(20))),
            Fact(Span(18, 21), 2, Share(0.6)),
        ),
    )

Fields, levels and repeats are numbered together: an id names one of them. A part that is about
several is there once for each, with the same span.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from rowsmith.planning.grammar.values import (
    Bound,
    Distance,
    Empty,
    Figure,
    Filled,
    Formula,
    IdPattern,
    Mean,
    Missing,
    Moment,
    Period,
    Range,
    Shape,
    Share,
    Spread,
    Strength,
    TimeUnit,
    Trend,
    Type,
    Unique,
    Unit,
    Value,
)

Role: TypeAlias = Literal["column", "target", "implied", "excluded"]
RelationKind: TypeAlias = Literal[
    "raises", "lowers", "moves", "unrelated", "after", "at_least", "only_if"
]
FlawKind: TypeAlias = Literal[
    "duplicates", "outliers", "typos", "formats", "casing", "spaces", "other"
]
Difficulty: TypeAlias = Literal["easy", "medium", "hard"]
Listing: TypeAlias = Literal["closed", "open", "none"]

V = TypeVar("V", covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of a description; `end` is above `start`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Stated(Generic[V]):
    """A value that is stated once for the whole dataset, and where."""

    span: Span
    value: V


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    Attributes:
        id: unique among fields, levels and repeats.
        span: where it is named first; None for an implied one.
        words: its name as written (`Dept`, `unit price`), spaces and line breaks made single.
        role: `target` is to be predicted; `excluded` must not be there; `implied` is named by
            nobody, but has levels (`men` and `women` imply `sex`).
        yes_no: its manner of being named says that it is true or false of a row: `whether they
            left`, or rows are told apart by it (`smokers pay more`). A stated share or type is
            in the facts alone.
        counted: it was named by its number: `how many visits`, `number of rooms`.
        spoken: it is spoken of in a sentence, not named in a list: `predict who leaves`.
        listed: it is an item of a list that is said to be one of columns: `columns: age, visits`.
    """

    id: int
    span: Span | None
    words: str
    role: Role = "column"
    yes_no: bool = False
    counted: bool = False
    spoken: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A value of a category.

    Attributes:
        id: unique among fields, levels and repeats.
        span: where it stands first.
        text: as written, quotes left out.
        of: the id of its field.
    """

    id: int
    span: Span
    text: str
    of: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is stated of a column, of a level, or of the whole dataset.

    Attributes:
        span: the words that state it; of a range the stretch from the first bound to the last.
        of: the id of a field or level; None for the whole dataset (`5% missing everywhere`,
            `in 2024`, `more rows on weekends`).
        value: what is stated. `Share` of a level is a share of rows; of a field, of rows with yes
            where it is true or false, else of rows where it is filled. `Distance` is of a
            field whose relation was not stated (`due date within 30 days`); where the
            relation was, the distance is in it.
        within: the id of a level, or of a field that is true or false, in whose rows alone it
            holds; None for all rows.
    """

    span: Span
    of: int | None
    value: Value
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that two columns or levels have to do with each other.

    Attributes:
        span: the words that state it (`cheaper`, `depends on`, `after`).
        kind: `raises`, `lowers`, `moves` (no direction stated): `of` has this effect on `to`; a
            level stands for the rows with it, as a source, and for its own likelihood, as
            what is moved. `unrelated`: neither moves the other. `after`: `to` comes later
            than `of`. `at_least`: `to` is as great as `of`, or greater. `only_if`: `to` is
            yes, or there at all, only where `of` is.
        of: the id of the first.
        to: the id of the second.
        within: of `after` and `at_least`: how far `to` is from `of`; None where not stated.
        strict: of `after` and `at_least`: they are never equal (`later than`, `>`).
        strength: of effects; None where not stated.
        where: of effects: the range of `of` whose rows alone count; None for more and less of it.
    """

    span: Span
    kind: RelationKind
    of: int
    to: int
    within: Distance | None = None
    strict: bool = False
    strength: Strength | None = None
    where: Range | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A subject with several rows each: `200 customers with 5 orders each`.

    Attributes:
        id: unique among fields, levels and repeats.
        span: where it is named.
        words: its name as written (`customers`).
        count: how many of them, 1 at the least; None where not stated.
        each: the least and the most rows of each, 0 at the least; None where not stated.
        each_exact: a figure was stated; `several` has usual ones.
    """

    id: int
    span: Span
    words: str
    count: int | None = None
    each: tuple[float, float] | None = None
    each_exact: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """Rows that follow each other in time at a regular distance.

    Attributes:
        span: the words that state it (`hourly`, `every 15 minutes`).
        count: how many `unit`s lie between two, whole where that is nearly so: `twice a day` is 12
            hours, `twice a month` 15 days.
        unit: of time.
        working_days: days of the weekend are left out.
        implied: nothing states it but the length of time over which subjects are followed.
    """

    span: Span
    count: float
    unit: TimeUnit
    working_days: bool = False
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is to be wrong on purpose.

    Attributes:
        span: the words that ask for it.
        kind: `other` is none that this knows.
        share: of rows or cells, 0 to 1; None where not stated.
        of: the id of a column that the words name beside it; None for any.
    """

    span: Span
    kind: FlawKind
    share: float | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Another place where a field, level or repeat is spoken of, by its id."""

    span: Span
    of: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A span that was read with little confidence.

    Attributes:
        span: what was read.
        probability: of having been read right, 0 to 1.
    """

    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Parse:
    """Everything that a description says.

    Attributes:
        text: the description, unchanged.
        subject: what a row is, or what the dataset is about.
        about: more of what it is about: `a bank` in `churn data for a bank`.
        rows: how many rows, 1 at the least. `repeats` may state it too, by count and each.
        places: where the whole dataset is set, one for each named (`Italy and Greece` are two).
        listing: `closed`: the fields are all there are to be; `open`: they are some of them
            (`including`, `such as`); `none`: no field is named.
        fields: in the order in which they are named; implied ones last.
        levels: in the order in which they are named.
        facts: in the order of the text.
        relations: in the order of the text.
        repeats: subjects with several rows each.
        step: the distance of rows in time.
        flaws: what is to be wrong on purpose.
        clusters: how many groups a clustering shall find.
        difficulty: how hard the target is to be predicted.
        mentions: the other places where something is spoken of.
        uncovered: words with a meaning that nothing here is read from, in order.
        doubts: what was read with little confidence, in order.
    """

    text: str
    subject: Stated[str] | None = None
    about: tuple[Stated[str], ...] = ()
    rows: Stated[int] | None = None
    places: tuple[Stated[str], ...] = ()
    listing: Listing = "none"
    fields: tuple[Field, ...] = ()
    levels: tuple[Level, ...] = ()
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    step: Step | None = None
    flaws: tuple[Flaw, ...] = ()
    clusters: Stated[int] | None = None
    difficulty: Stated[Difficulty] | None = None
    mentions: tuple[Mention, ...] = ()
    uncovered: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def columns(self) -> tuple[Field, ...]:
        """The fields that are to be there: all but the excluded ones."""
        return tuple(field for field in self.fields if field.role != "excluded")

    def levels_of(self, field: int) -> tuple[Level, ...]:
        """The levels of a field."""
        return tuple(level for level in self.levels if level.of == field)

    def facts_of(self, of: int | None) -> tuple[Fact, ...]:
        """What is stated of a field or a level; of the whole dataset for None."""
        return tuple(fact for fact in self.facts if fact.of == of)

    def spans(self) -> Iterator[Span]:
        """Yield where each part stands, `uncovered` included; some may come twice."""
        once = (self.subject, self.rows, self.clusters, self.difficulty)
        for stated in (*once, *self.about, *self.places):
            if stated is not None:
                yield stated.span
        yield from (field.span for field in self.fields if field.span is not None)
        parts = (self.levels, self.facts, self.relations, self.repeats, self.flaws, self.mentions)
        for part in parts:
            yield from (one.span for one in part)
        if self.step is not None:
            yield self.step.span
        yield from self.uncovered


__all__ = [
    "Bound",
    "Difficulty",
    "Distance",
    "Doubt",
    "Empty",
    "Fact",
    "Field",
    "Figure",
    "Filled",
    "Flaw",
    "FlawKind",
    "Formula",
    "IdPattern",
    "Level",
    "Listing",
    "Mean",
    "Mention",
    "Missing",
    "Moment",
    "Parse",
    "Period",
    "Range",
    "Relation",
    "RelationKind",
    "Repeat",
    "Role",
    "Shape",
    "Share",
    "Span",
    "Spread",
    "Stated",
    "Step",
    "Strength",
    "TimeUnit",
    "Trend",
    "Type",
    "Unique",
    "Unit",
    "Value",
]
