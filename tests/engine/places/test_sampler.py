import json
import re
from collections.abc import Sequence
from zoneinfo import available_timezones

import numpy as np
import pandas as pd
import pytest

from rowsmith.engine.locales import FROZEN
from rowsmith.engine.places import FIELDS, PlaceSampler, world_countries
from rowsmith.engine.places.tables import OWN_TABLES, Places, frozen, joined, places
from rowsmith.engine.streams import RowStream, SubjectStream
from rowsmith.engine.values import Coded, Numbers, Text, Values
from rowsmith.schema.geography import Area, countries, resolve_places

# Form of a postcode, and of the state's part of it where it has one.
POSTCODES = {
    "en_US": r"\d{5}",
    "en_GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}",
    "de_DE": r"\d{5}",
    "fr_FR": r"\d{5}",
    "es_ES": r"(0[1-9]|[1-4]\d|5[0-2])\d{3}",
    "pt_BR": r"\d{5}-\d{3}",
    "en_IN": r"[1-8]\d{5}",
    "ja_JP": r"\d{3}-\d{4}",
}


def sample(
    locale: str,
    fields: Sequence[str] = FIELDS,
    *,
    within: Sequence[str] = (),
    rows: int = 4_000,
) -> dict[str, list[str]]:
    made = PlaceSampler(locale, areas(*within)).sample(fields, RowStream(3, "place", 0, rows))
    return {field: cells(column) for field, column in made.items()}


def areas(*names: str) -> tuple[Area, ...]:
    found = resolve_places(names)
    assert not found.unknown
    return found.areas


def cells(column: Values) -> list[str]:
    """The cells as strings; empty where they are missing."""
    if isinstance(column, Numbers):
        return [repr(float(value)) for value in column.values]
    assert isinstance(column, Text)
    joined_cells = np.full(column.size, "", dtype=object)
    for part in column.parts:
        joined_cells = joined_cells + (
            part.table.strings[part.codes] if isinstance(part, Coded) else bytes(part).decode()
        )
    if column.missing is not None:
        joined_cells[column.missing] = ""
    return list(joined_cells)


@pytest.mark.parametrize("locale", FROZEN)
def test_city_state_country_and_time_zone_are_of_one_place(locale: str) -> None:
    fields = ["city", "state", "state_code", "country", "country_code", "time_zone"]
    made = sample(locale, fields)
    known = places(PlaceSampler(locale)._country)
    assert known is not None
    exists = {
        (
            known.city[row].decode(),
            known.region_state[region].decode(),
            known.region_state_code[region].decode(),
            known.country[0].decode(),
            known.country_code[0].decode(),
            known.time_zones[known.time_zone[row]].decode(),
        )
        for row, region in enumerate(known.region)
    }
    assert set(zip(*(made[field] for field in fields), strict=True)) <= exists
    assert len(set(made["city"])) > 300
    assert set(made["country_code"]) == {locale[-2:]}


def test_well_known_cities_are_in_their_states() -> None:
    known = {
        "en_US": {"Los Angeles": "California", "Houston": "Texas", "Chicago": "Illinois"},
        "en_GB": {"Glasgow": "Scotland", "Cardiff": "Wales", "Belfast": "Northern Ireland"},
        "de_DE": {"München": "Bayern", "Köln": "Nordrhein-Westfalen", "Leipzig": "Sachsen"},
        "fr_FR": {"Lyon": "Auvergne-Rhône-Alpes", "Paris": "Île-de-France"},
        "es_ES": {"Sevilla": "Andalucía", "Barcelona": "Cataluña", "Bilbao": "País Vasco"},
        "pt_BR": {"Salvador": "Bahia", "Curitiba": "Paraná", "Recife": "Pernambuco"},
        "en_IN": {"Mumbai": "Maharashtra", "Chennai": "Tamil Nadu", "Hyderabad": "Telangana"},
        "ja_JP": {"横浜市": "神奈川県", "札幌市": "北海道", "世田谷区": "東京都"},
    }
    for locale, states in known.items():
        made = sample(locale, ["city", "state"], rows=50_000)
        found: dict[str, set[str]] = {city: set() for city in states}
        for city, state in zip(made["city"], made["state"], strict=True):
            if city in found:
                found[city].add(state)
        assert all(states[city] in found[city] for city in states), locale


