"""Shares said in words, as per cents: `half of the time`, `one in ten`, `two thirds`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import WORD_NUMBER, word_amount

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_ABOUT = r"(?:(?:about|around|roughly|approximately|nearly|almost|some|only|just|over)\s+)*"

_BEHIND = (
    r"(?=\s+(?:of\b(?!\s+(?:the\s+year\s+)?\d)|(?:the|all)\s+(?:time|cases|rows|users|customers)\b"
    r"|are\b|is\b|were\b|was\b|have\b|has\b|had\b|do\b|don't\b|use\b|own\b|pay\b|live\b|work\b"
    r"|come\b|get\b|got\b|took\b|take\b|chose\b|choose\b|buy\b|bought\b|speak\b|smoke\b|opted\b"
    r"|returned\b|repeat\b|drive\b|prefer\b|never\b)|\s*(?:[,.;)]|$))"
)

_FRACTION = re.compile(
    rf"(?<!last )(?<!first )(?<!second )(?<!third )(?<!fourth )(?<!other )(?<!an )(?<!per )"
    rf"(?<!a )(?<!one )(?<!two )(?<!three )(?<!four )(?<!every )(?<!in the )"
    rf"\b{_ABOUT}(?:(?P<count>an?|one|two|three|four|nine)\s+"
    rf"(?P<part>thirds?|quarters?|fifths?|tenths?)|(?P<half>(?:one\s+|a\s+)?half)){_BEHIND}",
    re.IGNORECASE,
)

_HALVES = re.compile(
    r"\bhalf\s+(?:(?:of\s+them\s+)?(?:are\s+)?)(?P<one>[a-z][\w-]*)\s*(?:,|and|,\s*and)\s+"
    r"(?:the\s+other\s+)?half\s+(?:are\s+)?(?P<other>[a-z][\w-]*)",
    re.IGNORECASE,
)

_ONE_IN = re.compile(
    rf"\b{_ABOUT}(?:(?P<one>{WORD_NUMBER}|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<all>{WORD_NUMBER}|\d+)|every\s+(?P<every>second|third|fourth|fifth|tenth))"
    r"(?=\s+(?!to\b|and\b|or\b|years?\b|months?\b|days?\b)[a-z]|\s*[).])",
    re.IGNORECASE,
)
_EVERY = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}

_MOST = re.compile(
    r"\b(?:most|many|some|few|a\s+few|the\s+majority|a\s+majority|a\s+minority)"
    r"(?:\s+(?:of\s+(?:the\s+|them\s*)?)?(?P<who>[a-z]+)?)?\s*"
    r"\((?:about\s+|around\s+|roughly\s+|~)?(?P<share>\d+(?:\.\d+)?)\s*%\)",
    re.IGNORECASE,
)

_HOW_OFTEN = re.compile(
    r"\s+(?:is|are|being|should\s+be)\s+(?:very\s+|quite\s+|fairly\s+|rather\s+)?(?:rare|uncommon"
    r"|common|low|high|frequent|likely|unlikely|infrequent|scarce)\s*[,:;(-]*\s*"
    r"(?:at\s+|about\s+|around\s+|roughly\s+|only\s+|just\s+|~)*(?P<share>\d+(?:\.\d+)?)\s*%\)?",
    re.IGNORECASE,
)

_CHANCE = re.compile(
    r"\b(?P<what>probability|chance|likelihood|prevalence|proportion|share)\s*"
    r"(?P<of>of|is|=|:)?\s*(?P<number>0?\.\d+)(?![\d%])",
    re.IGNORECASE,
)

_IN_WORDS = re.compile(
    rf"\b(?P<count>{WORD_NUMBER}(?:[\s-]{WORD_NUMBER})?)\s+percent\b", re.IGNORECASE
)


def spoken_shares(text: str) -> str:
    """`text` with the shares that are said in words as per cents; nothing else changes."""
    for pattern, write in (
        (_IN_WORDS, _in_words),
        (_HALVES, _halves),
        (_FRACTION, _fraction),
        (_ONE_IN, _one_in),
        (_MOST, _most),
        (_HOW_OFTEN, _how_often),
        (_CHANCE, _chance),
    ):
        text = pattern.sub(write, text)
    return text


def percent(share: float) -> str:
    """A share as people write it: 0.5 is `50%`."""
    return f"{round(100 * share, 1):g}%"


def _in_words(match: re.Match[str]) -> str:
    number = word_amount(match["count"])
    return match.group() if number is None else f"{number:g}%"


def _halves(match: re.Match[str]) -> str:
    return f"50% {match['one']}, 50% {match['other']}"


def _fraction(match: re.Match[str]) -> str:
    if match["half"]:
        return percent(0.5) + (" of" if _ALL.match(match.string, match.end()) else "")
    count = word_amount(match["count"]) or 1
    return percent(count / _PARTS[match["part"].lower().removesuffix("s")])


def _one_in(match: re.Match[str]) -> str:
    if match["every"]:
        return f"{percent(1 / _EVERY[match['every'].lower()])} of"
    one, every = word_amount(match["one"]), word_amount(match["all"])
    if not one or not every or one >= every:
        return match.group()
    following = _NOUN.match(match.string, match.end())
    return percent(one / every) + (" of" if following is not None else "")


_ALL = re.compile(r"\s+(?:the|all)\s")
_NOUN = re.compile(
    r"\s+(?!is\b|was\b|has\b|does\b|uses\b|pays\b|buys\b|gets\b|owns\b|lives\b|returns\b"
    r"|churns\b)(?:[a-z]+s|people)\b",
    re.IGNORECASE,
)


def _most(match: re.Match[str]) -> str:
    who = match["who"]
    return f"{match['share']}% of {who}" if who and who.lower() != "of" else f"{match['share']}%"


def _how_often(match: re.Match[str]) -> str:
    return f" {match['share']}%"


def _chance(match: re.Match[str]) -> str:
    return f"{match['what']} {match['of'] or 'of'} {percent(float(match['number']))}"
