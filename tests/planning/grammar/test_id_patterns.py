"""Forms of codes, described or by example."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.id_patterns import read_pattern
from rowsmith.planning.grammar.values import IdPattern


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("INV-00001", "INV-#####"),
        ("CLM-2024-0001", "CLM-2024-####"),
        ("AB-1234", "??-####"),
        ("XX-999", "??-###"),
        ("AA-00-BB", "??-##-??"),
        ("A1234BC", "A####??"),
        ("AB12 CDE", "??## ???"),
        ("STU2024XXX", "STU2024###"),
        ("CYP2D6*1/*4", "CYP#D#*#/*#"),
        ("ESN-nnnnnn", "ESN-######"),
        ("+49 30 xxxxxxx", "+49 30 #######"),
        ("+1-###-###-####", "+1-###-###-####"),
        ("0001", "####"),
        ("SRV-fra-01", "SRV-fra-##"),
        ("two letters and four digits", "??####"),
        ("three letters, dash, four digits", "???-####"),
        ("PAY followed by 8 digits", "PAY########"),
        ("SP+7 digits", "SP#######"),
        ("10 digits, leading zeros", "##########"),
        ("ten digits starting with 9", "9#########"),
        ("four capital letters", "????"),
        ("row letter plus number, e.g. H17", "H##"),
        ("A1 to H12", "?##"),
    ],
)
def test_a_form_is_a_pattern_of_the_schema_language(text: str, pattern: str) -> None:
    found = read_pattern(text)
    assert found is not None
    assert found.pattern == pattern


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("UUID", "uuid"),
        ("IPv4", "ipv4"),
        ("E.164 format", "e.164"),
        ("IBAN", "iban"),
        ("DE89 3704 0044 0532 0130 00", "iban"),
        ("first.last@example.com", "email"),
        ("YYYY-MM-DD", "date"),
    ],
)
def test_a_form_with_a_name_is_told(text: str, standard: str) -> None:
    found = read_pattern(text)
    assert found is not None
    assert found.standard == standard


def test_hexadecimal_forms_have_their_length() -> None:
    assert read_pattern("64 hex characters") == IdPattern(None, standard="hex", length=64)


def test_other_lengths_are_variants() -> None:
    found = read_pattern("4 or 5 digits")
    assert found is not None
    assert (found.pattern, found.variants) == ("####", ("#####",))


@pytest.mark.parametrize("text", ["", "employee id", "unique", "blue"])
def test_what_is_no_form_is_none(text: str) -> None:
    assert read_pattern(text) is None
