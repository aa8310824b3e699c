"""`text`: short free text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from rowsmith.schema.keys import ColumnName, Rate, Words
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.typing import TEXT, ValueType

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


TextStyle: TypeAlias = Literal[
    "review",
    "review_title",
    "comment",
    "description",
    "title",
    "support_message",
    "product_name",
    "job_title",
    "course_name",
    "note",
    "message",
    "post",
    "headline",
    "feedback",
    "sentence",
    "subject",
    "bio",
    "job_description",
    "clinical_note",
    "email",
    "reply",
    "email_body",
    "news",
    "question",
    "answer",
    "chat",
]

USUAL_STRENGTH = 0.9
"""The share of rows whose words follow their columns, where nothing is said."""


class TextColumn(BaseColumn):
    """Short free text."""

    makes = "short free text in a style, whose words follow a tone column and a topic"
    prompt = (
        "short prose in a style; tone names the rating or category it must agree with, topic a "
        "word or a column."
    )
    example: ClassVar[dict[str, Any]] = {
        "name": "review",
        "kind": "text",
        "style": "review",
        "topic": "coffee",
    }
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos"})

    kind: Literal["text"]
    style: TextStyle
    tone: ColumnName | None = Field(
        default=None, description="The column it agrees with: a rating."
    )
    topic: Words | None = Field(default=None, description="A word, or a column that holds it.")
    strength: Rate | None = Field(
        default=None,
        description="Share of rows whose words follow tone and topic; 0.9 if left out.",
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """Text."""
        return TEXT

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """Its tone; its topic where that is a column."""
        found = [("tone", self.tone)] if self.tone else []
        others = {column.name for _, column in schema.subjects()} - {self.name}
        return [*found, ("topic", self.topic)] if self.topic in others else found

    def strength_of(self, key: Literal["tone", "topic"], labels: Collection[str]) -> float:
        """The share of rows whose words follow the column that `key` names.

        Left out: 0.9, and 1 for a topic that is no label, since it says what the text is about.
        """
        if self.strength is not None:
            return self.strength
        return 1.0 if key == "topic" and self.topic not in labels else USUAL_STRENGTH

    def check(self, found: Findings) -> None:
        """A tone with values to tell apart."""
        if self.tone is None or self.tone not in found.columns:
            return
        kind = found.types[self.tone]
        if not kind.countable and not kind.values:
            found.report(
                f"columns.{self.name}.tone",
                f"names '{self.tone}'; a tone is a rating, a score, a boolean or a category",
            )

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False
