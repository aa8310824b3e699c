"""The pieces of a list, and whether a piece names a column."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import NUMBER
from rowsmith.planning.builtin.asides import MOST_BRACKETS
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import is_named, look_up, look_up_exactly
from rowsmith.planning.builtin.marks import SHARE, Known
from rowsmith.planning.builtin.words import words

NOT_LIST = re.compile(
    r"^(?:most|many|some|few|none|all|half)\s+of\s+(?:them|these|those|which)\b|^\d+\s+(?:columns|fields|features|variables)$|^(?:(?:some|realistic|plausible|random"
    r"|natural|good|clean|proper|reasonable|sensible"
    r"|varied|various|different|lots?\s+of|a\s+mix\s+of|"
    r"the\s+right|believable|meaningful|typical|synthetic|fake|dummy|sample|mock|the|a|an|clear"
    r"|no)\s+)*(?:values?|data|distributions?|noise|correlations?|"
    r"variation|patterns?|relationships?|trends?|seasonality|rows?|records?|class\s+imbalance"
    r"|headers?|outliers?|duplicates?|typos)$",
    re.IGNORECASE,
)

_REMARK = re.compile(
    r"\b(?:missing|null|nulls|empty|blank)\b.*(?:values?|data|cells?)?"
    r"|\bcorrelations?\b.*\bbetween\b|\b(?:duplicates?|outliers?|typos|dirty|messy)\b|"
    r"\b(?:class\s+)?imbalanced?\b|\b(?:easy|hard|difficult)\s+to\s+(?:predict|learn|classify)\b"
    r"|\bpredict(?:able|ed)\s+(?:from|by|with|using)\b|\b(?:noisy|noise)\b|\b(?:inconsistent|mixed|wrong)\s+(?:\w+\s+)?(?:formats?|formatting|casing)\b|^correlat\w*\s*(?:of|=|:|is)?\s*[-+]?0?\.\d+|^no\s+|^without\s+"
    r"|^not?\b|^(?:all\s+|each\s+|must\s+be\s+|always\s+)?unique(?:\s+(?:for|per|to|in)\s+\w+)?$",
    re.IGNORECASE,
)

_SHARE_OF = re.compile(
    rf"^(?:with\s+)?(?:only\s+|just\s+)?(?:about\s+|around\s+|roughly\s+|approximately\s+|an?\s+)?{SHARE}\s+\S+",
    re.I,
)

_RATE_OF = re.compile(rf"\brate\s+(?:of\s+)?(?:about\s+|around\s+)?{SHARE}", re.I)


def is_remark(item: str) -> bool:
    """Whether a piece says something of columns and names none of its own."""
    plain = re.sub(r"\([^)]*\)", " ", item).strip()
    if re.fullmatch(r"\S+(?:\s\S+)?\s+\(.*", item) or not plain:
        return False
    if re.search(
        r"^\w[\w ]*?\s+(?:with\s+)?(?:about\s+)?\d+(?:\.\d+)?\s*%\s*(?:missing|null|blank|empty)",
        plain,
        re.I,
    ):
        return False
    return bool(_REMARK.search(plain) or _SHARE_OF.match(plain) or _RATE_OF.search(plain))


_PURPOSE = re.compile(
    r"^(?:to|for|so\s+(?:that\s+)?(?:i|we)\s+can)\s+(?:predict|classify|detect|forecast|estimate"
    r"|train|practi[sc]e|learn|test)",
    re.IGNORECASE,
)


_LONGEST_ITEM = 600
"""Characters; what is longer than a column with all its values is none."""


def is_field(item: str, known: Known) -> bool:
    """Whether a piece of a list is a column: known, written as one, or with details."""
    if len(item) > _LONGEST_ITEM or item.count("(") > MOST_BRACKETS:
        return False
    if NOT_LIST.match(item.strip()) or _PURPOSE.match(item.strip()):
        return False
    if re.fullmatch(r"[A-Za-z]\w*_\w+", item.strip()):
        return True
    read = read_item(item)
    if not read.phrase:
        return False
    if known(read.phrase):
        return True
    details = read.details
    return (
        bool(
            details.values
            or details.whether
            or details.pattern
            or details.low is not None
            or details.high is not None
            or details.hint
            or details.start
            or details.depends
            or details.formula
            or details.mean is not None
        )
        and len(read.phrase.split()) <= 4
    )


def is_topic(item: str) -> bool:
    """Whether the first piece of a list without a lead says what the data is about.

    `library book loans, ...`: several things in the plural, and no column's own name.
    """
    read = read_item(item)
    named = words(read.phrase)
    if len(named) > 3:
        return True
    if len(named) < 2 or "_" in item or read.details.says_anything() or not _is_plural(named[-1]):
        return False
    return not is_named(read.phrase)


_MEASURES = frozenset(
    ["prices", "salaries", "wages", "rents", "scores", "ratings", "grades", "incomes", "costs"]
)


def what_of(topic: str) -> list[str]:
    """The column that a topic ends with: the prices of `air bnb prices`."""
    last = words(topic)[-1]
    return [last] if last in _MEASURES else []


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


_HOLD = {",": "\x01", " and ": "\x02", ";": "\x03", "/": "\x04", "\n": "\x05"}

_SPACE = "\x06"

_BETWEEN_HOLD = re.compile(
    rf"\b(?:between|from)\s+\S+(?:\s\w+)?\s+and\s+(?:{NUMBER}|\w+\s+\d{{4}}|\d)|\d,\d{{3}}\b"
    rf"|%\s+(?:for|in|among)\s+(?:the\s+)?[\w-]+\s+and\s+\d"
    rf"|\bmin\w*\s+\S+\s+and\s+max|\bmean\s+\S+\s+and\s+(?:sd|std|standard)",
    re.IGNORECASE,
)

_DEPENDS_HOLD = re.compile(
    r"\b(?:depend\w*\s+on|based\s+on|correlat\w+\s+(?:with|to)|driven\s+by|influenced\s+by"
    r"|determined\s+by|affected\s+by|related\s+to"
    r"|(?:higher|lower|greater|longer|shorter|(?:more|less)\s+(?:likely|common|frequent"
    r"|often))\s+(?:for|with|among|if|when))"
    r"\s+[^,;]*?\s+and\s+[^,;]+",
    re.I,
)

_AGAIN_HOLD = re.compile(
    r"\s+and\s+(?:up|down|higher|lower|increas\w+|decreas\w+|ris\w+|falls?|drops?)\s+(?:with"
    r"|for)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;\n]|\s+(?:and|plus|as\s+well\s+as|along\s+with|&)\s+|\s\+\s)\s*(?:(?:and|also"
    r"|plus|then|finally|as\s+well\s+as)\b\s*)*",
    re.I,
)


_FROM = re.compile(
    r"^\s*(?:predict|forecast|estimate|classify)\w*\b[^,;]*?\b(?:from|using|based\s+on|given"
    r"|with)\s+(?=\S)",
    re.IGNORECASE,
)


def split_items(text: str, known: Known) -> list[str]:
    """The pieces of a list; commas in brackets and the `and` of `between` do not part them."""
    held = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|\"[^\"]*\"", _hold_whole, text)
    held = _BETWEEN_HOLD.sub(_hold, held)
    held = _AGAIN_HOLD.sub(_hold, _DEPENDS_HOLD.sub(_hold, held))
    parts, joins = _parts(_FROM.sub("", held))
    items = [_release(part).strip(" .,;") for part in parts]
    keep = [place for place, item in enumerate(items) if item]
    items, joins = [items[place] for place in keep], [joins[place] for place in keep]
    return _distributed(items, joins, known)


def _parts(held: str) -> tuple[list[str], list[str]]:
    """The pieces, each with what parts it from the next.

    Where semicolons part them, a piece with a colon is one item.
    """
    parts: list[str] = []
    joins: list[str] = []
    for section in held.split(";") if ";" in held else [held]:
        start = 0
        if ":" not in section or ";" not in held:
            for match in _SPLIT.finditer(section):
                parts.append(section[start : match.start()])
                joins.append(match.group())
                start = match.end()
        parts.append(section[start:])
        joins.append(";")
    return parts, joins


def _hold(match: re.Match[str]) -> str:
    text = match.group()
    for mark, stand_in in _HOLD.items():
        text = text.replace(mark, stand_in)
    return text


def _hold_whole(match: re.Match[str]) -> str:
    """Hold a bracket with its spaces too: in `(basic, plus, elite)` nothing parts a list."""
    return _hold(match).replace(" ", _SPACE)


def _release(text: str) -> str:
    for mark, stand_in in _HOLD.items():
        text = text.replace(stand_in, mark)
    return text.replace(_SPACE, " ")


_AND = re.compile(r"\band\b|&|/", re.IGNORECASE)


def _distributed(items: list[str], joins: list[str], known: Known) -> list[str]:
    """`first and last name` is two names: an unknown piece takes the end of the next."""
    result = list(items)
    shared = False
    for position in range(len(items) - 2, -1, -1):
        here, following = read_item(result[position]), read_item(result[position + 1])
        phrase, ends = here.phrase, following.phrase.split()
        if here.details.says_anything() or not (shared or _AND.search(joins[position])):
            shared = False
            continue
        shared = False
        if not phrase or len(phrase.split()) > 2 or len(ends) < 2 or _is_whole(phrase):
            continue
        if known(phrase) and not _means_the_same(phrase, f"{phrase} {ends[-1]}"):
            continue
        for count in range(len(ends) - 1, 0, -1):
            joined = f"{phrase} {' '.join(ends[-count:])}"
            if known(joined):
                result[position], shared = joined, True
                _share_start(result, position, known)
                break
    return result


_WHOLE = frozenset(
    ["type", "name", "id", "date", "status", "kind", "number", "code", "color", "price", "time"]
)


def _is_whole(phrase: str) -> bool:
    """Whether a name of two words takes no further end: `ghost type and fright level`."""
    form = words(phrase)
    return len(form) > 1 and form[-1] in _WHOLE


_MOMENTS = ("date", "dates", "day", "time", "times")
_MARKS = ("score", "scores", "grade", "grades", "marks")


def _means_the_same(short: str, long: str) -> bool:
    """Whether `start` and `start date` are one, and the longer says it better."""
    found, concept = look_up(short), look_up_exactly(long)
    if found is not None and found.keys["kind"] == "datetime" and words(long)[-1] in _MOMENTS:
        return True
    same = found is not None and concept is not None and found.concept == concept
    if not same or found is None:
        return False
    return words(long)[-1] in _MARKS


def _share_start(items: list[str], position: int, known: Known) -> None:
    """`contract start and end date`: the second takes the first's beginning as well."""
    start = next(iter(read_item(items[position]).phrase.split()), "")
    following = read_item(items[position + 1])
    together = f"{start} {following.phrase}"
    if (
        not following.details.says_anything()
        and len(items[position].split()) > 2
        and known(together)
    ):
        items[position + 1] = together