@pytest.mark.parametrize("locale", FROZEN)
def test_postcodes_have_the_form_of_the_country(locale: str) -> None:
    form = re.compile(POSTCODES[locale])
    postcodes = sample(locale, ["postcode"])["postcode"]
    assert all(form.fullmatch(postcode) for postcode in postcodes)
    assert len(set(postcodes)) > 1_000


# First three digits of the states' ZIP codes, as the USPS assigns them (Publication 65).
ZIP_PREFIXES = """
AL 350-369 AK 995-999 AZ 850-865 AR 716-729 CA 900-961 CO 800-816 CT 060-069 DE 197-199
DC 200-205 FL 320-349 GA 300-319 GA 398-399 HI 967-968 ID 832-838 IL 600-629 IN 460-479
IA 500-528 KS 660-679 KY 400-427 LA 700-714 ME 039-049 MD 206-219 MA 010-027 MA 055-055
MI 480-499 MN 550-567 MS 386-397 MO 630-658 MT 590-599 NE 680-693 NV 889-898 NH 030-038
NJ 070-089 NM 870-884 NY 005-005 NY 063-063 NY 100-149 NC 270-289 ND 580-588 OH 430-459
OK 730-749 OR 970-979 PA 150-196 RI 028-029 SC 290-299 SD 570-577 TN 370-385 TX 733-733
TX 750-799 TX 885-885 UT 840-847 VT 050-059 VA 201-201 VA 220-246 WA 980-994 WV 247-268
WI 530-549 WY 820-831
"""


def test_american_postcodes_are_of_the_state() -> None:
    words = ZIP_PREFIXES.split()
    allowed = {
        f"{state}{prefix:03}"
        for state, span in zip(words[::2], words[1::2], strict=True)
        for prefix in range(int(span[:3]), int(span[4:]) + 1)
    }
    made = sample("en_US", ["state_code", "postcode"], rows=50_000)
    pairs = zip(made["state_code"], made["postcode"], strict=True)
    assert {state + postcode[:3] for state, postcode in pairs} <= allowed


@pytest.mark.parametrize(
    ("locale", "city", "starts"),
    [
        ("en_US", "Chicago", ("606", "607")),
        ("en_US", "Houston", ("770", "772")),
        ("en_GB", "London", ("E", "N", "S", "W")),
        ("en_GB", "Manchester", ("M",)),
        ("de_DE", "München", ("80", "81")),
        ("de_DE", "Berlin", ("10", "12", "13", "14")),
        ("fr_FR", "Paris", ("750", "751", "757")),
        ("fr_FR", "Marseille", ("130",)),
        ("es_ES", "Madrid", ("280",)),
        ("es_ES", "Barcelona", ("080",)),
        ("pt_BR", "Rio de Janeiro", ("20", "21", "22", "23")),
        ("pt_BR", "Salvador", ("40", "41", "42")),
        ("en_IN", "Mumbai", ("400",)),
        ("en_IN", "Chennai", ("600",)),
        ("ja_JP", "札幌市", ("00", "06")),
        ("ja_JP", "横浜市", ("22", "23", "24")),
    ],
)
def test_postcodes_are_of_the_city(locale: str, city: str, starts: tuple[str, ...]) -> None:
    made = sample(locale, ["city", "postcode"], rows=20_000)
    own = [code for name, code in zip(made["city"], made["postcode"], strict=True) if name == city]
    assert len(set(own)) >= 10
    assert all(code.startswith(starts) for code in own), sorted(own)[:20]


