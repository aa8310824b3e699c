from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.locales import FROZEN
from rowsmith.engine.locales.names import names
from rowsmith.engine.people import FIELDS, PersonSampler, capacity, gender_codes
from rowsmith.engine.people.handles import DOMAINS
from rowsmith.engine.streams import RowStream, SubjectStream, permutation
from rowsmith.engine.values import Coded, Datetimes, Numbers, Text, Values

AS_OF = date(2026, 11, 22)
LOCALES = [*FROZEN, "cs_CZ", "zh_CN"]


def people(
    locale: str, fields: Iterable[str] = FIELDS, *, rows: int = 2_000, **options: object
) -> dict[str, Values]:
    stream = RowStream(5, "person", 0, rows)
    options.setdefault("as_of", AS_OF)
    return PersonSampler(locale).sample(list(fields), stream, **options)  # type: ignore[arg-type]


def strings(column: Values) -> list[str]:
    assert isinstance(column, Text)
    cells = np.full(column.size, "", dtype=object)
    for part in column.parts:
        if isinstance(part, bytes):
            cells = cells + part.decode()
        elif isinstance(part, Coded):
            cells = cells + part.table.strings[part.codes]
        else:
            cells = cells + np.array([entry.decode() for entry in part.tolist()], dtype=object)
    return list(cells)


def distinct(column: Values) -> int:
    """Distinct cells, by the strings of each part joined as one byte record a row."""
    assert isinstance(column, Text)
    columns = [part.table.entries[part.codes] for part in column.parts if isinstance(part, Coded)]
    record = columns[0]
    for more in columns[1:]:
        record = np.char.add(record, more)
    return len(np.unique(record))


