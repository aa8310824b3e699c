"""From what a description says to a schema: columns of what is known, changed by what is said."""

from rowsmith.planning.composing.compose import Composition, compose

__all__ = ["Composition", "compose"]