def test_spanish_postcodes_are_of_the_province() -> None:
    """The first two digits are the province, and a province lies in one region."""
    made = sample("es_ES", ["state_code", "postcode"], rows=20_000)
    regions: dict[str, set[str]] = {}
    for region, postcode in zip(made["state_code"], made["postcode"], strict=True):
        regions.setdefault(postcode[:2], set()).add(region)
    assert all(len(found) == 1 for found in regions.values()), regions
    assert regions["28"] == {"MD"}


@pytest.mark.parametrize("locale", FROZEN)
def test_coordinates_lie_around_their_city(locale: str) -> None:
    sampler = PlaceSampler(locale)
    stream = RowStream(3, "place", 0, 4_000)
    made = sampler.sample(["latitude", "longitude"], stream)
    known = sampler._places
    assert known is not None
    city = known.draw.codes(stream.bits("city"))
    for field, centre in (("latitude", known.latitude), ("longitude", known.longitude)):
        column = made[field]
        assert isinstance(column, Numbers)
        assert column.decimals == 6
        assert np.array_equal(column.values, np.round(column.values, 6))
        moved = np.abs(column.values - centre[city])
        assert moved.max() < 0.036 * known.longitude_stretch.max()
        assert moved.mean() > 0.001
    assert len(np.unique(made["latitude"].values)) > 3_000  # type: ignore[union-attr]


def test_cities_come_by_population() -> None:
    known = frozen("DE")
    rows = 300_000
    codes = known.draw.codes(RowStream(1, "place", 0, rows).bits("city"))
    counts = np.bincount(codes, minlength=len(known.city))
    expected = rows * known.population / known.population.sum()
    assert (np.abs(counts - expected) < 6 * np.sqrt(expected) + 6).all()


def test_other_countries_can_be_asked_for() -> None:
    made = sample("en_US", within=["US", "CA", "GB", "AU"])
    assert set(made["country_code"]) == {"US", "CA", "GB", "AU"}
    forms = {
        "US": r"\d{5}",
        "CA": r"[A-Z]\d[A-Z] \d[A-Z]\d",
        "GB": POSTCODES["en_GB"],
        "AU": r"\d{4}",
    }
    for code, postcode in zip(made["country_code"], made["postcode"], strict=True):
        assert re.fullmatch(forms[code], postcode) or (code != "US" and not postcode)
    zones = {"US": "America", "CA": "America", "GB": "Europe/London", "AU": "Australia"}
    for code, zone in zip(made["country_code"], made["time_zone"], strict=True):
        assert zone.startswith((zones[code], "Pacific/Honolulu", "America"))


def test_countries_of_several_languages_are_all_named_in_english() -> None:
    made = sample("de_DE", ["country"], within=["DE", "AT", "CH"])
    assert set(made["country"]) == {"Germany", "Austria", "Switzerland"}
    assert set(sample("de_DE", ["country"])["country"]) == {"Deutschland"}


def test_the_whole_world_can_be_asked_for() -> None:
    made = sample("en_US", within=["world"], rows=50_000)
    pairs = set(zip(made["country"], made["country_code"], strict=True))
    assert len(pairs) > 120
    assert len({country for country, _ in pairs}) == len(pairs)
    assert set(made["time_zone"]) <= available_timezones()
    shares = pd.Series(made["country_code"]).value_counts(normalize=True)
    people = {code: one.population for code, one in countries().items()}
    for code in ("CN", "IN", "US", "NG", "DE"):
        assert shares[code] == pytest.approx(people[code] / sum(people.values()), rel=0.15)


def test_every_known_country_has_cities() -> None:
    assert set(world_countries()) == set(countries())


@pytest.mark.parametrize(
    ("locale", "within", "states", "codes"),
    [
        ("en_US", ["US-CA"], {"California"}, {"US"}),
        ("en_US", ["California", "Texas"], {"California", "Texas"}, {"US"}),
        ("en_US", ["Bavaria"], {"Bayern"}, {"DE"}),
        ("de_DE", ["Bavaria"], {"Bayern"}, {"DE"}),
        ("ja_JP", ["Tokyo, Japan", "JP-27"], {"東京都", "大阪府", "Tokyo"}, {"JP"}),
        ("en_US", ["Lombardy"], {"Lombardia"}, {"IT"}),
    ],
)
def test_states_can_be_asked_for(
    locale: str, within: list[str], states: set[str], codes: set[str]
) -> None:
    made = sample(locale, ["city", "state", "country_code"], within=within)
    assert set(made["state"]) <= states
    assert set(made["country_code"]) == codes


