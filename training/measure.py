"""What is right of an annotation: marks by their words and label, heads and ends of relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.reading.links import find_heads
from rowsmith.planning.reading.marks import MARKS_ALONE
from training.examples import Example

SAME = {"target": "col", "vref": "ref"}
_ENDS = ("source", "target")
CORE = ("col", "val", "share", "min", "max", "mean", "rows")


@dataclass
class Counts:
    """Right, superfluous and missing."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def f1(self) -> float:
        """Of precision and recall, their harmonic mean; 1 where nothing was asked."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 1.0


@dataclass
class Tally:
    """Counts over examples."""

    labels: dict[str, Counts] = field(default_factory=dict)
    links: dict[str, Counter[bool]] = field(default_factory=dict)
    whole: Counter[bool] = field(default_factory=Counter)

    def add(
        self,
        one: Example,
        found: Iterable[tuple[int, int, str]],
        links: Mapping[str, NDArray[np.float32]],
    ) -> None:
        """Count one example.

        Args:
            one: the example with the right marks.
            found: first word, last word and label of the marks that were found.
            links: scores between its right marks, the root first.
        """
        spans = {(first, last, SAME.get(label, label)) for first, last, label in found}
        right = {(s.first, s.last, SAME.get(s.mark.label, s.mark.label)) for s in one.spans}
        for span in spans | right:
            counts = self.labels.setdefault(span[2], Counts())
            counts.right += span in spans & right
            counts.extra += span in spans - right
            counts.missed += span in right - spans
        hits = [spans == right]
        for at in range(len(one.spans)):
            hits += self._heads(one, at, links["head"][at]) + self._group(
                one, at, links["group"][at]
            )
            hits += self._relation(one, at, links)
        self.whole[all(hits)] += 1

    def _heads(self, one: Example, at: int, scores: NDArray[np.float32]) -> list[bool]:
        label, asked = one.spans[at].mark.label, one.links["head"][at]
        if not asked:
            return []
        owners = list(range(len(one.spans))) if label in {"ref", "vref", "val"} else one.owners
        rooted = label in MARKS_ALONE or label == "val"
        heads = find_heads(label, scores, owners, rooted=rooted)[0]
        if label == "val":
            hit = heads[0] in asked[0] if heads else not asked[0]
        else:
            hit = set(heads) == {owners[mentions[0]] for mentions in asked if mentions}
        return self._counted("head", label, hit)

    def _group(self, one: Example, at: int, scores: NDArray[np.float32]) -> list[bool]:
        label, asked = one.spans[at].mark.label, one.links["group"][at]
        if not asked:
            return []
        heads = find_heads(label, scores, one.owners)[0]
        hit = set(heads) == {one.owners[mentions[0]] for mentions in asked if mentions}
        return self._counted("group", label, hit)

    def _relation(
        self, one: Example, at: int, links: Mapping[str, NDArray[np.float32]]
    ) -> list[bool]:
        label, asked = one.spans[at].mark.label, [one.links[link][at] for link in _ENDS]
        if not all(asked):
            return []
        found = [
            set(find_heads(label, links[link][at], one.owners, rooted=False)[0]) for link in _ENDS
        ]
        right = [{one.owners[one_of[0]] for one_of in ends if one_of} for ends in asked]
        return self._counted("relation", label, found == right)

    def _counted(self, link: str, label: str, hit: bool) -> list[bool]:
        self.links.setdefault(link, Counter())[hit] += 1
        self.links.setdefault(f"{link} of {label}", Counter())[hit] += 1
        return [hit]

    def f1(self, labels: Sequence[str] | None = None) -> float:
        """Over some labels or all."""
        chosen = [
            counts for label, counts in self.labels.items() if labels is None or label in labels
        ]
        return Counts(
            sum(c.right for c in chosen),
            sum(c.extra for c in chosen),
            sum(c.missed for c in chosen),
        ).f1()

    def line(self) -> str:
        """The figures that matter."""
        parts = [f"spans {self.f1():.3f}", f"core {self.f1(CORE):.3f}"]
        parts += [
            f"{link} {share(self.links[link]):.3f} of {self.links[link].total()}"
            for link in ("head", "group", "relation")
            if link in self.links
        ]
        return " | ".join([*parts, f"whole {self.whole[True]} of {self.whole.total()}"])

    def table(self) -> str:
        """Per label and link."""
        lines = [
            f"{label:10} F1 {c.f1():.3f} right {c.right} extra {c.extra} missed {c.missed}"
            for label, c in sorted(self.labels.items(), key=lambda item: -item[1].right)
        ]
        lines += [
            f"{link:20} {share(c):.3f} of {c.total()}" for link, c in sorted(self.links.items())
        ]
        return "\n".join(lines)


def share(hits: Counter[bool]) -> float:
    """Of hits among all."""
    return hits[True] / max(1, hits.total())
