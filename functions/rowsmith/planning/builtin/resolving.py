"""From an item to its column: the domain's where it has one, else the vocabulary's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.columns import Keys, shape_column, unsettled
from rowsmith.planning.builtin.domain_columns import DomainColumns, is_of_subject
from rowsmith.planning.builtin.draft import DraftColumn, essence
from rowsmith.planning.builtin.grammar import by_grammar, is_count, is_done, is_kind
from rowsmith.planning.builtin.items import Item
from rowsmith.planning.builtin.lexicon import Found, look_up, look_up_exactly, outcome_of
from rowsmith.planning.builtin.money import Money
from rowsmith.planning.builtin.naming import column_name, plain_name
from rowsmith.planning.builtin.nouns import plural
from rowsmith.planning.builtin.reading import Reading
from rowsmith.planning.builtin.rename import reads_of
from rowsmith.planning.builtin.spelling import respelled
from rowsmith.planning.builtin.words import stems, words


@dataclass(frozen=True, slots=True)
class Resolved:
    """An item's column, and which of the domain's it is."""

    column: DraftColumn
    of_domain: str | None


_A_LIST = 3
"""From so many items on, what stands between commas are columns."""

_A_QUALIFIED_NAME = 2
"""So many words has a name that says of what: `gill_color`."""

_METRIC = "metric"
"""The word of a concept's context where lengths and areas are in metres."""


def _is_metric(reading: Reading) -> bool:
    request = reading.request
    currency = request.currency.code if request.currency else "USD"
    return request.locale not in (None, "en_US") or currency != "USD"


