"""Does it understand what was asked? Descriptions, and what must come out."""
