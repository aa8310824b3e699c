"""Pasted schemas are read without a network."""

from __future__ import annotations

import pytest

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.marks import Mark
from rowsmith.planning.reading.parse import Parse, Type, Unique
from rowsmith.planning.reading.patterns import mark_patterns, with_patterns

SQL = """Fill this for me please:
CREATE TABLE IF NOT EXISTS shop.orders (
  id SERIAL PRIMARY KEY,
  "customer_name" VARCHAR(60) NOT NULL,
  status TEXT CHECK (status IN ('new', 'paid')),
  amount DECIMAL(10,2) DEFAULT 0,
  FOREIGN KEY (customer_name) REFERENCES customers (name)
);"""


def read(text: str) -> Parse:
    return decode(text, mark_patterns(text))


def names(text: str) -> list[str]:
    return [field.words for field in read(text).fields]


def test_sql_is_read_whole() -> None:
    parse = read(SQL)
    assert names(SQL) == ["id", "customer_name", "status", "amount"]
    assert parse.subject is not None
    assert parse.subject.value == "orders"
    types = [fact.value for fact in parse.facts if isinstance(fact.value, Type)]
    assert types == [
        Type("id"),
        Type("text", length=60),
        Type("text"),
        Type("decimal", decimals=2),
    ]
    assert [fact.of for fact in parse.facts if fact.value == Unique()] == [parse.fields[0].id]
    assert [level.text for level in parse.levels] == ["new", "paid"]
    assert {level.of for level in parse.levels} == {parse.fields[2].id}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ('records like {"name": "string", "age": "integer"}', ["name", "age"]),
        ('[{"sku": "A-1", "qty": 3}, ...]', ["sku", "qty"]),
        ("df = pd.DataFrame(columns=['user_id', 'plan', 'MRR'])", ["user_id", "plan", "MRR"]),
        ("class Order(BaseModel):\n    id: int\n    paid_at: datetime | None\n", ["id", "paid_at"]),
        ("interface Pet {\n  name: string;\n  age?: number;\n}", ["name", "age"]),
        (
            " #   Column  Non-Null Count  Dtype\n 0   age     100 non-null    int64\n"
            " 1   fare    100 non-null    float64\n",
            ["age", "fare"],
        ),
        ("age      int64\ncity    object\n", ["age", "city"]),
        (
            "Here is my header:\nuser_id,name,signup_date\nmake 500 rows",
            ["user_id", "name", "signup_date"],
        ),
        ("stop_id|route|delay_s", ["stop_id", "route", "delay_s"]),
        ("| stop | route | delay |\n|---|---|---|\n", ["stop", "route", "delay"]),
        ("| a1 | b1 |\n|---|---|\n| x | 3 |\n| y | 40 |\n", ["a1", "b1"]),
        (
            "| Name | Type | Notes |\n|---|---|---|\n| age | int | 1-5 |\n| plan | str | a |\n",
            ["age", "plan"],
        ),
        ("name,age,salary\nJohn,34,50000\nMary,29,61000", ["name", "age", "salary"]),
        ("df = pd.DataFrame({'item': ['A', 'B'], 'price': [1.5, 2.0]})", ["item", "price"]),
    ],
)
def test_columns_come_out_as_pasted(text: str, columns: list[str]) -> None:
    assert names(text) == columns


@pytest.mark.parametrize(
    "text",
    [
        "customers with name, age and city",
        "red, green, blue",
        "| field | rule |\n|---|---|\n| age | 1-5 |\n",
        "a table (with brackets)",
        "grade (A, B, C)",
        "['one']",
    ],
)
def test_plain_words_are_no_schema(text: str) -> None:
    assert not mark_patterns(text)


def test_an_annotator_gives_way_within_a_schema_and_is_heard_outside() -> None:
    text = "columns=['age', 'plan']; age 18 to 65"
    marks = [
        Mark(10, 13, "val", own=1, heads=("~x",)),
        Mark(25, 28, "ref", heads=(1,)),
        Mark(29, 31, "min", heads=(1,)),
        Mark(35, 37, "max", heads=(1,)),
    ]
    parse = decode(text, with_patterns(text, marks))
    assert [field.words for field in parse.fields] == ["age", "plan"]
    assert [fact.of for fact in parse.facts] == [parse.fields[0].id]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "Anna", "age": 34, "city": "Berlin"}', ["Anna", "34", "Berlin"]),
        (
            "CREATE TABLE t (a INT NOT NULL, b DATE, PRIMARY KEY (a))",
            ["PRIMARY KEY (a)", "NOT NULL"],
        ),
        ("name,age,sex\nJohn,34,m\n", ["John,34,m"]),
    ],
)
def test_examples_and_constraints_are_asides(text: str, said: list[str]) -> None:
    asides = [text[mark.start : mark.end] for mark in mark_patterns(text) if mark.label == "aside"]
    assert sorted(asides) == sorted(said)
    assert not read(text).uncovered


def test_what_a_string_describes_is_left_to_the_annotator() -> None:
    marks = mark_patterns('{"age": "int between 18 and 65", "plan": "free|pro"}')
    assert {mark.label for mark in marks} == {"col"}


def test_without_a_schema_the_marks_stay() -> None:
    marks = (Mark(0, 4, "subject"),)
    assert with_patterns("cats with age", marks) == marks
