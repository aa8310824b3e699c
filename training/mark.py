"""Mark up descriptions by the stored weights, to be corrected by hand.

`python -m training.mark FILE`. The file holds plain descriptions between lines of `---`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rowsmith.planning.reading.annotate import annotate
from training.markup import format_markup, read_examples


def main() -> None:
    """Print each description with its marks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    marked = (format_markup(text, annotate(text)) for text in read_examples(given.file))
    print("\n---\n".join(marked))


if __name__ == "__main__":
    main()
