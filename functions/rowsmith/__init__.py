"""Rowsmith: a plain-English description in, a CSV worth learning from out.

from rowsmith import dataset

df = dataset("hotel bookings", rows=500, seed=1)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rowsmith.local import DatasetFrame as DatasetFrame
    from rowsmith.local import dataset as dataset
    from rowsmith.local import job as job

_OF_LOCAL = frozenset({"DatasetFrame", "dataset", "job"})


def __getattr__(name: str) -> Any:
    """What needs pandas comes when it is asked for: the service starts without."""
    if name not in _OF_LOCAL:
        raise AttributeError(f"module 'rowsmith' has no attribute '{name}'")
    from rowsmith import local

    return getattr(local, name)
