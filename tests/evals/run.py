"""`make evals`: the score of the built-in planner by group, and of the model where a key is set.

`python -m tests.evals.run --keep` writes the built-in planner's failures into `failing.json`,
which the tests hold it to.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from rowsmith.engine import check, prepare
from rowsmith.errors import BadRequest, RowsmithError, TooMuch
from rowsmith.planning import BuiltinPlanner, Planner
from rowsmith.planning.repair.eased import eased
from rowsmith.schema import Schema
from tests.evals.cases import FOLDER, Case, load
from tests.evals.checks import check_all

DAY = date(2026, 6, 30)
ROWS = 1_000
LEARNING_ROWS = 3_000
MOST_ROWS = 1_000_000
"""More are refused, as the service does."""
SECONDS = 25.0
HALVES = ("open", "sealed", "later", "blind_students", "blind_workers")
FAILING = FOLDER / "failing.json"
"""By half, the descriptions of the cases that the built-in planner is known to fail."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case went; no reasons means that it passed."""

    case: Case
    reasons: tuple[str, ...]


def judge(case: Case, planner: Planner) -> Outcome:
    """Plan, make and check one case."""
    try:
        frame, locale = _made(case, planner)
    except BadRequest as refusal:
        fine = case.outcome in ("refused", "harmless")
        return Outcome(case, () if fine else (f"refused: {refusal.message[:160]}",))
    except RowsmithError as error:
        return Outcome(case, (f"{error.code}: {error.message[:160]}",))
    if case.outcome == "refused":
        return Outcome(case, (f"made {', '.join(frame.columns)}",))
    reasons = []
    if case.rows is not None and len(frame) != case.rows:
        reasons.append(f"{len(frame)} rows instead of {case.rows}")
    if case.locale is not None and locale != case.locale:
        reasons.append(f"locale {locale} instead of {case.locale}")
    return Outcome(case, tuple(check_all(frame, case, reasons)))


def _made(case: Case, planner: Planner) -> tuple[pd.DataFrame, str]:
    """The dataset as pandas reads it from the CSV, and its locale."""
    plan = planner.plan(case.description, locale=None, seconds_left=SECONDS)
    locale = plan.locale or "en_US"
    learns = any(check.check in ("learnable", "rate") for check in case.checks)
    rows = plan.rows or (LEARNING_ROWS if learns else ROWS)
    if rows > MOST_ROWS:
        raise TooMuch(f"{rows:,} rows are too many")
    schema = _possible(plan.schema, rows, locale)
    made = prepare(schema, rows=rows, seed=1, locale=locale, as_of=DAY)
    return pd.read_csv(io.BytesIO(b"".join(made.blocks()))), locale


def _possible(schema: Schema, rows: int, locale: str) -> Schema:
    """The schema as the service makes it: what was planned is eased where it cannot be had."""

    def accept(tried: Schema) -> None:
        check(tried, rows=rows, locale=locale, as_of=DAY)

    return eased(schema, accept)[0]


def score(outcomes: Sequence[Outcome]) -> float:
    """The share of cases that passed."""
    return sum(not outcome.reasons for outcome in outcomes) / max(1, len(outcomes))


def asked(half: str) -> list[Case]:
    """The cases that the built-in planner is asked."""
    return [case for case in load(half) if not case.needs_model]


def report(half: str, planner: Planner, *, quiet: bool = False) -> float:
    """Print the score by group, and why cases failed unless `quiet`; return the score of all."""
    cases = asked(half) if planner.name == "builtin" else load(half)
    outcomes = [judge(case, planner) for case in cases]
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.case.group].append(outcome)
        if outcome.reasons and not quiet:
            print(f"- {outcome.case.description[:110]!r}\n    {'; '.join(outcome.reasons)[:300]}")
    print(f"\n{half}, planner {planner.name}")
    for group, found in groups.items():
        print(f"  {group:<12} {score(found):6.1%}  of {len(found)}")
    print(f"  {'all':<12} {score(outcomes):6.1%}  of {len(outcomes)}")
    return score(outcomes)


def planners() -> list[Planner]:
    """The built-in planner, and the model where a key is set."""
    from rowsmith.planning import OpenAIPlanner
    from rowsmith.settings import Settings

    settings = Settings.from_environment({"BUCKET": "none", **os.environ})
    found: list[Planner] = [BuiltinPlanner()]
    if settings.openai_api_key:
        found.append(
            OpenAIPlanner(settings.openai_api_key, settings.openai_base_url, settings.openai_model)
        )
    return found


def keep() -> None:
    """Write down which cases the built-in planner fails."""
    planner = BuiltinPlanner()
    failing = {
        half: [case.description for case in asked(half) if judge(case, planner).reasons]
        for half in HALVES
    }
    FAILING.write_text(json.dumps(failing, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print({half: len(descriptions) for half, descriptions in failing.items()})


def main(arguments: Sequence[str]) -> None:
    """Score the parts named, or all; the sealed half without saying what failed."""
    if arguments == ["--keep"]:
        keep()
        return
    for planner in planners():
        for half in arguments or HALVES:
            report(half, planner, quiet=half == "sealed")


if __name__ == "__main__":
    main(sys.argv[1:])
