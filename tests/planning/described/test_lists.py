"""The columns that are listed are the columns that come, under the user's headers."""

from __future__ import annotations

import pytest

from tests.planning.described.helpers import columns, frame, plan, shown


@pytest.mark.parametrize(
    "description",
    [
        "columns: name, age, city",
        "a dataset with name, age and city",
        "people having name, age & city",
        "people: name, age, city",
        "people - name, age, city",
        "a dataset of names, ages and cities",
        "each row has a name, an age and a city",
        "people\n- name\n- age\n- city",
        "1. name\n2. age\n3. city",
        "name, age, city",
        "people (name, age, city)",
        "people | name | age | city",
        "people -> name, age, city",
    ],
)
def test_a_closed_list_in_any_form_is_all_there_is(description: str) -> None:
    assert shown(description) == ["name", "age", "city"]


@pytest.mark.parametrize(
    "description",
    [
        "orders including discount code and delivery rating",
        "orders such as discount code, delivery rating",
        "orders with discount code, delivery rating and so on",
        "orders with discount code, delivery rating, etc.",
        "orders plus discount code and delivery rating",
    ],
)
def test_an_open_list_adds_to_what_is_usual(description: str) -> None:
    made = shown(description)
    assert {"discount_code", "delivery_rating"} <= set(made)
    assert len(made) > 5


def test_an_open_list_adds_unknown_columns_to_a_known_subject() -> None:
    names = shown("telecom churn data including shoe size and favourite colour")
    assert {"shoe_size", "favourite_colour", "churn", "contract"} <= set(names)


def test_a_list_of_a_known_subject_is_exactly_the_users() -> None:
    assert shown("telecom churn with columns: tenure, contract, monthly charges, churn") == [
        "tenure",
        "contract",
        "monthly_charges",
        "churn",
    ]


def test_what_listed_columns_are_made_from_is_hidden() -> None:
    made = plan("telecom churn with columns: contract, monthly charges, churn")
    assert [column.name for column in made.schema.csv_order()] == [
        "contract",
        "monthly_charges",
        "churn",
    ]
    assert made.schema.labels == ["churn"]


def test_only_and_columns_close_a_list_of_two() -> None:
    assert shown("hotel bookings with only nights and price") == ["nights", "price"]
    assert shown("hotel bookings with columns: nights, price") == ["nights", "price"]


def test_a_negation_takes_a_column_away() -> None:
    names = shown("online store customers and orders without email")
    assert not [name for name in names if "email" in name]
    assert "order_id" in names


def test_what_two_names_have_in_common_is_shared() -> None:
    assert shown("columns: first and last name") == ["first_name", "last_name"]
    assert shown("columns: contract start and end date") == [
        "contract_start_date",
        "contract_end_date",
    ]


@pytest.mark.parametrize(
    ("description", "names"),
    [
        ("columns: name, tier gold, silver or bronze, city", ["name", "tier", "city"]),
        ("columns: name, plan: free 60%, pro 40%, city", ["name", "plan", "city"]),
        ("columns: name; department: HR, IT, Sales; city", ["name", "department", "city"]),
        ("columns: name, plan (free 70%, pro 30%), age", ["name", "plan", "age"]),
        ("columns: lead time, time, city", ["lead_time", "time", "city"]),
        ("columns: name, no show, age", ["name", "no_show", "age"]),
        (
            "columns: attack, has loan, age and has credit card",
            ["attack", "has_loan", "age", "has_credit_card"],
        ),
        ("these columns only: id, price", ["id", "price"]),
    ],
)
def test_values_and_parts_of_names_are_no_columns(description: str, names: list[str]) -> None:
    assert shown(description) == names


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("date of birth", "date_of_birth"),
        ("the customer's name", "customer_name"),
        ("MonthlyCharges", "MonthlyCharges"),
        ("signup_date", "signup_date"),
        ("number of visits", "number_of_visits"),
        ("diagnosis", "diagnosis"),
        ("class", "class"),
        ("monthly kWh", "monthly_kwh"),
        ("price in dollars", "price"),
    ],
)
def test_a_header_is_what_the_user_said(said: str, name: str) -> None:
    assert shown(f"columns: city, {said}, temperature")[1] == name


