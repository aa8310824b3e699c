"""What moves what: `price depends on square feet`, `charges higher for smokers`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rowsmith.planning.builtin.details import Dependence, Details
from rowsmith.schema.model import Difficulty

_STRONG = re.compile(
    r"\b(?:strong(?:ly)?|high(?:ly)?|heav(?:y|ily)|closely|tightly|mostly|mainly)\b", re.I
)
_WEAK = re.compile(
    r"\b(?:weak(?:ly)?|slight(?:ly)?|loosely|somewhat|mild(?:ly)?|a\s+little|partly)\b", re.I
)
_NEGATIVE = re.compile(
    r"\b(?:negative(?:ly)?|inverse(?:ly)?|anti-?correlat\w+|lower|less|fewer|smaller|shorter"
    r"|rarer|cheaper|faster|colder|cooler|newer|lighter|thinner|decreas\w+|falls?|falling|drops?|down|low|small|short|younger|"
    r"dropping|declin\w+|reduc\w+|shrinks?|worse|lowers|goes?\s+down)\b",
    re.IGNORECASE,
)
_COEFFICIENT = re.compile(
    r"\(?\s*(?:with\s+)?(?:an?\s+)?(?:correlation|coefficient|r|rho)?\s*(?:of|=|:|about|around"
    r"|~)?\s*(?P<r>[-+]?0?\.\d+)\s*\)?",
    re.I,
)
_ADVERB = (
    r"(?:(?:that|which|who|is|are|was|were|be|being|should|must|will|would|to|also|strongly"
    r"|weakly|highly|"
    r"heavily|slightly|somewhat|mostly|mainly|partly|closely|loosely|tightly|positively"
    r"|negatively|inversely|clearly|"
    r"significantly|directly|primarily|largely|realistically|have|has|a|an|the|strong|weak"
    r"|positive|negative|"
    r"moderate|moderately|high|clear|much|far|usually|typically|tends?|more\s+or\s+less|inverse"
    r"|mild|mildly)\s+)*"
)
_VERBS = (
    r"depend(?:s|ing|ent)?\s+(?:\w+ly\s+)?(?:up)?on|based\s+on|driven\s+by|determined\s+by"
    r"|influenced\s+by"
    r"|affected\s+by|"
    r"matching|(?:that|which|to)\s+match(?:es)?|(?:up|down)\s+with|consistent\s+with|(?:reflect|follow(?![\s_-]*up)|mirror)(?:s"
    r"|ing)?|agree(?:s|ing)\s+with|fitting"
    r"|(?:happens?|occurs?)\s+(?:mostly\s+|mainly\s+|more\s+|often\s+|usually\s+)*(?:at|with|under|during"
    r"|when|if|in|after)"
    r"|explained\s+by|caused\s+by|predicted\s+by|a\s+function\s+of|correlat(?:e|es|ed|ing"
    r"|ion)\s+(?:of\s+[-+]?0?\.\d+\s+)?(?:\w+ly\s+)?(?:with|to)|linked\s+(?:to|with)|"
    r"related\s+to|associated\s+with|tied\s+to|anti-?correlated\s+with|proportional\s+to|"
    r"(?:increas(?:es?|ing)|ris(?:es?|ing)|grow(?:s|ing)?|goes?\s+up|go\s+up|climb(?:s|ing)?"
    r"|decreas(?:es?|ing)|fall(?:s|ing)?|"
    r"drop(?:s|ping)?|declin(?:es?|ing)|goes?\s+down|go\s+down|shrinks?|var(?:y|ies|ying)"
    r"|scal(?:e|es|ing)|changes?|gets?\s+\w+er)\s+(?:\w+ly\s+)?(?:with|by|as|when|for)|"
    r"(?:higher|lower|greater|larger|smaller|longer|shorter|bigger|cheaper|better|worse|slower|faster|"
    r"(?:more|less)\s+(?:likely|common|frequent|expensive|often)|rarer|more|less|fewer)\s+"
    r"(?:for|with|among|amongst|in|if|when|as|on|at|by|where)"
)
_SUBJECT_FIRST = re.compile(
    rf"(?P<lead>\b{_ADVERB})\b(?P<verb>{_VERBS})\s+(?P<other>.+)$", re.IGNORECASE | re.DOTALL
)
_BETWEEN = re.compile(
    r"(?P<lead>(?:a\s+|an\s+|strong\s+|weak\s+|positive\s+|negative\s+|clear\s+|realistic\s+"
    r"|moderate\s+|high\s+|inverse\s+)*)"
    r"(?:correlations?|relation(?:ship)?s?|link|association|connection"
    r"|dependence)\b(?P<r>[^a-z]*(?:of\s+)?[-+]?0?\.\d+)?\s*between\s+(?P<a>.+?)\s+and\s+"
    r"(?P<b>.+)$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    rf"^(?P<a>.+?)\s+and\s+(?P<b>.+?)\s+(?P<lead>{_ADVERB})(?:correlat(?:ed|e)|go\s+together"
    r"|related|connected)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_DRIVES = re.compile(
    r"^(?P<a>.+?)\s+(?P<lead>(?:should\s+|strongly\s+|mainly\s+|slightly\s+|mostly\s+|heavily\s+"
    r"|positively\s+|negatively\s+|must\s+|will\s+)*)"
    r"(?P<verb>drives?|affects?|influences?|determines?|increases?|raises?|boosts?|reduces?"
    r"|lowers?|decreases?|predicts|impacts?|improves?)\s+(?:the\s+|their\s+)?(?P<b>.+)$",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"^(?P<a>.+?)\s+(?P<lead>(?:should\s+|usually\s+|tend\s+to\s+|must\s+|will\s+|typically\s+"
    r"|often\s+)*)"
    r"(?:have|has|pay|pays|get|gets|earn|earns|spend|spends|cost|costs|show|shows|receive"
    r"|receives|churn|buy|make|with)\s+"
    r"(?P<verb>(?:much\s+|significantly\s+|slightly\s+)?(?:higher|lower|more|less|fewer|larger"
    r"|smaller|bigger|longer|shorter|better|worse))"
    r"(?:\s+(?P<b>[a-z_].*))?$",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"^(?:the\s+)?(?P<how>more|higher|longer|older|larger|bigger|greater|lower|fewer|less|better"
    r"|worse|being\s+an?|having\s+an?)\s+(?P<a>.+?)\s+(?:means?|leads?\s+to|results?\s+in"
    r"|implies|brings|gives)\s+(?:an?\s+)?(?P<verb>more|higher|longer|larger|bigger|greater"
    r"|lower|fewer|less|better|worse)\s+(?:likely\s+to\s+(?:be\s+)?|(?:chance|chances"
    r"|probability|risk|odds)\s+(?:of|to)\s+)?(?P<b>.+)$",
    re.IGNORECASE,
)
"""`higher income means more likely to buy`, `more debt leads to higher default risk`."""
_DOES = re.compile(
    r"^(?P<a>[a-z][\w\s-]*?)\s+(?P<lead>(?:should\s+|usually\s+|tend\s+to\s+|often\s+)*)"
    r"(?:scores?|performs?|does|do)\s+(?P<verb>(?:much\s+|slightly\s+)?(?:higher|lower|better"
    r"|worse))\s+(?:in|on|at)\s+(?P<b>[a-z_].*)$",
    re.IGNORECASE,
)
"""A group is better at something: `girls score higher in reading`."""
_THE_MORE = re.compile(
    r"^(?:the\s+)?(?P<how>more|less|(?!other|either|after|over|under|user|order|number|customer)[a-z]+er)"
    r"\s+(?:the\s+)?(?P<a>.+?)(?:\s+(?:is|are|gets?))?,?\s+the\s+"
    r"(?P<verb>more|higher|longer|larger|bigger|greater|lower|fewer|less|cheaper|better"
    r"|worse)\s+(?:the\s+)?(?P<b>.+)$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"^(?P<a>[a-z][\w\s-]*?)\s+(?P<lead>(?:should\s+|usually\s+|must\s+|will\s+|often\s+)*)"
    r"(?P<b>[a-z]+)\s+(?P<verb>(?:much\s+|slightly\s+)?(?:better|worse|(?:more|less)\s+often))"
    r"(?:\s+than\b.*)?$",
    re.IGNORECASE,
)
"""A group does something more than another: `version B converts better than A`."""
_SPLIT = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|plus|as\s+well\s+as|&)\s+|/")
_OTHER_STOP = re.compile(r"\s+(?:but|while|whereas|than)\s+.*$|[.;].*$", re.IGNORECASE | re.DOTALL)
_LEADING = re.compile(
    r"^(?:the\s+|their\s+|its\s+|a\s+|an\s+|both\s+|number\s+of\s+)*(?:(?:more|higher|lower"
    r"|fewer|less|greater|increasing|decreasing|few|many|little|low|high|long|short|poor|bad"
    r"|good)\s+)?",
    re.I,
)
_FELL = re.compile(
    r"^(?:the\s+|their\s+)*(?:lower|fewer|less|decreasing|few|little|low|short|poor|bad)\s+",
    re.IGNORECASE,
)
_RISES = re.compile(
    r"\s+(?:increases?|rises?|grows?|goes\s+up|gets?\s+(?:higher|larger|older)|decreases?|falls?"
    r"|drops?|(?:are|is)\s+(?:high|low|higher|lower|large|small|long|short|older|younger))$",
    re.I,
)


_WHO = re.compile(
    r"^(?:the\s+)?[a-z]+(?:s|people|ones)?\s+(?:with|who\s+have|that\s+have|having)\s+(?:a\s+"
    r"|an\s+)?(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One column follows others, as a sentence of its own says."""

    column: str
    depends: tuple[Dependence, ...]


