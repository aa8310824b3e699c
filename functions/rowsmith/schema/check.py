"""Everything that can be wrong with a schema, found at once and said by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches

from rowsmith.errors import Problem
from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Column
from rowsmith.schema.dependencies import (
    Cycle,
    expressions,
    making_order,
    placeholders,
    reads,
)
from rowsmith.schema.expressions import ExpressionError, names, parse
from rowsmith.schema.model import MAX_COLUMNS, Entity, Schema
from rowsmith.schema.moments import resolve
from rowsmith.schema.providers import PROVIDERS
from rowsmith.schema.types import (
    formula_type,
    is_time_of_day,
    known_type,
    level_values,
    table_named,
)
from rowsmith.schema.typing import ValueType, infer

SHARE_TOLERANCE = 0.015
"""How far shares may be from 1 (or 100) in all: thirds are written as 33, 33, 33."""

_ANY_DAY = date(2024, 1, 1)


def check(schema: Schema) -> list[Problem]:
    """Every problem of `schema` beyond the form of its keys; empty where it can be made."""
    return _Check(schema).run()


class _Check:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.problems: list[Problem] = []
        self.subjects = list(schema.subjects())
        self.entity_of = {column.name: entity for entity, column in self.subjects}
        self.columns = {column.name: column for _, column in self.subjects}
        self.types: dict[str, ValueType] = {}

    def run(self) -> list[Problem]:
        self._names()
        self._tables()
        for entity, column in self.subjects:
            self._references(entity, column)
        self._infer_types(self._making_order())
        for _, column in self.subjects:
            self._expressions(column)
            _CHECKS.get(column.kind, _no_check)(self, column)
        self._drivers()
        self._missing()
        self._dirt()
        self._targets()
        return self.problems

    def report(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))

    def _names(self) -> None:
        if not self.subjects:
            self.report("columns", "is empty; a dataset needs at least one column")
        if len(self.subjects) > MAX_COLUMNS:
            self.report("columns", f"are {len(self.subjects)}; at most {MAX_COLUMNS} fit")
        if self.subjects and not self.schema.csv_order():
            self.report("hidden", "hides every column; leave at least one to see")
        for what, found in (
            ("columns", [column.name for _, column in self.subjects]),
            ("tables", [table.name for table in self.schema.tables]),
            ("entities", [entity.name for entity in self.schema.entities]),
            ("drivers", [driver.column for driver in self.schema.drivers]),
        ):
            for name, count in Counter(found).items():
                if count > 1:
                    self.report(f"{what}.{name}", f"is there {count} times; names must differ")

    def _tables(self) -> None:
        for table in self.schema.tables:
            where = f"tables.{table.name}"
            for number, row in enumerate(table.rows, start=1):
                if len(row) != len(table.fields):
                    self.report(
                        f"{where}.rows",
                        f"row {number} has {len(row)} values for {len(table.fields)} fields",
                    )
            if len(set(table.fields)) != len(table.fields):
                self.report(f"{where}.fields", "has a name twice")
            if table.shares is None:
                continue
            if len(table.shares) != len(table.rows):
                self.report(
                    f"{where}.shares",
                    f"has {len(table.shares)} shares for {len(table.rows)} rows; one each",
                )
            elif not sum(table.shares):
                self.report(f"{where}.shares", "are all zero; at least one row needs a share")

    def _references(self, entity: Entity | None, column: Column) -> None:
        for key, name in _direct_references(column):
            self._reference(f"columns.{column.name}.{key}", name)
        for name in reads(column, self.schema, entity):
            other = self.entity_of.get(name)
            if entity is not None and name in self.columns and other is not entity:
                self.report(
                    f"columns.{column.name}",
                    f"belongs to the entity '{entity.name}' and reads '{name}', which does not; "
                    "columns of an entity depend on each other only",
                )
        if isinstance(column, kinds.LookupColumn):
            self._lookup(column)

    def _lookup(self, column: kinds.LookupColumn) -> None:
        table = table_named(self.schema, column.table)
        if table is None:
            there = [table.name for table in self.schema.tables]
            self.report(
                f"columns.{column.name}.table",
                f"names '{column.table}'{_instead(column.table, there)}",
            )
        elif column.field not in table.fields:
            self.report(
                f"columns.{column.name}.field",
                f"names '{column.field}'{_instead(column.field, table.fields)}",
            )

    def _reference(self, where: str, name: str) -> bool:
        if name in self.columns:
            return True
        self.report(where, f"reads '{name}'{_instead(name, self.columns)}")
        return False

    def _making_order(self) -> list[str]:
        graph = {
            column.name: reads(column, self.schema, entity) for entity, column in self.subjects
        }
        try:
            return making_order(graph)
        except Cycle as cycle:
            self.report(
                f"columns.{cycle.path[0]}",
                f"depends on itself ({' -> '.join(cycle.path)}); break the circle",
            )
            return list(graph)

    def _infer_types(self, order: list[str]) -> None:
        for name in order:
            column = self.columns[name]
            known = known_type(column, self.schema)
            if known is None and isinstance(column, kinds.FormulaColumn):
                known = self._formula_type(column)
            self.types[name] = known or ValueType("number")

    def _formula_type(self, column: kinds.FormulaColumn) -> ValueType | None:
        try:
            if all(name in self.types for name in names(parse(column.expression))):
                return formula_type(column, self.types)
        except ExpressionError as error:
            self.report(f"columns.{column.name}.expression", str(error))
        return None  # what it reads is not there or circular, which has been said

    def _expressions(self, column: Column) -> None:
        for key, source in expressions(column):
            if key == "expression":
                self._known_names(f"columns.{column.name}.{key}", source)
                continue
            wanted = ("boolean",) if key.endswith("when") else ("number",)
            self.expression(f"columns.{column.name}.{key}", source, wanted)

    def _known_names(self, where: str, source: str) -> None:
        try:
            for name in sorted(names(parse(source))):
                self._reference(where, name)
        except ExpressionError:
            return  # said when its type was inferred

    def expression(self, where: str, source: str, wanted: tuple[str, ...]) -> ValueType | None:
        """The type of an expression, if it can be read and is one of `wanted`."""
        try:
            node = parse(source)
            known = [self._reference(where, name) for name in sorted(names(node))]
            if not all(known):
                return None
            found = infer(node, self.types)
        except ExpressionError as error:
            self.report(where, str(error))
            return None
        if found.name not in wanted and not ("number" in wanted and found.countable):
            self.report(where, f"gives a {found.name}; it must be a {' or '.join(wanted)}")
            return None
        return found

    def levels(self, where: str, levels: list[kinds.Level]) -> None:
        """Shares that add up, and values that differ."""
        for value, count in Counter(level.value for level in levels).items():
            if count > 1:
                self.report(where, f"has '{value}' {count} times; values must differ")
        stated = [level.share for level in levels if level.share is not None]
        total = sum(stated)
        if not stated:
            return
        open_ended = len(stated) < len(levels)
        scale = 1.0 if total <= 1 + SHARE_TOLERANCE else 100.0
        excess = total / scale - 1
        if excess > SHARE_TOLERANCE or (not open_ended and excess < -SHARE_TOLERANCE):
            self.report(
                where, f"has shares that add up to {total:g}; make them add up to 100 (or to 1)"
            )

    def _drivers(self) -> None:
        for driver in self.schema.drivers:
            where = f"drivers.{driver.column}"
            if not self._reference(where, driver.column):
                continue
            column = self.columns[driver.column]
            if not _can_be_driven(column):
                self.report(
                    where,
                    f"moves a {column.kind} column; drivers move numbers, booleans and ordered "
                    "categories",
                )
            if not any(term.weight for term in driver.by):
                self.report(f"{where}.by", "has no weight other than zero")
            for number, term in enumerate(driver.by):
                self._term(f"{where}.by.{number}", term.of)

    def _term(self, where: str, source: str) -> None:
        found = self.expression(where, source, ("number", "boolean", "date", "text"))
        if found is None or found.name != "text" or found.countable:
            return
        column = self.columns.get(source.strip("`"))
        if not (isinstance(column, kinds.CategoryColumn) and column.ordered):
            self.report(
                where,
                f"'{source}' is text without an order; compare it, as in {source} == 'value', "
                "or make the category ordered",
            )

    def _missing(self) -> None:
        for missing in self.schema.missing:
            where = f"missing.{missing.column}"
            self._reference(where, missing.column)
            if missing.when is not None:
                self.expression(f"{where}.when", missing.when, ("boolean",))
        for entity, column in self.subjects:
            if entity is None and column.kind == "id" and self._is_missing(column.name):
                self.report(f"missing.{column.name}", "empties an id; ids are never missing")

    def _is_missing(self, name: str) -> bool:
        return any(missing.column == name for missing in self.schema.missing)

    def _dirt(self) -> None:
        for dirt in self.schema.dirt:
            if dirt.what == "duplicates":
                if dirt.column is not None:
                    self.report("dirt.duplicates", "repeats whole rows; leave its column out")
                continue
            where = f"dirt.{dirt.what}"
            if dirt.column is None:
                self.report(where, "needs the column that it spoils")
            elif self._reference(where, dirt.column):
                self._dirt_fits(f"{where}.{dirt.column}", dirt.what, self.columns[dirt.column])

    def _dirt_fits(self, where: str, what: str, column: Column) -> None:
        fitting = {
            "outliers": ("number",),
            "typos": ("category", "lookup", "person", "place", "faker", "text"),
            "formats": ("datetime", "category", "lookup", "boolean", "person"),
        }[what]
        if column.kind not in fitting:
            self.report(where, f"cannot have {what}; columns of kind {', '.join(fitting)} can")
        elif what != "outliers" and self.types[column.name].name == "number":
            self.report(where, f"cannot have {what}; it holds numbers, which can have outliers")

    def _targets(self) -> None:
        for name in self.schema.labels:
            if self._reference(f"labels.{name}", name) and name in self.schema.hidden:
                self.report(f"labels.{name}", "is hidden; a label must be in the CSV")
        for name in self.schema.hidden:
            self._reference(f"hidden.{name}", name)

    def id(self, column: kinds.IdColumn) -> None:
        """A pattern that can tell rows apart."""
        plain = column.pattern in ("sequence", "uuid")
        if not plain and "#" not in column.pattern and "?" not in column.pattern:
            self.report(
                f"columns.{column.name}.pattern",
                "has no # (digit) or ? (letter) to tell rows apart; write sequence, uuid or "
                "something like INV-#####",
            )
        if column.pattern.count("{") != len(placeholders(column.pattern)):
            self.report(f"columns.{column.name}.pattern", "has a brace that is not closed")
        for name in placeholders(column.pattern):
            found = self.types.get(name)
            if found is not None and not _fits_an_id(found):
                self.report(
                    f"columns.{column.name}.pattern",
                    f"holds '{name}', a {found.name}; texts and whole numbers can stand in an id",
                )

    def faker(self, column: kinds.FakerColumn) -> None:
        """A provider of the allow-list."""
        if column.provider not in PROVIDERS:
            self.report(
                f"columns.{column.name}.provider",
                f"names '{column.provider}'{_instead(column.provider, PROVIDERS)}",
            )

    def category(self, column: kinds.CategoryColumn) -> None:
        """Shares of the column and of each case."""
        self.levels(f"columns.{column.name}.values", column.values)
        for number, case in enumerate(column.cases or ()):
            self.levels(f"columns.{column.name}.cases.{number}.values", case.values)
        if len(level_values(column)) > kinds.MAX_VALUES:
            self.report(
                f"columns.{column.name}.values", f"are over {kinds.MAX_VALUES} with its cases"
            )

    def boolean(self, column: kinds.BooleanColumn) -> None:
        """Two words that differ."""
        if column.words and column.words[0] == column.words[1]:
            self.report(f"columns.{column.name}.words", "are the same; true and false must differ")

    def number(self, column: kinds.NumberColumn) -> None:
        """Bounds in order, with the means between them."""
        where = f"columns.{column.name}"
        low = column.min if isinstance(column.min, float | int) else None
        high = column.max if isinstance(column.max, float | int) else None
        if low is not None and high is not None and low > high:
            self.report(f"{where}.min", f"is {low:g}, above max, which is {high:g}; swap them")
            return
        means = [(f"{where}.mean", column.mean)]
        means += [
            (f"{where}.cases.{n}.mean", case.mean) for n, case in enumerate(column.cases or ())
        ]
        for place, mean in means:
            if mean is not None and low is not None and mean < low:
                self.report(place, f"is {mean:g}, below min, which is {low:g}")
            if mean is not None and high is not None and mean > high:
                self.report(place, f"is {mean:g}, above max, which is {high:g}")

    def datetime(self, column: kinds.DatetimeColumn) -> None:
        """Moments that can be read, in order, of one sort; `after` a date."""
        where = f"columns.{column.name}"
        start = self._moment(f"{where}.start", column.start, end=False)
        end = self._moment(f"{where}.end", column.end, end=True)
        if start is not None and end is not None and start > end:
            self.report(f"{where}.start", f"('{column.start}') is later than end ('{column.end}')")
        if column.within is not None and column.after is None:
            self.report(f"{where}.within", "needs `after`, the column that comes before")
        if isinstance(column.within, float | int) and column.within < 0:
            self.report(f"{where}.within", "is negative; it is a number of days after")
        if column.after is not None and column.after in self.types:
            if self.types[column.after].name != "date":
                self.report(f"{where}.after", f"names '{column.after}', which is not a date")
            if is_time_of_day(column):
                self.report(f"{where}.after", "does not fit a time of day; give a date range")
        if is_time_of_day(column) and (column.start is None or column.end is None):
            self.report(
                where, "is a time of day and needs both start and end, as in 08:00 and 18:00"
            )

    def _moment(self, where: str, text: str | None, *, end: bool) -> int | None:
        if text is None:
            return None
        try:
            return resolve(text, today=_ANY_DAY, end=end).seconds
        except ValueError as error:
            self.report(where, str(error))
            return None

    def text(self, column: kinds.TextColumn) -> None:
        """A tone that can be read as good or bad."""
        if column.tone is None or column.tone not in self.columns:
            return
        tone = self.columns[column.tone]
        if not self.types[column.tone].countable and tone.kind != "category":
            self.report(
                f"columns.{column.name}.tone",
                f"names '{column.tone}'; a tone is a rating, a score, a boolean or a category",
            )


def _direct_references(column: Column) -> list[tuple[str, str]]:
    match column:
        case kinds.IdColumn(pattern=pattern):
            return [("pattern", name) for name in placeholders(pattern)]
        case kinds.DatetimeColumn(after=str() as after):
            return [("after", after)]
        case kinds.TextColumn(tone=str() as tone):
            return [("tone", tone)]
    return []


def _can_be_driven(column: Column) -> bool:
    if isinstance(column, kinds.CategoryColumn):
        return bool(column.ordered)
    return column.kind in ("number", "boolean")


def _fits_an_id(found: ValueType) -> bool:
    return found.name == "text" or (found.name == "number" and not found.decimals)


def _instead(name: str, there: Iterable[str]) -> str:
    options = list(there)
    close = get_close_matches(name, options, n=1, cutoff=0.6)
    if close:
        return f", which is not there; did you mean '{close[0]}'?"
    shown = ", ".join(f"'{option}'" for option in options[:12])
    more = ", ..." if len(options) > 12 else ""
    return f", which is not there; there are: {shown}{more}" if options else ", which is not there"


def _no_check(check: _Check, column: Column) -> None:
    return None


_CHECKS: dict[str, Callable[..., None]] = {
    "id": _Check.id,
    "faker": _Check.faker,
    "category": _Check.category,
    "boolean": _Check.boolean,
    "number": _Check.number,
    "datetime": _Check.datetime,
    "text": _Check.text,
}
