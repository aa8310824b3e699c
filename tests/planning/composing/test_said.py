"""What is stated of columns stands in the schema, figure by figure."""

from __future__ import annotations

import pytest

from tests.planning.composing.said import said


def test_a_closed_list_has_its_columns_in_its_order_under_its_headers() -> None:
    found = said(
        "columns: [CustomerID]{col#1}, [Dept]{col#2}, [signup date]{col#3}, [blorptitude]{col#4}"
    )
    assert found.headers == ["CustomerID", "Dept", "signup_date", "blorptitude"]
    assert any("blorptitude" in text for text in found.told("assumed"))


def test_an_open_list_adds_to_the_columns_of_its_subject() -> None:
    found = said("[penguins]{subject} including their [parasite count]{col#1}")
    assert {"species", "parasite_count"} <= set(found.headers)


def test_an_excluded_column_is_not_there() -> None:
    found = said("[titanic passengers]{subject} without the [cabin class]{not#1}, no [fare]{not#2}")
    assert "fare" not in found.headers


def test_bounds_mean_and_sd_are_as_stated() -> None:
    keys = said(
        "[patients]{subject}: [age]{col#1} from [18]{min:1} to [90]{max:1}, mean [55]{mean:1}, "
        "sd [12]{sd:1}"
    ).keys("age")
    assert (keys["min"], keys["max"], keys["mean"], keys["sd"]) == (18, 90, 55, 12)


def test_a_mean_and_sd_widen_bounds_that_nobody_stated() -> None:
    keys = said("[adults]{subject}: [age]{col#1} mean [80]{mean:1} sd [10]{sd:1}").keys("age")
    assert keys["max"] >= 110


def test_shares_are_as_stated_and_the_rest_is_what_is_left() -> None:
    found = said(
        "[orders]{subject}: [status]{col#1} ([paid]{val#2:1} [80%]{share:2}, [open]{val#3:1} "
        "[15%]{share:3}, [lost]{val#4:1} [the rest]{share:4})"
    )
    assert found.shares("status") == pytest.approx({"paid": 80, "open": 15, "lost": 5})


def test_one_share_of_a_known_category_leaves_its_other_values() -> None:
    found = said("[patients]{subject}, [age]{col#1}, [60%]{share:2} [women]{val#2:~gender}")
    assert found.shares("gender") == {"Female": 60, "Male": 40}


def test_people_are_printed_as_the_other_values_are() -> None:
    found = said(
        "[workers]{subject}: [gender]{col#1} ([54%]{share:2} [male]{val#2:1}), [salary]{col#4}; "
        "[women]{val#3:1} earn [14.4%]{strength:4} [less]{down:3>4}"
    )
    assert found.shares("gender") == {"male": 54, "female": None}
    (case,) = found.keys("salary")["cases"]
    others = (found.keys("salary")["mean"] - 0.46 * case["mean"]) / 0.54
    assert case["mean"] / others == pytest.approx(0.856, abs=0.002)


def test_a_share_of_yes_is_a_rate_and_of_a_date_what_is_filled() -> None:
    found = said(
        "[orders]{subject}: [order date]{col#1}, [gift]{col#2} ([12%]{share:2} yes), "
        "[return date]{col#3} ([10%]{share:3} have one)"
    )
    assert found.keys("gift")["rate"] == 0.12
    (missing,) = found.made.schema.missing
    assert (missing.column, missing.share) == ("return_date", 0.9)


def test_means_within_groups_are_cases_that_cover_all() -> None:
    keys = said(
        "[heights]{col#1} of [adults]{subject}: [men]{val#3:~sex} average [178]{mean:1@3} cm, "
        "[women]{val#4:~sex} [165]{mean:1@4} [cm]{unit:1}, sd [6]{sd:1}"
    ).keys("height")
    assert [(case["mean"], case["sd"]) for case in keys["cases"]] == [(178, 6), (165, 6)]
    assert "mean" not in keys


def test_rates_within_groups_are_cases_and_the_total_holds_where_it_is_stated() -> None:
    found = said(
        "[visitors]{subject}: [variant]{col#1} ([A]{val#2:1}, [B]{val#3:1}), [clicked]{col#4} "
        "[9%]{share:4} overall, [8%]{share:4@2} in A"
    )
    keys = found.keys("clicked")
    assert keys["rate"] == 0.09
    assert keys["cases"] == [{"when": "variant == 'A'", "rate": 0.08}]


def test_bounds_within_a_group_hold_there_alone() -> None:
    keys = said(
        "columns: [name]{col#1}, [age]{col#2}. [Men]{val#4:~gender} are between [30]{min:2@4} and "
        "[50]{max:2@4}"
    ).keys("age")
    assert keys["min"].startswith("if(gender == 'Male', 30, ")
    assert keys["max"].startswith("if(gender == 'Male', 50, ")