def read_dependence(text: str, details: Details) -> str:
    """Take `depends on x and y`, `higher for smokers` out of the end of `text`; what is left."""
    match = _SUBJECT_FIRST.search(text)
    if match is None or _DOES.match(text.strip()):
        return text
    said = f"{match['lead']} {match['verb']} {match['other']}"
    details.depends = _dependences(match["other"], f"{match['lead']} {match['verb']}", said)
    return text[: match.start()]


def read_statement(sentence: str) -> Statement | None:
    """The dependence that a sentence states; None where it states none."""
    sentence = sentence.strip().rstrip(".")
    if match := _BETWEEN.search(sentence):
        depends = _dependences(match["a"], match["lead"], sentence)
        return Statement(_plain(match["b"]), tuple(depends))
    if match := _TOGETHER.match(sentence):
        depends = _dependences(match["a"], match["lead"], sentence)
        return Statement(_plain(match["b"]), tuple(depends))
    if match := _THE_MORE.match(sentence) or _MEANS.match(sentence):
        sign = _sign(match["how"]) * _sign(match["verb"])
        return Statement(_plain(match["b"]), (Dependence(_plain(match["a"]), sign),))
    details = Details()
    left = read_dependence(sentence, details)
    if details.depends and left.strip():
        return Statement(_plain(left), tuple(details.depends))
    if match := _DOES.match(sentence) or _THAN.match(sentence) or _HAVE.match(sentence):
        if match["b"] is None:
            return None
        depends = _dependences(match["a"], f"{match['lead']} {match['verb']}", sentence)
        return Statement(_plain(match["b"]), tuple(depends))
    if match := _DRIVES.match(sentence):
        depends = _dependences(match["a"], f"{match['lead']} {match['verb']}", sentence)
        return Statement(_plain(match["b"]), tuple(depends))
    return None


