"""Rowsmith: a plain-English description in, a CSV worth learning from out."""
