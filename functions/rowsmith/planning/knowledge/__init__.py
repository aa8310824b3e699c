"""What subjects and fields are: outlines and fields as data, found by what people say."""

from rowsmith.planning.knowledge.knowledge import Knowledge, knowledge
from rowsmith.planning.knowledge.matches import FieldMatch, Hints
from rowsmith.planning.knowledge.notation import OutlineError
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn, Repeated
from rowsmith.planning.knowledge.subjects import SubjectMatch

__all__ = [
    "FieldMatch",
    "Hints",
    "Knowledge",
    "Outline",
    "OutlineColumn",
    "OutlineError",
    "Repeated",
    "SubjectMatch",
    "knowledge",
]
