"""Times of day in order: what opens in the morning closes in the evening."""

from __future__ import annotations

from rowsmith.planning.coherence.data import words
from rowsmith.planning.coherence.editing import Editor
from rowsmith.planning.coherence.headers import Stems, best_match, has_word, phrase_of, phrases
from rowsmith.planning.coherence.lines import Clock, dates


def order_clocks(editor: Editor) -> None:
    """Put times of day where they belong; the first of two before the other."""
    timed = [name for name in editor.shown() if _may_be_clock(editor, name)]
    for clock in dates().clock:
        then = _of_clock(timed, clock.then)
        for rest, first in _of_clock(timed, clock.first).items():
            if rest in then and then[rest] != first:
                _order_clock(editor, clock, first, then[rest])


def _order_clock(editor: Editor, clock: Clock, first: str, then: str) -> None:
    both = {first, then}
    if both & editor.related or any(editor.stated.says(name, "figures") for name in both):
        return
    if not (clock.daily or any(editor.is_clock(name) for name in both)):
        return

    def change() -> None:
        for name, (start, end) in ((first, clock.first_between), (then, clock.then_between)):
            keys = {"kind": "datetime", "start": start, "end": end, "precision": "minute"}
            editor.put(name, keys)
            editor.undrive(name)

    if editor.attempt(change, f"{then} comes after {first}, on the same day", then, first):
        editor.related.add(first)


def _may_be_clock(editor: Editor, name: str) -> bool:
    """Whether a column holds times of day, or was taken for something else by its name alone."""
    loose = not editor.stated.says(name) and not editor.is_bound(name)
    return editor.is_clock(name) or (has_word(name, ("time", "hour", "hours")) and loose)


def _of_clock(timed: list[str], side: str) -> dict[Stems, str]:
    found: dict[Stems, str] = {}
    for name in timed:
        match = best_match(phrases(side, words().dates), phrase_of(name, words().dates))
        if match is not None:
            found.setdefault(match.rest, name)
    return found