def spellings(locale: str) -> tuple[dict[str, str], dict[str, str]]:
    known = names(locale)
    return tuple(  # type: ignore[return-value]
        dict(
            zip(
                table.table.strings.tolist(),
                [entry.decode() for entry in table.ascii.tolist()],
                strict=True,
            )
        )
        for table in (known.first, known.last)
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_a_full_name_is_the_first_and_last_name_in_the_order_of_the_locale(locale: str) -> None:
    made = people(locale)
    known = names(locale)
    for full, first, last in zip(
        *(strings(made[field]) for field in ("full_name", "first_name", "last_name")), strict=True
    ):
        pair = (last, first) if known.last_first else (first, last)
        assert full == known.separator.join(pair)
    assert known.last_first == (locale in ("ja_JP", "zh_CN"))


@pytest.mark.parametrize("unique", [False, True])
@pytest.mark.parametrize("field", ["email", "username"])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_handle_belongs_to_its_person(locale: str, field: str, unique: bool) -> None:
    tags = (np.arange(2_000), 2_000)
    made = people(locale, unique={field: tags} if unique else {})
    first_spelling, last_spelling = spellings(locale)
    surnames = names(locale).last.table.strings[made["last_name"].parts[0].codes]  # type: ignore
    for text, first_name, surname in zip(
        strings(made[field]), strings(made["first_name"]), surnames, strict=True
    ):
        first, last = first_spelling[first_name], last_spelling[surname]
        local = text.split("@")[0].rstrip("0123456789")
        letters = "".join(letter for letter in local if letter not in "._-")
        assert letters in {
            first + last,
            first[0] + last,
            first + last[0],
            last + first,
            last + first[0],
        }


@pytest.mark.parametrize("locale", LOCALES)
def test_addresses_are_of_domains_that_are_reserved_for_examples(locale: str) -> None:
    for email in strings(people(locale, ["email"])["email"]):
        local, domain = email.split("@")
        assert domain.endswith(("example.com", "example.org", "example.net"))
        assert local.isascii()
        assert local == local.lower()
        assert local[0].isalpha()


@pytest.mark.parametrize("field", ["email", "username"])
@pytest.mark.parametrize("population", [1, 50, 1_000, 1_000_000])
def test_handles_are_unique_for_unique_tags(field: str, population: int) -> None:
    tags = permutation(np.arange(population), population, 3)
    made = people("ja_JP", [field], rows=population, unique={field: (tags, population)})
    assert distinct(made[field]) == population


def test_the_same_tag_for_other_people_is_what_uniqueness_rests_on() -> None:
    """Whatever the names: digits, separator and domain alone tell two tags apart."""
    population = 200_000
    tags = np.arange(population)
    made = people("en_US", ["email"], rows=population, unique={"email": (tags, population)})
    email = made["email"]
    assert isinstance(email, Text)
    encoded = [part for part in email.parts if isinstance(part, Coded)]
    left, separator, right, *rest = encoded
    seen = Text((separator, *rest), email.size)
    assert distinct(seen) == population
    for spelling in (left, right):
        assert all(entry.isalpha() for entry in spelling.table.strings)


def test_few_rows_need_few_digits() -> None:
    made = people("en_US", ["email"], rows=1_000, unique={"email": (np.arange(1_000), 1_000)})
    digits = [
        sum(letter.isdigit() for letter in email.split("@")[0]) for email in strings(made["email"])
    ]
    assert max(digits) <= 2
    assert min(digits) == 0


@pytest.mark.parametrize("locale", FROZEN)
def test_unique_phones_are_unique(locale: str) -> None:
    population = min(capacity(locale, "phone") or 0, 20_000)
    made = people(
        locale, ["phone"], rows=population, unique={"phone": (np.arange(population), population)}
    )
    assert distinct(made["phone"]) == population


def test_more_phones_than_there_are_numbers_are_refused() -> None:
    limit = capacity("de_DE", "phone")
    assert limit is not None
    with pytest.raises(ValueError, match="phone numbers"):
        people("de_DE", ["phone"], rows=3, unique={"phone": (np.arange(3), limit + 1)})


PHONE_FORMS = {
    "en_US": r"\(\d{3}\) 555-01\d\d",
    "en_GB": r"(07700 900|01632 960|0\d{3} 496 0|0191 498 0|020 7946 0|028 9649 6|029 2018 0)\d{3}",
    "de_DE": r"0\d{2,3} \d{6,8}",
    "fr_FR": r"0[1-6]( \d\d){4}",
    "es_ES": r"[69]\d\d \d{3} \d{3}",
    "pt_BR": r"\(\d\d\) (9\d{4}|[234]\d{3})-\d{4}",
    "en_IN": r"\+91 [6-9]\d{3} \d{5}",
    "ja_JP": r"(0[789]0-\d{4}|0\d{1,2}-\d{3,4})-\d{4}",
}


@pytest.mark.parametrize("locale", FROZEN)
def test_phones_are_written_as_in_the_locale(locale: str) -> None:
    import re

    form = re.compile(PHONE_FORMS[locale])
    numbers = strings(people(locale, ["phone"])["phone"])
    assert all(form.fullmatch(number) for number in numbers)
    assert len(set(numbers)) > 500


@pytest.mark.parametrize("locale", LOCALES)
def test_first_names_are_of_the_gender(locale: str) -> None:
    made = people(locale)
    known = names(locale).first
    share = {"Male": known.male, "Female": known.female}
    codes = made["first_name"].parts[0].codes  # type: ignore[union-attr]
    for code, gender in zip(codes, strings(made["gender"]), strict=True):
        assert share[gender][code] > 0


@given(st.lists(st.integers(0, 2), min_size=1, max_size=40))
def test_a_gender_column_governs_the_first_name(genders: list[int]) -> None:
    given_gender = np.array(genders, dtype=np.uint8)
    made = people("en_US", ["first_name", "gender"], rows=len(genders), gender=given_gender)
    known = names("en_US").first
    codes = made["first_name"].parts[0].codes  # type: ignore[union-attr]
    allowed = np.stack((known.male, known.female, known.male + known.female))
    assert (allowed[given_gender, codes] > 0).all()
    assert strings(made["gender"]) == [("Male", "Female", "Other")[number] for number in genders]


def test_names_follow_their_weights() -> None:
    made = people("en_US", ["last_name"], rows=300_000)
    known = names("en_US").last
    counts = np.bincount(made["last_name"].parts[0].codes, minlength=1_000)  # type: ignore
    expected = 300_000 * known.male / known.male.sum()
    assert (np.abs(counts - expected) < 6 * np.sqrt(expected) + 6).all()


def full_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@settings(max_examples=60)
@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.lists(st.integers(0, 120), min_size=1, max_size=30),
)
def test_birth_dates_agree_with_a_governing_age_to_the_day(as_of: date, ages: list[int]) -> None:
    made = people("en_US", ["age", "birth_date"], rows=len(ages), age=np.array(ages), as_of=as_of)
    born = made["birth_date"]
    assert isinstance(born, Datetimes)
    for seconds, age in zip(born.seconds, ages, strict=True):
        day = date(1970, 1, 1) + timedelta(seconds=int(seconds))
        assert seconds % 86_400 == 0
        assert full_years(day, as_of) == age
    assert isinstance(made["age"], Numbers)
    np.testing.assert_array_equal(made["age"].values, ages)


