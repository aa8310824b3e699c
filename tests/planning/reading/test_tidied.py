"""What the words leave no doubt about is read so, whatever an annotator made of it."""

from __future__ import annotations

import pytest

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.marks import Mark
from rowsmith.planning.reading.parse import Figure, Mean, Parse, Period, Range, Share, Trend, Type
from rowsmith.planning.reading.tidy import tidy
from rowsmith.planning.request import rows_of
from training.markup import corpus_files, parse_markup, read_examples


def read(marked: str) -> Parse:
    return decode(*parse_markup(marked))


def words(parse: Parse) -> list[str]:
    return [field.words for field in parse.fields]


def levels(parse: Parse) -> list[str]:
    return [level.text for level in parse.levels]


def test_careful_marks_stay_nearly_all() -> None:
    lost = marks = 0
    for text in read_examples(*corpus_files()):
        plain, given = parse_markup(text)
        said = {(mark.start, mark.end, mark.label) for mark in given if mark.label != "ref"}
        kept = {(mark.start, mark.end, mark.label) for mark in tidy(plain, given)}
        marks += len(said)
        lost += len(said - kept)
    assert lost / marks < 0.01


class TestDefinitions:
    def test_what_a_column_is_said_to_hold_is_no_column(self) -> None:
        parse = read(
            "staff with Name: full name, [Age]{col#1}: [age]{col#2} in years, [role]{col#3}: "
            "[job title]{col#4}, [Email]{col#5}: email address"
        )
        assert words(parse) == ["Name", "Age", "role", "Email"]
        types = {fact.of: fact.span.of(parse.text) for fact in parse.facts}
        assert types[3] == "job title"

    def test_what_is_stated_behind_a_name_is_stated_of_it(self) -> None:
        parse = read(
            "- [width]{col#1}: from [1]{min:3} to [5]{max:3}\n- [tip]{col#2}: x\n- [kind]{col#3}: y"
        )
        assert [fact.of for fact in parse.facts] == [1]

    def test_values_with_their_shares_are_no_columns(self) -> None:
        parse = read("[segment]{col#1}: [Gold]{val#2:1}: [20%]{share:2}, Silver: 30%, Bronze: 50%")
        assert words(parse) == ["segment"]

    def test_a_heading_of_columns_is_none(self) -> None:
        text = "Vitals: [hr]{col#1}, [sbp]{col#2}; Labs: [ldl]{col#3}, [hdl]{col#4}; Me: [a]{col#5}"
        assert words(read(text)) == ["hr", "sbp", "ldl", "hdl", "a"]


class TestLists:
    def test_an_item_between_values_is_one(self) -> None:
        parse = read("[gender]{col#1} ([Female]{val#2:1}, [Male]{val#3:1}, Non-binary)")
        assert levels(parse) == ["Female", "Male", "Non-binary"]
        assert {level.of for level in parse.levels} == {1}

    def test_a_torn_item_is_one_value(self) -> None:
        parse = read(
            "[school]{col#1} ([First]{val#2:1}, [Last]{val#3:1}, [Trade]{val#4:1}/[Craft]{val#5:1})"
        )
        assert levels(parse) == ["First", "Last", "Trade/Craft"]

    def test_a_figure_beside_values_is_none(self) -> None:
        parse = read("[kind]{col#1} ([a]{val#2:1}, [b]{val#3:1}, max 20 %)")
        assert levels(parse) == ["a", "b"]


class TestSexes:
    def test_people_of_the_other_sex_are_its_value(self) -> None:
        parse = read(
            "[gender]{col#1} ([54%]{share:2} [male]{val#2:1}), [pay]{col#3}. "
            "[Women]{vref:2} earn [less]{down:2>3}"
        )
        assert levels(parse) == ["male", "Women"]
        assert parse.relations[0].of == parse.levels[1].id

    def test_girls_of_a_column_with_letters_are_its_f(self) -> None:
        parse = read(
            "[sex]{col#1} ([M]{val#2:1}/[F]{val#3:1}), [notes]{col#4}. "
            "[Girls]{vref:2} write [more]{up:2>4} than [boys]{val#5:1}"
        )
        assert levels(parse) == ["M", "F"]
        assert parse.relations[0].of == 3


