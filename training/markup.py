"""Marked-up descriptions, as `corpus/MARKUP.md` says, to plain text and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rowsmith.planning.reading.marks import (
    DIRT,
    IMPLIED,
    LABELS,
    MARKS_ALONE,
    MARKS_ARCS,
    MARKS_OF,
    MARKS_OWN,
    Mark,
)

CORPUS = Path(__file__).parent / "corpus"

_MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]+)\}")
_LABEL = re.compile(r"([a-z]+)(.*)", re.DOTALL)
_OWN = re.compile(r"#(\d+)(?::(~[\w -]+|\d+))?")
_STRAY = re.compile(r".{0,20}[\[\]{}].{0,20}")
_ROUND = str.maketrans("[]{}", "()()")
_BETWEEN = re.compile(r"^---[ \t]*$", re.MULTILINE)


def parse_markup(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text of a marked-up description and its marks, in the order of the text.

    Raises:
        ValueError: an unknown label, a malformed one, a bracket outside a mark, an id defined
            twice or never.
    """
    text = text.strip("\n")
    plain, last, marks = "", 0, []
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        marks.append(_mark(len(plain), match[1], match[2].strip()))
        plain += match[1]
        last = match.end()
    plain += text[last:]
    if stray := _STRAY.search(plain):
        raise ValueError(f"a bracket outside a mark: {stray[0]!r}")
    _check_ids(marks)
    return plain, tuple(marks)


def format_markup(text: str, marks: Iterable[Mark]) -> str:
    """Mark up a plain text: what `parse_markup` reads. Square and curly brackets become round."""
    text = text.translate(_ROUND)
    out, last = "", 0
    for mark in marks:
        out += f"{text[last : mark.start]}[{text[mark.start : mark.end]}]{{{_label(mark)}}}"
        last = mark.end
    return out + text[last:]


def read_examples(*paths: Path) -> Iterator[str]:
    """Yield the marked-up descriptions of corpus files, those between lines of `---`."""
    for path in paths:
        for text in _BETWEEN.split(path.read_text(encoding="utf-8")):
            if text.strip():
                yield text.strip("\n")


def corpus_files() -> list[Path]:
    """Every file of the corpus, by name."""
    return sorted(CORPUS.glob("*.txt"))


def _label(mark: Mark) -> str:
    label = mark.label if mark.own is None else f"{mark.label}#{mark.own}"
    if mark.arcs:
        return f"{label}:" + ",".join(f"{source}>{target}" for source, target in mark.arcs)
    if mark.heads:
        label += ":" + ",".join(map(str, mark.heads))
    return label + ("@" + ",".join(map(str, mark.groups)) if mark.groups else "")


def _mark(start: int, words: str, label: str) -> Mark:
    match = _LABEL.fullmatch(label)
    kind, rest = (match[1], match[2]) if match else ("", "")
    if kind not in LABELS:
        raise ValueError(f"an unknown label: {label!r}")
    end = start + len(words)
    if rest.startswith("#") and kind in MARKS_OWN:
        return _owner(start, end, kind, rest)
    if rest.startswith(":") and kind in MARKS_ARCS:
        arcs = tuple(_arc(pair) for pair in rest[1:].split(","))
        return Mark(start, end, kind, arcs=arcs)
    if rest.startswith(":") and kind in MARKS_OF:
        head, _, group = rest[1:].partition("@")
        heads = tuple(one if one == DIRT else int(one) for one in head.split(","))
        groups = tuple(int(one) for one in group.split(",")) if group else ()
        return Mark(start, end, kind, heads=heads, groups=groups)
    if rest or kind not in MARKS_ALONE:
        raise ValueError(f"a malformed label: {label!r}")
    return Mark(start, end, kind)


def _owner(start: int, end: int, kind: str, rest: str) -> Mark:
    match = _OWN.fullmatch(rest)
    if match is None or (match[2] is None) == (kind == "val"):
        raise ValueError(f"a malformed label: {kind + rest!r}")
    of = match[2]
    heads = () if of is None else (of if of.startswith(IMPLIED) else int(of),)
    return Mark(start, end, kind, own=int(match[1]), heads=heads)


def _arc(pair: str) -> tuple[int, int]:
    source, _, target = pair.partition(">")
    return int(source), int(target)


def _check_ids(marks: list[Mark]) -> None:
    own = [mark.own for mark in marks if mark.own is not None]
    if len(own) != len(set(own)):
        raise ValueError("an id is defined twice")
    for mark in marks:
        used = [*mark.heads, *mark.groups, *(end for arc in mark.arcs for end in arc)]
        if unknown := [one for one in used if isinstance(one, int) and one not in own]:
            raise ValueError(f"no id {unknown[0]}, in {mark.label}")
