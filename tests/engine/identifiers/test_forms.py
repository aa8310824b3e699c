"""Forms: every check digit holds, by a reckoning of its own, and no two rows are alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files

import numpy as np
import pytest

from rowsmith.engine.identifiers.forms import COMPOSED, OF_BANKS, Cut, forms_of
from rowsmith.engine.streams import RowStream
from rowsmith.schema.providers import CARD_BRANDS

DATA = files("rowsmith.engine.identifiers")
FORMS = json.loads((DATA / "forms.json").read_text("utf-8"))
BANKS = json.loads((DATA / "banks.json").read_text("utf-8"))
ROWS = 500
MILLION = 1_000_000


def cut_of(provider: str, variant: str) -> Cut:
    cut = forms_of(provider, variant)
    assert cut is not None
    return cut


def made(provider: str, variant: str) -> list[str]:
    cut = cut_of(provider, variant)
    numbers = np.linspace(1, cut.form.capacity - 1, ROWS).astype(np.int64)
    cells = cut.form.cells(numbers, RowStream(5, "x", 0, ROWS), slice(None))
    return [cell.decode() for cell in cut.shown(cells).tolist()]


def luhn(text: str) -> bool:
    digits = [int(letter) for letter in reversed(text) if letter.isdigit()]
    return (sum(digits[::2]) + sum(sum(divmod(2 * d, 10)) for d in digits[1::2])) % 10 == 0


def ean(text: str) -> bool:
    digits = [int(letter) for letter in reversed(text) if letter.isdigit()]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def iban(text: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def vin(text: str) -> bool:
    values = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
    weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    total = sum(w * int(values.get(s, s)) for w, s in zip(weights, text, strict=True))
    return "0123456789X"[total % 11] == text[8]


def isbn10(text: str) -> bool:
    signs = text.replace("-", "")
    return (
        sum(n * (10 if s == "X" else int(s)) for n, s in zip(range(10, 0, -1), signs, strict=True))
        % 11
        == 0
    )


def by_weights(*weights: int, modulus: int = 11) -> Callable[[str], bool]:
    def holds(text: str) -> bool:
        digits = [int(sign) for sign in text if sign.isdigit()]
        return sum(w * d for w, d in zip(weights, digits, strict=True)) % modulus == 0

    return holds


def verhoeff(text: str) -> bool:
    def product(a: int, b: int) -> int:
        if a < 5:
            return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
        return 5 + (a - b) % 5 if b < 5 else (a - b) % 5

    state, turn = 0, list(range(10))
    for digit in (int(sign) for sign in reversed(text) if sign.isdigit()):
        state = product(state, turn[digit])
        turn = [[1, 5, 7, 6, 2, 8, 3, 0, 9, 4][number] for number in turn]
    return state == 0


def cpf(text: str) -> bool:
    d = [int(sign) for sign in text if sign.isdigit()]
    first = sum(w * x for w, x in zip(range(10, 1, -1), d[:9], strict=True)) * 10 % 11 % 10
    second = sum(w * x for w, x in zip(range(11, 1, -1), d[:10], strict=True)) * 10 % 11 % 10
    return d[9:] == [first, second]


CHECKS: dict[tuple[str, str], Callable[[str], bool]] = {
    ("vin", "US"): vin,
    ("ean13", "US"): ean,
    ("ean8", "US"): ean,
    ("isbn13", "US"): ean,
    ("isbn10", "US"): isbn10,
    ("imei", "US"): luhn,
    ("ssn", "CA"): luhn,
    ("ssn", "SE"): luhn,
    ("ssn", "ZA"): luhn,
    ("ssn", "IN"): verhoeff,
    ("ssn", "BR"): cpf,
    ("ssn", "CH"): ean,
    ("ssn", "PL"): by_weights(1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1, modulus=10),
    ("ssn", "NL"): by_weights(9, 8, 7, 6, 5, 4, 3, 2, -1),
    ("ssn", "AU"): by_weights(1, 4, 3, 7, 5, 8, 6, 9, 10),
    ("ssn", "CZ"): lambda text: int(text.replace("/", "")[:9]) % 11 % 10 == int(text[-1]),
    ("ssn", "FR"): lambda text: int(text[:13]) % 97 + int(text[13:]) == 97,
    ("ssn", "BE"): lambda text: int(re.sub(r"\D", "", text)[:9]) % 97 + int(text[-2:]) == 97,
    ("ssn", "ES"): lambda text: "TRWAGMYFPDXBNJZSQVHLCKE"[int(text[:8]) % 23] == text[8],
    ("ssn", "FI"): lambda text: (
        "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(text[:6] + text[7:10]) % 31] == text[10]
    ),
    ("sort_code", "US"): by_weights(3, 7, 1, 3, 7, 1, 3, 7, 1, modulus=10),
}


@pytest.mark.parametrize(("provider", "country"), CHECKS)
def test_check_digits_hold(provider: str, country: str) -> None:
    assert all(map(CHECKS[provider, country], made(provider, country)))


@pytest.mark.parametrize("country", BANKS["iban"])
def test_ibans_pass_their_check_in_the_countrys_form(country: str) -> None:
    values = made("iban", country)
    assert all(map(iban, values))
    assert all(value.startswith(country) for value in values)
    assert [value[4:] for value in values] == made("bban", country)
    pairs = zip(values, made("account_number", country), strict=True)
    assert all(value.endswith(number) for value, number in pairs)


NATIONAL: dict[str, Callable[[str], bool]] = {
    "BE": lambda bban: (int(bban[:10]) % 97 or 97) == int(bban[10:]),
    "PT": lambda bban: int(bban) % 97 == 1,
    "RS": lambda bban: int(bban) % 97 == 1,
    "FI": luhn,
    "NO": by_weights(5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1),
    "NL": lambda bban: by_weights(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)(bban[4:]),
    "PL": lambda bban: by_weights(3, 9, 7, 1, 3, 9, 7, 1, modulus=10)(bban[:8]),
    "CZ": lambda bban: by_weights(6, 3, 7, 9, 10, 5, 8, 4, 2, 1)(bban[10:]),
    "FR": lambda bban: (89 * int(bban[:5]) + 15 * int(bban[5:10]) + 3 * int(bban[10:21])
                        + int(bban[21:])) % 97 == 0,
}  # fmt: skip


@pytest.mark.parametrize("country", NATIONAL)
def test_accounts_pass_the_check_of_their_country(country: str) -> None:
    assert all(map(NATIONAL[country], made("bban", country)))


@pytest.mark.parametrize("brand", CARD_BRANDS)
def test_card_numbers_pass_luhns_check_with_their_brands_start(brand: str) -> None:
    starts = {"Visa": "4", "Mastercard": "2|5", "American Express": "3[47]", "Discover": "6011"}
    numbers = made("credit_card_number", brand)
    assert all(map(luhn, numbers))
    assert all(re.match(starts.get(brand, r"\d"), number) for number in numbers)
    assert {len(number) for number in numbers} == {
        {"American Express": 15, "Diners Club": 14}.get(brand, 16)
    }


def test_german_pension_numbers_pass_their_check() -> None:
    for number in made("ssn", "DE"):
        digits = number[:8] + f"{ord(number[8]) - 64:02}" + number[9:11]
        total = sum(
            sum(divmod(int(digit) * weight, 10))
            for digit, weight in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True)
        )
        assert total % 10 == int(number[11])


def every_form() -> list[tuple[str, str]]:
    of_banks = [(provider, land) for provider in OF_BANKS[:3] for land in BANKS["iban"]]
    domestic = [("account_number", land) for land in BANKS["domestic"]]
    listed = [(provider, one) for provider, forms in FORMS.items() for one in forms]
    return [*of_banks, *domestic, *((p, one) for p, one in listed if not p.startswith("swift"))]


@pytest.mark.parametrize(("provider", "variant"), every_form())
def test_a_million_rows_have_as_many_values(provider: str, variant: str) -> None:
    cut = cut_of(provider, variant)
    assert cut.form.capacity >= MILLION
    rng = np.random.default_rng(1)
    start = int(rng.integers(0, cut.form.capacity - 20_000))
    numbers = np.concatenate([np.arange(10_000), np.arange(start, start + 10_000)])
    numbers = np.unique(np.concatenate([numbers, numbers * (cut.form.capacity // 30_000)]))
    numbers = numbers[numbers < cut.form.capacity]
    stream = RowStream(5, "x", 0, len(numbers))
    cells = cut.shown(cut.form.cells(numbers, stream, slice(None)))
    assert len(np.unique(cells)) == len(numbers)


def test_a_rows_cells_do_not_depend_on_the_other_rows() -> None:
    form = cut_of("iban", "ES").form
    stream = RowStream(5, "x", 0, 100)
    rows = np.array([7, 3, 40])
    whole = form.cells(np.arange(100), stream, slice(None))
    assert (form.cells(rows, stream, rows) == whole[rows]).all()


def test_a_country_without_ibans_has_none() -> None:
    assert forms_of("iban", "US") is None
    assert all(re.fullmatch(r"\d{10}", number) for number in made("account_number", "US"))


@pytest.mark.parametrize(
    ("provider", "country", "form"),
    [
        ("sort_code", "GB", r"\d\d-\d\d-\d\d"),
        ("sort_code", "DE", r"\d{8}"),
        ("sort_code", "IN", r"[A-Z]{4}0\d{6}"),
        ("account_number", "GB", r"\d{8}"),
        ("license_plate", "GB", r"[A-Z]{2}\d\d [A-Z]{3}"),
        ("license_plate", "FR", r"[A-Z]{2}-\d{3}-[A-Z]{2}"),
        ("license_plate", "ES", r"\d{4} [B-Z]{3}"),
        ("passport_number", "GB", r"\d{9}"),
        ("passport_number", "DE", r"[CFGHJK][0-9CFGHJ-NPRTV-Z]{8}"),
        ("ssn", "US", r"9\d\d-\d\d-\d{4}"),
        ("mac_address", "US", r"02(:[0-9a-f]{2}){5}"),
        ("swift8", "FR", r"[A-Z]{4}FR[A-Z2-9]{2}"),
        ("swift11", "DE", r"[A-Z]{4}DE[A-Z2-9]{2}(XXX|\d{3})"),
    ],
)
def test_values_are_in_the_countrys_form(provider: str, country: str, form: str) -> None:
    assert all(re.fullmatch(form, value) for value in made(provider, country))


def test_every_composed_provider_has_a_form_anywhere() -> None:
    for provider in COMPOSED - set(OF_BANKS):
        assert "*" in FORMS[provider]
    with pytest.raises(KeyError):
        forms_of("company", "US")
