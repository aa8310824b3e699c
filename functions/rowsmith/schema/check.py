"""Everything that can be wrong with a schema, found at once and said by column."""

from __future__ import annotations

from collections import Counter

from rowsmith.errors import Problem
from rowsmith.schema.columns import (
    COLUMN_MODELS,
    CategoryColumn,
    Column,
    DatetimeColumn,
    NumberColumn,
)
from rowsmith.schema.dependencies import Cycle, ends_of, making_order, reads
from rowsmith.schema.expressions import ExpressionError, calls_in, names, names_in, parse
from rowsmith.schema.findings import Findings
from rowsmith.schema.kinds.base import Spoils
from rowsmith.schema.model import MAX_COLUMNS, Entity, Schema
from rowsmith.schema.presence import check_presence, with_otherwise
from rowsmith.schema.spelling import instead
from rowsmith.schema.typing import LOOKING_BACK, NUMBER, ValueType


def check(schema: Schema) -> list[Problem]:
    """Every problem of `schema` beyond the form of its keys; empty where it can be made."""
    return _Check(schema).run()


class _Check(Findings):
    def run(self) -> list[Problem]:
        self._names()
        self._tables()
        for entity, column in self.subjects:
            self._references(entity, column)
        self._infer_types(self._making_order())
        for _, column in self.subjects:
            self._expressions(column)
            self._steps(column)
            column.check(self)
            check_presence(self, column)
        self._drivers()
        self._missing()
        self._dirt()
        self._targets()
        return self.problems

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
        for key, name in column.references(self.schema, entity):
            self.reference(f"columns.{column.name}.{key}", name)
        for name in reads(column, self.schema, entity):
            other = self.entity_of.get(name)
            if entity is not None and name in self.columns and other is not entity:
                self.report(
                    f"columns.{column.name}",
                    f"belongs to the entity '{entity.name}' and reads '{name}', which does not; "
                    "columns of an entity depend on each other only",
                )

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
            self.types[name] = with_otherwise(self._type_of(column), column)

    def _type_of(self, column: Column) -> ValueType:
        try:
            return column.value_type(self.schema, self.types)
        except ExpressionError as error:
            for key, source in column.expressions():
                if names_in(source) <= self.types.keys():
                    self.report(f"columns.{column.name}.{key}", str(error))
            return NUMBER  # what it reads is not there or circular, which has been said

    def _expressions(self, column: Column) -> None:
        for key, source in column.expressions():
            if key == "expression":
                self._known_names(f"columns.{column.name}.{key}", source)
                continue
            wanted = ("boolean",) if key.endswith("when") else ("number",)
            self.expression(f"columns.{column.name}.{key}", source, wanted)

    def _steps(self, column: Column) -> None:
        """What looks at the rows before needs rows in steps, and is of the rows."""
        looks_back = [
            (key, call)
            for key, source in column.expressions()
            for call in calls_in(source)
            if call in LOOKING_BACK
        ]
        if isinstance(column, NumberColumn) and column.memory is not None:
            looks_back.append(("memory", "memory"))
        for key, what in looks_back:
            where = f"columns.{column.name}.{key}"
            if self.entity_of[column.name] is not None:
                self.report(where, f"has '{what}', which looks at the row before; it is of rows")
            elif not any(
                isinstance(other, DatetimeColumn) and other.every is not None
                for other in self.schema.columns
            ):
                self.report(
                    where,
                    f"has '{what}', which looks at the row before; rows have an order where a "
                    'datetime column has `every`, as in "every": "day"',
                )

    def _known_names(self, where: str, source: str) -> None:
        try:
            for name in sorted(names(parse(source))):
                self.reference(where, name)
        except ExpressionError:
            return  # said when its type was inferred

    def _drivers(self) -> None:
        for driver in self.schema.drivers:
            where = f"drivers.{driver.column}"
            if not self.reference(where, driver.column):
                continue
            column = self.columns[driver.column]
            if not column.can_be_driven:
                self.report(
                    where,
                    f"moves a {column.kind} column; drivers move numbers, booleans and categories",
                )
            if not any(term.weight for term in driver.by):
                self.report(f"{where}.by", "has no weight other than zero")
            for number, term in enumerate(driver.by):
                self._term(f"{where}.by.{number}", term.of)
                if term.toward is not None:
                    self._toward(f"{where}.by.{number}.toward", term.toward, column)

    def _toward(self, where: str, value: str, column: Column) -> None:
        """A value that is there, and at an end where the values have an order."""
        there = ends_of(column)
        if not there:
            self.report(where, f"goes with categories and booleans; '{column.name}' is neither")
        elif value not in there:
            self.report(where, f"names '{value}'{instead(value, there)}")

    def _term(self, where: str, source: str) -> None:
        found = self.expression(where, source, ("number", "boolean", "date", "text"))
        if found is None or found.name != "text" or found.countable:
            return
        column = self.columns.get(source.strip("`"))
        if not (isinstance(column, CategoryColumn) and column.ordered):
            self.report(
                where,
                f"'{source}' is text without an order; compare it, as in {source} == 'value', "
                "or make the category ordered",
            )

    def _missing(self) -> None:
        for missing in self.schema.missing:
            where = f"missing.{missing.column}"
            self.reference(where, missing.column)
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
            elif self.reference(where, dirt.column):
                self._dirt_fits(f"{where}.{dirt.column}", dirt.what, self.columns[dirt.column])

    def _dirt_fits(self, where: str, what: Spoils, column: Column) -> None:
        if what not in column.spoils:
            fitting = [kind for kind, model in COLUMN_MODELS.items() if what in model.spoils]
            self.report(where, f"cannot have {what}; columns of kind {', '.join(fitting)} can")
        elif what != "outliers" and self.types[column.name].name == "number":
            self.report(where, f"cannot have {what}; it holds numbers, which can have outliers")

    def _targets(self) -> None:
        for name in self.schema.labels:
            if self.reference(f"labels.{name}", name) and name in self.schema.hidden:
                self.report(f"labels.{name}", "is hidden; a label must be in the CSV")
        for name in self.schema.hidden:
            self.reference(f"hidden.{name}", name)
        for name, count in Counter(self.schema.order).items():
            if self.reference(f"order.{name}", name) and count > 1:
                self.report(f"order.{name}", f"is there {count} times; once is enough")
