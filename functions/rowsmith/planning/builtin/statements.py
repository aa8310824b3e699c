"""Sentences that say something of columns: `10% of emails are missing`."""

from __future__ import annotations

import re
from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.carry_out import AddColumn, apply_details, depend
from rowsmith.planning.builtin.columns import Money, same_value, shape_column
from rowsmith.planning.builtin.dependence import read_statement
from rowsmith.planning.builtin.details import Dependence, Details
from rowsmith.planning.builtin.draft import Draft, DraftColumn, resolve
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import look_up
from rowsmith.planning.builtin.order import read_missing
from rowsmith.planning.builtin.terms import depends_on

Keys = dict[str, Any]

_SHARE = r"(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent)"

_ABOUT = (
    r"(?:(?:with\s+|about\s+|around\s+|roughly\s+|approximately\s+|an?\s+|only\s+|some\s+|~"
    r"|has\s+|have\s+)*)"
)

_EMPTY = r"(?:missing|null|empty|blank|nan|not\s+filled(?:\s+in)?|unknown)"

_OF_EMPTY = re.compile(
    rf"{_ABOUT}{_SHARE}\s+of\s+(?:all\s+)?(?:the\s+)?(?P<what>.+?)\s*(?:values?|cells?|entries"
    rf"|addresses)?\s+(?:are|is|should\s+be|be|must\s+be|to\s+be|being)?\s*"
    rf"(?:left\s+|randomly\s+)?{_EMPTY}",
    re.I,
)

