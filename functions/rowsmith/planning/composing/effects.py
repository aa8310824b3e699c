"""What moves what: the drivers that raises, lowers, moves and predictors make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rowsmith.planning.composing.conditions import (
    condition,
    has_rank,
    values_of,
)
from rowsmith.planning.composing.settle import types_of
from rowsmith.planning.composing.shifts import group_of, is_group, shift_group, size_of
from rowsmith.planning.composing.types import number_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Relation, Strength
from rowsmith.schema import Driver, Term
from rowsmith.schema.columns import (
    BooleanCase,
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    Level,
    NumberColumn,
    PersonColumn,
    PlaceColumn,
    TextColumn,
)
from rowsmith.schema.dependencies import ends_of
from rowsmith.schema.expressions import Binary, Call, Name, Node, names_in, parse
from rowsmith.schema.model import Explained
from rowsmith.schema.renaming import quoted, written

_SIGNS = {"raises": 1.0, "lowers": -1.0, "moves": 1.0}
_GRADES = 5
_MOST_VALUES = 6
"""So many values of a category have a term each."""
_OUTWEIGHS = 1.2
"""How much a stated term weighs beside the strongest that an outline has."""
_WEAK, _USUAL = 0.3, 0.6
"""Degrees up to which an effect is weak, or as usual; stronger beyond."""


def state_effect(work: Work, relation: Relation) -> None:
    """Let `of` move `to`. Raises NotCarriedOut."""
    relation = _by_label(work, relation)
    if relation.to in work.value_of:
        _move_value(work, relation)
        return
    if relation.kind != "moves" and relation.of not in work.value_of and relation.where is None:
        _rank(work, relation.of)
    for name in work.names_of(relation.to):
        column = work.draft.column(name)
        if column.kind not in _MOVES and work.draft.entries[name].origin == "named":
            column = _grades(work, name)
        move = _MOVES.get(column.kind)
        if move is None:
            raise NotCarriedOut
        move(work, column, relation)


def _by_label(work: Work, relation: Relation) -> Relation:
    """What is to be predicted is moved by what goes with it: `those who left were younger`."""
    field = work.field(relation.of)
    other = work.field(relation.to)
    if relation.where is not None or field is None or other is None:
        return relation
    if field.role == "target" and other.role != "target" and relation.kind != "moves":
        return replace(relation, of=relation.to, to=relation.of)
    return relation


def state_unrelated(work: Work, relation: Relation) -> None:
    """Let neither of two columns move the other. Raises NotCarriedOut."""
    draft = work.draft
    for of, to in ((relation.of, relation.to), (relation.to, relation.of)):
        source, name = work.name_of(of), work.name_of(to)
        driver = draft.drivers.get(name)
        if driver is not None:
            kept = [term for term in driver.by if source not in names_in(term.of)]
            if kept:
                draft.drivers[name] = driver.model_copy(update={"by": kept})
            else:
                del draft.drivers[name]
        if draft.needs(name, source):
            raise NotCarriedOut


def _rank(work: Work, source: int) -> None:
    """A category that raises or lowers something ascends in the order of its values."""
    for name in work.names_of(source):
        column = work.draft.column(name)
        if isinstance(column, CategoryColumn) and not column.ordered:
            work.draft.put(column.model_copy(update={"ordered": True}))


def _grades(work: Work, name: str) -> CategoryColumn:
    """Grades in the place of what has none, since something is said to raise or lower it."""
    levels = [Level(value=str(grade)) for grade in range(1, _GRADES + 1)]
    column = CategoryColumn(name=name, kind="category", values=levels, ordered=True)
    if isinstance(work.draft.column(name), IdColumn | PersonColumn | PlaceColumn | DatetimeColumn):
        raise NotCarriedOut
    work.draft.put(column)
    work.note(
        "assumed", f"'{work.draft.entries[name].header}' are grades from 1 to {_GRADES}", name
    )
    return column


def terms_of(work: Work, source: int, weight: float) -> list[Term]:
    """The terms by which a column, or the rows of a value, pull. Raises NotCarriedOut."""
    if source in work.value_of:
        return [Term(of=condition(work, source), weight=weight)]
    return [term for name in work.names_of(source) for term in column_terms(work, name, weight)]


def column_terms(work: Work, name: str, weight: float) -> list[Term]:
    """The terms of a whole column: itself where it has a rank, else one a value."""
    column = work.draft.column(name)
    if has_rank(column, types_of(work.draft).get(name)):
        return [Term(of=written(name), weight=weight)]
    values = values_of(work, column)
    if len(values) < 2:
        raise NotCarriedOut
    if len(values) == 2:
        return [Term(of=f"{written(name)} == {quoted(values[0])}", weight=weight)]
    values = values[:_MOST_VALUES]
    step = 2 / (len(values) - 1)
    pulls = [(value, weight * (1 - place * step)) for place, value in enumerate(values)]
    return [
        Term(of=f"{written(name)} == {quoted(value)}", weight=round(pull, 3))
        for value, pull in pulls
        if abs(pull) > 0.01
    ]


def _number(work: Work, column: NumberColumn, relation: Relation) -> None:
    strength = relation.strength
    apart = ("factor", "difference")
    if strength is not None and strength.by in apart and is_group(work, relation):
        shift_group(work, column, relation, strength)
        return
    _drive(work, column.name, relation)


def _boolean(work: Work, column: BooleanColumn, relation: Relation) -> None:
    strength = relation.strength
    if strength is not None and strength.by == "factor" and is_group(work, relation):
        share = size_of(work, relation)
        p = 0.5 if share is None else share
        times = abs(strength.value) or 1.0
        if relation.kind == "lowers" and times > 1:
            times = 1 / times
        usual = column.rate if column.rate is not None else 0.5
        others = usual / (p * times + 1 - p)
        case = BooleanCase(when=group_of(work, relation), rate=round(min(others * times, 1), 6))
        cases = [one for one in column.cases or () if one.when != case.when]
        work.draft.put(column.model_copy(update={"cases": [*cases, case]}))
        return
    _drive(work, column.name, relation)


def _category(work: Work, column: CategoryColumn, relation: Relation) -> None:
    if not column.ordered and relation.kind != "moves":
        work.draft.put(column.model_copy(update={"ordered": True}))
    _drive(work, column.name, relation)


def _text(work: Work, column: TextColumn, relation: Relation) -> None:
    """A text that follows a column carries its tone."""
    if relation.of in work.value_of:
        raise NotCarriedOut
    source = work.column_of(relation.of)
    if not has_rank(source) and not isinstance(source, CategoryColumn):
        raise NotCarriedOut
    work.draft.put(column.model_copy(update={"tone": source.name}))


def _formula(work: Work, column: FormulaColumn, relation: Relation) -> None:
    """A computed column follows what it is computed from; what else moves it moves a part."""
    source = work.name_of(relation.of)
    if work.draft.needs(column.name, source):
        return
    part = _part_to_move(work, column)
    if part is None:
        raise NotCarriedOut
    _drive(work, part, relation)


def _part_to_move(work: Work, column: FormulaColumn) -> str | None:
    """A number that rises with what is computed from it, and that may be moved."""
    node = parse(column.expression)
    while isinstance(node, Call) and node.function in ("round", "max", "ceil", "floor"):
        node = node.arguments[0]
    rising = _rising(node)
    return next(
        (
            name
            for name in rising
            if name in work.draft.entries and work.draft.column(name).can_be_driven
        ),
        None,
    )


def _rising(node: Node) -> list[str]:
    """The columns that a sum or product rises with."""
    match node:
        case Name(name=name):
            return [name]
        case Binary(operator="+" | "*", left=left, right=right):
            return [*_rising(left), *_rising(right)]
        case Binary(operator="-" | "/", left=left):
            return _rising(left)
        case _:
            return []


def _person(work: Work, column: PersonColumn, relation: Relation) -> None:
    if column.field != "age":
        raise NotCarriedOut
    work.draft.put(number_of(column))
    _drive(work, column.name, relation)


_MOVES: dict[str, Callable[..., None]] = {
    "number": _number,
    "boolean": _boolean,
    "category": _category,
    "text": _text,
    "formula": _formula,
    "person": _person,
}
"""How a column is moved, by its kind; others cannot be."""


def _move_value(work: Work, relation: Relation) -> None:
    """Make one value of a category likelier or rarer."""
    name, value = work.value_of[relation.to]
    column = work.draft.column(name)
    if isinstance(column, BooleanColumn):
        negative = condition(work, relation.to).startswith("not ")
        _drive(work, name, relation, sign=-1.0 if negative else 1.0)
        return
    if not isinstance(column, CategoryColumn):
        raise NotCarriedOut
    if value in ends_of(column):
        _drive(work, name, relation, toward=value)
        return
    places = [one.value for one in column.values]
    if value not in places:
        raise NotCarriedOut
    _drive(work, name, relation, sign=1.0 if places.index(value) * 2 >= len(places) else -1.0)


def _drive(
    work: Work, name: str, relation: Relation, *, sign: float = 1.0, toward: str | None = None
) -> None:
    draft = work.draft
    weight, explained = _weight(relation.strength)
    pull = round(weight * sign * _SIGNS[relation.kind], 3)
    if relation.where is not None:
        terms = [Term(of=group_of(work, relation), weight=pull)]
    else:
        terms = terms_of(work, relation.of, pull)
    terms = [term for term in terms if name not in names_in(term.of)]
    if toward is not None:
        terms = [term.model_copy(update={"toward": toward}) for term in terms]
    if not terms:
        raise NotCarriedOut
    for term in terms:
        for source in names_in(term.of):
            _free(work, source, name)
    terms = _heavier(work, name, terms)
    if name not in draft.stated and name in draft.drivers:
        draft.drivers[name] = _without_reads(work, name, terms)
    before = draft.drivers.get(name)
    level = explained if before is None or name not in draft.stated else before.explained
    if explained is None:
        level = before.explained if before is not None else "medium"
    draft.drive(name, terms, level)
    draft.stated.add(name)


def _weight(strength: Strength | None) -> tuple[float, Explained | None]:
    """The weight of a term, and how much the driver explains where that is said."""
    if strength is None:
        return 1.0, None
    if strength.by == "correlation":
        sign = -1.0 if strength.value < 0 else 1.0
        return sign, round(min(max(strength.value**2, 0.01), 0.95), 4)
    if strength.by == "degree":
        if strength.value <= _WEAK:
            return 0.4, 0.15
        return (1.0, None) if strength.value <= _USUAL else (1.6, 0.7)
    return 1.0, None


def _free(work: Work, source: str, target: str) -> None:
    """See that a source is not made from what it shall move: nobody stated that."""
    draft = work.draft
    if not draft.needs(source, target):
        return
    driver = draft.drivers.get(source)
    if driver is not None and source not in draft.stated:
        kept = [term for term in driver.by if target not in names_in(term.of)]
        if kept:
            draft.drivers[source] = driver.model_copy(update={"by": kept})
        else:
            del draft.drivers[source]
    if draft.needs(source, target):
        raise NotCarriedOut


def _heavier(work: Work, name: str, terms: Sequence[Term]) -> list[Term]:
    """Terms that the user states outweigh those of an outline."""
    driver = work.draft.drivers.get(name)
    if driver is None or name in work.draft.stated:
        return list(terms)
    top = max(abs(term.weight) for term in driver.by) * _OUTWEIGHS
    return [
        term.model_copy(update={"weight": round(term.weight * max(top, 0.5), 3)}) for term in terms
    ]


def _without_reads(work: Work, name: str, terms: Sequence[Term]) -> Driver:
    """An outline's driver without its own terms on what the user speaks of."""
    driver = work.draft.drivers[name]
    said = {read for term in terms for read in names_in(term.of)}
    kept = [term for term in driver.by if not names_in(term.of) & said]
    return driver.model_copy(update={"by": kept})
