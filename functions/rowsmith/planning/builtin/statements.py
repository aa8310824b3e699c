"""Sentences that say something of columns: `10% of emails are missing`."""

from __future__ import annotations

import re

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.carry_out import AddColumn, apply_details, depend
from rowsmith.planning.builtin.comparisons import (
    cause_of,
    causes_of,
    compares,
    comparisons,
    nouns_of,
    plainer,
)
from rowsmith.planning.builtin.dependence import dependences, read_statement
from rowsmith.planning.builtin.details import Dependence, Details
from rowsmith.planning.builtin.draft import Draft, DraftColumn, essence, resolve
from rowsmith.planning.builtin.flaws import FLAWLESS, Flaws
from rowsmith.planning.builtin.items import Item, read_item
from rowsmith.planning.builtin.lexicon import is_named, outcome_of
from rowsmith.planning.builtin.lists import NOT_LIST
from rowsmith.planning.builtin.shares import Shares
from rowsmith.planning.builtin.terms import depends_on

_WITHOUT = re.compile(
    r"^(?:but\s+)?(?:no|without(?:\s+any)?|not|excluding|exclude|except(?:\s+for)?|leave\s+out"
    r"|omit|skip|drop|don'?t\s+(?:include|add|want|need)|do\s+not\s+(?:include|add|want)"
    r"|remove)\s+(?:the\s+|an?\s+|any\s+)?(?P<what>.+)$",
    re.IGNORECASE,
)

_ABOUT_ALL = re.compile(
    r"\b(?:easy|hard|difficult|challenging)\s+to\s+\w+|\b(?:im)?balanced\b|\bnois[ey]\b"
    r"|^(?:all\s+|each\s+|must\s+be\s+|always\s+)?unique(?:\s+(?:for|per|to|in)\s+\w+)?$"
    r"|\bpredict(?:able|ed)\s+(?:from|by|with|using)\b",
    re.IGNORECASE,
)

_CORRELATION = re.compile(
    r"^(?:with\s+)?(?:a\s+)?correlat\w*\s*(?:of|=|:|is)?\s*(?P<r>[-+]?0?\.\d+)", re.I
)

_COMPARATIVE = re.compile(
    r"^(?P<who>.+?)\s+(?:are|is|be|get|should\s+be|tend\s+to\s+be|will\s+be)\s+(?:usually\s+"
    r"|often\s+|generally\s+)?(?P<how>(?:more|less)\s+\w+|\w+er)$",
    re.I,
)


_SAYS = r"(?:should|must|will|are|is|have|has|gets?|\(\d+% yes\))"
_TWO_SENTENCES = re.compile(
    rf"^(?P<one>[^,]*?\s{_SAYS}(?:\s[^,]*?)?),?\s+and\s+(?P<other>(?:[a-z]+\s+){{1,4}}{_SAYS}\s.+)$",
    re.IGNORECASE,
)


_JOINED = re.compile(r",?\s+(?:and|but|while|whereas)\s+", re.IGNORECASE)


_DOERS = re.compile(r"^(?:they|people|customers|users|it|one)\s+(?P<verb>[a-z]+)$", re.IGNORECASE)


