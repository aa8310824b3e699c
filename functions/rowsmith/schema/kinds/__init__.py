"""The kinds of column, a module each."""
