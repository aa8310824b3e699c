"""A draft made from a reading, step by step, and the plan from the draft."""

from __future__ import annotations

import re

from rowsmith.errors import NotUnderstood
from rowsmith.planning.builtin.assemble import to_schema
from rowsmith.planning.builtin.by_group import set_rates
from rowsmith.planning.builtin.carry_out import (
    apply_details,
    depend,
    formula_of,
    place_order,
    rule_of,
)
from rowsmith.planning.builtin.columns import Keys
from rowsmith.planning.builtin.dates import read_dates
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.domain_columns import take_over
from rowsmith.planning.builtin.draft import Draft, DraftColumn, resolve
from rowsmith.planning.builtin.filling import Filling
from rowsmith.planning.builtin.implied import imply
from rowsmith.planning.builtin.items import Item
from rowsmith.planning.builtin.labels import choose_labels, difficulty, drive_labels
from rowsmith.planning.builtin.lexicon import is_usual_label
from rowsmith.planning.builtin.mention import by_mention
from rowsmith.planning.builtin.merge import merged
from rowsmith.planning.builtin.reading import Reading
from rowsmith.planning.builtin.resolving import Resolved, Resolver
from rowsmith.planning.builtin.stated import changed_drivers, stated_of
from rowsmith.planning.builtin.statements import Statements
from rowsmith.planning.builtin.subjects import (
    add_tables,
    set_countries,
    set_roles,
    set_subjects,
    settle_entities,
)
from rowsmith.planning.builtin.words import listed, words
from rowsmith.planning.coherence import cohere
from rowsmith.planning.notes import told
from rowsmith.planning.plan import Plan

_HOW_TO_SAY = (
    "Give its values in brackets, as in 'tier (basic, plus, elite)', a range, as in "
    "'weight between 2 and 40', or a rate, as in 'returned (8% yes)'."
)

_HOW_TO_ASK = (
    "Name what the data is about, as in 'customer churn for a telecom company', or list the "
    "columns, as in 'columns: name, age between 18 and 65, city'."
)


