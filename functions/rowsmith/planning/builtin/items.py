"""One column as the user named it: its name, and everything said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.amounts import NUMBER
from rowsmith.planning.builtin.dates import read_dates
from rowsmith.planning.builtin.dependence import read_dependence
from rowsmith.planning.builtin.details import Details, Hint
from rowsmith.planning.builtin.order import read_missing, read_order
from rowsmith.planning.builtin.ranges import UNITS, read_numbers, read_two_sided
from rowsmith.planning.builtin.values import read_rate, read_values


@dataclass(slots=True)
class Item:
    """A column that was asked for.

    text: as written. phrase: the words that name it, details and articles taken away.
    """

    text: str
    phrase: str
    details: Details


_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_QUOTED = re.compile(r"[\"'`“‘]([^\"'`”’]+)[\"'`”’]")
_LABEL = re.compile(
    r"\b(?:(?:as|is|being|the|a|our|my|which\s+is)\s+)*(?:target|label|outcome\s+variable"
    r"|dependent\s+variable|"
    r"response\s+variable|class\s+label)(?:\s+(?:variable|column|label|field"
    r"|to\s+predict))?\b\s*[:=]?",
    re.IGNORECASE,
)
_TYPES: dict[Hint, str] = {
    "boolean": r"bool(?:ean)?s?|binary|flag|true\s*/\s*false|t/f",
    "datetime": r"date\s?times?|timestamps?|date\s+and\s+time",
    "date": r"dates?|yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy",
    "time": r"time\s+of\s+day|hh:mm(?::ss)?",
    "whole": r"int(?:eger)?s?|whole\s+numbers?|bigint|counts?|discrete",
    "decimal": r"floats?|decimals?|double|real|numeric|numbers?|numerical|continuous",
    "text": r"str(?:ing)?s?|text|free\s+text|varchar(?:\s*\d+)?|char",
    "id": r"uuid|guid|primary\s+key|unique(?:\s+id(?:entifier)?)?|pk|auto[\s-]?increment",
    "category": r"categor(?:y|ical|ies)|enum|nominal|ordinal|factor",
}
_TYPE_PATTERNS = [
    (hint, re.compile(rf"^(?:an?\s+)?(?:{words})$", re.I)) for hint, words in _TYPES.items()
]
_CERTAIN_TYPES = frozenset(
    {
        "string",
        "str",
        "int",
        "integer",
        "float",
        "boolean",
        "bool",
        "categorical",
        "category",
        "enum",
        "text",
        "datetime",
        "number",
        "numeric",
    }
)
_PATTERN = re.compile(
    r"\b(?:(?:in|of|with|using|follow(?:s|ing)|has|having)\s+)?(?:the\s+|a\s+)?(?:like|such\s+as"
    r"|e\.?g\.?,?|for\s+example,?|format(?:ted)?(?:\s+(?:as|like|of|is))?|"
    r"pattern(?:\s+(?:of|is|like))?|form(?:\s+(?:of|like))?|looking\s+like|style)\s*[:=]?\s*[\"'`]?"
    r"(?P<pattern>(?=[\w#?./-]*[\d#?X])(?=[\w#?./-]*[A-Za-z#?X])[A-Za-z#?0-9]+"
    r"(?:[-_/.#]?[A-Za-z0-9#?]+)*)[\"'`]?",
    re.IGNORECASE,
)
_BARE_PATTERN = re.compile(
    r"^(?:[A-Z]{1,6}[-_/]?[\d#X]{2,12}|#{3,}|[A-Z]+-#+"
    r"|(?=.*[A-Z#])[A-Z0-9]{2,}(?:-[A-Z0-9#]{2,})+)$"
)
_UNIT_TAIL = re.compile(
    rf"\s+(?:in|measured\s+in|expressed\s+in|\()\s*(?P<unit>{UNITS})\)?\s*$", re.I
)
_UNIT_ONLY = re.compile(
    rf"^(?:in\s+|measured\s+in\s+)?(?P<unit>{UNITS}|{'|'.join(('usd', 'eur', 'gbp'))})$", re.I
)
_WHETHER = re.compile(
    r"^(?:an?\s+|the\s+)?(?:(?:flag|indicator|boolean|column|field|label|marker"
    r"|variable)\s+(?:for|of|saying|telling|showing|indicating|that\s+says)?\s*)?"
    r"(?:whether(?:\s+or\s+not)?|if|did|was|is)\s+(?:(?:the|an?|each|this|that|his|her|their"
    r"|its)\s+)?(?P<subject>they|he|she|it|someone|one|you|"
    r"(?:[a-z]+\s+)?(?:customer|client|user|person|patient|student|employee|passenger|applicant"
    r"|borrower|subscriber|member|"
    r"policyholder|driver|guest|visitor|shopper|buyer|candidate|lead|player|account|order"
    r"|transaction|loan|house|property|machine|"
    r"flight|email|post|trip|booking|package|shipment|parcel|ticket|review|product|item|claim"
    r"|appointment|respondent|team|voter)s?)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_WHETHER_BARE = re.compile(r"^(?:whether(?:\s+or\s+not)?|if)\s+(?P<rest>.+)$", re.IGNORECASE)
_FLAG = re.compile(
    r"^(?P<rest>.+?)\s+(?:flag|indicator)$|^(?:flag|indicator)\s+(?:for|of)\s+(?P<rest2>.+)$", re.I
)
_AUXILIARY = re.compile(
    r"^(?:(?:will|would|did|do|does|can|could|should|may|might|has|have|had|is|are|was|were|be"
    r"|been|being|ever|actually|eventually|then|later|"
    r"going\s+to|likely\s+to|able\s+to|got|gets?)\s+)+",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"^(?:has|have|had|own|owns|owned)\s+(?:an?\s+|the\s+|any\s+)?(?P<rest>.+)$", re.IGNORECASE
)
_HOW_MANY = re.compile(r"^how\s+many\s+(?P<rest>.+)$", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"^how\s+much\s+(?:(?:they|he|she|it|the\s+\w+|each\s+\w+)\s+)?(?P<rest>.+)$", re.I
)
_ARTICLES = re.compile(
    r"^(?:(?:and|or|also|plus|the|an?|their|his|her|its|our|my|your|each|every|both|some|any"
    r"|with|of|by|for|as|then|finally|"
    r"please|add|include|including|random|realistic|fake|synthetic|sample|unique|corresponding"
    r"|relevant|various|"
    r"current|respective|associated|column|field|columns|one|another|two|continuous|numeric"
    r"|numerical|categorical|variable|variables|feature|attribute|called|named)\s+)+",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"(?:(?:\s+|\s*[,:;=]\s*|\s+-\s*)(?:column|field|columns|fields|values|is|are|was|should"
    r"|must|be|being|which|that|ranging|range|ranges|between|and|with|"
    r"as|of|in|at|the|a|an|or|to|from|for|each|please|too|where|randomly|typically|usually"
    r"|mostly|only|also|etc|distributed|"
    r"distribution|normally|having|has|have|can|will|it|its|on|by|sometimes|always|always\s+be"
    r"|set|per\s+row))+[\s,.:;=-]*$",
    re.IGNORECASE,
)
_OWNER_TAIL = re.compile(
    r"\s+(?:of|for|per)\s+(?:the|each|every|a|an)\s+(?:customer|client|user|person|patient"
    r"|student|employee|row|record|house|"
    r"car|order|transaction|individual|respondent|passenger)$",
    re.IGNORECASE,
)
_OPERAND = r"[A-Za-z_][\w ]*?"
_OPERATOR = (
    r"(?:[*+×]|\s/\s|\s-\s|\sx\s|\stimes\s|\sminus\s|\splus\s|\sdivided\s+by\s|\smultiplied\s+by\s)"
)
_EQUALS = (
    r"(?:=|:|\(\s*=?|\bequals\b|\bis\s+equal\s+to\b"
    r"|\b(?:which\s+is\s+|is\s+)?(?:calculated|computed|derived)\s+(?:as|from)\b)"
)
_FORMULA = re.compile(
    rf"^(?P<name>{_OPERAND})\s*{_EQUALS}\s*"
    rf"(?P<formula>{_OPERAND}(?:\s*{_OPERATOR}\s*{_OPERAND})+)\s*\)?$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<=\w )\(?(?P<first>[A-Y])\s?(?:-|to)\s?(?P<last>[B-Z])\)?$")


def _letters(match: re.Match[str]) -> str:
    """`grade A-G` is a grade of seven letters."""
    letters = range(ord(match["first"]), ord(match["last"]) + 1)
    return f"({', '.join(map(chr, letters))})"


_DESCRIBED = re.compile(r"^[\w /-]{1,40}$")


def read_item(text: str) -> Item:
    """The column that a piece of a list asks for."""
    details = Details()
    if (formula := _FORMULA.match(text.strip())) is not None:
        details.formula = formula["formula"].strip()
        return Item(text.strip(), _phrase(formula["name"], details), details)
    left = _read_brackets(_LETTERS.sub(_letters, text.strip()), details)
    left = _read_colon(left, details)
    since = _SINCE.match(left.strip())
    left = _read_said(left, details)
    phrase = since["name"] if since is not None else _phrase(left, details)
    return Item(text.strip(), phrase, details)


def _read_brackets(text: str, details: Details) -> str:
    while match := _BRACKETS.search(text):
        _read_aside(match.group(1), details)
        text = text[: match.start()] + " " + text[match.end() :]
    return text


def _read_colon(text: str, details: Details) -> str:
    head, colon, tail = text.partition(":")
    if not colon or not _DESCRIBED.match(head.strip()) or re.search(r"\d$", head):
        head, colon, tail = re.sub(r"\s+(?:-|=|->)\s+", " : ", text, count=1).partition(" : ")
        if not colon or not _DESCRIBED.match(head.strip()) or not tail.strip():
            return text
    if re.fullmatch(r"(?:target|label|id)", head.strip(), re.I) and tail.strip():
        details.label = details.label or head.strip().lower() != "id"
        return tail
    _read_aside(tail, details)
    return head


def _read_aside(text: str, details: Details) -> None:
    """What stands in brackets or behind a colon."""
    text = text.strip().strip(".")
    if _LABEL.fullmatch(text):
        details.label = True
        return
    if _LABEL.search(text):
        details.label, text = True, _LABEL.sub("", text)
    hint = _hint(text)
    if hint is not None:
        details.hint = hint
        return
    if _UNIT_ONLY.match(text):
        details.unit = text
        return
    if not re.search(r"[\d#]", text):
        asides = [part.strip() for part in re.split(r"\s*,\s*", text)]
        if len(asides) > 1 and (asides[0].lower() in _CERTAIN_TYPES or all(map(_hint, asides))):
            details.hint, text = _hint(asides[0]), ", ".join(asides[1:])
        left = read_missing(text, details)
        if left == text and not read_values(text, details):
            _read_said(text, details)
        return
    _read_figures(text, details)


def _read_figures(text: str, details: Details) -> None:
    text = read_missing(text, details)
    if _is_bands(text) and read_values(text, details):
        return
    if "%" in text and not _RANGE.search(text) and _read_values_and_rate(text, details):
        return
    pieces = re.split(r"\s*[,;]\s*", text)
    if pieces and (hint := _hint(pieces[0])) is not None:
        details.hint, text = hint, ", ".join(pieces[1:])
    left = _read_said(text, details)
    left = re.sub(r"^[\s,.;:-]+|[\s,.;:-]+$", "", left)
    if not left or not details.says_anything():
        if not details.says_anything():
            read_values(text, details)
        return
    rest = Details()
    if re.search(r",|/| or ", left) and read_values(left, rest) and not re.search(r"\d", left):
        details.update(rest)


def _read_values_and_rate(text: str, details: Details) -> bool:
    """Weighted values, or values and the share of one: `Yes/No, 16% yes`."""
    pieces = re.split(r"\s*[,;]\s*", text)
    rated = [piece for piece in pieces if "%" in piece]
    others = ", ".join(piece for piece in pieces if "%" not in piece)
    if len(rated) == 1 and "/" in others and not re.search(r"\d", others):
        return read_values(rated[0], details) and read_values(others, details)
    return read_values(text, details)


_RANGE = re.compile(r"^\D{0,20}\d[\d.]*\s*%?\s*(?:-|to|and)\s*\d[\d.]*\s*%")


def _is_bands(text: str) -> bool:
    """Whether `text` is a list of values with digits in them, not a range."""
    pieces = [piece for piece in re.split(r"\s*(?:,|;|\bor\b|/|\|)\s*", text.strip()) if piece]
    if len(pieces) < 2 or "%" in text:
        return False
    if re.search(
        r"\b(?:mean|average|avg|sd|std|min|max|decimals?|missing|after|before|and\s+\d)\b",
        text,
        re.I,
    ):
        return False
    figures = [piece for piece in pieces if re.search(r"\d", piece)]
    if all(re.fullmatch(rf"{NUMBER}|[A-Za-z]?\d+[A-Za-z]?", piece) for piece in pieces):
        return True
    ranges = sum(bool(re.search(r"\d\s*-\s*\d|\d\+|^[<>]|under|over", piece)) for piece in pieces)
    return ranges >= 2 or (
        len(figures) >= 1 and ranges == 0 and not re.search(r"\bbetween\b|\bfrom\b|\bafter\b", text)
    )


def _hint(text: str) -> Hint | None:
    text = text.strip().lower()
    for hint, pattern in _TYPE_PATTERNS:
        if pattern.match(text):
            return hint
    return None


def _read_said(text: str, details: Details) -> str:
    """Take everything that is no name out of running words; what is left."""
    if match := _LABEL.search(text):
        rest = (text[: match.start()] + " " + text[match.end() :]).strip()
        if rest:
            details.label, text = True, rest
    if _CONTINUOUS.search(text) and details.hint is None:
        details.hint = "decimal"
    if match := _IN_SCALE.search(text):
        details.scale = _SCALES[match["scale"].lower()]
        text = text[: match.start()] + " " + text[match.end() :]
    text = read_missing(text, details)
    text = _read_pattern(text, details)
    text = _read_whether(text, details)
    bare = Details()
    text = read_dates(text, bare)
    details.update(bare)
    text = read_two_sided(text, details)
    text = read_order(text, details)
    text = read_dependence(text, details)
    text = read_numbers(text, details)
    if "%" in text or "percent " in text:
        text = read_rate(text, details)
    if match := _UNIT_TAIL.search(text):
        details.unit = match["unit"]
        text = text[: match.start()]
    return text


_CONTINUOUS = re.compile(r"\b(?:continuous|decimal|float|real-valued)\b", re.IGNORECASE)


_IN_SCALE = re.compile(
    r"\s+in\s+(?P<scale>thousand|million|billion)s?(?:\s+(?:of\s+)?(?:us\s+)?(?:dollars|euros"
    r"|pounds|usd|eur))?\b",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def _read_pattern(text: str, details: Details) -> str:
    match = _PATTERN.search(text)
    if match is not None:
        details.pattern = id_pattern(match["pattern"])
        return text[: match.start()] + " " + text[match.end() :]
    if _BARE_PATTERN.match(text.strip()):
        details.pattern = id_pattern(text.strip())
        return ""
    return text


def id_pattern(example: str) -> str:
    """The pattern of the schema language that an example of an id follows.

    `INV-00001` -> `INV-#####`; `XX-9999` and `AB-1234` keep their letters, X's become digits.
    """
    if "#" in example:
        return example
    if re.fullmatch(r"[A-Za-z]*-?X{2,}", example) and not example.startswith("XX"):
        return example.replace("X", "#")
    if re.search(r"\d", example):
        return re.sub(r"\d", "#", example)
    return example.replace("X", "?")


def _read_whether(text: str, details: Details) -> str:
    stripped = text.strip()
    for pattern in (_WHETHER, _WHETHER_BARE):
        match = pattern.match(stripped)
        if match is None:
            continue
        details.whether = True
        rest = match["rest"]
        if has := _HAS.match(rest):
            return f"has {has['rest']}"
        subject = match.groupdict().get("subject") or ""
        rest = _AUXILIARY.sub("", rest)
        if subject.lower() in (
            "loan",
            "flight",
            "email",
            "claim",
            "order",
            "booking",
            "appointment",
        ):
            rest = f"{subject} {rest}"
        return rest
    if match := _FLAG.match(stripped):
        details.whether = True
        return match["rest"] or match["rest2"]
    return text


def _answer(text: str) -> str:
    """What an indirect question asks for: `how satisfied they are` is satisfaction."""
    lowered = text.lower()
    for question, answer in vocabulary.questions().items():
        if lowered.startswith(question):
            return answer
    return text


_MOMENT = re.compile(r"\b\w+(?:ed|sent|paid)\s+(?:at|on)$|^\w+\s+since$", re.IGNORECASE)
_SINCE = re.compile(
    r"^(?P<name>(?:member|customer|client|user|subscriber|employee)\s+since)\b", re.I
)


def _phrase(text: str, details: Details) -> str:
    text = text.strip(" \t\n\"'`“”‘’.,;:-*•")
    if quoted := _QUOTED.fullmatch(text):
        text = quoted.group(1)
    text = _answer(text)
    if match := _HOW_MANY.match(text):
        text = "number of " + re.sub(r"\s+(?:they|he|she|it)\b.*$", "", match["rest"])
    elif match := _HOW_MUCH.match(text):
        text = "amount " + match["rest"]
    bare = text.strip()
    text = _ARTICLES.sub("", text)
    if _MOMENT.search(text) is None:
        text = _TAILS.sub("", f" {text}").strip() or bare
    text = _OWNER_TAIL.sub("", text)
    text = re.sub(r"\b(?:the|their|his|her|its|an?)\s+", "", text)
    text = re.sub(r"[\"“”`]", "", text)
    return re.sub(r"\s+", " ", text).strip(" ,.;:-")
