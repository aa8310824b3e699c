"""Values that stand in running words, put into brackets: `tier: gold, silver or bronze`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.amounts import NUMBER
from rowsmith.planning.builtin.patterns import mark_patterns

Known = Callable[[str], bool]
"""Whether a phrase is a field that somebody knows."""

_PIECE = r"[^\W_][\w'+.$%&-]*(?:\s[\w'+$%&-]+){0,2}?"

_CHOICE = re.compile(
    rf"(?P<lead>\s*(?:[,:]\s*)?\b(?:(?:which|that)\s+)?(?:can\s+be|could\s+be|may\s+be|(?:is\s+"
    rf"|as\s+|from\s+|being\s+)?(?:one|any)\s+of|(?:is\s+|being\s+|as\s+)?either|"
    rf"with\s+(?:the\s+)?(?:values?|options|levels|categories)|(?:possible\s+)?values?\s*(?:are"
    rf"|is|of|:)|options\s*(?:are|:)|being|is|are)\s*:?\s+)"
    rf"(?P<run>{_PIECE}(?:\s*[,/]\s*{_PIECE})*\s*,?\s*(?:\bor\b|\band\b"
    rf"|/)\s+?{_PIECE})(?=\s*(?:[,.;)\n]|$|\band\b|\bwith\b))",
    re.IGNORECASE,
)

_OR_RUN = re.compile(
    r"(?<=[a-z] )(?P<run>[$€£]?[\w'.+-]*\w(?:,\s+[$€£]?[\w'.+-]*\w)+,?\s+or\s+[$€£]?[\w'.+-]*\w)"
    r"(?=\s*(?:[,.;)\n]|$|\band\b))",
    re.IGNORECASE,
)

_SLASHES = re.compile(
    r"(?<=[a-z] )(?P<run>[A-Za-z0-9]+(?:/[A-Za-z0-9]+)+|yes or no|true or false)"
    r"(?=\s*(?:[,;)\n]|$|\band\b|\bwith\b))",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"(?<=[a-z_] )(?P<run>yes\s?/\s?no|no\s?/\s?yes|true\s?/\s?false|y/n|yes\s+or\s+no"
    r"|true\s+or\s+false)\b",
    re.IGNORECASE,
)
"""What can only be values, whatever stands behind it."""

_VERSUS = re.compile(
    r"(?:(?<=^)|(?<=[,;:(\n] )|(?<=and ))(?P<one>[a-z][\w-]*)\s+(?P<noun>[a-z]+)\s+"
    r"(?:vs\.?|versus)\s+(?P<other>[a-z][\w-]*)\s+(?P=noun)\b",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"(?P<noun>[\w-]+)\s+(?P<run>[\w'-]+\s+or\s+[\w'-]+)(?=\s*(?:[,;)\n]|$|\band\b))", re.IGNORECASE
)

SHARE = r"\d+(?:\.\d+)?\s*(?:%|percent)"

_WORD = r"[\w'+-]{1,40}"
_FIRST_WORD = r"(?<![\w'+/-])[\w'+/-]{1,40}"
"""Words of a sane length that begin where a word does: a text of one word takes no time."""
_PAIR = (
    rf"(?:(?:(?<![\d.]){SHARE}\s+(?:are\s+)?{_FIRST_WORD}(?:\s{_WORD})?)"
    rf"|(?:{_FIRST_WORD}(?:[\s-]{_WORD}){{0,2}}?\s*[:=]?\s*\(?{SHARE}\)?))"
)

_WEIGHTED = re.compile(
    rf"(?P<lead>\s*(?:(?:[:=-]|\bsplit|\bof|\bbeing|\bas|\bis|\bare|\binto|\bwith"
    rf"|\bdistributed)\s+)?)(?P<run>{_PAIR}(?:\s*(?:,\s*(?:and\s+)?|/|\s+and\s+)\s*{_PAIR})+)",
    re.IGNORECASE,
)

_SUCH_AS = re.compile(
    rf"(?P<noun>[\w-]+)\s*,?\s+(?:such\s+as|like|including"
    rf"|e\.g\.?,?)\s+(?P<run>{_PIECE}(?:\s*,\s*{_PIECE})*\s*,?\s+(?:or|and)\s+{_PIECE})"
    r"(?=\s*(?:[,.;)\n]|$))",
    re.IGNORECASE,
)

_YES_ON = re.compile(
    r"(?:\babout\s+|\baround\s+)?(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent)\s+(?:yes|true)\s+(?:on"
    r"|for|to|in|with)\s+(?:the\s+)?"
    r"(?P<what>[\w-]+(?:\s[\w-]+)?)(?=\s*(?:[,.;)\n]|$|\band\b))",
    re.IGNORECASE,
)


_ASIDE = re.compile(r"(?<=\w)\s-\s(?P<run>[^-:()\n]{2,80}?(?:,|\bor\b)[^-:()\n]{1,80}?)\s-\s(?=\w)")


_ONE_OF = re.compile(
    r"(?<=\w)\s+(?:is\s+|being\s+|as\s+)?(?:one|any)\s+of\s+(?:the\s+following\s*:?\s*)?"
    r"(?P<run>[^.;:()\n]{3,400})",
    re.IGNORECASE,
)
_NAMED_RUN = re.compile(
    r"(?P<before>(?:^|[,;]|\band\b|\bwith\b)\s*)(?P<noun>[a-z][\w-]*(?:\s[\w-]+)?):\s+"
    r"(?P<run>[^:;.()\n]{3,200}?)(?=\s*(?:$|[;.\n]|,?\s+and\s+[a-z][\w-]*(?:\s[\w-]+)?:\s))",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _options() -> frozenset[str]:
    """The values that categories have, in lower case: `open` and `large` are values first."""
    scales = {word for scale in vocabulary.scales() for word in scale}
    levels = {
        str(level["value"]).lower()
        for concept in vocabulary.concepts().values()
        for level in concept.column.get("values", ())
    }
    return frozenset({*scales, *levels, *vocabulary.values().states})


def _is_field(piece: str, known: Known) -> bool:
    """Whether a piece names a field rather than a value: `email` is both, and a field first."""
    name = piece.strip().lower()
    return known(piece) and (name not in _options() or name in vocabulary.concepts())


def _one_of(match: re.Match[str], known: Known) -> str:
    """`carrier one of a, b, c, distance`: the values are what stands before the next field."""
    pieces = re.split(r"(\s*,\s*(?:(?:or|and)\s+)?|\s+or\s+)", match["run"])
    values: list[str] = []
    used = 0
    for place in range(0, len(pieces), 2):
        piece = pieces[place].strip()
        field = _is_field(piece, known)
        if not piece or field or len(piece.split()) > 3 or re.search(r"\d|_", piece):
            break
        values.append(piece)
        used = place + 1
    if _inside_brackets(match) or len(values) < 2 or " and " in " ".join(values[:-1]):
        return match.group()
    return f" ({', '.join(values)}){''.join(pieces[used:])}"


def _named_run(match: re.Match[str], known: Known) -> str:
    """`priority: low, high and status: open, closed`: what stands behind a known noun's colon."""
    run, rest = match["run"], ""
    if "/" in run.partition(",")[0]:
        run, comma, rest = run.partition(",")
        rest = comma + rest
    pieces = [piece for piece in re.split(r"\s*[,/]\s*(?:(?:or|and)\s+)?", run) if piece]
    plain = all(len(piece.split()) <= 3 and not re.search(r"\d|\[", piece) for piece in pieces)
    usual = sum(piece.lower() in _options() for piece in pieces)
    fields = _names_fields(run, known)
    sure = 2 * usual >= len(pieces) and not fields
    if len(pieces) < 2 or not plain or not (sure or (known(match["noun"]) and not fields)):
        return match.group()
    return f"{match['before']}{match['noun']} ({', '.join(pieces)}){rest}"