class Statements:
    """Reads statements into a draft; remembers what it could not place."""

    def __init__(self, draft: Draft, add: AddColumn, add_cause: AddColumn) -> None:
        self._draft = draft
        self._add = add
        self._add_cause = add_cause
        self.unplaced: list[str] = []
        self._flaws = Flaws(draft, self.unplaced, add)
        self._shares = Shares(draft, add)

    def read(self, sentence: str) -> bool:
        """Whether `sentence` was understood as a statement."""
        if FLAWLESS.search(sentence) or _ABOUT_ALL.search(sentence):
            return True
        readers = (
            self._flaws.missing,
            self._flaws.dirt,
            self._without,
            self._correlation,
            self._shares.read,
            self._comparative,
            self._depends,
            self._compared,
            self._column,
        )
        return (
            self._joined(sentence)
            or any(read(sentence) for read in readers)
            or self._halves(sentence)
        )

    def _joined(self, sentence: str) -> bool:
        """Comparisons joined by `and` or `but`, each of which could stand alone."""
        parts = _JOINED.split(sentence.strip())
        if len(parts) == 1 or not all(map(_compares, parts)):
            return False
        return self._parts(parts)

    def _parts(self, parts: list[str]) -> bool:
        understood = [part for part in parts if self.read(part)]
        self.unplaced.extend(f"'{part}'" for part in parts if part not in understood)
        return bool(understood)

    def _halves(self, sentence: str) -> bool:
        """Two sentences joined by `and`, of which at least one is understood."""
        match = _TWO_SENTENCES.match(sentence.strip())
        if match is None:
            return False
        return self._parts([match["one"], match["other"]])

    def _without(self, sentence: str) -> bool:
        match = _WITHOUT.match(sentence.strip())
        if match is None:
            return False
        for part in re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|nor)\s+", match["what"]):
            column = resolve(read_item(part).phrase or part, self._draft.visible())
            if column is not None:
                self._leave_out(column)
        return True

    def _leave_out(self, column: DraftColumn) -> None:
        """Take a column away; it stays hidden where others are made from it."""
        if any(
            depends_on(self._draft, other.name, column.name)
            for other in self._draft.columns
            if other is not column
        ):
            self._draft.hidden.append(column.name)
        else:
            self._draft.columns.remove(column)
            self._draft.drivers = [
                one for one in self._draft.drivers if one["column"] != column.name
            ]
            self._draft.missing = [
                one for one in self._draft.missing if one["column"] != column.name
            ]
        self._draft.labels = [name for name in self._draft.labels if name != column.name]

    def _correlation(self, sentence: str) -> bool:
        match = _CORRELATION.match(sentence.strip())
        numbers = [one for one in self._draft.visible() if one.kind == "number"]
        if match is None or len(numbers) < 2:
            return False
        strength = float(match["r"])
        first, second = numbers[-2:]
        self._draft.drivers = [one for one in self._draft.drivers if one["column"] != second.name]
        explained = min(round(strength**2, 4), 0.95)
        said = Dependence(first.name.replace("_", " "), 1.0 if strength > 0 else -1.0, explained)
        return depend(self._draft, second, [said], self.unplaced)

    def _comparative(self, sentence: str) -> bool:
        match = _COMPARATIVE.match(sentence.strip())
        if match is None:
            return False
        for adjective in vocabulary.adjectives():
            if not set(match["how"].lower().split()) & set(adjective.words):
                continue
            for concept in adjective.concepts:
                target = self._draft.of_concept(concept)
                if target is not None:
                    said = Dependence(match["who"], adjective.sign)
                    return depend(self._draft, target, [said], self.unplaced)
        return False

    def _compared(self, sentence: str) -> bool:
        """`monthly contracts churn more`: the first reading that fits the columns there are."""
        for one in comparisons(sentence):
            for noun in one.nouns:
                target = self._target(noun)
                if target is None or essence(one.who) == essence(target.name):
                    continue
                if self._follows(target, one.who, one.sign):
                    return True
        return False

    def _follows(self, target: DraftColumn, who: str, sign: float) -> bool:
        """Let `target` follow what tells `who` apart, by the first name that a column has."""
        way = sign * cause_of(who)[1]
        return any(
            depend(self._draft, target, dependences(cause, way), [], self._add_cause)
            for cause in causes_of(who)
        )

    def _depends(self, sentence: str) -> bool:
        statement = read_statement(plainer(sentence))
        if statement is None:
            return False
        target = self._target(statement.column) or self._added(statement.column)
        if target is None:
            return False
        unplaced: list[str] = []
        placed = depend(self._draft, target, list(statement.depends), unplaced, self._add_cause)
        if placed:
            self.unplaced.extend(unplaced)
        return placed

    def _added(self, phrase: str) -> DraftColumn | None:
        """A field that only a statement names: the one of this very name."""
        said = read_item(phrase).phrase
        return self._add_cause(said, Details()) if said and is_named(said) else None

    def _target(self, phrase: str) -> DraftColumn | None:
        item = read_item(phrase)
        deed = _DOERS.match(phrase)
        counted = nouns_of(deed["verb"]) if deed else ()
        for said in (item.phrase, phrase, outcome_of(item.phrase or phrase), *counted):
            if said and (column := resolve(said, self._draft.candidates())) is not None:
                return column
        return None

    def _outcome(self, item: Item) -> DraftColumn | None:
        """`cancellation`, said of a subscriber's churn: the outcome by another word for it."""
        outcome = vocabulary.outcomes().get(item.phrase.lower())
        if outcome is None or item.details.rate is None:
            return None
        return resolve(outcome, self._draft.candidates())

    def _column(self, sentence: str) -> bool:
        item = read_item(
            re.sub(
                r"^(?:the|all|each|every|make|set|let|keep)\s+", "", sentence.strip(), flags=re.I
            )
        )
        if not item.phrase or not item.details.says_anything() or NOT_LIST.match(item.phrase):
            return False
        column = resolve(item.phrase, self._draft.candidates()) or self._outcome(item)
        if column is None:
            return self._add(item.phrase, item.details) is not None
        apply_details(column, item.details)
        return True


_SHARE_FIRST = re.compile(
    r"^\s*(?:about\s+|around\s+|roughly\s+|~)?\d+(?:\.\d+)?\s*(?:%|percent)\s+[a-z]+", re.I
)


def _compares(part: str) -> bool:
    if _SHARE_FIRST.match(part):
        return True
    return compares(part) or read_statement(plainer(part)) is not None
