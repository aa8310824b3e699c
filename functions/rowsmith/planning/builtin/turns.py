"""Turns of phrase, written as the other rules read them: `3 teams: a, b, c` as `team (a, b, c)`."""

from __future__ import annotations

import re
from collections.abc import Callable

from rowsmith.planning.builtin.amounts import WORD_NUMBER, word_amount
from rowsmith.planning.builtin.named_groups import with_groups
from rowsmith.planning.builtin.nouns import singular

_N = r"\d+(?:\.\d+)?"
_NAME = r"[a-z][\w'-]*(?:\s[a-z][\w'-]*)?"

_SPACED_DASH = re.compile(r"(?<=\d)\s+-\s+(?=\d)")

_PIPE = re.compile(r"\s*\|\s*")
_ARROW = re.compile(r"\s*(?:->|=>|\u2192)\s*(?=[^,\n]+,)")
_IN_SIGNS = re.compile(r"\bin\s+(?P<sign>[\u20ac$\u00a3])(?=\s*(?:[,;.)\n]|$|and\b))")
_SIGNS = {"\u20ac": "euros", "$": "dollars", "\u00a3": "pounds"}
_PLAIN_LINE = re.compile(r"^\s*[A-Za-z][\w /%-]{0,40}(?:\([^()]{1,80}\))?\s*$")
_SNAKE = re.compile(r"^\s*[a-z]+(?:_[a-z\d]+)+\s*$", re.IGNORECASE)
_FEWEST_LINES = 3
_STARS = re.compile(r"\s+[*\u2022]\s+(?=[A-Za-z])")
_FOR_WHOM = re.compile(
    r"(?P<column>\b[a-z]+(?:_[a-z\d]+)+)\s+(?:for|of|at|in)\s+(?:an?|the|our|my)\s+[a-z][\w\s'-]*"
    r"(?=[.!\n]|$)",
    re.IGNORECASE,
)
_OR_NOT = re.compile(
    r"(?P<before>[,;:]\s*(?:and\s+)?|\band\s+)(?P<what>[a-z][\w-]*(?:\s[\w-]+)?)\s+or\s+not"
    r"(?=\s*(?:[,.;)\n]|$))",
    re.IGNORECASE,
)
_TRUE_IN = re.compile(
    rf"\b(?:the\s+)?(?P<what>{_NAME})\s+(?:column|field|flag|label|variable|indicator)\s+(?:is|are"
    rf"|should\s+be|being|=)\s+(?:set\s+)?(?:true|yes|positive|1|on)\s+(?:in|for)\s+"
    rf"(?:about\s+|around\s+|roughly\s+|~)?(?P<share>{_N}\s*%|{_N}\s+percent)"
    r"(?:\s+of\s+(?:the\s+|all\s+)?(?:rows|records|cases|time|\w+s))?",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    rf"(?P<share>{_N}\s*%|{_N}\s+percent)\s+of\s+(?:them|these|which|all)\s+(?:are\s+)?[a-z]+\s*"
    r"\((?P<what>[a-z]+_[a-z_]+)\)",
    re.IGNORECASE,
)
_ADD = re.compile(
    r"(?:,|\band)?\s*(?:so\s+|also\s+|too,?\s+)*(?:please\s+)?\badd\s+(?:a\s+|an\s+|the\s+)?"
    r"(?P<name>[a-z]+(?:_[a-z\d]+)+)(?:\s+(?:too|as\s+well))?",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:these|the\s+following|exactly\s+these)\s+(?P<noun>columns|fields)\s+only\s*:", re.I
)
_HAPPENS = re.compile(
    rf"\b(?:the\s+)?(?P<what>[a-z][\w-]*)\s+(?:should\s+|must\s+|will\s+)?(?:happens?|occurs?)\s+"
    rf"(?:for|in|among|to|with)\s+(?:about\s+|around\s+|roughly\s+|~)?(?P<share>{_N}\s*%"
    rf"|{_N}\s+percent)(?:\s+of\s+(?:the\s+|all\s+)?\w+)?",
    re.IGNORECASE,
)
_FLAGGED = re.compile(
    rf"(?P<share>{_N}\s*%|{_N}\s+percent)\s+of\s+(?:the\s+|all\s+)?[a-z]+\s+(?:are\s+|have\s+)?"
    r"(?P<what>(?:is|has|was|did)_\w+)\b",
    re.IGNORECASE,
)

