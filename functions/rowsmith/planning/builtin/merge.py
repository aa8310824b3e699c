"""Items of the same column put together."""

from __future__ import annotations

from rowsmith.planning.builtin.draft import essence
from rowsmith.planning.builtin.items import Item
from rowsmith.planning.builtin.lexicon import look_up_exactly
from rowsmith.planning.builtin.words import stems, words


def merged(items: list[Item]) -> list[Item]:
    """Items of the same column put together: what a later one says is added."""
    found: list[Item] = []
    for item in items:
        there = _said_of(found, item) or next(
            (
                one
                for one in found
                if essence(one.phrase) == essence(item.phrase) and _same_column(one, item)
            ),
            None,
        )
        if there is None:
            found.append(item)
        else:
            there.details.update(item.details)
    return found


def _said_of(items: list[Item], item: Item) -> Item | None:
    """The item of which a later one only says something: `duration is correlated with ...`."""
    if not item.details.depends:
        return None
    said = stems(item.phrase)
    concept = look_up_exactly(item.phrase)
    for one in items:
        if concept is not None and look_up_exactly(one.phrase) == concept:
            return one
    return next((one for one in items if stems(one.phrase)[-len(said) :] == said), None)


def _same_column(one: Item, other: Item) -> bool:
    if one.details.whether != other.details.whether and words(one.phrase) != words(other.phrase):
        return False  # `rain in mm and whether it rained`
    concepts = look_up_exactly(one.phrase), look_up_exactly(other.phrase)
    if None not in concepts and concepts[0] != concepts[1]:
        return False  # `lead time and time`
    return stems(one.phrase) == stems(other.phrase) or not (_owned(one) and _owned(other))


def _owned(item: Item) -> bool:
    return len(stems(item.phrase)) > len(essence(item.phrase))
