"""Which descriptions share a plan, and which must not."""

from __future__ import annotations

import re
import string
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rowsmith.planning.canonical import cache_key, canonical

CHURN = [
    "Generate customer churn data for a telecom company",
    "telecom company customer churn dataset please",
    "5000 rows of customer churn data for a telecom company",
    "GENERATE 5,000 ROWS OF CUSTOMER CHURN DATA FOR A TELECOM COMPANY!!!",
    "Generate Customer Churn Data For A Telecom Company.",
    "Could you please create a dataset of customer churn for telecom companies?",
    "I need 10k records of customer churn for a telecom company",
    "I'd like a realistic dataset about customer churn for telecom companies, thanks!",
    "give me about 2 thousand rows of telecom company customer churn data",
    "a synthetic dataset with 1000 rows of telecom company customer churn",
    "Make me a CSV file of telecom-company customer churn",
]

SUBJECTS = ["telecom company customer churn", "hospital patient", "house price", "movie review"]
NOUNS = ["email", "phone", "city", "salary", "age", "tier", "score", "country", "gender", "status"]
ASKING = [
    "",
    "generate ",
    "Create a dataset of ",
    "please simulate ",
    "Could you generate me ",
    "I want a table of ",
    "We need 500 rows of ",
    "Give me 2,500 records on ",
    "make 10k samples of ",
    "Write a csv of ",
    "Hi, can you build a dataset about ",
]
ENDINGS = [
    "",
    " please",
    "!",
    ".",
    " data",
    " dataset, thanks",
    " data with 300 rows",
    " (40 rows)",
]
PLURALS = {
    "company": "companies",
    "customer": "customers",
    "patient": "patients",
    "house": "houses",
    "price": "prices",
    "review": "reviews",
    "movie": "movies",
    "city": "cities",
    "salary": "salaries",
    "country": "countries",
    "status": "statuses",
    "score": "scores",
    "email": "emails",
}

sampled = st.sampled_from


@pytest.mark.parametrize("description", CHURN)
def test_churn_is_one_entry(description: str) -> None:
    assert canonical(description) == canonical(CHURN[0])
    assert _key(description) == _key(CHURN[0])


@settings(deadline=None)
@given(
    subject=sampled(SUBJECTS),
    nouns=st.lists(sampled(NOUNS), min_size=1, max_size=4, unique=True),
    asking=sampled(ASKING),
    ending=sampled(["", " please", "!", ".", " (40 rows)"]),
    case=sampled([str.lower, str.upper, str.title, str.capitalize]),
    plural=st.booleans(),
    last=sampled([", ", " and ", ", and ", "; ", " & "]),
    article=sampled(["", "the ", "a "]),
)
def test_how_it_is_said_does_not_matter(
    subject: str,
    nouns: list[str],
    asking: str,
    ending: str,
    case: Callable[[str], str],
    plural: bool,
    last: str,
    article: str,
) -> None:
    items = [article + (_plural(noun) if plural else noun) for noun in nouns]
    listed = last.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
    said = f"{asking}{_plural(subject) if plural else subject} with {listed}{ending}"
    assert canonical(case(said)) == canonical(f"{subject} with {', '.join(nouns)}")


@settings(deadline=None)
@given(subject=sampled(SUBJECTS), asking=sampled(ASKING), ending=sampled(ENDINGS))
def test_asking_and_ending_do_not_matter(subject: str, asking: str, ending: str) -> None:
    assert canonical(f"{asking}{subject}{ending}") == canonical(subject)


@settings(deadline=None)
@given(st.lists(sampled(["bank", "loan", "customer", "default"]), min_size=2, max_size=4))
def test_a_compound_means_what_its_prepositions_say(words: list[str]) -> None:
    compound = " ".join(words)
    for cut in range(1, len(words)):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        for joined in ("of", "for", "about", "in"):
            assert canonical(f"{second} {joined} a {first}") == canonical(compound)


@settings(deadline=None)
@given(st.permutations(NOUNS), st.integers(1, 4), st.integers(1, 4))
def test_negations_and_what_they_apply_to_matter(nouns: list[str], first: int, second: int) -> None:
    wanted, unwanted = nouns[:first], nouns[first : first + second]
    one = canonical(f"users with {', '.join(wanted)}, without {', '.join(unwanted)}")
    other = canonical(f"users with {', '.join(unwanted)}, without {', '.join(wanted)}")
    both = canonical(f"users with {', '.join([*wanted, *unwanted])}")
    assert len({one, other, both}) == 3


@settings(deadline=None)
@given(st.integers(-999, 99_999), st.integers(-999, 99_999), sampled(["{} to {}", "{} and {}"]))
def test_ranges_keep_their_bounds_and_their_order(low: int, high: int, form: str) -> None:
    assume(low != high)
    words = "from" if "to" in form else "between"

    def said(a: int, b: int) -> str:
        return canonical(f"users with age {words} {form.format(a, b)}")

    assert said(low, high) != said(high, low)
    assert said(low, high) != said(low, high + 1)
    assert said(low, high) == canonical(f"users with age {low} to {high}")


@settings(deadline=None)
@given(st.permutations(["basic", "plus", "elite"]), st.permutations(["basic", "plus", "elite"]))
def test_values_keep_their_order(one: list[str], other: list[str]) -> None:
    same = canonical(f"tier ({', '.join(one)})") == canonical(f"tier ({', '.join(other)})")
    assert same == (one == other)