@pytest.mark.parametrize(
    ("locale", "city", "printed"),
    [
        ("en_US", "Madrid", "Madrid"),
        ("es_ES", "Madrid", "Madrid"),
        ("en_US", "NYC", "New York"),
        ("en_US", "Paris, Texas", "Paris"),
        ("en_US", "Singapore", "Singapore"),
    ],
)
def test_cities_can_be_asked_for(locale: str, city: str, printed: str) -> None:
    assert printed in set(sample(locale, ["city"], within=[city])["city"])


def test_a_city_alone_is_the_only_one() -> None:
    assert set(sample("en_US", ["city"], within=["Lyon"])["city"]) == {"Lyon"}
    both = sample("en_US", ["city"], within=["Lyon", "Osaka"])["city"]
    assert set(both) == {"Lyon", "Osaka"}


def test_countries_come_by_their_people_whatever_tables_they_have() -> None:
    made = sample("fr_FR", ["country_code"], within=["France", "Belgium"], rows=20_000)
    share = made["country_code"].count("FR") / 20_000
    assert share == pytest.approx(67.0 / (67.0 + 11.4), abs=0.02)


def test_another_locale_has_the_larger_cities_of_its_country() -> None:
    sampler = PlaceSampler("it_IT")
    assert "Italy" in sampler.warnings[0]
    made = sample("it_IT", ["city", "country_code", "postcode"])
    assert set(made["country_code"]) == {"IT"}
    assert "Milan" in made["city"]
    assert all(re.fullmatch(r"\d{5}", postcode) for postcode in made["postcode"])


def test_a_locale_without_geography_says_so_and_falls_back_to_faker() -> None:
    sampler = PlaceSampler("ar_AA")
    assert "no geography" in sampler.warnings[0]
    made = sample("ar_AA", rows=50)
    assert all(all(made[field]) for field in FIELDS)


def test_what_concerns_one_field_is_told_only_for_it() -> None:
    sampler = PlaceSampler("en_US", areas("AE"))
    assert sampler.warnings_for(["city"]) == ()
    assert "postcodes" in sampler.warnings_for(["city", "postcode"])[0]
    made = sampler.sample(["postcode"], RowStream(3, "place", 0, 10))
    assert cells(made["postcode"]) == [""] * 10


@pytest.mark.parametrize("locale", [*FROZEN, "it_IT", "ar_AA"])
def test_a_field_is_the_same_whatever_else_is_asked_for(locale: str) -> None:
    whole = sample(locale, rows=200)
    for field in FIELDS:
        assert sample(locale, [field], rows=200)[field] == whole[field]


def test_a_subject_is_the_same_in_every_block_that_shows_it() -> None:
    sampler = PlaceSampler("en_GB")
    made = sampler.sample(FIELDS, SubjectStream(1, "shop", np.array([7, 3, 7])))
    alone = sampler.sample(FIELDS, SubjectStream(1, "shop", np.array([7])))
    for field in FIELDS:
        first, _, again = cells(made[field])
        assert first == again == cells(alone[field])[0]


@pytest.mark.parametrize("locale", FROZEN)
def test_street_addresses_are_varied_and_on_one_line(locale: str) -> None:
    addresses = sample(locale, ["street_address"])["street_address"]
    assert len(set(addresses)) > 3_500
    assert all(address and "\n" not in address for address in addresses)
    assert all(any(letter.isdigit() for letter in address) for address in addresses)