_SUM = re.compile(
    rf"\b(?:the\s+|an?\s+)?(?P<how>sum|product|difference)\s+(?:of|between)\s+(?:the\s+)?(?P<one>{_NAME}?)"
    rf"\s+and\s+(?:the\s+)?(?P<other>{_NAME}?)(?=\s*(?:[,.;)\n]|$|\band\b))",
    re.IGNORECASE,
)
_OPERATIONS = {"sum": "plus", "product": "times", "difference": "minus"}

_YEARS = re.compile(
    r"\b(?:in|from|during|of)\s+(?P<first>(?:19|20)\d\d)\s+and\s+(?P<last>(?:19|20)\d\d)\b"
)
_COUNTED = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{WORD_NUMBER})\s+(?:different\s+|possible\s+)?"
    r"(?P<noun>[a-z]+(?:\s[a-z]+)?s)\s*(?::|\(|-\s|namely|,\s*namely|,)\s*(?P<run>[^:.;()\n]+)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|\s*/\s*", re.IGNORECASE)
_MOST_OPTIONS = 12


_CLEARLY_MOST = re.compile(
    r",?\s+with\s+(?P<who>[\w\s]{2,30}?)\s+(?:clearly\s+|being\s+|as\s+|by\s+far\s+)*the\s+(?P<how>most"
    r"|least)\s+(?P<what>[a-z]+)\b",
    re.IGNORECASE,
)
_EVENLY = re.compile(
    r",?\s*(?:and\s+)?(?:\(?\s*(?:split\s+)?(?:half\s+each|half\s+and\s+half|fifty[\s-]fifty|(?<=split\s)50[/:-]50|(?<=split\s)(?:evenly|equally)"
    r"(?:\s+(?:split|distributed))?)\s*\)?)(?=\s*(?:[,.;)\n]|$))",
    re.IGNORECASE,
)
_DID_IT = re.compile(
    r"(?P<share>\d\s*(?:%|percent))\s+(?P<did>[a-z]+ed|clicked|bought|left)\s+(?:on\s+)?it\b", re.I
)


_CAME_BACK = re.compile(
    r"(?<=[%t])\s+(?:come|comes|came|turned|turn|end|ended|arrive|arrived)\s+(?:back|out|up)?\s*(?:as\s+)?(?=[a-z]+ed\b|broken\b|late\b|lost\b)",
    re.IGNORECASE,
)
"""`9% came back damaged` are damaged."""
_SHARES_AS = re.compile(
    r"(?P<run>\d+\s*%\s+[a-z-]+(?:\s*(?:/|,\s*and|,|\band\b)\s*\d+\s*%\s+[a-z-]+)+)\s+as\s+(?:the\s+|an?\s+|its\s+)?"
    r"(?P<noun>[a-z]+(?:[\s_][a-z]+)?)",
    re.IGNORECASE,
)


def _shares_as(match: re.Match[str]) -> str:
    """`60% approved / 40% denied as claim status` are the shares of a status."""
    values = re.sub(r"\s*(?:/|,\s*and|\band\b)\s*", ", ", match["run"])
    return f"{match['noun']} ({values})"


_COLUMN_NOUN = re.compile(
    r"(?<=[a-z])\s+(?:column|field|label)(?=\s*(?:\(|,|[.;?]|$)|\s+(?:that|which|and)\b)",
    re.IGNORECASE,
)
_THAT_IS = re.compile(r"\b(?P<noun>[a-z]+)\s+(?:that|which)\s+is\s+(?=[a-z]+,\s)", re.IGNORECASE)
_AS_FEATURES = re.compile(
    r"\s+as\s+(?:the\s+)?(?:features|inputs|predictors|variables)\b", re.IGNORECASE
)
_AT_LEAST = re.compile(
    rf"\bat\s+least\s+(?P<low>{_N})\s+(?P<unit>square\s+(?:meters|metres|feet)|sqm|m2|sqft)\s+and\s+at\s+most\s+(?P<high>{_N})",
    re.IGNORECASE,
)


