import re

import numpy as np
import pytest

from rowsmith.engine.locales import FROZEN
from rowsmith.engine.providers import provider_sampler
from rowsmith.engine.streams import SubjectStream
from rowsmith.engine.values import Coded, Text
from rowsmith.schema.providers import PROVIDERS
from tests.engine.making import dataset, schema_of

ROWS = 400


def cells(text: Text) -> list[str]:
    joined = np.full(text.size, "", dtype=object)
    for part in text.parts:
        if isinstance(part, bytes):
            joined = joined + part.decode()
        elif isinstance(part, Coded):
            joined = joined + part.table.strings[part.codes]
        else:
            joined = joined + np.array([entry.decode() for entry in part.tolist()], dtype=object)
    return list(joined)


def made(provider: str, locale: str = "en_US", seed: int = 2) -> list[str]:
    column = {"name": "value", "kind": "faker", "provider": provider}
    rows = dataset(schema_of(column), ROWS, seed, locale)
    shown = rows.block(0)["value"]
    assert isinstance(shown, Text)
    return cells(shown)


@pytest.mark.parametrize("locale", FROZEN)
@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_provider_works_in_every_frozen_locale(provider: str, locale: str) -> None:
    values = made(provider, locale)
    assert all(values)
    assert all("\n" not in value for value in values)
    assert len(set(values)) > 1 or provider in ("bank_country", "area_code")
    assert made(provider, locale) == values


@pytest.mark.parametrize("locale", ["it_IT", "zh_CN", "bn_BD"])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_provider_works_in_other_locales(provider: str, locale: str) -> None:
    assert all(made(provider, locale))


OWN = {"account_number", "area_code", "imei", "sku", "sort_code"}


@pytest.mark.parametrize("provider", sorted(PROVIDERS.keys() - OWN))
def test_each_provider_is_one_that_faker_has(provider: str) -> None:
    from faker import Faker

    assert callable(getattr(Faker("en_US"), provider))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_provider_is_told_in_a_line(provider: str) -> None:
    assert 3 < len(PROVIDERS[provider]) < 90


@pytest.mark.parametrize("provider", ["user_agent", "company", "uuid4", "country"])
def test_other_seeds_give_other_values(provider: str) -> None:
    assert made(provider, seed=1) != made(provider, seed=2)


@pytest.mark.parametrize("provider", ["company", "ipv4", "uuid4", "country"])
def test_a_subject_has_the_same_value_in_every_block(provider: str) -> None:
    sampler = provider_sampler(provider, "en_US")
    first, _, again = cells(sampler.sample(SubjectStream(1, "shop", np.array([4, 8, 4]))))
    assert first == again


FORMS = {
    "ipv4": r"(\d{1,3}\.){3}\d{1,3}",
    "ipv4_private": r"(10\.\d+|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+",
    "ipv6": r"2001:db8(:[0-9a-f]{3}){6}",
    "credit_card_expire": r"(0[1-9]|1[0-2])/\d\d",
    "credit_card_security_code": r"\d{3,4}",
    "hex_color": r"#[0-9a-f]{6}",
    "rgb_color": r"\d{1,3},\d{1,3},\d{1,3}",
    "ssn": r"9\d\d-\d\d-\d{4}",
    "http_status_code": r"[2-5]\d\d",
    "file_name": r"[\w-]+\.[a-z]+",
    "file_path": r"(/\w+)+\.[a-z]+",
    "msisdn": r"\d{11,12}",
    "aba": r"\d{9}",
}


@pytest.mark.parametrize("provider", FORMS)
def test_values_have_their_form(provider: str) -> None:
    assert all(re.fullmatch(FORMS[provider], value) for value in made(provider))


@pytest.mark.parametrize("provider", ["domain_name", "hostname", "url", "uri"])
def test_names_on_the_network_are_of_the_domain_for_examples(provider: str) -> None:
    for value in made(provider):
        host = re.sub(r"^https://", "", value).split("/")[0]
        assert host.endswith(".example")


def test_public_addresses_are_not_private() -> None:
    import ipaddress

    for provider, private in (("ipv4_public", False), ("ipv4_private", True)):
        assert {ipaddress.ip_address(value).is_private for value in made(provider)} == {private}


def test_no_provider_speaks_latin_filler() -> None:
    filler = {"lorem", "ipsum", "dolor", "amet", "consectetur", "adipisicing"}
    for provider in PROVIDERS:
        words = set(re.findall(r"[a-z]+", " ".join(made(provider)).lower()))
        assert not words & filler, provider


def test_a_provider_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError):
        provider_sampler("paragraph", "en_US")


def test_a_locale_that_faker_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        provider_sampler("company", "xx_XX")


def test_samplers_are_made_once() -> None:
    assert provider_sampler("company", "de_DE") is provider_sampler("company", "de_DE")