def test_street_addresses_are_written_as_in_their_country() -> None:
    made = sample("en_US", ["street_address", "country_code"], within=["US", "DE", "FR", "CA"])
    forms = {
        "US": r"\d+ ([NSEW] )?[\w ]+ (St|Ave|Rd|Dr|Ln|Ct|Way|Blvd|Pl|Cir|Ter)( (Apt|Unit) \w+)?",
        "DE": r"[\w -]+ \d+[abcd]?",
        "FR": r"\d+ (bis |ter )?[a-zé]+ .+",
    }
    forms["CA"] = forms["US"]
    for address, code in zip(made["street_address"], made["country_code"], strict=True):
        assert re.fullmatch(forms[code], address), (code, address)
    german = sample("en_US", ["street_address"], within=["DE"])["street_address"]
    assert all(re.fullmatch(forms["DE"], address) for address in german)


def test_a_division_without_a_code_has_an_empty_one() -> None:
    made = sample("en_US", ["state", "state_code"], within=["PR"])
    assert all(made["state"])
    assert set(made["state_code"]) == {""}


def test_tables_are_the_same_objects_from_block_to_block() -> None:
    sampler = PlaceSampler("pt_BR")
    one = sampler.sample(FIELDS, RowStream(3, "place", 0, 5))
    other = sampler.sample(FIELDS, RowStream(3, "place", 1, 5))
    for field in FIELDS:
        if isinstance(column := one[field], Text):
            for part, same in zip(column.parts, other[field].parts, strict=True):  # type: ignore
                assert part.table is same.table  # type: ignore[union-attr]


def test_capacities_count_distinct_texts() -> None:
    sampler = PlaceSampler("en_US")
    assert sampler.capacity("state") == 51
    assert (sampler.capacity("city") or 0) > 3_000
    assert sampler.capacity("latitude") is None
    with pytest.raises(KeyError):
        sampler.capacity("planet")


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError):
        PlaceSampler("en_US").sample(["planet"], RowStream(3, "place", 0, 5))


@pytest.mark.parametrize("name", [*OWN_TABLES, "world"])
def test_frozen_tables_are_whole(name: str) -> None:
    known = frozen(name)
    rows = len(known.city)
    assert rows > 1_000
    assert len(known.postcode_start) == rows + 1
    assert known.postcode_start[-1] == len(known.postcode_of)
    assert known.postcode_of.max() < len(known.postcode)
    assert known.region.max() < len(known.region_state)
    assert known.region_country.max() < len(known.country)
    assert (known.population > 0).all()
    assert (np.abs(known.latitude) <= 90).all()
    assert (np.abs(known.longitude) <= 180).all()
    assert {zone.decode() for zone in known.time_zones} <= available_timezones()
    pairs = list(zip(known.city.tolist(), known.region.tolist(), strict=True))
    assert len(set(pairs)) == rows
    if name != "world":
        assert known.postcode_counts.all()


STATES = {"US": 51, "GB": 4, "DE": 16, "FR": 13, "ES": 19, "BR": 27, "IN": 35, "JP": 47}


@pytest.mark.parametrize("country", OWN_TABLES)
def test_every_state_is_there_with_a_code_of_its_own(country: str) -> None:
    known = frozen(country)
    assert len(known.region_state) >= STATES[country]
    assert len(set(known.region_state.tolist())) == len(known.region_state)
    assert len(set(known.region_state_code.tolist())) == len(known.region_state)


def test_parts_of_tables_keep_what_hangs_together() -> None:
    whole = frozen("world")
    both = joined([whole.of(["FR"]), whole.of(["JP", "PE"])])

    def rows(known: Places) -> set[str]:
        return {
            json.dumps(
                [
                    known.city[row].decode(),
                    known.region_state[known.region[row]].decode(),
                    known.country_code[known.region_country[known.region[row]]].decode(),
                    known.time_zones[known.time_zone[row]].decode(),
                    float(known.latitude[row]),
                    [
                        known.postcode[code].decode()
                        for code in known.postcode_of[
                            known.postcode_start[row] : known.postcode_start[row + 1]
                        ]
                    ],
                ]
            )
            for row in range(len(known.city))
        }

    assert rows(both) == {row for row in rows(whole) if json.loads(row)[2] in ("FR", "JP", "PE")}