class Resolver:
    """Finds the columns that a reading's items ask for; remembers what it did not understand.

    named: the domain's columns that the items name. unknown: items that nothing is known of.
    respelled: names read as others, in words. recast: the domain's columns that the user wants
    otherwise than it computes them. assumed: what was made of names, in sentences.
    """

    def __init__(self, reading: Reading, items: list[Item]) -> None:
        self._reading = reading
        currency = reading.request.currency
        self.money = Money(currency.per_dollar if currency else 1.0)
        self.currency = currency.code if currency else None
        self._context = stems(reading.clauses.head)
        self.named: set[str] = set()
        self._taken: set[str | None] = set()
        self.unknown: list[str] = []
        self.respelled: list[str] = []
        self.recast: set[str] = set()
        self.assumed: list[str] = []
        if reading.domain is not None:
            domain = reading.domain
            self._context += stems(f"{domain.domain.title} {domain.domain.unit}")
            self.named = {name for item in items if (name := _find(domain, item)) is not None}
            self._drop_rootless(domain)
        if _is_metric(reading):
            self._context += (_METRIC,)

    def resolve(self, item: Item) -> Resolved | None:
        """The column that an item asks for, slips of the pen mended; None where there is none."""
        found = self._resolve(item)
        meant = respelled(item.phrase) if found is None else None
        if meant is not None:
            found = self._resolve(replace(item, phrase=meant, text=meant))
            if found is not None:
                self.respelled.append(f"'{item.phrase}' as '{meant}'")
        if found is None:
            self.unknown.append(item.text)
        return found

    def _resolve(self, item: Item) -> Resolved | None:
        item = _as_outcome(item)
        domain = self._reading.domain
        of_domain = _find(domain, item) if domain is not None else None
        if domain is not None and of_domain is None:
            of_domain = self._only_date(domain, item) or _outcome(domain, item)
        if (
            domain is not None
            and of_domain is not None
            and self._prefers_vocabulary(domain, of_domain, item)
        ):
            of_domain = None
        if domain is not None and of_domain is not None and _is_recast(domain, of_domain, item):
            self.recast.add(of_domain)
            self.named.discard(of_domain)
            of_domain = None
        if of_domain in self._taken:
            of_domain = None
        if domain is not None and of_domain is not None:
            self._taken.add(of_domain)
            column = self._domain_column(domain, of_domain, item)
        else:
            column = self._vocabulary_column(item)
        return None if column is None else Resolved(column, of_domain)

    def _is_listed(self) -> bool:
        """Whether the items are a list of columns beyond doubt, and not words of a sentence."""
        clauses = self._reading.clauses
        return clauses.listed or len(clauses.items) >= _A_LIST

    def _around(self, item: Item) -> tuple[str, ...]:
        """What the data is about; feet are feet wherever the houses stand."""
        feet = not {"sqft", "feet", "foot", "ft"}.isdisjoint(words(item.phrase))
        unit = stems(item.details.unit or "")
        return (*unit, *(stem for stem in self._context if not (feet and stem == _METRIC)))

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
        if not self._reading.clauses.closed:
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
        if _is_truth_here(domain.by_name[name][0], item):
            return True
        if not self._reading.clauses.closed or domain.find(item.phrase) != name:
            return False
        if name not in self.named:
            return True
        if domain.by_name[name][0]["kind"] == "lookup" and self._has_own_values(item):
            return bool(item.details.values) or not self._shares_table(domain, name)
        said, own = look_up_exactly(item.phrase), domain.concept(name)
        return (
            said is not None
            and own is not None
            and said != own
            and essence(item.phrase) != essence(name)
        )

    def _shares_table(self, domain: DomainColumns, name: str) -> bool:
        """Whether another column that is named comes from the same table's row."""
        table = domain.by_name[name][0]["table"]
        return any(
            other != name and domain.by_name[other][0].get("table") == table for other in self.named
        )

    def _has_own_values(self, item: Item) -> bool:
        """Whether the vocabulary knows a field's values in what the data is about."""
        found = look_up(item.phrase, context=stems(self._reading.clauses.head))
        return found is not None and found.in_context and found.keys["kind"] == "category"

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
            not self._reading.clauses.closed
            and own["kind"] == "boolean"
            and (said.endswith("s") or item.details.whether)
        )
        mentioned |= _ASKS.search(said) is not None
        called = name if mentioned or plain_name(said) == plain_name(name) else said
        return DraftColumn(
            name=called,
            keys=shaped,
            phrase=item.phrase,
            concept=look_up_exactly(item.phrase) or look_up_exactly(name),
            aliases=domain.aliases(name),
            details=item.details,
            entity=entity,
            subject=is_of_subject(domain, name, keys),
            from_domain=shaped == own,
        )

    def _of_subject(self, phrase: str) -> Keys | None:
        """`castle`, listed of sightings in castles, is which of them: its name."""
        form = words(phrase)
        heads = words(self._reading.clauses.head)
        if len(form) != 1 or plural(form[0]) not in heads:
            return None
        names = (f"{name} {form[0].capitalize()}" for name in vocabulary.values().proper_names)
        return {"kind": "category", "values": [{"value": name} for name in names]}

    def _vocabulary_column(self, item: Item) -> DraftColumn | None:
        found = look_up(item.phrase, boolean=item.details.whether, context=self._around(item))
        if found is not None and item.details.unit and found.keys["kind"] == "boolean":
            measured = f"{item.phrase} {item.details.unit}"
            found = look_up(measured, context=self._around(item)) or found
        base: Keys | None = found.keys if found is not None else None
        if found is not None and found.concept == "currency" and self.currency:
            base = {"kind": "category", "values": [{"value": self.currency}]}
        if found is not None and found.concept is None and _is_share(item, found):
            found = None
        if found is None and item.details.rate is not None and item.details.rate_word is None:
            item.details.whether = True
        unit = found.unit if found is not None else None
        if found is not None and found.concept is None and base is not None:
            base = unsettled(base, item.details)
        if base is not None and base["kind"] == "datetime" and _is_day(item.phrase):
            base = {key: value for key, value in base.items() if key != "precision"}
        if base is not None and _is_misread(item, base["kind"]):
            base = by_grammar(item.phrase, unit=None)
        keys = shape_column(base, item.details, unit=unit, money=self.money)
        if keys is None and self._is_listed():
            base = by_grammar(item.phrase, unit=item.details.unit) or _by_last_noun(item.phrase)
            base = base or self._of_subject(item.phrase)
            if is_kind(item.phrase) and not item.details.values:
                self.assumed.append(
                    f"No values are known of '{item.phrase}': they are Type A to D. Give others in "
                    f"brackets, as in '{item.phrase} (one, two, three)'."
                )
            keys = shape_column(base, item.details, unit=None, money=self.money)
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


