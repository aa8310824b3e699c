"""What the form of an unknown name tells: `amount` at its end is money, `is` asks a truth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from rowsmith.planning.knowledge import notation
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


def guess(name: str) -> OutlineColumn:
    """A column where nothing tells what it is."""
    return notation.named(name, _GUESS, _FILE, 0)


__all__ = ["by_form", "guess"]
