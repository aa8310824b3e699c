"""Write the names of the frozen places for the schema to look up: `python -m` this module.

A line is a plain name, the country, the division, the city (empty for a division) and
thousands of people. The tables must have been frozen before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rowsmith.engine.places.tables import OWN_TABLES, Places, frozen
from rowsmith.schema import geography
from rowsmith.schema.geography import plain

_FOLDER = Path(geography.__file__).parent
_SMALLEST = 15_000
"""Cities of a country's own table are listed from so many people on."""

Line = tuple[str, str, str, str]


def listed(places: Places, aliases: dict[str, list[str]]) -> Iterator[tuple[Line, float]]:
    """Every name of the divisions and cities of a table, and its people."""
    land = [code.decode() for code in places.country_code.tolist()]
    country = [land[code] for code in places.region_country.tolist()]
    names = [name.decode() for name in places.region_state.tolist()]
    codes = [code.decode() for code in places.region_state_code.tolist()]
    people = np.bincount(places.region, places.population, minlength=len(names))
    for number, name in enumerate(names):
        division = codes[number] or name
        for alias in (name, *aliases.get(f"{country[number]}-{division}", ())):
            yield (plain(alias), country[number], division, ""), people[number]
    of_world = len(land) > 1
    for name, region, count in zip(
        places.city.tolist(), places.region.tolist(), places.population.tolist(), strict=True
    ):
        if of_world or count >= _SMALLEST:
            city = name.decode()
            division = codes[region] or names[region]
            yield (plain(city), country[region], division, city), count


def main() -> None:
    """Write the gazetteer."""
    aliases = json.loads((_FOLDER / "aliases.json").read_text("utf-8"))
    of_cities = aliases.pop("city")
    lines: dict[Line, float] = {}
    for name in (*OWN_TABLES, "world"):
        for line, people in listed(frozen(name), aliases):
            lines[line] = max(lines.get(line, 0), people)
    for line, people in list(lines.items()):
        for alias in of_cities.get(f"{line[1]} {line[3]}", ()):
            lines[(plain(alias), *line[1:])] = people
    with (_FOLDER / "gazetteer.tsv").open("w", encoding="utf-8") as file:
        for line in sorted(lines):
            file.write("\t".join((*line, str(round(lines[line] / 1_000)))) + "\n")


if __name__ == "__main__":
    main()