_EMPTY_IN = re.compile(
    rf"{_EMPTY}\s+(?:values?|cells?|data|entries)?\s*(?:in|for"
    rf"|on)\s+(?:the\s+)?(?P<what>[a-z_][\w\s,]*)",
    re.I,
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

_WITHOUT = re.compile(
    r"^(?:but\s+)?(?:no|without(?:\s+any)?|not|excluding|exclude|except(?:\s+for)?|leave\s+out"
    r"|omit|skip|drop|don'?t\s+(?:include|add|want|need)|do\s+not\s+(?:include|add|want)"
    r"|remove)\s+(?:the\s+|an?\s+|any\s+)?(?P<what>.+)$",
    re.IGNORECASE,
)

_DIRT = (
    ("duplicates", re.compile(r"\bduplicat\w*", re.I)),
    ("outliers", re.compile(r"\boutliers?\b", re.I)),
    ("typos", re.compile(r"\btypos?\b|\bmisspell\w*|\bspelling\s+(?:errors|mistakes)", re.I)),
    (
        "formats",
        re.compile(
            r"\b(?:inconsistent|mixed)\s+(?:date\s+)?(?:formats?|formatting|casing"
            r"|capitali[sz]ation)",
            re.I,
        ),
    ),
)

_MESSY = re.compile(r"\b(?:messy|dirty|uncleaned|unclean|for\s+(?:data\s+)?cleaning)\b", re.I)

_NO = re.compile(
    r"\b(?:no|without|free\s+of|zero)\s+(?:\w+\s+)?(?:duplicates?|outliers?|typos?|missing"
    r"|nulls?|noise|empty|blank)",
    re.I,
)

_EVERYTHING = re.compile(
    r"^(?:the\s+|all\s+|some\s+|any\s+|random\s+|in\s+|each\s+|every\s+|values?|data|cells?"
    r"|entries|columns?|fields?|rows?|dataset|everywhere|it|numeric|of|randomly|,|\s)*$",
    re.I,
)

_BARE_EMPTY = re.compile(
    rf"^(?:with\s+|some\s+|has\s+|have\s+|and\s+)*{_EMPTY}\s+(?:values|cells|data|entries)$", re.I
)

_SOME = 0.05

_ABOUT_ALL = re.compile(
    r"\b(?:easy|hard|difficult|challenging)\s+to\s+\w+|\b(?:im)?balanced\b|\bnois[ey]\b",
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

_POSITIVE = frozenset(
    {"positive", "positives", "positive cases", "positive class", "target", "label", "ones"}
)


class Statements:
    """Reads statements into a draft; remembers what it could not place."""

    def __init__(self, draft: Draft, add: AddColumn) -> None:
        self._draft = draft
        self._add = add
        self.unplaced: list[str] = []

    def read(self, sentence: str) -> bool:
        """Whether `sentence` was understood as a statement."""
        if _NO.search(sentence) or _ABOUT_ALL.search(sentence):
            return True
        readers = (
            self._missing,
            self._dirt,
            self._without,
            self._correlation,
            self._share,
            self._comparative,
            self._depends,
            self._column,
        )
        return any(read(sentence) for read in readers)

    def _missing(self, sentence: str) -> bool:
        match = _OF_EMPTY.search(sentence)
        if match is not None:
            return self._leave_empty(match["what"], float(match["share"]) / 100)
        details = Details()
        left = read_missing(sentence, details)
        where = _EMPTY_IN.search(sentence)
        if details.missing is None and where is None and not _BARE_EMPTY.search(sentence):
            return False
        if _BARE_EMPTY.search(sentence):
            left = ""
        share = details.missing if details.missing is not None else 0.08
        return self._leave_empty(where["what"] if where is not None else left, share)

    def _leave_empty(self, what: str, share: float) -> bool:
        what = re.sub(
            r"^\s*(?:with|of|in|for|and|the|values|,|are|is|has|have)+\s+",
            "",
            what.strip(),
            flags=re.I,
        )
        if _EVERYTHING.match(what):
            for column in self._draft.visible():
                if (
                    column.kind not in ("id", "formula")
                    and column.name not in self._draft.labels
                    and not column.details.whether
                ):
                    self._set_missing(column, share)
            return True
        parts = [part for part in re.split(r"\s*,\s*|\s+and\s+|\s+or\s+", what) if part.strip()]
        found = [resolve(read_item(part).phrase or part, self._draft.visible()) for part in parts]
        for named in found:
            if named is not None:
                self._set_missing(named, share)
        if not any(found):
            self.unplaced.append(f"missing values in '{what.strip()}'")
        return True

    def _set_missing(self, column: DraftColumn, share: float) -> None:
        self._draft.missing = [one for one in self._draft.missing if one["column"] != column.name]
        if column.kind != "id" or column.entity is not None:
            self._draft.missing.append({"column": column.name, "share": round(share, 4)})

    def _dirt(self, sentence: str) -> bool:
        kinds = [kind for kind, pattern in _DIRT if pattern.search(sentence)]
        if not kinds and not _MESSY.search(sentence):
            return False
        share_said = re.search(_SHARE, sentence)
        share = float(share_said["share"]) / 100 if share_said else _SOME
        for kind in kinds or ("duplicates", "typos"):
            self._make_dirty(kind, min(share, 0.5), sentence)
        if not kinds:
            self._leave_empty("", _SOME)
        return True

    def _make_dirty(self, kind: str, share: float, sentence: str) -> None:
        if kind == "duplicates":
            self._draft.dirt.append({"what": kind, "share": share})
            return
        fitting = {
            "outliers": ("number",),
            "typos": ("category", "lookup", "place"),
            "formats": ("datetime", "category"),
        }[kind]
        candidates = [
            column
            for column in self._draft.visible()
            if column.kind in fitting and column.name not in self._draft.labels
        ]
        named = re.search(r"\b(?:in|for|on)\s+(?:the\s+)?(?P<what>[a-z_][\w\s]*)", sentence, re.I)
        if named is not None and (column := resolve(named["what"], candidates)) is not None:
            candidates = [column]
        for column in candidates[:3]:
            self._draft.dirt.append({"what": kind, "share": share, "column": column.name})

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

    def _share(self, sentence: str) -> bool:
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
        if negative is not None:
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
        found = look_up(words, boolean=True)
        if found is not None and found.concept and found.keys["kind"] == "boolean":
            return self._add(words, Details(rate=rate, whether=True)) is not None
        return False

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

    def _depends(self, sentence: str) -> bool:
        statement = read_statement(sentence)
        if statement is None:
            return False
        target = self._target(statement.column)
        if target is None:
            return False
        return depend(self._draft, target, list(statement.depends), self.unplaced)

    def _target(self, phrase: str) -> DraftColumn | None:
        item = read_item(phrase)
        return resolve(item.phrase or phrase, self._draft.candidates()) or resolve(
            phrase, self._draft.candidates()
        )

    def _column(self, sentence: str) -> bool:
        item = read_item(
            re.sub(
                r"^(?:the|all|each|every|make|set|let|keep)\s+", "", sentence.strip(), flags=re.I
            )
        )
        if not item.phrase or not item.details.says_anything():
            return False
        column = resolve(item.phrase, self._draft.candidates())
        if column is None:
            return self._add(item.phrase, item.details) is not None
        apply_details(column, item.details)
        return True


def _affirmed(words: str, rate: float, draft: Draft) -> tuple[str, float]:
    """`30% rejected` is `70% approved`, unless rejection is itself a value or a column."""
    opposite = vocabulary.opposites().get(words.lower().strip())
    if opposite is None or draft.of_concept(opposite) is None:
        return words, rate
    if any(same_value(level, words) for one in draft.visible() for level in one.levels()):
        return words, rate
    column = draft.of_concept(opposite)
    return (column.name.replace("_", " ") if column else words), 1 - rate
