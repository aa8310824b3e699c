"""What the form of an unknown name tells: `amount` at its end is money, `is` asks a truth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from rowsmith.planning.english.words import header
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.name_forms import Kind
from rowsmith.planning.knowledge.outline import OutlineColumn

_FILE = "forms.txt"
_GUESS = "number 40 sd 22, 0..400, .1, gamma"


@dataclass(frozen=True, slots=True)
class _Form:
    first: frozenset[str]
    last: frozenset[str]
    together: tuple[frozenset[str], ...]
    spec: str
    line: int


@lru_cache(maxsize=1)
def _forms() -> tuple[_Form, ...]:
    text = (resources.files("rowsmith.planning.knowledge") / _FILE).read_text("utf-8")
    return tuple(
        _form(entry) for block in notation.blocks(text, _FILE) for entry in notation.entries(block)
    )


def _form(entry: notation.Entry) -> _Form:
    head, spec = notation.head_and_spec(entry.text)
    patterns = [pattern.strip() for pattern in head.split(",")]
    return _Form(
        first=frozenset(one.removesuffix(" *") for one in patterns if one.endswith(" *")),
        last=frozenset(one.removeprefix("* ") for one in patterns if one.startswith("* ")),
        together=tuple(frozenset(one.split(" & ")) for one in patterns if " & " in one),
        spec=spec,
        line=entry.line,
    )


def by_form(name: list[str]) -> OutlineColumn | None:
    """The column that a name's words tell of; None where its form tells nothing."""
    for form in _forms():
        ends = len(name) > 1 and (name[-1] in form.last or name[0] in form.first)
        if ends or any(words <= set(name) for words in form.together):
            return notation.named("_".join(name), form.spec, _FILE, form.line)
    return None


def named(name: str, spec: str) -> OutlineColumn:
    """A column as a line of an outline writes it, under a name of its own."""
    return notation.named(header(name) or "field", spec, _FILE, 0)


def guess(name: str, kinds: frozenset[Kind]) -> OutlineColumn:
    """A column where nothing but the kinds that its name allows tells what it is."""
    return named(name, next((_GUESSES[kind] for kind in _GUESSES if kind in kinds), _GUESS))


_GUESSES: dict[Kind, str] = {
    "boolean": "yes 35%",
    "number": "number 40 sd 22, 0..400, .1, gamma",
    "datetime": "date today-2y..today",
    "category": "category Type A 40 | Type B 30 | Type C 20 | Type D 10",
    "text": "text sentence",
    "name": "text title",
    "id": "id ??-#####",
}


__all__ = ["by_form", "guess", "named"]
