"""Columns that are spoken of in a sentence: what is predicted, what a subject has anyway."""

from __future__ import annotations

import pytest

from rowsmith.errors import NotUnderstood
from tests.planning.composing.said import said


@pytest.mark.parametrize(
    ("marked", "header"),
    [
        ("[covid cases]{subject}: which of them [end up in hospital]{target#1}?", "hospitalised"),
        ("[crowdfunding campaigns]{subject}, predict who [gets funded]{target#1}", "successful"),
        ("[news articles]{subject}, predict how often they get [shared]{target#1}", "shares"),
        ("[online ads]{subject}, for a lesson on predicting [clicks]{target#1}", "clicked"),
    ],
)
def test_what_is_predicted_is_called_as_the_subject_calls_it(marked: str, header: str) -> None:
    found = said(marked)
    assert found.made.schema.labels == [header]
    assert len(found.headers) >= 7


def test_what_is_predicted_tells_the_subject_where_nothing_else_does() -> None:
    found = said("a [heart disease]{target#1} prediction dataset")
    assert len(found.headers) >= 7
    assert found.made.schema.labels


def test_the_subject_is_the_one_that_has_what_is_predicted() -> None:
    found = said("predict the [miles per gallon]{target#1} of [cars]{subject}")
    assert "horsepower" in found.headers


def test_a_listed_column_keeps_its_word() -> None:
    found = said("columns: [age]{col#1}, [plan]{col#2}, [churned]{target#3}")
    assert found.headers == ["age", "plan", "churned"]


def test_what_columns_are_together_is_no_column() -> None:
    found = said("[podcast episodes]{subject} with [listening figures]{col#1}")
    assert "listening_figures" not in found.headers
    assert "downloads" in found.headers


def test_a_noun_of_one_row_is_in_the_singular() -> None:
    assert (
        "salary" in said("[employees]{subject} with [missing]{missing:1} [salaries]{col#1}").headers
    )


def test_articles_are_no_part_of_a_header() -> None:
    assert said("columns: [the date]{col#1}, [a title]{col#2}").headers == [
        "date",
        "title",
    ]


def test_a_pace_is_a_number() -> None:
    found = said(
        "a [survey]{subject}: [age]{col#1}, [days at home per week]{col#2}, [country]{col#3}"
    )
    assert found.column("days_at_home_per_week").kind == "number"


def test_names_without_any_meaning_are_refused() -> None:
    with pytest.raises(NotUnderstood):
        said("columns: [foo]{col#1}, [bar]{col#2}, [baz]{col#3}")
    assert said("columns: [foo]{col#1} from [1]{min:1} to [9]{max:1}").headers == ["foo"]


def test_days_per_week_are_no_more_than_it_has() -> None:
    keys = said("[remote work]{subject}: [age]{col#1}, [days at home per week]{col#2}").keys(
        "days_at_home_per_week"
    )
    assert (keys["min"], keys["max"]) == (0, 7)


def test_a_stated_share_of_empty_cells_is_all_that_is_empty() -> None:
    found = said("[airbnb listings]{subject}, [20%]{missing:1} lack a [review score]{col#1}")
    missing = [(one.share, one.when) for one in found.made.schema.missing if one.share == 0.2]
    assert missing == [(0.2, None)]


def test_a_subject_is_looked_for_in_its_shorter_form_too() -> None:
    assert "Train" in said("[delays of trains]{subject} on a regional network").made.schema.title
    assert len(said("[house prices]{col#1} in a midsize city").headers) >= 7


def test_several_columns_are_no_subject() -> None:
    marked = "dataset of [names]{col#1}, [ages]{col#2} and [cities]{col#3}"
    assert said(marked).headers == ["name", "age", "city"]
    lines = "1. [student name]{col#1}\n2. [grade]{col#2}\n3. [major]{col#3}"
    assert said(lines).headers == ["student_name", "grade", "major"]
