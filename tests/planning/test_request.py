"""How many rows, where and in which money a description asks for, by its parse."""

from __future__ import annotations

import pytest

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.request import Request, request_of, rows_of
from training.markup import parse_markup


def asked(marked: str) -> Request:
    return request_of(decode(*parse_markup(marked)))


@pytest.mark.parametrize(
    ("marked", "rows"),
    [
        ("[2 000]{rows} [customers]{subject}", 2_000),
        ("N=[250]{rows}", 250),
        ("[1 billion]{rows} rows", 1_000_000_000),
        ("[1B]{rows} rows", 1_000_000_000),
        ("[10 crore]{rows} rows", 100_000_000),
        ("[five hundred]{rows} [cats]{subject}", 500),
        ("[200]{entities:1} [customers]{entity#1} with [5]{each:1} orders each", 1_000),
        ("[20]{entities:1} [stores]{entity#1} x [24]{each:1} [months]{every}", 480),
        ("[2,000]{rows} [parcels]{subject} of [200]{entities:1} [drivers]{entity#1}", 2_000),
        ("[hourly]{every} for [July 2024]{period}", 744),
        (
            "[daily]{every} sales of [3]{entities:1} [shops]{entity#1} in [2023]{period}",
            1_095,
        ),
        ("[every 15 minutes]{every} for [one day]{period}", 96),
        ("[cats]{subject}", None),
        ("[hourly]{every} [load]{col#1}", None),
    ],
)
def test_rows_are_stated_or_follow_from_what_repeats(marked: str, rows: int | None) -> None:
    assert asked(marked).rows == rows


def test_working_days_are_five_of_seven() -> None:
    parse = decode(*parse_markup("[each business day]{every} of [2023]{period}"))
    assert rows_of(parse) == pytest.approx(261, abs=2)


def test_one_country_gives_locale_and_currency() -> None:
    request = asked("[customers]{subject} in [Germany]{place}")
    assert (request.within, request.locale, request.currency) == (("Germany",), "de_DE", "EUR")
    assert asked("[Irish]{place} [customers]{subject}").within == ("Ireland",)


def test_several_countries_give_places_alone() -> None:
    request = asked("[customers]{subject} in [France and Germany]{place}")
    assert request.within == ("France", "Germany")
    assert request.locale is None


def test_a_place_that_nobody_knows_is_told() -> None:
    text = "customers in Frobnistan"
    request = asked("[customers]{subject} in [Frobnistan]{place}")
    assert not request.within
    assert [span.of(text) for span in request.unknown] == ["Frobnistan"]


def test_the_currency_that_is_written_most_goes_before_the_countrys() -> None:
    request = asked(
        "[sales]{subject} in [Germany]{place}, [price]{col#1} [$5]{min:1}-[$20]{max:1}, "
        "[tax]{col#2} in [euros]{unit:2}"
    )
    assert request.currency == "USD"
