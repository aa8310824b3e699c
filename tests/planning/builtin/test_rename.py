from __future__ import annotations

from rowsmith.planning.builtin.rename import reads_of, rename_keys, renamed, written


def test_renames_columns_and_leaves_texts() -> None:
    assert renamed("plan == 'plan' and age > 3", {"plan": "tier", "age": "years"}) == (
        "tier == 'plan' and years > 3"
    )


def test_names_with_spaces_are_quoted() -> None:
    assert written("unit price") == "`unit price`"
    assert written("unit_price") == "unit_price"
    assert renamed("a * 2", {"a": "the a"}) == "`the a` * 2"


def test_renames_everything_that_a_column_reads() -> None:
    keys = {
        "kind": "number",
        "min": "low",
        "cases": [{"when": "plan == 'x'", "mean": 1}],
        "after": "start",
        "pattern": "{low}##",
    }
    found = rename_keys(keys, {"low": "least", "plan": "tier", "start": "begin"})
    assert reads_of(found) == {"least", "tier", "begin"}
