"""A text says what its label says: a review has the tone of its rating, a ticket its category."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor
from rowsmith.planning.coherence.headers import plain_words
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    IdColumn,
    Level,
    PersonColumn,
    TextColumn,
)


class Texts(Data):
    """What the labels of a text are called, the likeliest first; see the file."""

    tone: tuple[str, ...]
    topic: tuple[str, ...]
    flags: tuple[str, ...]
    styles: frozenset[str]


@lru_cache(maxsize=1)
def _data() -> Texts:
    return read("texts.toml", Texts)


def set_tones(editor: Editor) -> None:
    """Give texts the tone of a rating beside them, and the topic of a category or a label."""
    for name in editor.shown():
        column = editor.column(name)
        if not isinstance(column, TextColumn) or column.style not in _data().styles:
            continue
        tone = _named(editor, name, _data().tone) if column.tone is None else None
        if tone is not None:
            _set(editor, name, "tone", tone, f"{name} has the tone of {tone}")
        topic = _topic(editor, name) if column.topic is None else None
        if topic is not None:
            _set(editor, name, "topic", topic, f"{name} is about the {topic}")


def _set(editor: Editor, name: str, key: str, other: str, says: str) -> None:
    editor.attempt(lambda: editor.change(name, **{key: other}), says, name, other)


def _topic(editor: Editor, name: str) -> str | None:
    """What a text is about: a category, a flag of texts, or the label that it alone can tell."""
    about = _named(editor, name, _data().topic)
    if about is not None and isinstance(editor.column(about), CategoryColumn):
        return about
    flag = _named(editor, name, _data().flags)
    if flag is not None:
        return flag
    told = next((one for one in editor.shown() if _has_flag_words(editor, one)), None)
    if told is not None:
        return told
    labels = [one for one in editor.schema.labels if _has_classes(editor, one)]
    beside = {one for one in editor.shown() if not isinstance(editor.column(one), _TELL_NOTHING)}
    return labels[0] if labels and beside <= set(labels) else None


_TELL_NOTHING = (TextColumn, IdColumn, DatetimeColumn, PersonColumn)
"""Columns from which no class of a text is learned."""


def _has_flag_words(editor: Editor, name: str) -> bool:
    """Whether the classes of a column are what its words are elsewhere: fake and real."""
    column = editor.column(name)
    values = {one.value.lower() for one in getattr(column, "values", ()) if isinstance(one, Level)}
    return isinstance(column, CategoryColumn) and not values.isdisjoint(_data().flags)


def _has_classes(editor: Editor, name: str) -> bool:
    return isinstance(editor.column(name), CategoryColumn | BooleanColumn)


def _is_called(header: str, phrase: str) -> bool:
    """Whether a header is a phrase, with one word beside it at the most; a rate is no rating."""
    said, wanted = plain_words(header), phrase.split()
    spare = len(said) - len(wanted)
    return 0 <= spare <= 1 and (said[spare:] == wanted or said[: len(wanted)] == wanted)


def _named(editor: Editor, reader: str, called: Sequence[str]) -> str | None:
    """The column that is called so, by the first of the names that one has."""
    for phrase in called:
        for name in editor.shown():
            if not _is_called(name, phrase) or not editor.can_read(reader, [name]):
                continue
            if isinstance(editor.column(name), IdColumn | TextColumn):
                continue
            if editor.types()[name].countable or _has_classes(editor, name):
                return name
    return None
