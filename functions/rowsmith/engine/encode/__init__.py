"""Columns to CSV bytes, without a Python object per cell.

A column becomes pieces (gathers from tables of byte chunks, literals, bytes per row); the
pieces of all columns are written into fixed-width records; the padding is squeezed out.
"""

from rowsmith.engine.encode.cells import cells, texts
from rowsmith.engine.encode.csv import CsvEncoder
from rowsmith.engine.encode.formats import CSV, FORMATS, Format

__all__ = ["CSV", "FORMATS", "CsvEncoder", "Format", "cells", "texts"]
