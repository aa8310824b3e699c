"""From a description to what it says: marks, and the parse that they decode to."""
