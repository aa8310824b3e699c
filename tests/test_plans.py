"""Who plans, what is kept, and what happens when the model fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rowsmith.contract import PlannerChoice
from rowsmith.errors import (
    InvalidRequest,
    NotUnderstood,
    PlannerFailed,
    PlannerUnavailable,
    Refused,
)
from rowsmith.plans import SECONDS_TO_MAKE_ROWS, Planned, Plans
from rowsmith.storage import S3, SchemaCache
from tests.local.s3 import LocalS3
from tests.parts import SmallPlanner

NOTHING_UNDERSTOOD = NotUnderstood("Say more.", understood=[], not_understood=["it"])


@pytest.fixture(scope="module")
def connection(s3_server: LocalS3) -> S3:
    return S3(s3_server.bucket, region=s3_server.region, endpoint_url=s3_server.endpoint_url)


@pytest.fixture
def bucket(connection: S3, s3: LocalS3) -> S3:
    """An empty bucket."""
    return connection


@pytest.fixture
def builtin() -> SmallPlanner:
    return SmallPlanner("builtin")


@pytest.fixture
def model() -> SmallPlanner:
    return SmallPlanner("gpt-4o-mini")


@pytest.fixture
def plans(bucket: S3, builtin: SmallPlanner, model: SmallPlanner) -> Plans:
    return Plans(builtin=builtin, model=model, cache=SchemaCache(bucket))


def plan(
    plans: Plans,
    description: str = "a shop",
    *,
    choice: PlannerChoice = "auto",
    refresh: bool = False,
    locale: str | None = None,
) -> Planned:
    planned = plans.plan(
        description, locale=locale, choice=choice, refresh=refresh, seconds_left=20
    )
    if not planned.cached:
        plans.keep(planned, {"found": 1})
    return planned


def test_the_model_plans_where_there_is_one(
    plans: Plans, model: SmallPlanner, builtin: SmallPlanner
) -> None:
    planned = plan(plans, locale="de_DE")
    assert planned.planner == plans.default_planner == "gpt-4o-mini"
    assert planned.schema.title == "Shop by gpt-4o-mini"
    assert model.asked == [("a shop", "de_DE", 20 - SECONDS_TO_MAKE_ROWS)]
    assert builtin.asked == []


def test_without_a_model_the_built_in_planner_plans(bucket: S3, builtin: SmallPlanner) -> None:
    plans = Plans(builtin=builtin, model=None, cache=SchemaCache(bucket))
    assert plan(plans).planner == plans.default_planner == "builtin"


def test_asking_for_a_model_that_is_not_there_is_refused(bucket: S3, builtin: SmallPlanner) -> None:
    plans = Plans(builtin=builtin, model=None, cache=SchemaCache(bucket))
    with pytest.raises(InvalidRequest, match="no model") as caught:
        plan(plans, choice="model")
    assert caught.value.where == "planner"
    assert builtin.asked == []


def test_the_built_in_planner_can_be_chosen(plans: Plans, model: SmallPlanner) -> None:
    assert plan(plans, choice="builtin").planner == "builtin"
    assert model.asked == []


def test_a_description_is_planned_once(plans: Plans, model: SmallPlanner) -> None:
    first, second = plan(plans), plan(plans)
    assert (first.cached, second.cached) == (False, True)
    assert second.schema == first.schema
    assert second.planner == first.planner
    assert second.warnings == first.warnings
    assert second.pilot == {"found": 1}
    assert len(model.asked) == 1


def test_another_container_finds_the_plan(
    plans: Plans, bucket: S3, builtin: SmallPlanner, model: SmallPlanner
) -> None:
    plan(plans)
    elsewhere = Plans(builtin=builtin, model=model, cache=SchemaCache(bucket))
    assert plan(elsewhere).cached


@pytest.mark.parametrize(
    "other", [{"choice": "builtin"}, {"locale": "de_DE"}, {"description": "a school"}]
)
def test_planners_locales_and_descriptions_do_not_share_plans(
    plans: Plans, other: dict[str, Any]
) -> None:
    plan(plans)
    assert not plan(plans, **other).cached


def test_refreshing_plans_again_and_replaces_the_plan(plans: Plans, model: SmallPlanner) -> None:
    plan(plans)
    model.locale = "de_DE"
    assert not plan(plans, refresh=True).cached
    assert plan(plans).locale == "de_DE"
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    "failure", [PlannerUnavailable("The model is down."), PlannerFailed("The model rambles.")]
)
def test_a_failing_model_is_replaced_and_the_plan_says_so_and_is_not_kept(
    plans: Plans, model: SmallPlanner, failure: Exception
) -> None:
    model.failure = failure
    planned = plan(plans)
    assert planned.planner == "builtin"
    assert planned.warnings[0].startswith(str(failure))
    assert "built-in planner" in planned.warnings[0]
    assert planned.warnings[1:] == ["planned by builtin"]
    model.failure = None
    again = plan(plans)
    assert (again.planner, again.cached) == ("gpt-4o-mini", False)


def test_who_asked_for_the_model_alone_hears_of_its_failure(
    plans: Plans, model: SmallPlanner, builtin: SmallPlanner
) -> None:
    model.failure = PlannerUnavailable("The model is down.", retry_after=7)
    with pytest.raises(PlannerUnavailable) as caught:
        plan(plans, choice="model")
    assert caught.value.retry_after == 7
    assert builtin.asked == []


def test_what_neither_planner_can_do_is_the_model_s_failure(
    plans: Plans, model: SmallPlanner, builtin: SmallPlanner
) -> None:
    model.failure = PlannerUnavailable("The model is down.")
    builtin.failure = NOTHING_UNDERSTOOD
    with pytest.raises(PlannerUnavailable, match="down"):
        plan(plans)


@pytest.mark.parametrize("failure", [Refused("No."), NOTHING_UNDERSTOOD])
def test_what_the_caller_can_change_is_not_planned_otherwise(
    plans: Plans, model: SmallPlanner, builtin: SmallPlanner, failure: Exception
) -> None:
    model.failure = failure
    with pytest.raises(type(failure)):
        plan(plans)
    assert builtin.asked == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: entry.update(version=99),
        lambda entry: entry.pop("version"),
        lambda entry: entry.pop("pilot"),
        lambda entry: entry.update(schema={"columns": [{"name": "x", "kind": "of the future"}]}),
        lambda entry: entry.update(schema="gone"),
        lambda entry: entry["schema"].update(key_of_the_future=1),
    ],
)
def test_a_plan_of_another_version_or_damaged_is_made_again(
    bucket: S3,
    builtin: SmallPlanner,
    s3: LocalS3,
    damage: Callable[[dict[str, Any]], object],
) -> None:
    cache = SchemaCache(bucket)
    plan(Plans(builtin=builtin, model=None, cache=cache))
    (key,) = s3.keys()
    entry = cache.get(key.removeprefix("schemas/").removesuffix(".json"))
    assert entry is not None
    damage(entry)
    again = Plans(builtin=builtin, model=None, cache=cache)
    assert not plan(again).cached
    assert plan(again).cached
