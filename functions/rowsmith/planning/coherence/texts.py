"""A text says what its label says: a review has the tone of its rating, a ticket its category."""

from __future__ import annotations

from functools import lru_cache

from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor
from rowsmith.planning.coherence.headers import best_match, phrase_of, phrases
from rowsmith.schema.columns import CategoryColumn, TextColumn


class Texts(Data):
    """What the labels of a text are called; see the file."""

    tone: str
    topic: str
    styles: frozenset[str]


@lru_cache(maxsize=1)
def _data() -> Texts:
    return read("texts.toml", Texts)


def set_tones(editor: Editor) -> None:
    """Give texts the tone of a rating beside them, and the topic of a category."""
    for name in editor.shown():
        column = editor.column(name)
        if not isinstance(column, TextColumn) or column.style not in _data().styles:
            continue
        tone = _named(editor, name, _data().tone) if column.tone is None else None
        if tone is not None:
            _set(editor, name, "tone", tone, f"{name} has the tone of {tone}")
        topic = _named(editor, name, _data().topic) if column.topic is None else None
        if topic is not None and isinstance(editor.column(topic), CategoryColumn):
            _set(editor, name, "topic", topic, f"{name} is about the {topic}")


def _set(editor: Editor, name: str, key: str, other: str, says: str) -> None:
    editor.attempt(lambda: editor.change(name, **{key: other}), says, name, other)


def _named(editor: Editor, reader: str, called: str) -> str | None:
    for name in editor.shown():
        match = best_match(phrases(called), phrase_of(name))
        if match is None or len(match.rest) > 1 or not editor.can_read(reader, [name]):
            continue
        if editor.types()[name].countable or editor.column(name).kind == "category":
            return name
    return None