_LAB_UNIT = re.compile(
    r"(?<=\d)\s*(?:[mnk\u00b5u]?g|[mn\u00b5u]?mol|m?iu|cells?|m?eq)\s*/\s*(?:d?l|m?l|[\u00b5u]l|kg|m3)\b",
    re.IGNORECASE,
)
"""Of a laboratory's figures only the numbers count: `9 and 18 g/dL`."""


def turned(text: str) -> str:
    """`text` with its turns of phrase in the usual form; nothing else changes."""
    text = _separated(_SPACED_DASH.sub("-", text))
    text = _LAB_UNIT.sub("", text)
    text = _THAT_IS.sub(r"\g<noun> is ", _COLUMN_NOUN.sub("", _AS_FEATURES.sub("", text)))
    text = _AT_LEAST.sub(r"size between \g<low> and \g<high> \g<unit>", text)
    text = _SHARES_AS.sub(_shares_as, _CAME_BACK.sub(" ", text))
    text = _EVENLY.sub("", _DID_IT.sub(r"\g<share> \g<did>", text))
    text = with_groups(text)
    text = _CLEARLY_MOST.sub(r". \g<who> is \g<how> \g<what>", text)
    text = _IN_SIGNS.sub(lambda match: f"in {_SIGNS[match['sign']]}", text)
    text = _OR_NOT.sub(r"\g<before>whether \g<what>", text)
    text = _ONLY.sub(r"\g<noun>:", _ADD.sub(r", \g<name>", text))
    text = _FOR_WHOM.sub(r"\g<column>", text)
    text = _YEARS.sub(_years, text)
    writers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_TRUE_IN, _flag),
        (_OF_THEM, _flag),
        (_HAPPENS, _flag),
        (_FLAGGED, _flag),
        (_SUM, _sum),
        (_COUNTED, _counted),
    )
    for pattern, write in writers:
        text = pattern.sub(write, text)
    return text


def _separated(text: str) -> str:
    """Pipes, an arrow or bare lines between the columns, as commas, a colon and bullets."""
    if text.count("|") > 1:
        text = _PIPE.sub(", ", text).strip(" ,")
    if len(_ARROW.findall(text)) == 1:
        text = _ARROW.sub(": ", text)
    if len(_STARS.findall(text)) >= _FEWEST_LINES and "\n" not in text.strip():
        text = _STARS.sub("\n- ", text)
    lines = text.split("\n")
    plain = [place for place, line in enumerate(lines) if place and _PLAIN_LINE.match(line)]
    if _SNAKE.match(lines[0]) and 1 in plain:
        plain.insert(0, 0)
    others = [line for place, line in enumerate(lines) if place and line.strip()]
    first_is_one = plain[:1] == [0]
    if len(plain) >= _FEWEST_LINES and (first_is_one or len(plain) == len(others)):
        lines = [
            f"- {line.strip()}" if place in plain else line for place, line in enumerate(lines)
        ]
    return "\n".join(lines)


def _flag(match: re.Match[str]) -> str:
    share = re.sub(r"\s*(?:%|percent)", "%", match["share"])
    return f"{match['what']} ({share} yes)"


def _years(match: re.Match[str]) -> str:
    """`in 2022 and 2023` are all the days of both."""
    if int(match["last"]) - int(match["first"]) != 1:
        return match.group()
    return f"between {match['first']} and {match['last']}"


def _sum(match: re.Match[str]) -> str:
    return f"{match['one']} {_OPERATIONS[match['how'].lower()]} {match['other']}"


def _counted(match: re.Match[str]) -> str:
    """As many values as are counted, where so many stand there."""
    count = word_amount(match["count"])
    pieces = list(_SEPARATOR.finditer(match["run"]))
    if count is None or not 1 < count <= _MOST_OPTIONS or len(pieces) + 1 < count:
        return match.group()
    last = int(count) - 1
    end = pieces[last].start() if last < len(pieces) else len(match["run"])
    run, rest = match["run"][:end], match["run"][end:]
    options = _SEPARATOR.split(run.strip())
    bracketed = match.string[match.end("noun") : match.start("run")].strip() == "("
    if any(len(option.split()) > 3 for option in options) or (bracketed and rest.strip()):
        return match.group()
    closing = "" if bracketed else ")"
    return f"{singular(match['noun'])} ({', '.join(options)}{closing}{rest}"
