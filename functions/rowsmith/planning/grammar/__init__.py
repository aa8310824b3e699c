"""Values as people write them: numbers, shares, ranges, dates, forms of ids, pasted schemas."""
