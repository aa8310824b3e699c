"""Yes-or-no columns as people ask for them: `whether they left`, `if it is late`, `fraud flag`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.details import Details

_WHETHER = re.compile(
    r"^(?:an?\s+|the\s+)?(?:(?:flag|indicator|boolean|column|field|label|marker"
    r"|variable)\s+(?:for|of|saying|telling|showing|indicating|that\s+says)?\s*)?"
    r"(?:whether(?:\s+or\s+not)?|if|did|was|is)\s+(?:(?:the|an?|each|this|that|his|her|their"
    r"|its)\s+)?(?P<subject>they|he|she|it|there|someone|one|you|"
    r"(?:[a-z]+\s+)?(?:customer|client|user|person|patient|student|employee|passenger|applicant"
    r"|borrower|subscriber|member|"
    r"policyholder|driver|guest|visitor|shopper|buyer|candidate|lead|player|account|order"
    r"|transaction|loan|house|property|machine|"
    r"flight|email|post|trip|booking|package|shipment|parcel|ticket|review|product|item|claim"
    r"|appointment|respondent|team|voter)s?|"
    r"(?:[a-z]+\s+)?[a-z]+(?=\s+(?:is|are|was|were|will|would|has|have|had|did|does|can|could"
    r"|got|gets)\b))\s+(?P<rest>.+)$",
    re.IGNORECASE,
)


_WHETHER_BARE = re.compile(r"^(?:whether(?:\s+or\s+not)?|if)\s+(?P<rest>.+)$", re.IGNORECASE)


_FLAG = re.compile(
    r"^(?P<rest>.+?)\s+(?:flag|indicator)$|^(?:flag|indicator)\s+(?:for|of)\s+(?P<rest2>.+)$", re.I
)


_WHEN = re.compile(
    r"^(?P<rest>[a-z_][\w\s-]*?)\s+(?:is\s+true\s+)?(?:if|when|where)\s+(?:the\s+)?"
    r"(?P<when>[a-z_][\w\s-]*?\s+(?:is\s+)?(?:above|over|below|under|more\s+than|less\s+than"
    r"|greater\s+than|at\s+least|at\s+most|exceeds|[<>]=?)\s*\d\S*)$",
    re.IGNORECASE,
)
"""A flag that follows from a figure: `delayed if delay above 3`."""
_OR_NOT = re.compile(r"^(?P<rest>(?!whether\b|if\b).+?)\s+or\s+(?:not|no)$", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"^(?:(?:will|would|did|do|does|can|could|should|may|might|has|have|had|is|are|was|were|be"
    r"|been|being|ever|actually|eventually|then|later|"
    r"going\s+to|likely\s+to|able\s+to|got|gets?)\s+)+",
    re.IGNORECASE,
)


_HAS = re.compile(
    r"^(?:has|have|had|own|owns|owned)\s+(?:an?\s+|the\s+|any\s+)?(?P<rest>.+)$", re.IGNORECASE
)


def read_whether(text: str, details: Details) -> str:
    """The words that name a yes-or-no column, where `text` asks for one; else `text`."""
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
    if match := _WHEN.match(stripped):
        details.whether, details.when = True, match["when"]
        return re.sub(r"\s+flag$", "", match["rest"], flags=re.I)
    if match := _OR_NOT.match(stripped):
        details.whether = True
        return match["rest"]
    if match := _FLAG.match(stripped):
        details.whether = True
        return match["rest"] or match["rest2"]
    return text