class TestCues:
    @pytest.mark.parametrize(
        ("marked", "rows"),
        [
            ("20 rows, [a]{col#1}", 20),
            ("10 records: [a]{col#1}", 10),
            ("8 months with [a]{col#1}", 8),
        ],
    )
    def test_rows(self, marked: str, rows: int) -> None:
        parse = read(marked)
        assert parse.rows is not None
        assert parse.rows.value == rows

    def test_rows_each_are_no_row_count(self) -> None:
        assert read("40 rows per [shop]{col#1}").rows is None

    def test_aged_states_the_age(self) -> None:
        parse = read("pupils aged [7]{min:1} to [12]{max:1}: [siblings]{col#1}, [older]{ref:1}")
        assert words(parse) == ["age", "siblings"]
        assert [(fact.of, fact.value) for fact in parse.facts] == [
            (2, Range(Figure(7), Figure(12)))
        ]

    def test_questions_are_columns(self) -> None:
        assert words(read("a survey of 20 questions and [age]{col#1}")) == [
            "20 questions",
            "age",
        ]

    def test_decimals_are_a_type(self) -> None:
        parse = read("[gpa]{col#1} ([1]{min:1} [decimal place]{type:1})")
        assert [fact.value for fact in parse.facts] == [Type("decimal", decimals=1)]

    def test_the_words_before_a_bound_say_which_it_is(self) -> None:
        parse = read("[a]{col#1} above [140]{max:1}, [b]{col#2} at most [9]{min:2}")
        assert [fact.value for fact in parse.facts] == [
            Range(Figure(140), None, low_open=True),
            Range(None, Figure(9)),
        ]

    def test_a_bound_with_a_negation_is_left_alone(self) -> None:
        parse = read("[a]{col#1} never above [140]{max:1}")
        assert [fact.value for fact in parse.facts] == [Range(None, Figure(140))]

    def test_a_label_that_is_named_is_a_column(self) -> None:
        parse = read("[age]{col#1}, and a hypertension label")
        assert [(field.words, field.role) for field in parse.fields] == [
            ("age", "column"),
            ("hypertension", "target"),
        ]

    def test_a_day_of_rows_is_a_period(self) -> None:
        assert any(
            isinstance(fact.value, Period) for fact in read("A day of [sales]{subject}").facts
        )

    def test_older_is_about_the_age(self) -> None:
        parse = read(
            "[age]{col#1}, [siblings]{col#2}, [notes]{col#3}; [older]{ref:2} ones [less]{down:2>3}"
        )
        assert (parse.relations[0].of, parse.relations[0].to) == (1, 3)


class TestNames:
    def test_how_well_a_column_is_made_is_not_its_name(self) -> None:
        parse = read("[realistic names]{col#1}, [valid phone numbers]{col#2}, [fictitious]{col#3}")
        assert words(parse) == ["names", "phone numbers"]

    def test_when_something_is_valid_is_a_name(self) -> None:
        assert words(read("[valid until]{col#1}")) == ["valid until"]

    def test_the_parts_of_a_name_are_no_values(self) -> None:
        parse = read(
            "[name]{col#1} ([first]{val#2:1} and [last]{val#3:1}), [age]{col#4} [5]{mean:4}"
        )
        assert levels(parse) == []
        assert [fact.value for fact in parse.facts] == [Mean(Figure(5))]


class TestSubjects:
    def test_words_before_and_behind_a_subject_tell_of_it(self) -> None:
        parse = read("a fake dataset on a recruiting [workflow]{subject}")
        assert parse.subject is not None
        assert parse.subject.value == "recruiting workflow"
        parse = read("please [visits]{subject} of the patients of a veterinary clinic")
        assert parse.subject is not None
        assert parse.subject.value == "visits of the patients of a veterinary clinic"

    def test_a_share_of_cases_is_of_what_they_are(self) -> None:
        parse = read("[amount]{col#1}, [timestamp]{col#2}; [1%]{share:2} suspicious test cases")
        assert words(parse) == ["amount", "timestamp", "suspicious"]
        assert [fact.of for fact in parse.facts] == [parse.fields[2].id]


class TestMentions:
    def test_an_item_of_its_own_is_a_column_that_the_next_moves(self) -> None:
        parse = read(
            "[sex]{col#1}, [systolic pressure]{col#2}, [diastolic pressure]{ref:2} "
            "[correlated with]{moves:1>2} [systolic]{ref:2}"
        )
        assert words(parse) == ["sex", "systolic pressure", "diastolic pressure"]
        relation = parse.relations[0]
        assert (relation.of, relation.to) == (2, parse.fields[2].id)

    def test_years_old_are_the_age_that_is_there(self) -> None:
        parse = read("[aGe]{col#1}, [sex]{col#2}. Men are [30]{min:1} years [old]{col#3}")
        assert words(parse) == ["aGe", "sex"]

    def test_a_bound_before_the_list_is_of_the_column_that_is_named_there(self) -> None:
        parse = read(
            "patients (baseline [pressure]{ref:1} above [140]{min:2}): "
            "[baseline pressure]{col#1}, [weight]{col#2}"
        )
        assert [fact.of for fact in parse.facts] == [1]


