"""Pages: whole, escaped, and asking for nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.pages import dataset_page, front_page, problem_page
from rowsmith.planning import BuiltinPlanner, examples
from tests.engine.making import boolean, category, dataset, number, schema_of
from tests.pages.documents import document_of

BASE = "http://127.0.0.1:3000"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }}",
    "' onmouseover='x",
    "</style><img src=x>",
]


class _Outline(HTMLParser):
    """The tags of a page, the ids that it gives, and what it would fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "src" or (tag == "link" and name == "href"):
                self.fetched.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


@pytest.fixture(scope="module")
def churn() -> str:
    plan = BuiltinPlanner().plan("customer churn", locale=None, seconds_left=20.0)
    made = dataset(plan.schema, rows=500)
    return dataset_page(document_of(made), made.pictures, BASE).html


def test_a_page_shows_rows_columns_label_and_how_to_read_it(churn: str) -> None:
    assert f"pd.read_csv(&#34;{BASE}/datasets/{'0' * 32}.csv&#34;" in churn
    assert "What moves" in churn
    assert churn.count('<li class="card">') >= 8
    assert churn.count("<svg") >= 8


def test_a_page_asks_for_nothing_and_runs_nothing_but_its_own(churn: str) -> None:
    outline = _Outline(churn)
    assert set(outline.fetched) <= {"data:,"}
    assert not outline.handlers
    assert outline.tags.count("script") == 1
    assert len(outline.ids) == len(set(outline.ids))


def test_the_policy_allows_the_style_and_the_script_and_nothing_else() -> None:
    made = dataset(schema_of(number("x", mean=1, sd=1)), rows=20)
    policy = dataset_page(document_of(made), made.pictures, BASE).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script-src" not in front_page(examples(), BASE).headers["Content-Security-Policy"]


@pytest.mark.parametrize("text", HOSTILE)
def test_strangers_words_stay_words(text: str) -> None:
    name = f"x {text}"[:60]
    schema = schema_of(
        category(name, text, "plain"),
        boolean("y", 0.4),
        title=text,
        drivers=[{"column": "y", "by": [{"of": f"`{name}` == 'plain'"}]}],
        labels=["y"],
    )
    made = dataset(schema, rows=60)
    document = document_of(made, description=text, warnings=[text])
    for html in (
        dataset_page(document, made.pictures, BASE).html,
        problem_page(text, text, text).html,
        front_page([{"description": text}], BASE).html,
    ):
        outline = _Outline(html)
        assert outline.tags.count("script") <= 1
        assert not outline.handlers
        assert "img" not in outline.tags
        assert "49" not in re.findall(r"\{\{.*?\}\}|49", html)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
def test_any_words_make_a_page(words: list[str]) -> None:
    made = dataset(schema_of(number("x", mean=1, sd=1)), rows=5)
    document = document_of(made, description=" ".join(words), warnings=words)
    assert dataset_page(document, {}, BASE).html.endswith("</html>")


def test_a_hundred_columns_fit_into_150_kilobytes() -> None:
    columns = [
        number(f"figure_{n}", mean=50, sd=9, decimals=2) if n % 2 else category(f"c_{n}", *"abcdef")
        for n in range(100)
    ]
    made = dataset(schema_of(*columns), rows=1_000)
    html = dataset_page(document_of(made), made.pictures, BASE).html
    assert len(html.encode()) < 150_000


def test_the_front_page_is_a_form_and_some_examples() -> None:
    html = front_page(examples(), BASE).html
    assert '<form action="/datasets.html" method="get">' in html
    assert html.count("/datasets.html?description=") == len(examples())
    assert len(html.encode()) < 12_000


def test_the_files_for_a_class_are_linked_and_escaped() -> None:
    made = dataset(schema_of(number("x", mean=1, sd=1)), rows=20)
    split = {"share": 0.2, "by": None, "key": "row", "labels": [HOSTILE[0]], "leaks": []}
    train = {"id": "1" * 32, "rows": 16, "size_bytes": 99, "download_url": "http://127.0.0.1:1/t"}
    document = document_of(made, for_class={"split": split, "files": {"train": train}})
    page = dataset_page(document, made.pictures, BASE).html
    assert f'<a href="/datasets/{"1" * 32}.csv">train.csv</a>, 16 rows' in page
    assert "20% of the rows are to be tested" in page
    assert HOSTILE[0] not in page
    assert "For a class" not in dataset_page(document_of(made), made.pictures, BASE).html
