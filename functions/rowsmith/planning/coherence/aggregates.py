"""A mean or a total of columns that share its noun: math score, reading score, average score."""

from __future__ import annotations

from rowsmith.planning.coherence.data import words
from rowsmith.planning.coherence.editing import Editor, may_compute, written
from rowsmith.planning.coherence.figures import decimals_of
from rowsmith.planning.coherence.headers import Stems, has_word, phrase_of, plain_words
from rowsmith.schema.columns import NumberColumn

_MOST_PARTS = 12


def aggregate(editor: Editor) -> None:
    """Let a mean be the mean, a total the total, of the columns that have the rest of its name."""
    for name in editor.shown():
        if has_word(name, words().means):
            _aggregate(editor, name, mean=True)
        elif has_word(name, words().totals):
            _aggregate(editor, name, mean=False)


def _aggregate(editor: Editor, name: str, *, mean: bool) -> None:
    column = editor.column(name)
    if not isinstance(column, NumberColumn):
        return
    parts = _parts(editor, column)
    if not 2 <= len(parts) <= _MOST_PARTS or not may_compute(editor, name, parts):
        return
    if mean and not _of_a_size(editor, column, parts):
        return
    total = " + ".join(written(part) for part in parts)
    own = decimals_of(editor, *parts)
    if mean:
        expression = f"round(({total}) / {len(parts)}, {max(column.decimals, own, 1)})"
        says = f"{name} is the mean of {', '.join(parts)}"
    else:
        expression, says = f"round({total}, {own})", f"{name} is {total}"
    editor.attempt(lambda: editor.compute(name, expression), says, name, *parts)


def _parts(editor: Editor, column: NumberColumn) -> list[str]:
    """The numbers that are called like an aggregate without its word for mean or total."""
    marks = words().means | words().totals | words().extremes
    wanted = _noun(column.name)
    found = []
    for name in editor.shown():
        other = editor.column(name)
        if name == column.name or has_word(name, marks) or not isinstance(other, NumberColumn):
            continue
        header = phrase_of(name, words().numbers)
        if wanted:
            same = len(header) > len(wanted) and wanted in (
                header[-len(wanted) :],
                header[: len(wanted)],
            )
        else:
            same = (other.min, other.max, other.decimals) == (
                column.min,
                column.max,
                column.decimals,
            ) and column.max is not None
        if same:
            found.append(name)
    return found


def _noun(header: str) -> Stems:
    marks = words().means | words().totals
    rest = [word for word in plain_words(header) if word not in marks]
    return phrase_of(" ".join(rest), words().numbers) if rest else ()


def _of_a_size(editor: Editor, column: NumberColumn, parts: list[str]) -> bool:
    """Whether the parts of a mean are on one scale, as far as their bounds tell."""
    tops = [one.max for part in parts if isinstance(one := editor.column(part), NumberColumn)]
    numbers = [top for top in tops if isinstance(top, int | float)]
    return len(numbers) < len(parts) or max(numbers) <= 3 * max(min(numbers), 0)
