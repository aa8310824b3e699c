"""One column as the user named it: its name, and everything said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.asides import read_brackets, read_colon
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.said import read_said


@dataclass(slots=True)
class Item:
    """A column that was asked for.

    text: as written. phrase: the words that name it, details and articles taken away.
    """

    text: str
    phrase: str
    details: Details


_QUOTED = re.compile(r"[\"'`“‘]([^\"'`”’]+)[\"'`”’]")


_HOW_MANY = re.compile(r"^how\s+many\s+(?P<rest>.+)$", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"^how\s+much\s+(?:(?:they|he|she|it|the\s+\w+|each\s+\w+)\s+)?(?P<rest>.+)$", re.I
)
_ARTICLES = re.compile(
    r"^(?:(?:give\s+me|show\s+me|i\s+(?:need|want|note|record|track|measure|keep)|and|or|also|plus|the|an?|their|his|her|its|our|my|your|each|every|both|some|any"
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
    r"\s+(?:of|for|per|at|in|on)\s+(?:the|each|every|a|an)\s+(?:visit|session|day|game|trip|customer|client|user|person|patient"
    r"|student|employee|row|record|house|"
    r"car|order|transaction|individual|respondent|passenger)$",
    re.IGNORECASE,
)
_OPERAND = r"[A-Za-z_][\w ]*?"
_OPERATOR = (
    r"(?:[*+×]|\s/\s|\s-\s|\sx\s|\stimes\s|\sminus\s|\splus\s|\sdivided\s+by\s|\smultiplied\s+by\s)"
)
_EQUALS = (
    r"(?:=|:|\(\s*=?|\bequals\b|\b(?:is|be|are)\s+equal\s+to\b|\b(?:must|should|has\s+to)\s+(?:be|equal)\b"
    r"|\b(?:which\s+is\s+|is\s+)?(?:calculated|computed|derived)\s+(?:as|from)\b)"
)
_FORMULA = re.compile(
    rf"^(?P<name>{_OPERAND})\s*{_EQUALS}\s*"
    rf"(?P<formula>{_OPERAND}(?:\s*{_OPERATOR}\s*{_OPERAND})+)\s*\)?$",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"^(?P<name>{_OPERAND}),?\s+(?:(?:which|that)\s+)?(?:is|equals|as)\s+(?:the\s+)?(?P<formula>"
    rf"{_OPERAND}(?:\s+(?:[*+x]|times|minus|plus|divided\s+by|multiplied\s+by)\s+{_OPERAND})+)$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<=\w )\(?(?P<first>[A-Y])\s?(?:-|to)\s?(?P<last>[B-Z])\)?$")


def _letters(match: re.Match[str]) -> str:
    """`grade A-G` is a grade of seven letters."""
    letters = range(ord(match["first"]), ord(match["last"]) + 1)
    return f"({', '.join(map(chr, letters))})"


def read_item(text: str) -> Item:
    """The column that a piece of a list asks for."""
    details = Details()
    formula = _FORMULA.match(text.strip()) or _IN_WORDS.match(text.strip())
    if formula is not None:
        details.formula = formula["formula"].strip()
        return Item(text.strip(), _phrase(formula["name"], details), details)
    left = read_brackets(_LETTERS.sub(_letters, text.strip()), details)
    left = read_colon(left, details)
    since = _SINCE.match(left.strip())
    left = read_said(left, details)
    phrase = since["name"] if since is not None else _phrase(left, details)
    return Item(text.strip(), phrase, details)


def _answer(text: str) -> str:
    """What an indirect question asks for: `how satisfied they are` is satisfaction."""
    lowered = text.lower()
    for question, answer in vocabulary.questions().items():
        if lowered.startswith(question):
            return answer
    return text


_SNAKE_FIRST = re.compile(
    r"^(?P<name>[a-z]\w*_\w+)\s+(?:per|in|as|of|for|every|each|by|from|at|on|with)\b.*$",
    re.IGNORECASE,
)
"""`study_hours per week` is study_hours."""
_MOMENT = re.compile(r"\b\w+(?:ed|sent|paid)\s+(?:at|on)$|^\w+\s+since$", re.IGNORECASE)
_SINCE = re.compile(
    r"^(?P<name>(?:member|customer|client|user|subscriber|employee)\s+since)\b", re.I
)


_WHO_DID = re.compile(r"^who\s+(?=(?:\w+ed|left|bought|paid|won|lost)\b)", re.IGNORECASE)
"""`who left` asks for whether each of them did."""
_OR_NOT = re.compile(r"\s+or\s+not$|\s*\?$", re.IGNORECASE)


def _phrase(text: str, details: Details) -> str:
    text = text.strip(" \t\n\"'`“”‘’.,;:-*•")
    if quoted := _QUOTED.fullmatch(text):
        text = quoted.group(1)
    text = _answer(text)
    text, who = _WHO_DID.subn("", text)
    text, or_not = _OR_NOT.subn("", text)
    or_not += who
    details.whether = details.whether or or_not > 0
    if match := _HOW_MANY.match(text):
        text = "number of " + re.sub(r"\s+(?:they|he|she|it)\b.*$", "", match["rest"])
    elif match := _HOW_MUCH.match(text):
        text = "amount " + match["rest"]
    bare = text.strip()
    text = _ARTICLES.sub("", text)
    if _MOMENT.search(text) is None:
        text = _TAILS.sub("", f" {text}").strip() or bare
    text = _OWNER_TAIL.sub("", text)
    text = re.sub(r"^\d{1,3}\s+(?=[a-z]+s$)", "", text)  # `10 stores`: which of them
    text = re.sub(r"\b(?:the|their|his|her|its|an?)\s+", "", text)
    text = re.sub(r"[\"“”`]", "", text)
    text = _SNAKE_FIRST.sub(r"\g<name>", text)
    return re.sub(r"\s+", " ", text).strip(" ,.;:-")
