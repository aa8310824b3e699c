"""Score the stored weights on the kept-out examples: python -m training.score [--wrong N]."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rowsmith.planning.reading.annotate import span_links, word_states
from rowsmith.planning.reading.tagging import WordSpan, find_spans
from rowsmith.planning.reading.trained import load_weights
from training.card import write_card
from training.examples import Described, Example, make_example, read_described
from training.markup import corpus_files
from training.measure import SAME, Tally


def main() -> None:
    """Print the figures for each manner, then per label and link over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="marked-up files; the corpus if none")
    parser.add_argument("--wrong", type=int, default=0, help="print so many misread examples")
    parser.add_argument("--card", action="store_true", help="write the figures on the card")
    given = parser.parse_args()
    described = read_described(given.files or corpus_files())
    whole = Tally()
    for manner in sorted({one.manner for one in described}):
        tally = Tally()
        for one in described:
            if one.manner == manner and one.kept_out:
                misread = _count(one, (tally, whole))
                if misread and given.wrong > 0:
                    given.wrong -= 1
                    print(misread)
        print(f"{manner:12} {tally.line()}")
    print(f"{'all':12} {whole.line()}\n\n{whole.table()}")
    if given.card:
        write_card(described, whole)


def _count(one: Described, tallies: Sequence[Tally]) -> str:
    """Count an example; what is misread of it, if anything."""
    example = make_example(one.text, one.marks, load_weights().vocabulary)
    states = word_states(one.text, example.words)
    found = [(s.first, s.last, s.label) for s in find_spans(load_weights(), states)]
    right = [WordSpan(s.first, s.last, s.mark.label) for s in example.spans]
    links = span_links(one.text, example.words, states, right) if right else {}
    for tally in tallies:
        tally.add(example, found, links)
    return _misread(example, found)


def _misread(one: Example, found: Sequence[tuple[int, int, str]]) -> str:
    spans = {(first, last, SAME.get(label, label)) for first, last, label in found}
    right = {(s.first, s.last, SAME.get(s.mark.label, s.mark.label)) for s in one.spans}
    if spans == right:
        return ""

    def shown(some: set[tuple[int, int, str]]) -> str:
        return ", ".join(
            f"{one.text[one.words[a][0] : one.words[b][1]]!r} {label}"
            for a, b, label in sorted(some)
        )

    return (
        f"-- {one.text[:400]}\n   missed {shown(right - spans)}\n   extra  {shown(spans - right)}"
    )


if __name__ == "__main__":
    main()
