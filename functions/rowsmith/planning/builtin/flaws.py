"""Missing cells and dirt, as sentences ask for them: `10% of emails are missing`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.carry_out import AddColumn
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.draft import Draft, DraftColumn, essence, resolve
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import look_up_exactly
from rowsmith.planning.builtin.order import read_missing

_SHARE = r"(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent)"

_ABOUT = (
    r"(?:(?:with\s+|about\s+|around\s+|roughly\s+|approximately\s+|an?\s+|only\s+|some\s+|~"
    r"|has\s+|have\s+)*)"
)

_LACKING = re.compile(
    rf"^{_ABOUT}{_SHARE}\s+(?:(?:of\s+)?[\w\s]+?\s)?(?:without|lacking|have\s+no|has\s+no|with\s+no|lack"
    r"|(?:do(?:es)?\s+not|don't|doesn't)\s+have)\s+(?:an?\s+|any\s+|the\s+)?(?P<what>[a-z_][\w\s]*?)(?:\s+yet)?"
    r"(?:,?\s+so\s.*)?$",
    re.IGNORECASE,
)
"""`8% without a comment`: that many comments are missing."""

_UNANSWERED = re.compile(
    rf"^{_ABOUT}{_SHARE}\s+(?:of\s+(?:the\s+|all\s+)?\w+\s+)?(?:did\s+not|didn't|do\s+not|don't|refuse[ds]?\s+to|never)\s+"
    r"(?:fill\s+in|fill|answer|give|report|provide|state|say|enter|share|tell|leave)\s+(?:out\s+)?(?:their|the|an?|any)?\s*"
    r"(?P<what>[a-z_][\w\s]*)$",
    re.IGNORECASE,
)
"""`10% did not fill in their salary`: so many salaries are missing."""

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

FLAWLESS = re.compile(
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

_EMPTY_ONES = re.compile(
    rf"^(?:(?:with|has|have|having|and|some|a\s+few|many|randomly)\s+)*{_EMPTY}\s+"
    r"(?P<what>(?!values?\b|data\b|cells?\b|entries\b|in\b|for\b|on\b)[a-z_][\w\s]*)$",
    re.I,
)
_SOME = 0.05


class Flaws:
    """Reads sentences on missing cells and dirt into a draft."""

    def __init__(self, draft: Draft, unplaced: list[str], add: AddColumn) -> None:
        self._draft = draft
        self._add = add
        self._unplaced = unplaced

    def missing(self, sentence: str) -> bool:
        """Whether `sentence` asked for missing cells."""
        said = re.sub(r"^\s*(?:and|but|also)\s+", "", sentence.strip(), flags=re.I)
        match = _LACKING.match(said) or _UNANSWERED.match(said) or _OF_EMPTY.search(sentence)
        if match is not None:
            return self._leave_empty(match["what"], float(match["share"]) / 100)
        details = Details()
        left = read_missing(sentence, details)
        where = _EMPTY_IN.search(sentence)
        if where is None and (bare := _EMPTY_ONES.match(sentence)) and details.missing is None:
            return self._leave_empty(bare["what"], 0.08)
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
        found = [self._named(read_item(part).phrase or part) for part in parts]
        for named in found:
            if named is not None:
                self._set_missing(named, share)
        if not any(found):
            self._unplaced.append(f"missing values in '{what.strip()}'")
        return True

    def _named(self, phrase: str) -> DraftColumn | None:
        column = resolve(phrase, self._draft.visible())
        concept = look_up_exactly(phrase)
        if column is not None and concept not in (None, column.concept):
            exact = essence(phrase) in (essence(column.name), essence(column.phrase))
            if not exact and essence(phrase) not in column.aliases:
                return self._add(phrase, Details()) or column
        return column or self._add(phrase, Details())

    def _set_missing(self, column: DraftColumn, share: float) -> None:
        self._draft.missing = [one for one in self._draft.missing if one["column"] != column.name]
        if column.kind != "id" or column.entity is not None:
            self._draft.missing.append({"column": column.name, "share": round(share, 4)})

    def dirt(self, sentence: str) -> bool:
        """Whether `sentence` asked for duplicates, typos, outliers or mixed formats."""
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
