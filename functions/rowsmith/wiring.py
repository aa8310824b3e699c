"""From settings to the application: which parts there are, and what each is given."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module

from fastapi import FastAPI

from rowsmith import engine
from rowsmith.allowance import Allowance
from rowsmith.api import create_app
from rowsmith.errors import PlannerUnavailable, WorkersUnavailable
from rowsmith.executions import Executions
from rowsmith.planning import BuiltinPlanner, OpenAIPlanner
from rowsmith.plans import Plans
from rowsmith.scaling import Scale
from rowsmith.schema import Schema
from rowsmith.service import Service
from rowsmith.settings import Settings
from rowsmith.storage import (
    S3,
    DailyCount,
    DatasetStore,
    JobStore,
    PartedUploads,
    SchemaCache,
)
from rowsmith.telemetry import CloudWatch, PlainLog, Reporter, Telemetry

LAZY_IMPORTS = (
    *("aws_xray_sdk.core", "boto3", "botocore.config", "botocore.exceptions", "faker", "openai"),
    *("rowsmith.engine.dataset", "rowsmith.engine.pilot"),
)
"""What is imported when first needed; in a snapshot it is there from the start."""
FIRST_PLANNED = "people with name and age"
"""What is planned before a snapshot, so that all that the built-in planner reads is read."""

_log = logging.getLogger(__name__)


def telemetry_of(settings: Settings) -> Telemetry:
    """Where logs, metrics and traces go."""
    if settings.function_name is None:
        return PlainLog(settings.log_level)
    return CloudWatch(settings.log_level, settings.function_name)


def build_app(settings: Settings, telemetry: Telemetry | None = None) -> FastAPI:
    """The application. Nothing is connected to, and nothing heavy imported, before it is used."""
    if settings.snap_start:
        for name in LAZY_IMPORTS:
            import_module(name)
        BuiltinPlanner().plan(FIRST_PLANNED, locale=None, seconds_left=0)
    s3 = S3(
        settings.bucket,
        region=settings.region,
        endpoint_url=settings.endpoint_url,
        public_endpoint_url=settings.public_endpoint_url,
    )
    told = telemetry or telemetry_of(settings)
    plans = Plans(builtin=BuiltinPlanner(), model=_model(settings, s3), cache=SchemaCache(s3))
    store = DatasetStore(s3, link_seconds=settings.link_seconds)
    service = Service(
        plans=plans,
        engine=engine,
        store=store,
        max_rows=settings.max_rows,
        today=_today,
        trace=told.trace,
        observer=Reporter(told, plans.default_planner),
        scale=_scale(settings, s3, store),
        scale_rows=settings.max_scale_rows,
    )
    return create_app(
        service,
        deadline_seconds=settings.deadline_seconds,
        shared_key=settings.shared_key,
        cors_origins=settings.cors_origins,
    )


def _today() -> date:
    return datetime.now(UTC).date()


def _scale(settings: Settings, s3: S3, store: DatasetStore) -> Scale | None:
    arn, limit = settings.state_machine_arn, settings.scale_jobs_per_day
    if arn is None:
        return None
    permit = Allowance(
        DailyCount(s3, of="jobs-"),
        limit or 0,
        what="Datasets of so many rows",
        refusal=WorkersUnavailable,
    )
    return Scale(
        jobs=JobStore(s3),
        uploads=PartedUploads(s3),
        executions=Executions(
            arn, region=settings.region, endpoint_url=settings.states_endpoint_url
        ),
        size=store.size,
        workers=settings.scale_concurrency,
        permit=permit if limit is not None else _anything,
    )


def _anything() -> None:
    """Permit it."""


def _model(settings: Settings, s3: S3) -> OpenAIPlanner | None:
    key = settings.openai_api_key or _key_of_secret(settings)
    if key is None:
        return None
    limit = settings.model_calls_per_day
    return OpenAIPlanner(
        key,
        settings.openai_base_url,
        settings.openai_model,
        accept=_check_makable,
        permit=None if limit is None else Allowance(DailyCount(s3), limit),
        shows_example=settings.shows_example,
    )


def _check_makable(schema: Schema) -> None:
    """Refuse, with InvalidSchema, what is a schema but cannot be made."""
    engine.check(schema, rows=100, locale="en_US", as_of=_today())


def _key_of_secret(settings: Settings) -> Callable[[], str] | None:
    """What reads the model's key when it is first needed; None where no secret is named."""
    arn = settings.openai_key_secret_arn
    if arn is None:
        return None

    def key() -> str:
        import boto3
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            client = boto3.session.Session().client("secretsmanager", region_name=settings.region)
            return str(client.get_secret_value(SecretId=arn)["SecretString"]).strip()
        except (BotoCoreError, ClientError) as error:
            _log.error("The model's key could not be read: %s", type(error).__name__)
            raise PlannerUnavailable("The model's key cannot be read.", retry_after=30) from error

    return key
