"""The planner that asks a language model: what it is told, how it is asked, what it answers."""