def dependences(group: str, sign: float) -> list[Dependence]:
    """What a column follows that is higher (lower where `sign` is negative) for a group."""
    return [
        Dependence(one.on, one.sign * sign, one.explained) for one in _dependences(group, "", group)
    ]


def _dependences(others: str, verb: str, said: str) -> list[Dependence]:
    explained = _explained(said)
    sign = -1.0 if _NEGATIVE.search(verb) else 1.0
    others = _COEFFICIENT.sub(" ", _OTHER_STOP.sub("", others))
    found = []
    for piece in _SPLIT.split(others):
        other = piece.strip()
        if not other:
            continue
        own = sign
        if match := _AGAIN.match(other):
            own = -1.0 if _NEGATIVE.search(match["verb"]) else 1.0
            other = match["other"]
        other = _WHO.sub("", other)
        if match := re.search(r"\b(?:negative(?:ly)?|inverse(?:ly)?)\b", other, re.I):
            own, other = -sign, other.replace(match.group(), " ")
        if _FELL.match(other):
            own = -own
        if (match := _RISES.search(other)) and _NEGATIVE.search(match.group()):
            own = -own
        other = _plain(_RISES.sub("", _LEADING.sub("", other)))
        other = re.sub(r"\s*\(.*$", "", other)
        if other:
            found.append(Dependence(other, own, explained))
    if (match := _COEFFICIENT.search(said)) and float(match["r"]) < 0:
        found = [Dependence(one.on, -abs(one.sign), one.explained) for one in found]
    return found


_AGAIN = re.compile(rf"^(?P<verb>{_ADVERB}(?:{_VERBS}))\s+(?P<other>\S.*)$", re.IGNORECASE)


def _explained(said: str) -> float | Difficulty:
    if match := _COEFFICIENT.search(said):
        return min(round(float(match["r"]) ** 2, 4), 0.95)
    if _STRONG.search(said):
        return "easy"
    if _WEAK.search(said):
        return "hard"
    return "medium"


def _sign(word: str) -> float:
    return -1.0 if _NEGATIVE.search(word) else 1.0


def _plain(text: str) -> str:
    text = re.sub(
        r"^(?:the|their|its|a|an|so\s+that|and|where|should|also|make|ensure|let|have)\s+",
        "",
        text.strip(),
        flags=re.I,
    )
    return text.strip(" ,.;:")
