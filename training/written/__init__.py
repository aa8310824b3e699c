"""Descriptions with their marks, as many as wanted, of what is known in every form."""

from training.written.frames import write

__all__ = ["write"]