class TestCounted:
    @pytest.mark.parametrize(
        ("text", "count", "each"),
        [
            ("100 users each rated 20 movies", 100, (20, 20)),
            ("[receipts]{subject}: 300 receipts with 5 items each", 300, (5, 5)),
            ("12 stores, each with 3 to 6 visits", 12, (3, 6)),
            ("15 participants x 8 sessions", 15, (8, 8)),
            ("40 patients, 4 visits per patient", 40, (4, 4)),
        ],
    )
    def test_what_is_counted_with_how_many_each_repeats(
        self, text: str, count: int, each: tuple[float, float]
    ) -> None:
        (one,) = read(f"{text}; [score]{{col#1}}").repeats
        assert (one.count, one.each) == (count, each)

    @pytest.mark.parametrize("text", ["20 minutes, 3 tries each", "10 rows with 4 items per row"])
    def test_times_and_rows_do_not_repeat(self, text: str) -> None:
        assert not read(f"{text}; [score]{{col#1}}").repeats

    @pytest.mark.parametrize("each", ["40 plants each", "40 per group", "40 in each"])
    def test_so_many_of_each_group_are_as_many_rows_evenly_split(self, each: str) -> None:
        parse = read(
            f"[soil]{{col#1}}: [clay]{{val#2:1}}, [sand]{{val#3:1}} and [silt]{{val#4:1}}, {each}"
        )
        assert parse.rows is not None
        assert parse.rows.value == 120
        shares = [fact.value.value for fact in parse.facts if isinstance(fact.value, Share)]
        assert shares == [pytest.approx(1 / 3)] * 3

    def test_groups_that_are_followed_have_so_many_subjects(self) -> None:
        parse = read(
            "[mice]{subject}, [weekly]{every}: [soil]{col#1} [clay]{val#2:1}, [sand]{val#3:1}, "
            "24 each, over [6 weeks]{period}"
        )
        assert [(one.words, one.count) for one in parse.repeats] == [("mice", 48)]


class TestLegends:
    @pytest.mark.parametrize(
        ("legend", "codes"),
        [
            ("(1 = died, 0 = censored)", ["1", "0"]),
            ("(0=no, 1=mild, 2=severe)", ["0", "1", "2"]),
            (": 1 for low and 2 for high", ["1", "2"]),
            ("(M = male, F = female)", ["M", "F"]),
        ],
    )
    def test_codes_are_the_values_of_the_column_before_them(
        self, legend: str, codes: list[str]
    ) -> None:
        parse = read(f"[age]{{col#1}}, [event]{{col#2}} {legend}, [dose]{{col#3}}")
        assert [(level.text, level.of) for level in parse.levels] == [(code, 2) for code in codes]

    def test_a_formula_with_one_outcome_is_no_legend(self) -> None:
        assert not read("[a]{col#1}, [b]{col#2} [1 if a > 3]{formula:2}").levels


class TestSeries:
    def test_a_form_of_data_is_no_subject(self) -> None:
        parse = read("[time series]{subject} of [daily]{every} [temperature]{col#1}")
        assert parse.subject is None
        assert not parse.about

    def test_a_season_is_how_a_column_goes(self) -> None:
        parse = read("[daily]{every} [temperature]{col#1} with [seasonality]{col#2}")
        assert words(parse) == ["temperature"]
        assert [fact.value for fact in parse.facts] == [Trend("year")]

    def test_a_trend_goes_on_beside_a_season(self) -> None:
        parse = read(
            "[monthly]{every} [sales]{col#1} with an [upward trend and december peaks]{trend:1}"
        )
        assert {fact.value for fact in parse.facts} == {Trend("year", (12,)), Trend(None)}


class TestMissing:
    def test_a_share_that_lacks_is_of_the_column_behind_it(self) -> None:
        parse = read(
            "[email]{col#1}, [phone]{col#2}; [5%]{missing:2} of [emails]{ref:2} missing and "
            "[some]{missing:1} [phones]{ref:1} empty"
        )
        assert [fact.of for fact in parse.facts] == [1, 2]

    @pytest.mark.parametrize(
        ("said", "trend"),
        [
            ("closed on Mondays", Trend("week", (1,), high=False, none=True)),
            ("twice as many on weekends", Trend("week", (6, 7), factor=2.0)),
            ("weekends are about twice as busy", Trend("week", (6, 7), factor=2.0)),
            ("40% fewer on Sundays", Trend("week", (7,), factor=0.6)),
        ],
    )
    def test_how_much_there_is_at_some_time_is_a_pattern_over_time(
        self, said: str, trend: Trend
    ) -> None:
        parse = read(f"[daily]{{every}} [visitors]{{col#1}}, {said}")
        assert [fact.value for fact in parse.facts] == [trend]
        assert words(parse) == ["visitors"]

    def test_what_is_labelled_with_its_share_is_a_column(self) -> None:
        parse = read("[hourly]{every} [load]{col#1}, about [1%]{share:1} anomalies labelled")
        assert words(parse) == ["load", "anomalies"]
        assert [fact.of for fact in parse.facts] == [2]


def test_what_is_counted_behind_the_subject_repeats_over_the_days_that_are_told() -> None:
    text, marks = parse_markup(
        "[prices]{subject} of 5 [companies]{subject} for [the last 250 trading days]{period}, with "
        "[open]{col#1}, [close]{col#2}"
    )
    place = text.index("5")
    parse = decode(text, [*marks, Mark(place, place + 1, "entities")])
    assert [(one.words, one.count) for one in parse.repeats] == [("companies", 5)]
    assert parse.step is not None
    assert parse.step.working_days
    assert rows_of(parse) == 1250
