"""How fast, compared with what: every figure a ratio within one run."""
