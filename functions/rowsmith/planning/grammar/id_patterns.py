"""Forms of codes: `INV-00001`, `two letters and four digits`, `UUID`, `XX-9999`, `E.164`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import patterns, plain, plain_signs, section
from rowsmith.planning.grammar.numbers import WORD_NUMBER, read_number
from rowsmith.planning.grammar.values import IdPattern

LONGEST = 64
"""Characters of a form at the most."""

_IBAN = re.compile(r"[A-Z]{2}\d{2}(?:\s?\d{4}){3,}.*")
_FORMS = {"e.164": "+###########", "ean": "#############"}
_LENGTHS = {"sha256": 64, "sha1": 40, "md5": 32}

_KINDS = r"digits?|numbers?|numerals?|letters?|capitals?|characters?|chars?|alphanumerics?"
_COUNTED = (
    rf"(?P<count>\d+|{WORD_NUMBER})(?:\s*(?:to|or|-|–)\s*(?P<most>\d+|{WORD_NUMBER}))?[\s-]*"
    r"(?P<how>(?:upper-?case|lower-?case|capital|random|numeric|alphanumeric|hex(?:adecimal)?|check|hex)\s+)*"
    rf"(?P<kind>{_KINDS}|hex)\b"
)
_PIECE = re.compile(
    rf"\s*(?:{_COUNTED}"
    r"|(?P<one>(?:an?\s+|one\s+)?(?:\w+\s+)?(?:letter|digit))\b(?!s)"
    r"|(?P<dash>(?:an?\s+)?(?:dash|hyphen))\b|(?P<slash>(?:an?\s+)?slash)\b|(?P<space>(?:an?\s+)?space)\b"
    r"|(?P<join>followed\s+by|and\s+then|then|plus|and|\+|,|&|with|the|letters(?=\s+[A-Z]))"
    r"|(?P<tail>long|codes?|format|each|string|id)\b"
    r"|[\"'`]?(?P<literal>[A-Z0-9@#][A-Z0-9]*(?:[-_/.:][A-Z0-9]+)*[-_/.:]?|0x|[-_/.:])[\"'`]?(?![a-z]))"
)
_STARTS = re.compile(
    r"(?:(?:that|which|all)\s+)?(?:start(?:s|ing)?|begin(?:s|ning)?|prefix(?:ed)?)\s*(?:with|by|is|=|of|:)?\s*"
    r"(?:the\s+)?(?:letters?\s+|prefix\s+|digits?\s+)?[\"'`]?(?P<head>[A-Z0-9][A-Z0-9]{0,7}[-_/.]?)[\"'`]?"
)
_LEAD = re.compile(
    r"^(?:(?:like|such\s+as|e\.?g\.?,?|for\s+example|format(?:ted)?|pattern|form|as|in|of|the|style|looking|is|are|with|has|"
    r"having|following|consist(?:s|ing)\s+of|made\s+of|a(?=\s+\d)|exactly|=|:)\s*:?\s+)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"\s+(?:format|formats|style|and\s+so\s+on|etc\.?|numbers?|codes?|long)$|\s*\.\.\.$|,\s*leading\s+zeros?$"
    r"|(?<=[Xx9#])\s*\(\d+\s*digits?\)$",
    re.I,
)
_TO = re.compile(r"(?P<first>[A-Z]{0,3}[-_]?\d+)\s+(?:to|-|through)\s+(?P<last>[A-Z]{0,3}[-_]?\d+)")
_RUNS = re.compile(r"[A-Za-z]+|\d+|[^A-Za-z\d]+")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_YEAR = re.compile(r"(?:19|20)\d\d")
_FOR_EXAMPLE = re.compile(r"^.*\b(?:e\.?g\.?,?|for\s+example,?|such\s+as)\s+", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"(?=.*(?:[\d#?*]|XX|xx|nn|NN|YY))[^\s,;()]+(?:\s[^\s,;()]+){0,6}|\(\d{3}\)\s?\d{3}-\d{4}|(?=.*-)[A-Z]+(?:-[A-Z]+)+"
)


def read_pattern(text: str) -> IdPattern | None:
    """The form that `text` describes or gives an example of; None where it does neither."""
    text = plain_signs(text).strip(" \t.,;")
    shorter = _TRAIL.sub("", _LEAD.sub("", _FOR_EXAMPLE.sub("", text))).strip(" \"'`")
    for read in (_standard, _in_words, _range, _by_example):
        found = read(shorter)
        if found is not None:
            return found
    return None


def pattern_of(example: str) -> str:
    """The form in the schema language that an example of a code follows.

    `INV-00001` gives `INV-#####`: digits may be any. A year (`CLM-2024-0001`) and a leading group
    of letters stay, unless the letters only hold places (`XX`, `AAA`, `ABC`); letters behind
    digits and a separator are any (`AB-12-C`).
    """
    if "#" in example or "?" in example:
        return re.sub(r"(?<=[/-])yy(?:yy)?\b", lambda match: "#" * len(match.group()), example)
    runs = _RUNS.findall(example)
    return "".join(_run(runs, place) for place in range(len(runs)))[:LONGEST]


def _run(runs: list[str], place: int) -> str:
    run = runs[place]
    held = [other for other in runs if other.isalpha() and _holds_place(other, runs)]
    if run.isdigit():
        if any(set(other) <= set("Xx") for other in held) and set(run) not in ({"9"}, {"0"}):
            return run  # `+49 30 xxxxxxx`: what is not held open is meant
        more = any(other.isdigit() for other in runs[place + 1 :])
        led = place > 0 and runs[place - 1].isalpha()
        return run if _YEAR.fullmatch(run) and more and not led else "#" * len(run)
    if not run.isalpha():
        return run
    if run in held:
        return ("#" if _is_digits(run, runs) else "?") * len(run)
    behind = any(other.isdigit() for other in runs[:place])
    apart = place > 0 and not runs[place - 1][-1].isalnum()
    if run.isupper() and behind and (apart or place == len(runs) - 1) and len(run) <= _SHORT:
        return "?" * len(run)
    return run


_SHORT = 4
"""Letters of a group that may be any; longer ones are a word."""


def _holds_place(run: str, runs: list[str]) -> bool:
    """Whether letters stand for any letter or digit: `XX`, `xxxx`, `AAA`, `ABC`, `nnnn`, `YYYY`."""
    if run in ("X", "x") and any(len(other) > 1 and set(other) <= set("Xx9") for other in runs):
        return True
    if len(run) > 1 and len(set(run)) == 1 and run[0] in "XxNnYyAaLl":
        return True
    if len(run) > 1 and set(run) <= set("YMDymd") and any("yy" in other.lower() for other in runs):
        return True
    return run.isupper() and len(run) > 1 and _ALPHABET.startswith(run)


def _is_digits(run: str, runs: list[str]) -> bool:
    """Whether a place is for digits: `n`, `YYYY`, lower-case `x`, or an X behind other letters."""
    if set(run.lower()) <= set("nymd") or set(run) == {"x"}:
        return True
    first = next(other for other in runs if other.isalpha())
    return set(run) == {"X"} and first is not run and not set(first) <= set("X")


def _standard(text: str) -> IdPattern | None:
    found = plain(text)
    for name in section("standards", "meanings.toml"):
        if any(pattern.fullmatch(found) for pattern in patterns("standards", name)):
            example = text if any(letter in text for letter in "@/:") else None
            return IdPattern(
                _FORMS.get(name), standard=name, example=example, length=_LENGTHS.get(name)
            )
    if _IBAN.fullmatch(text):
        return IdPattern(None, standard="iban", example=text)
    return None


def _in_words(text: str) -> IdPattern | None:
    """`two letters and four digits`, `PAY followed by 8 digits`, `ten digits starting with 9`."""
    head = ""
    if match := _STARTS.search(text):
        head, text = match["head"], (text[: match.start()] + text[match.end() :]).strip(" ,")
    forms, place, counted = [head], 0, False
    variants: list[str] = []
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None or piece.end() == place:
            return None
        place = piece.end()
        if piece["count"]:
            counted = True
            marks, other, standard = _marks(piece)
            if standard is not None:
                return (
                    standard
                    if not any(forms)
                    else IdPattern(None, standard.standard, text, length=standard.length)
                )
            forms.append(marks)
            variants += [other] if other else []
        elif piece["one"]:
            counted = True
            forms.append("?" if "letter" in piece["one"] else "#")
        elif piece["dash"] or piece["slash"] or piece["space"]:
            forms.append("-" if piece["dash"] else "/" if piece["slash"] else " ")
        elif piece["literal"]:
            forms.append(piece["literal"])
    form = "".join(forms)
    if head and form.startswith(head) and counted:
        rest = form[len(head) :]
        form = head + rest[len(head) :] if set(rest) == {"#"} and head.isdigit() else form
    return IdPattern(form[:LONGEST], variants=tuple(variants)) if counted and form else None


def _marks(piece: re.Match[str]) -> tuple[str, str | None, IdPattern | None]:
    """The marks of a count of letters, digits or characters; of the other count; a standard."""
    least, most = read_number(piece["count"]), read_number(piece["most"]) if piece["most"] else None
    count = min(max(int(least.value), 1), LONGEST) if least else 1
    kind, how = piece["kind"].lower(), (piece["how"] or "").lower()
    if "hex" in kind or "hex" in how:
        return "", None, IdPattern(None, standard="hex", length=count)
    if kind.startswith(("char", "alphanum")) or "alphanum" in how:
        mark = "?#"
    else:
        mark = "?" if kind.startswith(("letter", "capital")) else "#"
    other = int(most.value) if most else None
    return (mark * count)[:count], (mark * other)[:other] if other else None, None


def _range(text: str) -> IdPattern | None:
    """`A1 to H12`: a letter that differs is any, and there are as many digits as in the last."""
    match = _TO.fullmatch(text)
    if match is None:
        return None
    first, last = match["first"], match["last"]
    heads = [re.sub(r"\d", "", part) for part in (first, last)]
    head = heads[0] if heads[0] == heads[1] else "?" * len(heads[1])
    return IdPattern(head + "#" * len(re.sub(r"\D", "", last)), example=first)


def _by_example(text: str) -> IdPattern | None:
    match = _EXAMPLE.fullmatch(text)
    if match is None:
        return None
    return IdPattern(pattern_of(text), example=text)
