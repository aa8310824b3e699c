"""What kinds there are of a thing: varieties of tomatoes, breeds of dogs, styles of beer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from rowsmith.planning.english.words import stems
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.column_form import is_column
from rowsmith.planning.knowledge.outline import OutlineColumn
from rowsmith.planning.knowledge.store import Store

Stems = tuple[str, ...]
_LONGEST = 3


class Kinds:
    """The kinds of things in a store: a line `dog, puppy: Labrador 22 | Beagle 12` each."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, said: str) -> OutlineColumn | None:
        """The kinds of the last thing that words name, the longest name first; None of others."""
        wanted = stems(said)
        for end in range(len(wanted), 0, -1):
            for length in range(min(_LONGEST, end), 0, -1):
                found = self._by_noun.get(wanted[end - length : end])
                if found is not None:
                    return found
        return None

    @cached_property
    def _by_noun(self) -> Mapping[Stems, OutlineColumn]:
        found: dict[Stems, OutlineColumn] = {}
        for block in self._store.blocks_in("kinds"):
            for entry in notation.entries(block):
                nouns, spec = _parted(entry.text)
                column = notation.named("kind", spec, block.file, entry.line)
                for noun in nouns:
                    found.setdefault(stems(noun), column)
        return found


def _parted(text: str) -> tuple[Sequence[str], str]:
    """The nouns of a line, and the column that its kinds are."""
    nouns, _, kinds = text.partition(":")
    spec = kinds.strip()
    return nouns.split(","), spec if is_column(spec) else f"category {spec}"