_NUMBERS = re.compile(
    r"(?<=[a-z_])\s+(?:of\s+|is\s+|are\s+)?(?:only\s+|either\s+)?(?P<run>\d+(?:\.\d+)?(?:\s*,\s*\d+(?:\.\d+)?){1,11}"
    r"\s*,?\s+or\s+\d+(?:\.\d+)?)(?![\d.]*\s*(?:%|percent))(?:\s+(?:mph|km/?h|minutes?|hours?|days?|years?|km|kg))?",
    re.IGNORECASE,
)
"""`speed limits only 20, 30 or 40`: numbers with `or` between them are all there are."""


def mark_values(text: str, known: Known) -> str:
    """Put values that stand in running words into brackets: `tier: gold, silver or bronze`."""
    text = mark_patterns(_ASIDE.sub(r" (\g<run>) ", text))
    text = _YES_ON.sub(r"\g<what> (\g<share>% yes)", text)
    text = _WEIGHTED.sub(_bracket_weighted, text)
    text = _NUMBERS.sub(
        lambda match: _bracket_if_values(match, _nothing).replace("(", " (", 1), text
    )
    text = _NAMED_RUN.sub(lambda match: _named_run(match, known), text)
    text = _YES_NO.sub(lambda match: _bracket_if_values(match, _nothing), text)
    text = _VERSUS.sub(r"\g<noun> (\g<one>, \g<other>)", text)
    text = _SLASHES.sub(lambda match: _bracket_if_values(match, known), text)
    text = _CHOICE.sub(lambda match: _bracket_choice(match, known), text)
    text = _ONE_OF.sub(lambda match: _one_of(match, known), text)
    text = _OR_RUN.sub(lambda match: _bracket_if_values(match, known), text)
    text = _TWO.sub(lambda match: _bracket_such_as(match, known), text)
    return _SUCH_AS.sub(lambda match: _bracket_such_as(match, known), text)


