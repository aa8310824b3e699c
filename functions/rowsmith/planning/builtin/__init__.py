"""The planner that needs no model: a deterministic reader of descriptions."""
