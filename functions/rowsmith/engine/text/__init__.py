"""Realistic short texts that fit their row: what they are about and in which tone."""

from rowsmith.engine.text.sampler import LANGUAGE_WARNING, TextSampler

__all__ = ["LANGUAGE_WARNING", "TextSampler"]