def test_birth_dates_agree_with_the_age_that_is_drawn() -> None:
    made = people("en_US", ["age", "birth_date"], as_of=date(2024, 2, 29))
    born, age = made["birth_date"], made["age"]
    assert isinstance(born, Datetimes)
    assert isinstance(age, Numbers)
    assert age.values.min() >= 18
    assert age.values.max() <= 90
    days = [date(1970, 1, 1) + timedelta(seconds=int(second)) for second in born.seconds]
    assert [full_years(day, date(2024, 2, 29)) for day in days] == age.values.tolist()


def test_a_part_of_a_year_does_not_count() -> None:
    made = people("en_US", ["age"], rows=1, age=np.array([41.9]))
    assert made["age"].values.tolist() == [41]  # type: ignore[union-attr]


@pytest.mark.parametrize("locale", ["en_US", "es_ES", "cs_CZ"])
def test_a_field_is_the_same_whatever_else_is_asked_for(locale: str) -> None:
    whole = people(locale)
    for field in FIELDS:
        alone, among = people(locale, [field])[field], whole[field]
        if isinstance(alone, Text):
            assert strings(alone) == strings(among)
        elif isinstance(alone, Numbers):
            np.testing.assert_array_equal(alone.values, among.values)  # type: ignore[union-attr]


def test_a_subject_is_the_same_in_every_block_that_shows_it() -> None:
    sampler = PersonSampler("en_US")
    subjects = np.array([4, 9, 4, 120, 9])
    stream = SubjectStream(1, "customer", subjects)
    emails = strings(sampler.sample(["email"], stream, as_of=AS_OF)["email"])
    alone = SubjectStream(1, "customer", np.array([120]))
    assert emails[0] == emails[2]
    assert emails[1] == emails[4]
    assert strings(sampler.sample(["email"], alone, as_of=AS_OF)["email"]) == [emails[3]]


def test_tables_are_the_same_objects_from_block_to_block() -> None:
    first, second = people("en_US", ["email"]), people("en_US", ["email"])
    for one, other in zip(first["email"].parts, second["email"].parts, strict=True):  # type: ignore[union-attr]
        assert one.table is other.table


def test_capacities_count_distinct_texts() -> None:
    assert capacity("en_US", "full_name") == 690 * 1_000
    assert capacity("ja_JP", "full_name") == 51 * 50
    assert (capacity("en_US", "email") or 0) > 10_000_000
    assert (capacity("en_US", "username") or 0) > 1_000_000
    assert capacity("en_US", "birth_date") is None


def test_pooled_names_are_told_of() -> None:
    assert PersonSampler("en_US").warnings == ()
    assert "cs_CZ" in PersonSampler("cs_CZ").warnings[0]


def test_a_locale_that_faker_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        PersonSampler("xx_XX")


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError):
        people("en_US", ["shoe_size"])


@pytest.mark.parametrize(
    ("word", "code"),
    [("Male", 0), ("m", 0), ("WOMAN", 1), ("F", 1), ("Frau", 1), ("non-binary", 2), ("", 2)],
)
def test_words_for_gender_are_read(word: str, code: int) -> None:
    assert gender_codes([word]).tolist() == [code]


def test_domains_are_distinct() -> None:
    assert len(set(DOMAINS.strings)) == len(DOMAINS)
