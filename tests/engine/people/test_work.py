import numpy as np
import pytest

from rowsmith.engine.locales import FROZEN, arrays, texts
from rowsmith.engine.people.work import companies, jobs
from rowsmith.engine.streams import RowStream
from rowsmith.engine.values import Coded


@pytest.mark.parametrize("locale", [*FROZEN, "it_IT"])
def test_companies_are_varied(locale: str) -> None:
    made = companies(locale).sample(RowStream(1, "company", 0, 2_000), "value")
    records = np.full(2_000, "", dtype=object)
    for part in made.parts:
        assert isinstance(part, Coded)
        records = records + part.table.strings[part.codes]
    assert len(set(records)) > 600
    if locale in FROZEN:
        names = texts(arrays(locale)["last"])
        assert sum(any(name in record for name in names) for record in records[:200]) > 150


@pytest.mark.parametrize("locale", [*FROZEN, "it_IT"])
def test_job_titles_are_distinct(locale: str) -> None:
    table = jobs(locale)
    assert len(set(table.strings)) == len(table) >= 30


def test_job_titles_are_written_as_they_are_said() -> None:
    titles = set(jobs("en_US").strings)
    assert "Graphic designer" in titles
    assert "Designer, graphic" not in titles
