"""A draft made from a reading, step by step, and the plan from the draft."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rowsmith.errors import NotUnderstood
from rowsmith.planning.builtin.assemble import to_schema
from rowsmith.planning.builtin.carry_out import apply_details, depend, formula_of, place_order
from rowsmith.planning.builtin.columns import Keys, Money, shape_column, unsettled
from rowsmith.planning.builtin.dates import read_dates
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.domain_columns import DomainColumns, take_over
from rowsmith.planning.builtin.draft import Draft, DraftColumn, essence
from rowsmith.planning.builtin.implied import imply
from rowsmith.planning.builtin.items import Item
from rowsmith.planning.builtin.labels import choose_labels, difficulty, drive_labels
from rowsmith.planning.builtin.lexicon import is_usual_label, look_up, look_up_exactly
from rowsmith.planning.builtin.merge import merged
from rowsmith.planning.builtin.naming import column_name, plain_name, title_of, unique_names
from rowsmith.planning.builtin.reading import Reading
from rowsmith.planning.builtin.rename import reads_of
from rowsmith.planning.builtin.respell import follow_values
from rowsmith.planning.builtin.statements import Statements
from rowsmith.planning.builtin.subjects import (
    add_tables,
    set_countries,
    set_roles,
    set_subjects,
    settle_entities,
)
from rowsmith.planning.builtin.words import listed, stems, words
from rowsmith.planning.plan import Plan

_HOW_TO_SAY = (
    "Give its values in brackets, as in 'tier (basic, plus, elite)', a range, as in "
    "'weight between 2 and 40', or a rate, as in 'returned (8% yes)'."
)

_HOW_TO_ASK = (
    "Name what the data is about, as in 'customer churn for a telecom company', or list the "
    "columns, as in 'columns: name, age between 18 and 65, city'."
)


@dataclass(frozen=True, slots=True)
class _Resolved:
    column: DraftColumn
    of_domain: str | None


class Assembly:
    """Makes a draft from a reading, step by step, and the plan from the draft."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        currency = reading.request.currency
        self.money = Money(currency.per_dollar if currency else 1.0)
        self.currency = currency.code if currency else None
        self.context = stems(reading.clauses.head)
        if reading.domain is not None:
            self.context += stems(f"{reading.domain.domain.title} {reading.domain.domain.unit}")
        self.draft = Draft()
        self.named: set[str] = set()
        self.taken: set[str | None] = set()
        self.unknown: list[str] = []
        self.unplaced: list[str] = []

    def plan(self) -> Plan:
        """The plan. Raises NotUnderstood."""
        items = self._items()
        domain = self.reading.domain
        if domain is not None:
            self.named = {name for item in items if (name := domain.find(item.phrase)) is not None}
            self._drop_rootless(domain)
        resolved = [self._resolve(item) for item in items]
        found = [one for one in resolved if one is not None]
        self._check_understood(found)
        self._fill(found)
        asked = self._labels()
        choose_labels(self.draft, asked)
        self._relate()
        choose_labels(self.draft, asked)
        imply(self.draft)
        drive_labels(self.draft, difficulty(self.reading.text))
        self._finish()
        schema = to_schema(self.draft)
        return Plan(
            schema=schema,
            rows=self.reading.request.rows,
            locale=self.reading.request.locale,
            warnings=self._warnings(),
        )

    def _items(self) -> list[Item]:
        return merged(self.reading.items)

    def _resolve(self, item: Item) -> _Resolved | None:
        domain = self.reading.domain
        of_domain = domain.find(item.phrase) if domain is not None else None
        if domain is not None and of_domain is None:
            of_domain = self._only_date(domain, item)
        if (
            domain is not None
            and of_domain is not None
            and self._prefers_vocabulary(domain, of_domain, item)
        ):
            of_domain = None
        if of_domain in self.taken or (domain is not None and _is_recast(domain, of_domain, item)):
            of_domain = None
        if domain is not None and of_domain is not None:
            self.taken.add(of_domain)
            column = self._domain_column(domain, of_domain, item)
        else:
            column = self._vocabulary_column(item)
        if column is None:
            self.unknown.append(item.text)
            return None
        return _Resolved(column, of_domain)

    def _only_date(self, domain: DomainColumns, item: Item) -> str | None:
        """`date` or `timestamp` is the one moment that a row of the domain has."""
        if item.phrase.lower() not in ("date", "timestamp", "datetime", "day"):
            return None
        dates = [
            name
            for name, (keys, entity) in domain.by_name.items()
            if keys["kind"] == "datetime" and entity is None and "after" not in keys
        ]
        found = dates[0] if len(dates) == 1 and dates[0] not in self.named else None
        if found is not None:
            self.named.add(found)
        return found

    def _drop_rootless(self, domain: DomainColumns) -> None:
        """Computed columns of a closed list that has nothing that they are computed from."""
        if not self.reading.clauses.closed:
            return
        while True:
            rootless = {name for name in self.named if self._is_rootless(domain, name)}
            if not rootless:
                return
            self.named -= rootless

    def _is_rootless(self, domain: DomainColumns, name: str) -> bool:
        keys, _ = domain.by_name[name]
        return (
            keys["kind"] == "formula"
            and not reads_of(keys) & self.named
            and look_up(name) is not None
        )

    def _prefers_vocabulary(self, domain: DomainColumns, name: str, item: Item) -> bool:
        """Whether the vocabulary fits what was asked for better than the domain's column."""
        if not self.reading.clauses.closed:
            return False
        if name not in self.named:
            return True
        said, own = look_up_exactly(item.phrase), domain.concept(name)
        return (
            said is not None
            and own is not None
            and said != own
            and essence(item.phrase) != essence(name)
        )

    def _domain_column(self, domain: DomainColumns, name: str, item: Item) -> DraftColumn | None:
        keys, entity = domain.by_name[name]
        own = {key: value for key, value in keys.items() if key != "name"}
        found = look_up(item.phrase)
        unit = found.unit if found is not None else None
        shaped = shape_column(own, item.details, unit=unit, money=self.money)
        if shaped is None:
            return None
        said = column_name(item)
        mentioned = (
            not self.reading.clauses.closed and said.endswith("s") and own["kind"] == "boolean"
        )
        called = name if mentioned or plain_name(said) == plain_name(name) else said
        return DraftColumn(
            name=called,
            keys=shaped,
            phrase=item.phrase,
            concept=look_up_exactly(item.phrase) or look_up_exactly(name),
            details=item.details,
            entity=entity,
            from_domain=shaped == own,
        )

    def _vocabulary_column(self, item: Item) -> DraftColumn | None:
        found = look_up(item.phrase, boolean=item.details.whether, context=self.context)
        base: Keys | None = found.keys if found is not None else None
        if found is not None and found.concept == "currency" and self.currency:
            base = {"kind": "category", "values": [{"value": self.currency}]}
        if found is None and item.details.rate is not None and item.details.rate_word is None:
            item.details.whether = True
        unit = found.unit if found is not None else None
        if found is not None and found.concept is None and base is not None:
            base = unsettled(base, item.details)
        keys = shape_column(base, item.details, unit=unit, money=self.money)
        if keys is None:
            return None
        return DraftColumn(
            name=column_name(item),
            keys=keys,
            phrase=item.phrase,
            concept=found.concept if found is not None else None,
            prefix=found.prefix if found is not None else (),
            details=item.details,
            subject=found.subject if found is not None else False,
        )

    def _check_understood(self, found: list[_Resolved]) -> None:
        clauses, domain = self.reading.clauses, self.reading.domain
        understood = [one.column.name for one in found]
        if self.unknown and (clauses.closed or domain is None):
            raise NotUnderstood(
                f"Not understood: {listed(repr(text) for text in self.unknown)}. {_HOW_TO_SAY}",
                understood=understood,
                not_understood=self.unknown,
            )
        if (
            domain is None
            and len(found) == 1
            and not (clauses.closed or _says_more(found[0].column))
        ):
            raise NotUnderstood(
                f"Only '{understood[0]}' was recognised. {_HOW_TO_ASK}",
                understood=understood,
                not_understood=[clauses.head.strip()[:200] or self.reading.text[:200]],
            )
        if not found and domain is None:
            raise NotUnderstood(
                f"No subject or column was recognised. {_HOW_TO_ASK}",
                understood=self._request_words(),
                not_understood=[self.reading.clauses.head.strip()[:200] or self.reading.text[:200]],
            )

    def _request_words(self) -> list[str]:
        request = self.reading.request
        said = [f"{request.rows} rows" if request.rows else None, request.locale, self.currency]
        return [word for word in said if word]

    def _fill(self, found: list[_Resolved]) -> None:
        domain = self.reading.domain
        if domain is None:
            self.draft.columns = unique_names([one.column for one in found])
            self.draft.title = title_of(self.reading)
            return
        closed = self.reading.clauses.closed
        self.draft.domain = domain.domain.data.domain
        self.draft.title = title_of(self.reading) if closed else domain.domain.title
        named = {one.of_domain: one.column for one in found if one.of_domain is not None}
        wanted = [
            name
            for name in domain.by_name
            if name in named or (not closed and name in domain.usual)
        ]
        new_names = {
            name: column.name for name, column in named.items() if name and column.name != name
        }
        self._make_room(domain, [one.column for one in found], new_names)
        take_over(self.draft, domain, wanted, new_names)
        levels = {column.name: column.levels() for column in self.draft.columns}
        for column in named.values():
            self._replace(column)
        for column in named.values():
            self._follow(column, levels[column.name])
        own = [one.column for one in found if one.of_domain is None]
        if closed and named:
            self._flatten_subject(domain, set(named))
        self._add_own(own, closed, [one.column.name for one in found])

    def _flatten_subject(self, domain: DomainColumns, named: set[str | None]) -> None:
        """Only columns of a subject are wanted of the domain: each row is one subject."""
        entities = {domain.by_name[name][1] for name in named if name is not None}
        if len(entities) == 1 and None not in entities and self.reading.request.subjects is None:
            for column in self.draft.columns:
                column.entity = None
            self.draft.entities = []

    def _make_room(
        self, domain: DomainColumns, said: list[DraftColumn], new_names: dict[str, str]
    ) -> None:
        """Another name for a domain's column whose name the user has for something else."""
        taken = {new_names.get(name, name) for name in new_names} | {one.name for one in said}
        for name in domain.by_name:
            if name in taken and name not in new_names and name not in self.named:
                new_names[name] = f"{name}_base"

    def _replace(self, column: DraftColumn) -> None:
        """Put what the user said of a domain's column in its place."""
        for position, there in enumerate(self.draft.columns):
            if there.name == column.name:
                if there.keys.get("kind") == column.keys.get("kind") and column.from_domain:
                    column.keys = there.keys
                column.concept = column.concept or there.concept
                self.draft.columns[position] = column
        if column.name in self.draft.hidden:
            self.draft.hidden.remove(column.name)

    def _follow(self, column: DraftColumn, old: list[str]) -> None:
        """Make what the domain computes or compares with a column follow what the user said."""
        if column.from_domain:
            return
        if column.kind == "category" and old:
            for lost in follow_values(self.draft, column.name, old, column.levels()):
                self._make_otherwise(lost)
        else:
            self._drop_thresholds(column.name)

    def _make_otherwise(self, name: str) -> None:
        """A domain's column that lost what it is computed from: the vocabulary's, or none."""
        column = self.draft.column(name)
        found = look_up(name)
        keys = None
        if column is not None and found is not None:
            keys = shape_column(found.keys, column.details, unit=found.unit, money=self.money)
        if column is not None and keys is not None and name not in self.draft.hidden:
            column.keys, column.from_domain = keys, False
        else:
            self.draft.columns = [one for one in self.draft.columns if one.name != name]

    def _drop_thresholds(self, name: str) -> None:
        """Terms that compare a column with the domain's figures, where the user gave others."""
        for driver in self.draft.drivers:
            kept = [
                term
                for term in driver["by"]
                if term["of"] == name or name not in reads_of({"when": term["of"]})
            ]
            driver["by"] = kept or driver["by"]

    def _add_own(self, own: list[DraftColumn], closed: bool, order: list[str]) -> None:
        entity = str(self.draft.entities[0]["name"]) if self.draft.entities else None
        for column in own:
            if column.subject and entity is not None and not column.details.depends:
                column.entity = entity
            self.draft.columns.append(column)
        self.draft.columns = unique_names(self.draft.columns)
        if closed:
            position = {name: place for place, name in enumerate(order)}
            self.draft.columns.sort(key=lambda one: position.get(one.name, len(position)))
        elif self.draft.labels:
            labels = [one for one in self.draft.columns if one.name in self.draft.labels]
            self.draft.columns = [one for one in self.draft.columns if one not in labels] + labels

    def _labels(self) -> list[DraftColumn]:
        """The columns that the description wants predicted, added where they lack."""
        found: list[DraftColumn] = []
        for phrase in [*self.reading.label_phrases, *self._topic_labels()]:
            column = self._label(phrase)
            if column is not None and column not in found:
                found.append(column)
        return (
            found[:1] if len(found) > 1 and not any(one.details.label for one in found) else found
        )

    def _topic_labels(self) -> list[str]:
        """What a topic's description is about beyond it: the dropout of `student dropout`."""
        if not self.reading.by_topic or self.reading.domain is None:
            return []
        said = [word for word in words(self.reading.clauses.head) if len(word) > 3]
        domain = self.reading.domain
        return [
            word
            for word in said
            if domain.find(word) is None
            and is_usual_label(word)
            and word not in domain.domain.title
        ]

    def _label(self, phrase: str) -> DraftColumn | None:
        from rowsmith.planning.builtin.draft import resolve

        candidates = [
            one
            for one in self.draft.visible()
            if one.kind in ("number", "boolean", "category", "formula")
        ]
        column = resolve(phrase, candidates)
        if column is not None:
            return column
        domain = self.reading.domain
        foreign = domain is not None and domain.find(phrase) is None
        if foreign and not self.reading.clauses.closed and not self.reading.by_topic:
            return None
        return self._add(phrase, Details(label=True))

    def _add(self, phrase: str, details: Details) -> DraftColumn | None:
        """A column that a statement names and the dataset lacks."""
        item = Item(phrase, phrase, details)
        before = len(self.unknown)
        resolved = self._resolve(item)
        del self.unknown[before:]
        if resolved is None or len(phrase.split()) > 4:
            return None
        column = resolved.column
        if resolved.of_domain is not None and self.reading.domain is not None:
            taken = Draft()
            take_over(taken, self.reading.domain, [resolved.of_domain], {})
            if any(
                self.draft.column(one.name) is None
                for one in taken.columns
                if one.name in taken.hidden
            ):
                return None
            column.name = resolved.of_domain
            self.draft.drivers.extend(
                driver
                for driver in self._domain_drivers(resolved.of_domain)
                if self.draft.driver(column.name) is None
            )
        elif column.concept is None:
            return None
        if self.draft.column(column.name) is not None:
            return self.draft.column(column.name)
        self.draft.columns.append(column)
        return column

    def _domain_drivers(self, name: str) -> list[Keys]:
        domain = self.reading.domain
        if domain is None:
            return []
        there = [column.name for column in self.draft.visible() if column.name in domain.by_name]
        taken = Draft()
        take_over(taken, domain, [*there, name], {})
        return [driver for driver in taken.drivers if driver["column"] == name]

    def _relate(self) -> None:
        """What was said of columns: order, dependence, shares, missing cells."""
        for column in list(self.draft.columns):
            self._compute(column)
            place_order(self.draft, column, self.unplaced, self._add)
            said, column.details.depends = column.details.depends, []
            depend(self.draft, column, said, self.unplaced)
            if column.details.missing is not None and (column.kind != "id" or column.entity):
                self.draft.missing = [
                    one for one in self.draft.missing if one["column"] != column.name
                ]
                self.draft.missing.append({"column": column.name, "share": column.details.missing})
        self._span_of_dates()
        statements = Statements(self.draft, self._add)
        for sentence in self.reading.clauses.statements:
            if not statements.read(sentence):
                self._leftover(sentence)
        self.unplaced.extend(statements.unplaced)
        for column in self.draft.columns:
            if column.details.after or column.details.before:
                place_order(self.draft, column, [], self._add)

    def _compute(self, column: DraftColumn) -> None:
        """The formula that the user wrote for a column, in the columns' names."""
        said = column.details.formula
        if said is None:
            return
        expression = formula_of(said, self.draft, column)
        if expression is None:
            self.unplaced.append(f"'{column.name} = {said}'")
            return
        column.keys = {"kind": "formula", "expression": expression}
        column.from_domain = False
        self.draft.drivers = [one for one in self.draft.drivers if one["column"] != column.name]

    def _span_of_dates(self) -> None:
        """`over the last two years`, said of all: when the first date of a row lies."""
        said = Details()
        read_dates(self.reading.clauses.head, said)
        if said.start is None and said.end is None:
            return
        for column in self.draft.columns:
            if column.kind == "datetime" and column.entity is None and "after" not in column.keys:
                if column.details.start is None:
                    apply_details(column, said)
                return

    def _leftover(self, sentence: str) -> None:
        words = re.findall(r"[a-z]{3,}", sentence.lower())
        if len(words) > 1 and not _POLITE.search(sentence):
            self.unplaced.append(f"'{sentence.strip()[:100]}'")

    def _finish(self) -> None:
        for column in self.draft.columns:
            if str(column.keys.get("tone", "")).startswith("{"):
                tone = self.draft.of_concept(str(column.keys["tone"]).strip("{}"))
                column.keys = (
                    {**column.keys, "tone": tone.name}
                    if tone is not None
                    else {key: value for key, value in column.keys.items() if key != "tone"}
                )
            if (
                column.keys.get("pattern") == "{airline_code}####"
                and self.draft.column("airline_code") is None
            ):
                column.keys = {**column.keys, "pattern": "??####"}
        set_roles(self.draft)
        set_countries(self.draft, self.reading.request.country_codes)
        set_subjects(self.draft, self.reading.request.subjects)
        settle_entities(self.draft)
        add_tables(self.draft)

    def _warnings(self) -> list[str]:
        found = list(self.draft.warnings)
        domain = self.reading.domain
        if self.reading.by_topic and domain is not None:
            found.insert(0, f"Read as '{domain.domain.title}'. {_HOW_TO_ASK}")
        if self.unknown:
            unknown = listed(repr(text) for text in self.unknown)
            found.append(f"Left out, not understood: {unknown}. {_HOW_TO_SAY}")
        if self.unplaced:
            found.append(f"Not carried out: {listed(dict.fromkeys(self.unplaced))}.")
        return found


def _is_recast(domain: DomainColumns, name: str | None, item: Item) -> bool:
    """Whether the user gives figures for what the domain computes: it is drawn instead."""
    if name is None or domain.by_name[name][0]["kind"] != "formula":
        return False
    said = item.details
    return (
        said.rate is not None or bool(said.values) or said.low is not None or said.high is not None
    )


def _says_more(column: DraftColumn) -> bool:
    return column.details.says_anything() or "_" in column.phrase


_POLITE = re.compile(
    r"\b(?:please|thanks?|thank\s+you|realistic|machine\s+learning|training|practice|practise"
    r"|csv|project|i\s+(?:need|want)|would\s+be|make\s+it|plausible|sensible|homework|tutorial"
    r"|useful|model)\b",
    re.I,
)