@settings(deadline=None)
@given(st.integers(0, 100), st.integers(0, 100))
def test_shares_matter(one: int, other: int) -> None:
    same = canonical(f"users, {one}% yes") == canonical(f"users, {other} percent yes")
    assert same == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("flights from Paris to London", "flights from London to Paris"),
        ("score depends on hours", "hours depend on score"),
        ("students rate teachers", "teachers rate students"),
        ("bank customers", "customer banks"),
        ("users under 50", "users over 50"),
        ("churn", "no churn"),
        ("users who do not churn", "users who do churn"),
        ("users that don't churn", "users that churn"),
        ("grades A, B, C", "grades B, C"),
        ("vitamin a deficiency", "vitamin deficiency"),
        ("fake news", "news"),
        ("produce sales", "sales"),
        ("tv show attendance", "tv attendance"),
        ("restaurant table", "restaurant"),
        ("blood samples", "blood"),
        ("new articles", "news articles"),
        ("car data", "care data"),
        ("columns: age, group", "columns: age group"),
        ("users with email", "users including email"),
        ("10 rows per customer", "customers"),
        ("200 customers with 5 orders each", "200 customers with 50 orders each"),
        ("temperature -5 to 40", "temperature 5 to 40"),
        ("rating 1.5 to 5", "rating 15 to 5"),
        ("price < 5", "price > 5"),
        ("opening 08:30", "opening 8 30"),
        ("due on 2024-01-31", "due on 2024-31-01"),
        ("😀", "😢"),
        ("顧客データ、年齢", "顧客データ"),
        ("Kundendaten für ein Café", "Kundendaten für ein Caf"),
        ("not including email, with phone", "not including email, phone"),
    ],
)
def test_different_wishes_are_two_entries(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)
    assert _key(one) != _key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("users with age 16-80", "users with age between 16 and 80"),
        ("users with age 16 – 80", "users with age from 16 to 80"),
        ("salary 50,000", "salary 50000"),
        ("e-mail and sign_up-date", "email, sign up date"),
        ("- name\n- age\n* email", "name, age, email"),
        ("with columns: a1, b1", "with columns a1 and b1"),
        ("users containing email", "users that have email"),
        ("Weather in Graz", "graz weather data"),
        ("naïve café data", "NAÏVE CAFÉ"),
        ("cafe\u0301 visits", "caf\u00e9 visits"),
        ("ＣＳＶ of users", "csv of users"),
    ],
)
def test_one_wish_in_two_forms_is_one_entry(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    "description",
    [
        "हिन्दी ग्राहक डेटा",
        "顧客データ",
        "ข้อมูลลูกค้า",
        "بيانات العملاء",
        "данные о клиентах",
        "고객 데이터",
    ],
)
def test_other_scripts_survive(description: str) -> None:
    assert canonical(description) == description.casefold()
    assert canonical(description) != canonical(description[:-1])


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_one_form(description: str) -> None:
    once = canonical(description)
    assert re.fullmatch(r"(\S+( \S+)*)?", once)
    assert canonical(f"  {description}\n") == once
    assert len(_key(description)) == 64


@settings(deadline=None)
@given(st.text(alphabet=string.ascii_letters + "ßÄöéıİςσ ", max_size=60))
def test_case_does_not_matter(description: str) -> None:
    assume(description.upper().casefold() == description.casefold())
    assert canonical(description.upper()) == canonical(description)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("users with grade (A, B, C)", "users with grade (a, b, c)"),
        ("users, tickets like TK-0001", "users, tickets like tk-0001"),
        ("users with status 'open' or \"Open\"", "users with status 'open' or \"open\""),
        ("columns: Name, Age", "columns: name, age"),
        ("users with unitPrice", "users with unitprice"),
        ("users with order_id", "users with order id"),
        ("users with `Total`", "users with `total`"),
    ],
)
def test_values_headers_and_patterns_are_as_they_are_written(one: str, other: str) -> None:
    assert _key(one) != _key(other)


@pytest.mark.parametrize("description", ["Users With Age", "USERS WITH AGE", "users with Age"])
def test_the_case_of_running_words_does_not_matter(description: str) -> None:
    assert _key(description) == _key("users with age")


@settings(deadline=None)
@given(st.lists(sampled(["a", "b", "Open", "open", "TK-1", "tk-1"]), min_size=1, max_size=4))
def test_the_built_in_planner_plans_every_spelling_for_itself(words: list[str]) -> None:
    def key(text: str) -> str:
        return cache_key(text, locale=None, planner_name="builtin")

    said = " ".join(words)
    assert key(said) == key(f" {said}\n")
    assert (key(said) == key(said.lower())) == (said == said.lower())


def test_key_depends_on_locale_and_planner() -> None:
    keys = {
        cache_key("users", locale=locale, planner_name=planner)
        for locale in (None, "de_DE", "en_US")
        for planner in ("builtin", "gpt-4o-mini")
    }
    assert len(keys) == 6
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)


def test_key_depends_on_what_the_planner_plans_by(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _key("users")
    monkeypatch.setattr("rowsmith.planning.canonical.planner_version", lambda name: "another")
    assert _key("users") != before


def _key(description: str) -> str:
    return cache_key(description, locale=None, planner_name="gpt-4o-mini")


def _plural(text: str) -> str:
    return " ".join(PLURALS.get(word, word) for word in text.split())
