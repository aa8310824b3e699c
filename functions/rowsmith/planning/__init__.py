"""From a description to a schema: by a model, or by the planner that is built in."""

from rowsmith.planning.canonical import cache_key
from rowsmith.planning.plan import Plan, Planner, Usage

__all__ = ["Plan", "Planner", "Usage", "cache_key"]
