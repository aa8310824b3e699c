"""From a description to a schema: by a model, or by the planner that is built in."""

from rowsmith.planning.builtin import BuiltinPlanner
from rowsmith.planning.canonical import cache_key
from rowsmith.planning.gallery import examples
from rowsmith.planning.model.openai_planner import OpenAIPlanner
from rowsmith.planning.plan import Plan, Planner, Usage
from rowsmith.planning.request import Request, read_request

__all__ = [
    "BuiltinPlanner",
    "OpenAIPlanner",
    "Plan",
    "Planner",
    "Request",
    "Usage",
    "cache_key",
    "examples",
    "read_request",
]
