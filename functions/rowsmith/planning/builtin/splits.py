"""Shares of several values in running words, as values in brackets behind their column.

`status code is 200 in 85% of cases, 404 in 10% and 500 in the rest`,
`60% of users are on the free plan, 30% on pro, the rest enterprise`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.lexicon import is_person, look_up
from rowsmith.planning.builtin.marks import Known
from rowsmith.planning.builtin.ratios import spell_ratios

NameOf = Callable[[list[str]], str | None]
"""The column whose values these are; None where nobody knows."""

_SHARE = (
    r"(?:(?:about|around|roughly|approximately|nearly|only|some|another|~)\s*)*"
    r"(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent\b)"
)
_SHARE_IN = re.compile(_SHARE, re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\(\s*{_SHARE}\s*\)", re.IGNORECASE)
_PART = re.compile(
    r"\s*[,;]\s*(?:(?:and|or|with|but|while|then)\s+)*|\s+(?:and|or|vs\.?|versus|while|but)\s+"
    r"(?:also\s+)?|\s*/\s*|\.\s+|\n+|\.$",
    re.IGNORECASE,
)
_NO_VALUES = re.compile(
    r"\b(?:missing|null|nulls|empty|blank|duplicates?|duplicated|outliers?|typos?|between|than"
    r"|invalid|correlat\w*|noise|tax|vat|discount)\b|\d\s*%?\s*(?:-|to)\s*\d[\d.]*\s*%",
    re.IGNORECASE,
)
_REST = re.compile(
    r"^(?:the\s+)?(?:rest|remainder|remaining(?:\s+\d+%)?(?:\s+ones)?|others?\s+half|others"
    r"|balance)\b\s*(?:of\s+(?:them|the\s+\w+)\s+)?(?P<value>.*)$"
    r"|^(?P<before>.*?)\s*[:=]?\s*(?:\b(?:in|for|is|are|being|as|makes?\s+up)\s+)*"
    r"(?:the\s+)?(?:rest|remainder|otherwise)(?:\s+of\s+the\s+(?:time|cases|rows))?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"^\s*(?:of\s+)?(?:the\s+)?(?:time|cases?|rows?|records|them|all|users|customers|total|data"
    r"|occasions)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^.*(?:\b(?:where|with|whose|having|includes?|including|in\s+which|so\s+that|such\s+that"
    r"|make|set|let|that\s+has|which\s+has|that|has|have|add|contains?|containing|of\s+whom"
    r"|of\s+which)\b(?:\s+(?:the|a|an|their|its)\b)?|[;()\[\]])\s*",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(
    r"^(?P<noun>[^:=]+?)\s*(?:[:=]\s*|\s-\s|\s(?:(?:should|can|must|will)\s+be|is|are|was|were|being|of"
    r"|split|distributed|divided|as|either|into|between|among|with)\s)"
    r"(?:\s*(?:either|split|distributed|divided|mostly|usually|into|between|among|as|follows|of"
    r"|with|the|set\s+to|:)\b\s*)*(?P<value>.+)$",
    re.IGNORECASE,
)
_TAIL_LINK = re.compile(r"\s*(?:[:=-]|\b(?:at|in|for|is|are|being|with|makes?\s+up))\s*$", re.I)
_WHO = re.compile(
    r"^(?:of\s+)(?:all\s+|the\s+|our\s+|these\s+|those\s+)*(?:them\b|which\b|whom\b"
    r"|(?:[a-z-]+\s+){1,2}?(?=(?:are|is|be|being|have|has|use|uses|pay|pays|come|comes|go|goes"
    r"|live|lives|work|works|were|was|should|travel|speak|drive|prefer|choose|on|in|via|with"
    r"|from|through|by|who|that|arrive|arrives|took|take)\b))\s*",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"^(?:(?:are|is|be|being|were|was|have|has|use|uses|using|pay|pays|paid|paying|come|comes"
    r"|from|on|in|via|by|with|through|to|as|go|goes|travel|travels|live|lives|living|work|works"
    r"|choose|prefer|take|takes|took|should|would|will|must|who|that|which|a|an|the|at|for"
    r"|speak|drive|arrive|arrives|of|belong|belongs|using|being|marked|labelled|made|sent)\s+)+",
    re.IGNORECASE,
)
_ABOUT_TAIL = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|only|just|some|another|with|is|are|be|at"
    r"|in|:)\s*)+$",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:^|\b(?:where|with|whose|having|has|have|including|that|so\s+that|in\s+which|of\s+(?:whom"
    r"|which)|mix\s+of|split(?:\s+(?:into|between))?|made\s+up\s+of|about|roughly)|[,;:(])\s*$",
    re.IGNORECASE,
)
_ROUNDING = 3.0
_LONGEST = 4


@dataclass(slots=True)
class _Part:
    """A part of a sentence with one share, or what is left over for its value."""

    start: int
    end: int
    text: str
    share: float | None
    rest: bool = False


def bracket_splits(text: str, known: Known, name_of: NameOf) -> str:
    """`text` with each split in brackets behind the column that it is of.

    known: whether a phrase is a field. name_of: whose values some values are.
    """
    text = spell_ratios(text)
    plain = _IN_BRACKETS.sub(lambda match: f" {match['share']}%".rjust(len(match.group())), text)
    for run in reversed(_runs(plain)):
        written = _written(plain, run, known, name_of)
        if written is not None:
            start, said = written
            text = f"{text[:start].rstrip()} {said}{text[run[-1].end :]}".lstrip()
    return text


def _runs(text: str) -> list[list[_Part]]:
    """Parts in a row with a share each that make a whole."""
    found: list[list[_Part]] = []
    run: list[_Part] = []
    for part in [*_parts(text), None]:
        if part is not None and part.share is not None and not (run and run[-1].rest):
            run.append(part)
            continue
        if part is not None and part.rest and run:
            run.append(part)
            continue
        found.extend(_whole(run))
        run = [part] if part is not None and part.share is not None else []
    return found


def _whole(run: list[_Part]) -> list[list[_Part]]:
    """The parts of a run that make a whole together, each whole by itself."""
    found: list[list[_Part]] = []
    start = 0
    while start < len(run) - 1:
        end = _end_of_whole(run, start)
        if end is not None:
            found.append(run[start:end])
        start = end if end is not None else start + 1
    return found


def _end_of_whole(run: list[_Part], start: int) -> int | None:
    total = 0.0
    for place in range(start, len(run)):
        total += run[place].share or 0
        if run[place].rest and total < 100:
            return place + 1
        following = run[place + 1] if place + 1 < len(run) else None
        more = following is not None and total + (following.share or 0) <= 100 + _ROUNDING
        if abs(total - 100) <= _ROUNDING and place > start and not more:
            return place + 1
    return None


def _parts(plain: str) -> list[_Part]:
    depth = _depths(plain)
    found: list[_Part] = []
    start = 0
    cuts = [match for match in _PART.finditer(plain) if depth[match.start()] == 0]
    for cut in [*cuts, None]:
        end = cut.start() if cut is not None else len(plain)
        found.append(_part(plain, start, end))
        start = cut.end() if cut is not None else end
        if cut is not None and re.match(r"\.|\n", cut.group()):
            found.append(_Part(end, end, "", None))
    return found


def _depths(text: str) -> list[int]:
    depth, found = 0, []
    for letter in text:
        depth += letter in "(["
        found.append(depth)
        depth -= letter in ")]"
    return [*found, 0]


def _part(text: str, start: int, end: int) -> _Part:
    said = text[start:end]
    shares = list(_SHARE_IN.finditer(said))
    if "(" in said or "[" in said or _NO_VALUES.search(said):
        return _Part(start, end, said, None)
    if len(shares) == 1:
        return _Part(start, end, said, float(shares[0]["share"]))
    match = _REST.match(said.strip()) if not shares else None
    value = (match["value"] or match["before"] or "").strip() if match else ""
    return _Part(start, end, value if match else said, None, rest=bool(match and value))


def _written(text: str, run: list[_Part], known: Known, name_of: NameOf) -> tuple[int, str] | None:
    """Where a run starts and what it says, as `column (value 60%, other 40%)`."""
    first = _SHARE_IN.search(run[0].text)
    if first is None:
        return None
    share_first = _LEADS.search(run[0].text[: first.start()].rstrip()) is not None or (
        len(run) > 1
        and not run[1].rest
        and _SHARE_IN.match(run[1].text.strip()) is not None
        and _SHARE_IN.match(run[0].text.strip()) is not None
    )
    values = [_value(part, share_first) for part in run[1:]]
    if any(not value or len(value.split()) > _LONGEST for value in values):
        return None
    if share_first:
        return _of_shares(text, run, values, name_of)
    return _of_values(text, run, values, known, name_of)


def _value(part: _Part, share_first: bool) -> str:
    if part.rest:
        return _VERBS.sub("", part.text).strip(" '\"")
    share = _SHARE_IN.search(part.text)
    if share is None:
        return ""
    before, after = part.text[: share.start()], part.text[share.end() :]
    if share_first or not before.strip():
        return _plain_value(after)
    return _TAIL_LINK.sub("", _ABOUT_TAIL.sub("", before)).strip(" '\"")


def _plain_value(text: str) -> str:
    text = _WHO.sub("", text.strip())
    return _VERBS.sub("", f"{text.strip()} ").strip(" '\".:")


def _of_shares(
    text: str, run: list[_Part], values: list[str], name_of: NameOf
) -> tuple[int, str] | None:
    start, end = _first_share(run)
    said = text[end : run[0].end]
    value = _plain_value(said)
    if not value or len(value.split()) > _LONGEST:
        return None
    names = [value, *values]
    before = text[run[0].start : start]
    noun, names = _shared_noun(names)
    if noun is None:
        lead = _LINK.match(f"{_OPENS.sub('', before).strip()} x")
        noun = lead["noun"] if lead and len(lead["noun"].split()) < _LONGEST else None
        if noun is not None and _is_field(noun):
            start = run[0].start + before.rfind(noun)
        else:
            noun = None
    noun = noun or _deed(said) or name_of(names)
    if noun is None and not _are_fields(names, least=1):
        noun = _kind_of(said, text[:start])
    if noun is None:
        return None
    return start, _bracket(noun, names, run)


def _of_values(
    text: str, run: list[_Part], values: list[str], known: Known, name_of: NameOf
) -> tuple[int, str] | None:
    end, _ = _first_share(run)
    said = _TAIL_LINK.sub("", _ABOUT_TAIL.sub("", text[run[0].start : end])).strip()
    opening = _OPENS.match(said)
    if opening is not None and opening.end() < len(said):
        said = said[opening.end() :]
    noun, value = _noun_and_value(said, values, known)
    if not value:
        return None
    names = [value, *values]
    start = text.rindex(noun or value, run[0].start, end)
    if noun is None:
        shared, names = _shared_noun(names)
        noun = shared or name_of(names)
        if noun is None and not _are_fields(names, least=1):
            noun = _kind_of("", text[:start])
    if noun is None or len(noun.split()) > _LONGEST or _are_fields(names):
        return None
    return start, _bracket(noun, names, run)


def _first_share(run: list[_Part]) -> tuple[int, int]:
    match = _SHARE_IN.search(run[0].text)
    start, end = match.span() if match is not None else (0, 0)
    return run[0].start + start, run[0].start + end


def _noun_and_value(said: str, values: list[str], known: Known) -> tuple[str | None, str]:
    length = Counter(len(value.split()) for value in values).most_common(1)[0][0]
    before, colon, after = said.rpartition(":")
    if colon and len(after.split()) > length and not known(before):
        said = after.strip()
    match = _LINK.match(said)
    if match is not None and not _is_person(match["noun"]):
        loose = re.match(r"\s*(?:of|as|with)\s", said[match.end("noun") :], re.IGNORECASE)
        if loose is None or known(match["noun"]):
            return match["noun"].strip(" ,'\""), match["value"].strip(" '\"")
        said = match["value"]
    words = said.split()
    for cut in range(len(words) - 1, 0, -1):
        name = " ".join(words[:cut])
        if len(words) - cut <= max(length, 2) and known(name) and not _is_person(name):
            return " ".join(words[:cut]), " ".join(words[cut:])
    name = " ".join(words[:-length])
    if name and not _is_person(name):
        return name, " ".join(words[-length:])
    return None, " ".join(words[-length:])


def _is_person(noun: str) -> bool:
    """Whether a noun is who the data is about: `members` has no values."""
    last = noun.split()[-1:]
    return bool(last) and is_person(last[0])


def _is_field(noun: str) -> bool:
    found = look_up(noun)
    return found is not None and found.concept is not None and not _is_person(noun)


_WHOSE = re.compile(r"^\s*of\s+(?:all\s+|the\s+|our\s+)*(?P<who>[a-z]+)\b", re.IGNORECASE)
_HEAD = re.compile(r"(?P<who>[a-z]+)\W*$", re.IGNORECASE)


def _kind_of(said: str, before: str) -> str | None:
    """A name for values that nobody knows: the type of what they are said of."""
    match = _WHOSE.match(said) or _HEAD.search(_LEADING.sub("", before))
    if match is None:
        return None
    noun = match["who"].lower()
    singular = noun.removesuffix("s") if not noun.endswith(("ss", "us", "is")) else noun
    if noun in ("them", "people", "rows", "cases", "data") or len(singular) < _SHORTEST:
        return None
    return singular if singular in _OUTCOMES else f"{singular} type"


_LEADING = re.compile(
    r"\s*(?:where|with|whose|having|has|have|that|in\s+which|of\s+(?:whom|which)|an?|the|about|,"
    r"|:|;|\()\s*$",
    re.IGNORECASE,
)
_OUTCOMES = frozenset({"result", "outcome", "status", "answer", "response", "decision"})
_SHORTEST = 3


def _shared_noun(values: list[str]) -> tuple[str | None, list[str]]:
    """`the free plan, pro, enterprise`: a noun that values have in common stands for all."""
    ends = Counter(value.split()[-1].lower() for value in values if len(value.split()) > 1)
    if not ends:
        return None, values
    end, count = ends.most_common(1)[0]
    several = sum(len(value.split()) > 1 for value in values)
    found = look_up(end)
    category = found is not None and found.concept is not None and found.keys["kind"] == "category"
    if count < several or not (category or count > 1):
        return None, values
    short = [
        " ".join(value.split()[:-1]) if value.lower().endswith(f" {end}") else value
        for value in values
    ]
    singular = end.removesuffix("s") if not end.endswith("ss") else end
    return (singular if category else f"{singular} type"), short


def _deed(said: str) -> str | None:
    """What people choose in what they do: those who pay choose a payment method."""
    words = {word.lower() for word in re.findall(r"[a-z]+", said, re.IGNORECASE)}
    return next((noun for verb, noun in vocabulary.deeds().items() if verb in words), None)


def _are_fields(names: list[str], least: int = 2) -> bool:
    """Whether they are yes-or-no columns of their own, whose rates happen to make a whole."""
    if any(name.lower() in vocabulary.opposites() for name in names):
        return False
    found = [look_up(name, boolean=True) for name in names]
    fields = [one for one in found if one and one.concept and one.keys["kind"] == "boolean"]
    return len(fields) >= least and (least == 1 or len(fields) == len(names))


def _bracket(noun: str, names: list[str], run: list[_Part]) -> str:
    left = 100 - sum(part.share or 0 for part in run)
    shares = [part.share if part.share is not None else round(left, 2) for part in run]
    pairs = [f"{name} {share:g}%" for name, share in zip(names, shares, strict=True)]
    return f"{noun} ({', '.join(pairs)})"
