"""Names of other countries, in Latin letters."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from rowsmith.engine.locales.abroad import NamesAbroad, latin_names
from rowsmith.engine.streams import RowStream
from rowsmith.schema.geography import countries

LOCALES = sorted({one.locale for one in countries().values()})
ROWS = 20_000


@pytest.mark.parametrize("locale", LOCALES)
def test_every_country_has_names_in_latin_letters(locale: str) -> None:
    known = latin_names(locale)
    for names in (known.first, known.last):
        assert len(names.table) >= 10
        for name in names.table.strings.tolist():
            letters = [letter for letter in name if letter.isalpha()]
            assert letters
            assert all(unicodedata.name(letter).startswith("LATIN") for letter in letters), name
        assert all(entry.isalpha() and entry.islower() for entry in names.ascii.tolist())


def test_a_locale_that_no_country_names_is_refused() -> None:
    with pytest.raises(KeyError):
        latin_names("xx_XX")


def test_each_row_has_names_of_its_country() -> None:
    known = NamesAbroad(["FR", "JP", "MX"])
    stream = RowStream(3, "person", 0, ROWS)
    of_rows = np.arange(ROWS) % 3
    gender = np.arange(ROWS) % 2
    part_of = known.parts_of(of_rows, ROWS)
    codes = known.first.codes(stream.bits("first"), gender, part_of)
    found = known.first.table.strings[codes]
    for number, locale in enumerate(("fr_FR", "ja_JP", "es_MX")):
        alone = latin_names(locale).first
        assert set(found[of_rows == number]) <= set(alone.table.strings)
        men = alone.table.strings[alone.male > 0]
        assert set(found[(of_rows == number) & (gender == 0)]) <= set(men)


def test_countries_of_one_locale_share_its_names() -> None:
    one, two = NamesAbroad(["EG"]), NamesAbroad(["EG", "JO"])
    assert len(one.first.table) == len(two.first.table)


def test_the_second_surname_is_of_countries_that_have_one() -> None:
    known = NamesAbroad(["ES", "DE"])
    part_of = known.parts_of(np.arange(ROWS) % 2, ROWS)
    codes = known.second_surname_codes(RowStream(3, "p", 0, ROWS).bits("second"), part_of)
    assert (codes[part_of == 0] > 0).any()
    assert not (codes[part_of == 1] > 0).any()
