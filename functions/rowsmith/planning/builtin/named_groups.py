"""Names in a row that say which column they are of: cities, departments, lettered groups."""

from __future__ import annotations

import re

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.nouns import singular

_CAPITAL = r"[A-Z][a-z\u00e0-\u00ff]+(?:\s[A-Z][a-z\u00e0-\u00ff]+)?"
_PLACES = re.compile(
    rf"\s+(?:in|from|across|at)\s+(?P<run>{_CAPITAL}(?:,\s*{_CAPITAL})*,?\s+(?:and|or)\s+{_CAPITAL})\b"
)
_LETTERED = re.compile(
    r"\b(?P<noun>variants|groups|versions|arms|classes|sections|teams|types|sites|plants|shifts|lines|schools)\s+"
    r"(?P<run>[A-Z](?:,\s*[A-Z])*,?\s+(?:and|or)\s+[A-Z])\b"
)


_OF_KINDS = re.compile(
    rf"(?P<run>{_CAPITAL}(?:,\s*{_CAPITAL})*,?\s+(?:and|or)\s+{_CAPITAL})\s+(?P<noun>departments|regions|branches"
    r"|stores|teams|plans|brands|categories|classes|products|models|types|schools|faculties|lines|genres)\b"
)


def _of_kinds(match: re.Match[str]) -> str:
    """`students from Math, Physics and Biology departments` have a department."""
    names = re.split(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+", match["run"])
    return f"{singular(match['noun'])} ({', '.join(names)})"


def _with_places(text: str) -> str:
    """`rents in Berlin, Munich and Hamburg` have a city, which is one of those."""
    match = _PLACES.search(text)
    if match is None or re.search(r"\bcit(?:y|ies)\b", text, re.IGNORECASE):
        return text
    names = re.split(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+", match["run"])
    homes = [vocabulary.cities().get(name.lower()) for name in names]
    if None in homes:
        return text
    countries = {one.code: one.names[0] for one in vocabulary.countries()}
    where = countries.get(homes[0] or "") if len(set(homes)) == 1 else None
    inside = f" in {where.title()}" if where else ""
    rest = text[match.end() :].rstrip(" .")
    return f"{text[: match.start()]}{inside}{rest}. city ({', '.join(names)})"


def _lettered(match: re.Match[str]) -> str:
    letters = re.findall(r"\b[A-Z]\b", match["run"])
    return f"{singular(match['noun'])} ({', '.join(letters)})"


def with_groups(text: str) -> str:
    """`text` with such names in brackets behind the noun that they are of."""
    return _LETTERED.sub(_lettered, _OF_KINDS.sub(_of_kinds, _with_places(text)))
