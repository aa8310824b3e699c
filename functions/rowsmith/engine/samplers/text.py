"""`text`: short texts whose words follow a tone column and a topic."""

from __future__ import annotations

from rowsmith.engine.block import Block
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.samplers.followed import Tone, Topic, followed
from rowsmith.engine.text.sampler import LANGUAGE_WARNING, Following
from rowsmith.engine.text.sampler import TextSampler as Texts
from rowsmith.engine.values import Values
from rowsmith.schema.columns import TextColumn
from rowsmith.schema.model import Schema


class TextSampler:
    """Texts of one style."""

    def __init__(self, column: TextColumn, context: Context) -> None:
        self._name = column.name
        self.tone, self.topic = followed(column, context.schema, context.types)
        self.texts = texts_of(column, self.tone, self.topic, context.schema)
        _unfollowed(column, self.tone, self.topic, context)
        self._about = f"about {context.subject} {column.topic or ''}"
        if not context.locale.startswith("en"):
            context.warn(LANGUAGE_WARNING)

    def sample(self, block: Block) -> Values:
        """One text a row."""
        tone, topic = self.tone, self.topic
        return self.texts.sample(
            block.streams(self._name),
            about=block.streams(self._about),
            tone=None if tone is None else tone(block.values[tone.name]),
            topic_codes=None if topic is None else topic(block.values[topic.name]),
        )


def texts_of(column: TextColumn, tone: Tone | None, topic: Topic | None, schema: Schema) -> Texts:
    """What draws the texts of a column that follows `tone` and `topic`."""
    others = {other.name for _, other in schema.subjects()} - {column.name}
    word = None if column.topic in others and topic is not None else column.topic
    told = (word if topic is not None else None, schema.title, schema.domain)
    return Texts(
        column.style,
        topic=word if topic is None else None,
        topic_values=None if topic is None else list(topic.values.values()),
        hint=" ".join(part for part in told if part) or None,
        tone=Following(
            column.strength_of("tone", schema.labels), None if tone is None else tone.levels
        ),
        follows=Following(
            column.strength_of("topic", schema.labels), None if topic is None else topic.shares
        ),
    )


def _unfollowed(
    column: TextColumn, tone: Tone | None, topic: Topic | None, context: Context
) -> None:
    """Tell of a column that the words were to follow and cannot."""
    used = {part.name for part in (tone, topic) if part is not None} | {column.name}
    for name in (column.tone, column.topic):
        if name is None or name in used or name not in context.types:
            continue
        if name == column.tone or context.types[name].values:
            context.warn(f"{column.name}: its words cannot follow '{name}'")