def _nothing(phrase: str) -> bool:
    return False


_NO_VALUES = re.compile(
    r"\b(?:between|from|to|than|over|under|missing|null|empty|blank|duplicates?|outliers?"
    r"|typos?)\b|\d\s*-\s*\d[\d.]*\s*%",
    re.IGNORECASE,
)


_ROUNDING = 3.0


def _total(run: str) -> float:
    return sum(float(share) for share in re.findall(r"(\d+(?:\.\d+)?)\s*(?:%|percent)", run))


def _bracket_weighted(match: re.Match[str]) -> str:
    run = match["run"]
    if _inside_brackets(match) or _NO_VALUES.search(run):
        return match.group()
    if not match["lead"].strip() and abs(_total(run) - 100) > _ROUNDING:
        return match.group()  # rates of several columns
    shared = re.match(
        rf"(?P<head>(?:[\w-]+\s)+)(?P<first>[\w'+-]+\s*[:=]?\s*{SHARE}.*)$", run, re.S
    )
    if shared and not match["lead"].strip():
        return f" {shared['head'].strip()} ({shared['first']})"
    return f" ({re.sub(r'[()]', '', run)})"


def _lists(match: re.Match[str], known: Known) -> bool:
    """`Plans are basic, standard and premium`: of the plural of a field all values are said."""
    before = match.string[: match.start()].split()[-1:]
    pieces = re.split(r"\s*,\s*", match["run"])
    return (
        match["lead"].split()[0].lower() == "are"
        and bool(before)
        and before[0].endswith("s")
        and known(before[0])
        and len(pieces) > 1
        and all(len(piece.split()) <= 4 for piece in pieces)
    )


def _bracket_choice(match: re.Match[str], known: Known) -> str:
    run = match["run"]
    certain = re.search(
        r"\bof\b|either|values?|options|levels|categories|can\s+be|could\s+be", match["lead"], re.I
    )
    if _inside_brackets(match) or (not certain and _names_fields(run, known)):
        return match.group()
    if not certain and not re.search(r"\bor\b", run, re.I) and not _lists(match, known):
        return match.group()
    if re.search(NUMBER + r"\s*(?:and|to|-)\s*" + NUMBER, run):
        return match.group()
    return f" ({run})"


def _bracket_if_values(match: re.Match[str], known: Known) -> str:
    if _inside_brackets(match) or _names_fields(match["run"], known):
        return match.group()
    return f"({match['run']})"


def _bracket_such_as(match: re.Match[str], known: Known) -> str:
    noun, run = match["noun"], match["run"]
    if _inside_brackets(match) or _names_fields(run, known) or not known(noun):
        return match.group()
    return f"{noun} ({run})"


def _names_fields(run: str, known: Known) -> bool:
    pieces = [piece for piece in re.split(r"\s*,\s*|\s+(?:or|and)\s+|/", run) if piece.strip()]
    fields = sum(_is_field(piece, known) for piece in pieces)
    return fields * 2 > len(pieces)


def _inside_brackets(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return before.count("(") > before.count(")")