def test_the_same_name_twice_is_two_headers() -> None:
    made = shown("columns: score, city, score")
    assert len(set(made)) == len(made)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("whether it's suspicious", "suspicious"),
        ("whether the customer is a loyalty member", "loyalty_member"),
        ("whether he is married", "married"),
        ("whether they're insured", "insured"),
        ("if the pump is broken", "broken"),
    ],
)
def test_a_question_is_a_column_of_its_answer(said: str, name: str) -> None:
    made = columns(f"data with amount, age and {said} (30%)")
    assert (made[name]["kind"], made[name]["rate"]) == ("boolean", 0.3)


SQL = (
    "CREATE TABLE deliveries (delivery_id INT PRIMARY KEY, driver_name VARCHAR(80), "
    "parcel_weight_kg DECIMAL(6,2), pickup_date DATE, is_late BOOLEAN, PRIMARY KEY (x));"
)
FRAME = "df = pd.DataFrame(columns=['tree_id', 'species', 'height_m'])  fill this with data"
JSON = '{"sensor_id": "string", "temperature_c": "float", "measured_at": "datetime"}'


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        (SQL, ["delivery_id", "driver_name", "parcel_weight_kg", "pickup_date", "is_late"]),
        (FRAME, ["tree_id", "species", "height_m"]),
        (JSON, ["sensor_id", "temperature_c", "measured_at"]),
        ("order_id\tbook_title\tprice", ["order_id", "book_title", "price"]),
        ("['name', 'age', 'city']", ["name", "age", "city"]),
        (
            "order_id,book,total\nThis is the header of my shop's export",
            ["order_id", "book", "total"],
        ),
    ],
)
def test_a_pasted_schema_is_read_as_it_stands(pasted: str, names: list[str]) -> None:
    assert shown(pasted) == names


def test_pasted_types_are_kept() -> None:
    made = columns(SQL)
    assert made["is_late"]["kind"] == "boolean"
    assert made["pickup_date"]["kind"] == "datetime"
    assert made["parcel_weight_kg"]["kind"] == "number"


def test_persons_of_a_row_are_told_apart() -> None:
    found = columns("columns: student name, student email, teacher name")
    assert found["student_name"].get("role") == found["student_email"].get("role")
    assert found["teacher_name"].get("role") != found["student_name"].get("role")


def test_two_places_of_a_row_are_two() -> None:
    found = columns("columns: billing city, shipping city")
    assert found["billing_city"].get("role") != found["shipping_city"].get("role")


def test_a_name_that_nobody_knows_is_made_and_told() -> None:
    made = plan("columns: age, flurb, city")
    assert [column.name for column in made.schema.csv_order()] == ["age", "flurb", "city"]
    assert any("flurb" in warning for warning in made.warnings)


def test_an_unknown_name_is_made_by_its_form() -> None:
    made = columns("columns: shipment_id, portions_wasted, salary_max, edible, moss_pct")
    assert {name: keys["kind"] for name, keys in made.items()} == {
        "shipment_id": "id",
        "portions_wasted": "number",
        "salary_max": "number",
        "edible": "boolean",
        "moss_pct": "number",
    }


def test_or_not_asks_for_a_boolean() -> None:
    assert columns("columns: name, glazed or not, city")["glazed"]["kind"] == "boolean"


def test_a_slip_of_the_pen_is_read_as_what_was_meant_and_told() -> None:
    made = plan("columns: name, salery, depatment")
    kinds = {column.name: column.kind for column in made.schema.csv_order()}
    assert list(kinds.values()) == ["person", "number", "category"]
    assert any("salery" in warning for warning in made.warnings)


@pytest.mark.parametrize(
    "description",
    [
        "flats with rent, latitude and longitude",
        "Airbnb listings with price per night, minimum nights, latitude and longitude",
    ],
)
def test_the_last_of_a_list_is_a_column_too(description: str) -> None:
    assert shown(description)[-1] == "longitude"


@pytest.mark.parametrize("description", ["20 books", "40 rental cars", "3000 patients"])
def test_what_is_counted_is_what_the_data_is_about(description: str) -> None:
    made = plan(description)
    assert made.rows == int(description.split()[0])
    assert len(made.schema.csv_order()) > 4


def test_a_sex_that_is_spoken_of_is_the_gender_that_is_named() -> None:
    names = shown(
        "loan applicants: gender, income, approved; approval rate 70% for men and 60% for women"
    )
    assert names == ["gender", "income", "approved"]


def test_people_who_are_listed_are_each_a_row() -> None:
    made = frame("100 random people with first name, last name, email, phone, city, zip")
    assert made["email"].is_unique
