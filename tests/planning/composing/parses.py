"""Parses as they come: any fields with anything that can be stated of them."""

from __future__ import annotations

from hypothesis import strategies as st

from rowsmith.planning.reading.parse import (
    Distance,
    Empty,
    Fact,
    Field,
    Figure,
    Filled,
    Flaw,
    IdPattern,
    Level,
    Mean,
    Missing,
    Moment,
    Parse,
    Period,
    Range,
    Relation,
    RelationKind,
    Repeat,
    Role,
    Shape,
    Share,
    Span,
    Spread,
    Stated,
    Step,
    Strength,
    Trend,
    Type,
    Unique,
    Unit,
    Value,
)

SUBJECTS = [None, "orders", "patients", "used cars", "customer churn", "things unheard of"]
NAMES = [
    "age", "price", "customer name", "doctor name", "email", "city", "status", "order date",
    "delivery date", "quantity", "total", "rating", "smoker", "churned", "blorptitude", "comment",
    "CustomerID", "zip code", "start time", "flux_kappa", "gender", "plan", "income",
]  # fmt: skip
VALUES = ["basic", "plus", "women", "men", "A", "B", "low", "high", "yes", "no", "1", "2"]


def figures(least: float = -50, most: float = 5_000) -> st.SearchStrategy[Figure]:
    """Figures as people write them."""
    numbers = st.floats(least, most, allow_nan=False).map(lambda number: round(number, 1))
    return st.builds(Figure, numbers, decimals=st.sampled_from([0, 1]), percent=st.booleans())


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Bounds, one or both of them, in order."""
    low, high = sorted((draw(figures()), draw(figures())), key=lambda figure: figure.value)
    sides = draw(st.sampled_from(["low", "high", "both"]))
    return Range(
        low if sides != "high" else None,
        high if sides != "low" else None,
        low_open=draw(st.booleans()),
        high_open=draw(st.booleans()),
    )


MOMENTS = st.sampled_from(["2023", "2024-06", "2024-06-15", "2024-06-15 08:30", "today-730d"])
PERIODS = st.builds(
    Period, start=MOMENTS.map(Moment), end=st.none(), weekdays=st.sampled_from([(), (6, 7)])
) | st.builds(Period, months=st.sampled_from([(5, 6, 7), (11, 12, 1)]))
DISTANCES = st.sampled_from(
    [
        Distance(30, 30, "day"),
        Distance(None, 7, "day"),
        Distance(2, 7, "day"),
        Distance(1, None, "hour"),
        Distance(7, 14, "day", choices=(7, 14)),
        Distance(5, 10),
    ]
)
SHAPES = st.sampled_from(
    ["uniform", "normal", "lognormal", "poisson", "right_skewed", "left_skewed", "balanced",
     "weibull", "bimodal", "zero_inflated", "mostly_low", "other"]
)  # fmt: skip
TYPES = st.sampled_from(
    ["integer", "decimal", "boolean", "date", "datetime", "time", "year", "text", "long_text",
     "category", "ordinal", "id", "uuid", "json", "other"]
)  # fmt: skip
PATTERNS = st.sampled_from(
    [
        IdPattern("INV-#####"),
        IdPattern("??-##"),
        IdPattern(None, "uuid"),
        IdPattern(None, "hex", length=64),
        IdPattern("??", variants=("???",)),
    ]
)
VALUES_OF_A_FIELD: st.SearchStrategy[Value] = st.one_of(
    ranges(),
    st.builds(Mean, figures(), median=st.booleans()),
    st.builds(Spread, figures(0.1, 500)),
    st.builds(Shape, SHAPES),
    st.builds(Share, st.floats(0, 1)),
    st.builds(Unit, st.sampled_from(["kg", "euros"]), currency=st.sampled_from([None, "EUR"])),
    PATTERNS,
    PERIODS,
    st.builds(Missing, st.sampled_from([None, 0.1])),
    st.builds(Unique, st.booleans()),
    st.builds(Type, TYPES),
    st.builds(Trend, st.sampled_from([None, "year", "week", "day"]), st.just((6,)), st.booleans()),
    DISTANCES,
)
VALUES_IN_A_GROUP: st.SearchStrategy[Value] = st.one_of(
    ranges(),
    st.builds(Mean, figures()),
    st.builds(Spread, figures(0.1, 500)),
    st.builds(Share, st.floats(0, 1)),
    st.builds(Missing, st.sampled_from([None, 0.1])),
    st.builds(Empty, st.sampled_from([None, "n/a"])),
    st.builds(Filled, st.sampled_from([None, "0"])),
)
STRENGTHS = st.none() | st.sampled_from(
    [
        Strength("correlation", -0.6),
        Strength("factor", 2),
        Strength("difference", 3),
        Strength("degree", 0.2),
        Strength("degree", 0.8),
    ]
)
ROLES: st.SearchStrategy[Role] = st.sampled_from(
    ["column", "column", "column", "target", "implied", "excluded"]
)
EFFECTS: st.SearchStrategy[RelationKind] = st.sampled_from(
    ["raises", "lowers", "moves", "after", "at_least", "only_if"]
)
LEVELS_FROM = 100
"""The id of the first level."""


class _Words:
    """A text that grows by the words of its parts."""

    def __init__(self) -> None:
        self.text = ""

    def span(self, words: str) -> Span:
        """Where the words stand that are added."""
        start = len(self.text)
        self.text += f"{words} "
        return Span(start, start + len(words))


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """A parse whose text is the words of its parts, one behind the other."""
    words = _Words()
    subject = draw(st.sampled_from(SUBJECTS))
    stated = Stated(words.span(subject), subject) if subject is not None else None
    names = draw(st.lists(st.sampled_from(NAMES), max_size=7, unique=True))
    fields = tuple(
        Field(number, words.span(name), name, draw(ROLES), draw(st.booleans()), draw(st.booleans()))
        for number, name in enumerate(names)
    )
    there = [field.id for field in fields if field.role != "excluded"]
    values = draw(st.lists(st.sampled_from(VALUES), max_size=5)) if there else []
    levels = tuple(
        Level(LEVELS_FROM + number, words.span(value), value, draw(st.sampled_from(there)))
        for number, value in enumerate(values)
    )
    ids = [*there, *(level.id for level in levels)]
    return Parse(
        subject=stated,
        listing=draw(st.sampled_from(["closed", "open"])) if there else "none",
        fields=fields,
        levels=levels,
        facts=tuple(draw(st.lists(facts(words, ids), max_size=8)) if ids else ()),
        relations=tuple(draw(st.lists(relations(words, ids), max_size=5)) if ids else ()),
        repeats=draw(st.sampled_from([(), (Repeat(200, Span(0, 1), "customers", 20, (5, 5)),)])),
        step=draw(st.sampled_from([None, None, Step(Span(0, 1), 1, "hour")])),
        flaws=draw(st.sampled_from([(), (Flaw(Span(0, 1), "duplicates", 0.1),)])),
        clusters=draw(st.sampled_from([None, None, Stated(Span(0, 1), 3)])),
        text=f"{words.text}and the rest",
    )


@st.composite
def facts(draw: st.DrawFn, words: _Words, ids: list[int]) -> Fact:
    """Something stated of one of these parts, within another or everywhere."""
    of, grouped = draw(st.sampled_from(ids)), draw(st.booleans())
    within = draw(st.sampled_from(ids)) if grouped else None
    if of >= LEVELS_FROM:
        return Fact(words.span("share"), of, Share(draw(st.floats(0, 1))), within)
    value = draw(VALUES_IN_A_GROUP if grouped else VALUES_OF_A_FIELD)
    return Fact(words.span("fact"), of, value, within)


@st.composite
def relations(draw: st.DrawFn, words: _Words, ids: list[int]) -> Relation:
    """Something that two of these parts have to do with each other."""
    kind = draw(EFFECTS)
    of, to = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
    within = draw(st.none() | DISTANCES) if kind in ("after", "at_least") else None
    strict, strength = draw(st.booleans()), draw(STRENGTHS)
    return Relation(words.span("relation"), kind, of, to, within, strict, strength)
