"""What a description promises, kept in any schema that a planner makes of it."""

from rowsmith.planning.promises.keep import Kept, keep

__all__ = ["Kept", "keep"]
