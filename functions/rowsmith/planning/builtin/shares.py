"""Shares that sentences state: `30% are members`, `a churn rate of 20%`, `8% returned late`."""

from __future__ import annotations

import re

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.by_group import set_rates
from rowsmith.planning.builtin.carry_out import AddColumn
from rowsmith.planning.builtin.columns import same_value, shape_column
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.draft import Draft, DraftColumn, resolve
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import look_up
from rowsmith.planning.builtin.money import Money

_SHARE = r"(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent)"

_ABOUT = (
    r"(?:(?:with\s+|about\s+|around\s+|roughly\s+|approximately\s+|an?\s+|only\s+|some\s+|~"
    r"|has\s+|have\s+)*)"
)

_SHARE_OF = re.compile(
    rf"^{_ABOUT}{_SHARE}\s+(?:of\s+(?:all\s+|the\s+|these\s+)*(?P<who>[\w\s-]+?)\s+(?:(?:should"
    rf"|must|will)\s+)?(?:be\s+)?(?:are|is|have|has|had|be|being|who|that|was|were"
    rf"|of\s+which)\s+)?"
    rf"(?P<what>[a-z][\w\s/'-]*?)\s*(?:rate|share|cases|transactions|customers|rows|records"
    rf"|users|orders|employees|patients|students|people)?$",
    re.I,
)

_SHARE_OF_VERB = re.compile(
    rf"^{_ABOUT}{_SHARE}\s+of\s+(?:all\s+|the\s+)*(?P<who>[\w-]+)\s+(?P<what>[a-z][\w\s-]*)$", re.I
)

_RATE = re.compile(
    rf"(?P<what>[a-z_][\w\s-]*?)\s+(?:rate|share|percentage|prevalence|probability)\s*(?:of|is"
    rf"|should\s+be|at|around|about|:|=|\s)*\s*{_ABOUT}{_SHARE}",
    re.I,
)

_RATE_FIRST = re.compile(rf"^{_ABOUT}{_SHARE}\s+(?P<what>[a-z_][\w\s-]*?)(?:\s+rate)?$", re.I)

_DID = re.compile(
    rf"^{_ABOUT}{_SHARE}(?:\s+of\s+\w+)?\s+(?:did|do|does|are|were|will|succeed(?:ed)?)$",
    re.IGNORECASE,
)
"""`whether they completed it, only 12% did`: of what is to be predicted."""

_POSITIVE = frozenset(
    {"positive", "positives", "positive cases", "positive class", "target", "label", "ones"}
)


class Shares:
    """Reads sentences that state a share into a draft."""

    def __init__(self, draft: Draft, add: AddColumn) -> None:
        self._draft = draft
        self._add = add

    def read(self, sentence: str) -> bool:
        """Whether `sentence` stated a share of something in the draft."""
        if self._by_group(sentence) or self._did(sentence):
            return True
        sentence = re.sub(
            r"^(?:with|and|where|has|have|at)\s+", "", sentence.strip().rstrip("."), flags=re.I
        )
        for pattern in (_RATE, _SHARE_OF, _SHARE_OF_VERB, _RATE_FIRST):
            match = pattern.search(sentence)
            if match is None:
                continue
            rate = min(float(match["share"]) / 100, 1.0)
            if self._set_share(match["what"], rate):
                return True
        return False

    def _did(self, sentence: str) -> bool:
        match = _DID.match(sentence.strip())
        label = self._draft.column(self._draft.labels[0]) if self._draft.labels else None
        if match is None or label is None or label.kind != "boolean":
            return False
        label.keys = {**label.keys, "rate": float(match["share"]) / 100}
        label.details.rate = float(match["share"]) / 100
        return True

    def _by_group(self, sentence: str) -> bool:
        """`conversion rate 5% vs 7%`: a rate for each group."""
        item = read_item(sentence)
        if not item.details.rates:
            return False
        words = vocabulary.outcomes().get(item.phrase.lower(), item.phrase)
        column = resolve(words, [one for one in self._draft.visible() if one.kind == "boolean"])
        column = column or self._add(words, Details(rate=item.details.rate, whether=True))
        if column is None:
            return False
        column.details.rates = item.details.rates
        return set_rates(self._draft, column)

    def _set_share(self, what: str, rate: float) -> bool:
        words = re.sub(
            r"^(?:are|is|have|has|a|an|the|with|on|in|use|uses|using|about|of|being|to|who"
            r"|overall|base)\s+",
            "",
            what.strip(),
            flags=re.I,
        )
        words = re.sub(r"^(?:are|is|have|has|a|an|the|on)\s+", "", words, flags=re.I)
        negative = re.match(
            r"^(?:not|non|no|never|don'?t|do\s+not)[\s-]+(?P<rest>.+)$", words, re.I
        )
        if negative is not None and not self._is_boolean(words):
            words, rate = negative["rest"], 1 - rate
        if words.lower() in _POSITIVE and self._draft.labels:
            label = self._draft.column(self._draft.labels[0])
            if label is not None and label.kind == "boolean":
                self._reshape(label, Details(rate=rate))
                return True
        words, rate = _affirmed(words, rate, self._draft)
        column = self._with_value(words)
        if column is not None:
            column_found, value = column
            self._reshape(column_found, Details(rate=rate, rate_word=value))
            return True
        yes_no = [one for one in self._draft.visible() if one.kind == "boolean"]
        boolean = resolve(words, yes_no) or self._boolean_concept(words, yes_no)
        if boolean is not None:
            self._reshape(boolean, Details(rate=rate))
            return True
        added = self._add(words, Details(rate=rate, whether=True))
        return added is not None and added.kind == "boolean"

    def _is_boolean(self, words: str) -> bool:
        """Whether words with a `no` in them name a column: `no-shows`."""
        found = look_up(words, boolean=True)
        if found is None or found.concept is None or found.prefix:
            return False
        return bool(found.keys["kind"] == "boolean")

    def _boolean_concept(self, words: str, columns: list[DraftColumn]) -> DraftColumn | None:
        found = look_up(words, boolean=True)
        if found is None or found.concept is None:
            return None
        return next((one for one in columns if one.concept == found.concept), None)

    def _with_value(self, words: str) -> tuple[DraftColumn, str] | None:
        for column in self._draft.visible():
            levels = column.levels()
            if column.kind == "person" and column.keys.get("field") == "gender":
                levels = ["Female", "Male"]
            for level in levels:
                if level.lower() not in ("yes", "no") and any(
                    same_value(level, word) for word in (words, *words.split())
                ):
                    return column, level
        return None

    def _reshape(self, column: DraftColumn, details: Details) -> None:
        keys = shape_column(column.keys, details, unit=None, money=Money())
        if keys is not None:
            column.keys = keys
            column.details.update(details)


def _affirmed(words: str, rate: float, draft: Draft) -> tuple[str, float]:
    """`30% rejected` is `70% approved`, unless rejection is itself a value or a column."""
    opposites = vocabulary.opposites().get(words.lower().strip(), ())
    column = next((one for of in opposites if (one := draft.of_concept(of)) is not None), None)
    if column is None:
        return words, rate
    if any(same_value(level, words) for one in draft.visible() for level in one.levels()):
        return words, rate
    return column.name.replace("_", " "), 1 - rate