def _is_truth_here(keys: Keys, item: Item) -> bool:
    """Whether `12% smoke` asks for yes or no where the domain has several values."""
    said = item.details
    if said.rate is None or said.rate_word is not None or said.values or keys["kind"] != "category":
        return False
    found = look_up(item.phrase, boolean=True)
    return len(keys["values"]) > 2 and found is not None and found.keys["kind"] == "boolean"


def _is_misread(item: Item, kind: str) -> bool:
    """Whether a name's form says more than the concept it was found by.

    `hints used` are counted, and whether a pot is glazed is no glaze.
    """
    if look_up_exactly(item.phrase) is not None and not item.details.whether:
        return False
    if kind == "boolean":
        return is_count(item.phrase) and not item.details.whether
    return kind == "category" and item.details.whether and is_done(item.phrase)


def _by_last_noun(phrase: str) -> Keys | None:
    """A listed name is known by its last noun: `gill_color` is a color, `team_b` a team."""
    form = words(phrase)
    numbered = bool(form) and (len(form[-1]) == 1 or form[-1].isdigit())
    if len(form) < _A_QUALIFIED_NAME:
        return None
    found = look_up(" ".join(form[:-1]) if numbered else form[-1])
    return dict(found.keys) if found is not None and found.concept is not None else None


_ASKS = re.compile(r"^(?:who|whose|what|which|how|did|amount)_|_(?:it|they|he|she)_")
"""A question names no column: the domain's own name is better."""


_PERCENT = re.compile(r"\b(?:percent(?:age)?|per\s+cent)\b", re.IGNORECASE)


def _find(domain: DomainColumns, item: Item) -> str | None:
    """The domain's column that an item names, by its noun or by the whole question."""
    short = _PERCENT.sub("pct", item.phrase.replace("_", " "))
    return domain.find(item.phrase) or domain.find(item.text) or domain.find(short)


_RATE = re.compile(r"\brate\b[^%]*\d\s*(?:%|percent)", re.IGNORECASE)


def _as_outcome(item: Item) -> Item:
    """`heart disease risk higher for smokers` is said of who has it, `a 5% conversion rate` too."""
    phrase = item.phrase.lower()
    if item.details.depends and (outcome := outcome_of(phrase)) is not None:
        return replace(item, phrase=outcome)
    if _RATE.search(item.text) and phrase in vocabulary.outcomes():
        return replace(item, phrase=vocabulary.outcomes()[phrase])
    return item


def _is_share(item: Item, found: Found) -> bool:
    """Whether a per cent is the share of rows, where only the shape of a name is known."""
    said = item.details
    plain = said.low is None and said.high is None and said.mean is None
    number = found.keys["kind"] == "number" and found.unit != "percent"
    return said.rate is not None and said.rate_word is None and plain and number


_TARGETS = frozenset({"outcome", "target", "label", "class", "y", "result"})


def _outcome(domain: DomainColumns, item: Item) -> str | None:
    """`outcome` or `target` is what the domain predicts."""
    labels = domain.schema.get("labels", ())
    return str(labels[0]) if labels and item.phrase.lower() in _TARGETS else None


def _is_day(phrase: str) -> bool:
    """Whether a date is called one: it has no time of day."""
    return words(phrase)[-1:] in (["date"], ["day"])


def _is_recast(domain: DomainColumns, name: str, item: Item) -> bool:
    """Whether the user gives figures for what the domain computes: it is drawn instead."""
    if domain.by_name[name][0]["kind"] != "formula":
        return False
    said = item.details
    return (
        said.rate is not None or bool(said.values) or said.low is not None or said.high is not None
    )
