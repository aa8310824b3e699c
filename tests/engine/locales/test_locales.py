import re

import numpy as np
import pytest

from rowsmith.engine.locales import FROZEN, arrays, available, check_locale, settings
from rowsmith.engine.locales.names import names
from rowsmith.engine.locales.spelling import ascii_spellings


@pytest.mark.parametrize("locale", FROZEN)
def test_frozen_names_are_fakers(locale: str) -> None:
    from faker import Faker

    from rowsmith.engine.locales.spelling import provider

    person = provider(Faker(locale), "person")
    frozen = arrays(locale)
    known = {name.decode() for name in frozen["last"]}
    faker_names = {str(name).strip() for name in person.last_names}
    assert known <= faker_names
    assert len(faker_names - known) <= 1
    first = {name.decode() for name in frozen["first"]}
    assert first == {
        str(name).strip() for name in (*person.first_names_male, *person.first_names_female)
    }


@pytest.mark.parametrize("locale", FROZEN)
def test_spellings_are_letters_of_ascii(locale: str) -> None:
    frozen = arrays(locale)
    for field in ("first_ascii", "last_ascii"):
        assert all(re.fullmatch(rb"[a-z]+", spelling) for spelling in frozen[field].tolist())


@pytest.mark.parametrize("locale", FROZEN)
def test_every_name_can_be_drawn(locale: str) -> None:
    frozen = arrays(locale)
    assert ((frozen["first_male"] + frozen["first_female"]) > 0).all()
    assert (frozen["last_weight"] > 0).all()
    assert len(np.unique(frozen["last"])) == len(frozen["last"])


@pytest.mark.parametrize("locale", FROZEN)
def test_a_locale_names_its_country(locale: str) -> None:
    assert settings(locale)["country"] == locale[-2:]
    assert settings(locale)["language"] == locale[:2]


def test_umlauts_and_accents_are_spelt_as_in_their_language() -> None:
    german = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
    spelt = ascii_spellings(["Jörg", "Groß", "d'Ávila-Né", "...", "王"], german)
    assert spelt.tolist()[:3] == [b"joerg", b"gross", b"davilane"]
    assert spelt.tolist()[3] == b"x"
    assert re.fullmatch(rb"[a-z]+", spelt.tolist()[4])


def test_japanese_names_are_romanised() -> None:
    known = names("ja_JP").last
    spelling = dict(zip(known.table.strings, known.ascii.tolist(), strict=True))
    assert spelling["佐藤"] == b"sato"


def test_locales_are_those_of_faker() -> None:
    from faker.config import AVAILABLE_LOCALES

    assert set(available()) <= set(AVAILABLE_LOCALES)
    assert len(set(available())) == len(available()) > 80


def test_another_locale_is_refused() -> None:
    check_locale("it_IT")
    with pytest.raises(KeyError):
        check_locale("xx_XX")