@pytest.mark.parametrize(
    ("label", "when"), [("empty", "not (status == 'open')"), ("filled", "status == 'open'")]
)
def test_a_column_is_there_where_it_is_said_to_be(label: str, when: str) -> None:
    found = said(
        "[tickets]{subject}: [status]{col#1} ([open]{val#3:1}, [closed]{val#4:1}), "
        f"[closed date]{{col#2}} [words]{{{label}:2@3}} open"
    )
    assert found.keys("closed_date")["when"] == when


def test_only_if_leaves_no_yes_elsewhere() -> None:
    keys = said(
        "[visits]{subject}: [clicked]{col#1} [10%]{share:1}, [converted]{col#2}; [only]{only:1>2} "
        "those who [clicked]{ref:1} can [convert]{ref:2}"
    ).keys("converted")
    assert keys["cases"][0] == {"when": "not clicked", "rate": 0}


def test_a_rule_and_a_computation_are_formulas() -> None:
    found = said(
        "[exams]{subject}: [score]{col#1}, [bonus]{col#2}, [total]{col#3} = "
        "[score + bonus]{formula:3}, [pass]{col#4} = [total of 60 or more]{formula:4}"
    )
    assert found.keys("total")["expression"] == "score + bonus"
    assert found.keys("pass")["expression"] == "total >= 60"


def test_directions_are_signs_and_lists_of_predictors_are_terms() -> None:
    found = said(
        "[used cars]{subject}: [age]{col#1}, [mileage]{col#2}, [brand]{col#3}, [price]{target#4} "
        "[from]{moves:3>4} them; the [older]{ref:1} the [cheaper]{down:1>4}"
    )
    terms = found.terms("price")
    assert terms["age"] < 0
    assert found.made.schema.labels == ["price"]


def test_what_raises_something_has_a_rank() -> None:
    found = said(
        "[workers]{subject}: [education]{col#1} ([Primary]{val#3:1}, [Secondary]{val#4:1}, [Third "
        "Level]{val#5:1}), [pay]{col#2} [rises with]{up:1>2} [education]{ref:1}"
    )
    assert found.keys("education")["ordered"]
    assert found.terms("pay")["education"] > 0


@pytest.mark.parametrize(
    ("words", "within"),
    [("within 30 days", 30), ("exactly 7 days", "7"), ("2 to 7 days", "delivered_distance")],
)
def test_a_distance_between_dates_is_kept(words: str, within: float | str) -> None:
    found = said(
        f"columns: [ordered]{{col#1}} ([date]{{type:1}}), [delivered]{{col#2}} "
        f"([date]{{type:2}}) [{words}]{{within:2}} [after]{{after:1>2}} it"
    )
    keys = found.keys("delivered")
    assert (keys["after"], keys["within"]) == ("ordered", within)


def test_a_panel_has_a_row_a_subject_and_step() -> None:
    found = said(
        "[20]{entities:1} [stores]{entity#1} x [24]{each:1} [months]{every} panel of "
        "[revenue]{col#2} and [footfall]{col#3}"
    )
    (entity,) = found.made.schema.entities
    assert (entity.rows_per_entity, entity.exact) == (24, True)
    assert found.made.rows == 480
    assert [column.name for _, column in found.made.schema.subjects() if column.kind == "datetime"]


def test_an_id_has_the_form_of_its_example() -> None:
    found = said("columns: [invoice id]{col#1} like [INV-00001]{like:1}, [amount]{col#2}")
    assert found.keys("invoice_id")["pattern"] == "INV-#####"


def test_several_columns_in_one_name_are_several() -> None:
    found = said(
        "columns: [turbine]{col#1}, [vibration of sensors A to C]{col#2}, [demographics]{col#3}"
    )
    assert len(found.headers) >= 6


def test_flaws_and_missing_cells_are_what_was_asked_for() -> None:
    schema = said(
        "[orders]{subject}: [price]{col#1}, [city]{col#2}; [5%]{missing:2} of the "
        "[cities]{ref:2} missing and [2%]{share:dirt} [duplicates]{dirt}"
    ).made.schema
    assert [(one.column, one.share) for one in schema.missing] == [("city", 0.05)]
    assert [(one.what, one.share) for one in schema.dirt] == [("duplicates", 0.02)]


def test_groups_to_be_found_part_the_numbers() -> None:
    found = said("[customers]{subject} in [3]{clusters} clusters: [income]{col#1}, [spend]{col#2}")
    assert found.headers == ["income", "spend"]
    assert len(found.keys("income")["cases"]) == 3