class Assembly:
    """Makes a draft from a reading, step by step, and the plan from the draft."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.draft = Draft()
        self._items = merged(reading.items)
        self._resolver = Resolver(reading, self._items)
        self.unplaced: list[str] = []

    def plan(self) -> Plan:
        """The plan. Raises NotUnderstood."""
        resolver = self._resolver
        found = [one for item in self._items if (one := resolver.resolve(item)) is not None]
        self._check_understood(found)
        Filling(self.draft, self.reading, resolver).fill(found)
        asked = self._labels()
        choose_labels(self.draft, asked)
        there = list(self.draft.columns)
        self._relate()
        self._arrange(there)
        asked = asked or self._labels()
        choose_labels(self.draft, asked)
        imply(self.draft)
        drive_labels(self.draft, difficulty(self.reading.text))
        self._finish()
        if not self.draft.visible():
            raise NotUnderstood(
                f"Every column that is named is left out again. {_HOW_TO_ASK}",
                understood=self._request_words(),
                not_understood=[self.reading.text[:200]],
            )
        stated = stated_of(self.draft, [column.name for column in asked])
        plain = to_schema(self.draft)
        schema, notes = cohere(plain, stated)
        moved = [f"what moves '{name}'" for name in changed_drivers(plain, schema)]
        warnings = [one for one in self._warnings() if not any(said in one for said in moved)]
        request = self.reading.request
        return Plan(schema, request.rows, request.locale, [*warnings, *told(notes)])

    def _check_understood(self, found: list[Resolved]) -> None:
        clauses, domain = self.reading.clauses, self.reading.domain
        understood = [one.column.name for one in found]
        unknown = self._resolver.unknown
        if unknown and (clauses.closed or domain is None):
            raise NotUnderstood(
                f"Not understood: {listed(repr(text) for text in unknown)}. {_HOW_TO_SAY}",
                understood=understood,
                not_understood=unknown,
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
        said = [
            f"{request.rows} rows" if request.rows else None,
            request.locale,
            self._resolver.currency,
        ]
        return [word for word in said if word]

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
        before = len(self._resolver.unknown)
        resolved = self._resolver.resolve(item)
        del self._resolver.unknown[before:]
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
        elif column.concept is None and not details.is_telling():
            return None
        if self.draft.column(column.name) is not None:
            return self.draft.column(column.name)
        self.draft.columns.append(column)
        return column

    def _add_cause(self, phrase: str, details: Details) -> DraftColumn | None:
        """A column that another is said to follow: not in a list that is called one."""
        return None if self.reading.clauses.listed else self._add(phrase, details)

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
        computed = {column.name for column in self.draft.columns if column.details.formula}
        for column in list(self.draft.columns):
            self._compute(column)
            set_rates(self.draft, column)
            place_order(self.draft, column, self.unplaced, self._add)
            said, column.details.depends = column.details.depends, []
            depend(self.draft, column, said, self.unplaced, self._add_cause)
            if column.details.missing is not None and (column.kind != "id" or column.entity):
                self.draft.missing = [
                    one for one in self.draft.missing if one["column"] != column.name
                ]
                self.draft.missing.append({"column": column.name, "share": column.details.missing})
        self._span_of_dates()
        statements = Statements(self.draft, self._add, self._add_cause)
        for sentence in self.reading.clauses.statements:
            if not statements.read(sentence):
                self._leftover(sentence)
        self.unplaced.extend(statements.unplaced)
        for column in self.draft.columns:
            if column.details.formula and column.name not in computed:
                self._compute(column)
        for column in self.draft.columns:
            if column.details.after or column.details.before:
                place_order(self.draft, column, [], self._add)

    def _arrange(self, there: list[DraftColumn]) -> None:
        """What only a statement names stands where it is named, in a list of the user's own."""
        if self.reading.domain is None or self.reading.clauses.closed:
            late = [one for one in self.draft.columns if all(one is not other for other in there)]
            self.draft.columns = by_mention(self.draft.columns, late, self.reading.text)

    def _compute(self, column: DraftColumn) -> None:
        """The formula that the user wrote for a column, in the columns' names."""
        said = column.details.formula or column.details.when
        if said is None:
            return
        expression = (
            formula_of(said, self.draft, column)
            if column.details.formula
            else rule_of(said, self.draft, column)
        )
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
        self._span_of_years(said)

    def _span_of_years(self, said: Details) -> None:
        """`registrations from 2018 to 2023` of rows that have a year and no date."""
        first, last = (re.match(r"\d{4}", text or "") for text in (said.start, said.end))
        column = next((one for one in self.draft.columns if one.name in _YEAR_NAMES), None)
        if column is None or first is None or last is None or column.kind != "number":
            return
        apply_details(column, Details(low=float(first.group()), high=float(last.group())))

    def _leftover(self, sentence: str) -> None:
        words = re.findall(r"[a-z]{3,}", sentence.lower())
        title, lines, _ = self.reading.text.partition("\n")
        if lines and title.strip(" :").endswith(sentence.strip(" :")):
            return
        if (len(words) > 1 or "%" in sentence) and not _POLITE.search(sentence):
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
        request = self.reading.request
        here = (request.locale or "").partition("_")[2]
        set_countries(self.draft, request.country_codes or ((here,) if here else ()))
        set_subjects(self.draft, self.reading.request.subjects)
        settle_entities(self.draft)
        add_tables(self.draft)

    def _warnings(self) -> list[str]:
        found = list(self.draft.warnings)
        domain = self.reading.domain
        if self.reading.assumed is not None:
            found.insert(0, f"{self.reading.assumed} {_HOW_TO_ASK}")
        if self.reading.by_topic and domain is not None:
            found.insert(0, f"Read as '{domain.domain.title}'. {_HOW_TO_ASK}")
        found.extend(self._resolver.assumed)
        if self._resolver.respelled:
            found.append(f"Read {listed(self._resolver.respelled)}.")
        if self._resolver.unknown:
            unknown = listed(repr(text) for text in self._resolver.unknown)
            found.append(f"Left out, not understood: {unknown}. {_HOW_TO_SAY}")
        if self.unplaced:
            found.append(f"Not carried out: {listed(dict.fromkeys(self.unplaced))}.")
        return found


_YEAR_NAMES = ("year", "registration_year", "model_year")


def _says_more(column: DraftColumn) -> bool:
    return column.details.says_anything() or "_" in column.phrase


_POLITE = re.compile(
    r"\b(?:please|thanks?|thank\s+you|realistic|machine\s+learning|training|practice|practise"
    r"|csv|project|i\s+(?:need|want)|would\s+be|make\s+it|plausible|sensible|homework|tutorial"
    r"|useful|model)\b",
    re.I,
)