def test_what_is_not_carried_out_is_told_in_the_words_of_the_user() -> None:
    found = said(
        "columns: [name]{col#1}, [city]{col#2}; [older]{col#3} people have [longer]{up:3>1} names"
    )
    assert any("longer" in text for text in found.told("not_carried_out"))


def test_a_date_that_is_computed_lies_in_the_period_that_is_stated() -> None:
    keys = said("[employees]{subject}: [hire date]{col#1} [2015-2024]{period:1}").keys("hire_date")
    assert (keys["start"], keys["end"]) == ("2015", "2024")


def test_months_that_bound_a_figure_bound_the_rows() -> None:
    found = said("[monthly]{every} [revenue]{col#1} from [Jan 2019]{min:1} to [Dec 2023]{max:1}")
    assert found.keys("date")["start"] == "2019-01"
    assert found.keys("revenue").get("max") != 2023
    assert found.made.rows == 60


def test_an_effect_from_a_bound_on_is_that_of_the_rows_beyond() -> None:
    made = said(
        "[age]{col#1} [20]{min:1} to [80]{max:1}, [income]{col#2}, [churned]{target#3}. "
        "People over 60 churn [more]{up:1>3}"
    )
    assert made.terms("churned") == {"age > 60": 1.0}


def test_a_group_beyond_a_bound_may_be_twice_as_likely() -> None:
    made = said(
        "[age]{col#1} [20]{min:1} to [80]{max:1}, [churned]{target#3} ([20%]{share:3}). "
        "People over 60 churn [twice]{strength:3} as [often]{up:1>3}"
    )
    (case,) = made.keys("churned")["cases"]
    assert case["when"] == "age > 60"
    assert made.keys("churned")["rate"] == 0.2
    assert 0.3 < case["rate"] <= 0.4


def test_what_has_no_effect_moves_nothing() -> None:
    made = said(
        "[age]{col#1}, [income]{col#2}, [tickets]{col#4}, [churned]{target#3}. "
        "[Age]{ref:1} has [no effect]{moves:1>3} on [churn]{ref:3}"
    )
    assert made.terms("churned")
    assert "age" not in made.terms("churned")


def test_those_who_are_predicted_differ_in_what_predicts_them() -> None:
    made = said(
        "[age]{col#1}, [income]{col#2}, [churned]{target#3}. "
        "[Churned]{ref:3} customers are [younger]{down:3>1}"
    )
    assert made.terms("churned") == {"age": -1.0}
    assert made.made.schema.labels == ["churned"]


def test_what_follows_others_is_the_label_rather_than_what_it_follows() -> None:
    made = said("columns: [smoker]{col#1}, [charges]{col#2}. [Smokers]{vref:1} pay [more]{up:1>2}")
    assert made.made.schema.labels == ["charges"]


def test_a_yes_is_only_where_a_condition_holds() -> None:
    keys = said(
        "[students]{subject}: columns [grade]{col#1} from [2]{min:1} to [5]{max:1}, "
        "[scholarship]{col#2} [yes/no]{type:2} [only when the grade is above 4.5]{formula:2}"
    ).keys("scholarship")
    assert {"when": "not (grade > 4.5)", "rate": 0.0} in keys["cases"]


def test_a_value_of_several_is_there_only_where_a_condition_holds() -> None:
    keys = said(
        "[flights]{subject}: columns [delay]{col#1} from [0]{min:1} to [90]{max:1}, [cause]{col#2} "
        "([weather]{val#3:2}, [crew]{val#4:2}) [if delay is more than 15 min]{formula:2}"
    ).keys("cause")
    assert keys["when"] == "delay > 15"


def test_a_tax_is_a_part_of_the_net_amount() -> None:
    made = said("[net amount]{col#1}, [VAT]{col#2} [20%]{formula:2}, [gross amount]{col#3}")
    assert made.keys("VAT")["expression"] == "round(net_amount * 0.2, 2)"


def test_an_error_is_a_part_of_what_a_formula_spreads() -> None:
    made = said(
        "[x]{col#1} [0]{min:1} to [10]{max:1}, [y]{col#2} = [3 * x + 5 plus noise]{formula:2}"
    )
    assert made.keys("y")["expression"] == "round(3 * x + 5, 2)"
    assert 1 < made.keys("y")["noise"] < 4


def test_groups_that_deny_each_other_are_all_rows() -> None:
    made = said(
        "[smoker]{col#1}, [churn]{target#2}. [Churn]{ref:2} is [30%]{share:2@1} for "
        "[smokers]{vref:1} and [10%]{share:2@1} for everyone else"
    )
    cases = [(case["when"], case["rate"]) for case in made.keys("churn")["cases"]]
    assert cases == [("smoker", 0.3), ("not smoker", 0.1)]
