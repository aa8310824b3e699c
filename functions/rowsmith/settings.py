"""What the environment says; the only module that reads it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_MODEL = "gpt-4o-mini"
DEFAULT_REGION = "us-east-1"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_NEAREST = "NEAREST"


class InvalidSettings(ValueError):
    """A variable is missing or out of its bounds; the text names it and says what to set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside. An empty variable counts as not set.

    Attributes:
        bucket: `BUCKET`, required: holds `schemas/` and `datasets/`.
        region: `AWS_REGION`, which Lambda sets; `us-east-1` elsewhere.
        endpoint_url: `S3_ENDPOINT_URL`: an S3 other than AWS's, as the service reaches it.
        public_endpoint_url: `S3_PUBLIC_ENDPOINT_URL`: the same S3 as callers reach it; links
            are signed for this host. `endpoint_url` where it is not set.
        link_seconds: `LINK_SECONDS`: how long a download link lives, 60 to 604,800 (7 days,
            S3's limit). Default 3,600.
        max_rows: `MAX_ROWS`: the most rows that one request makes, 1 to 10,000,000. Default
            1,000,000.
        state_machine_arn: `STATE_MACHINE_ARN`: the Step Functions state machine whose workers make
            what is too large for one request; none by default, and then it is refused.
        states_endpoint_url: `STATES_ENDPOINT_URL`: a Step Functions other than AWS's.
        scale_concurrency: `SCALE_CONCURRENCY`: workers at once on one dataset, 1 to 5,000.
            Default 100; keep it below the account's concurrency of functions.
        max_scale_rows: `MAX_SCALE_ROWS`: the most rows that workers make, 1 to 10,000,000,000.
            Default 1,000,000,000.
        scale_jobs_per_day: `SCALE_JOBS_PER_DAY`: the most datasets that are left to workers in one
            UTC day, 0 or more; no limit by default.
        openai_api_key: `OPENAI_API_KEY`: without it and without a secret, the built-in
            planner is used.
        openai_key_secret_arn: `OPENAI_KEY_SECRET_ARN`: the Secrets Manager secret that holds
            the key; `openai_api_key` wins where both are set.
        openai_base_url: `OPENAI_BASE_URL`: any server that speaks OpenAI's API.
        openai_model: `OPENAI_MODEL`. Default `gpt-4o-mini`.
        shows_example: `MODEL_EXAMPLE` is `nearest` (default): the model is shown the nearest schema
            that is known; or `none`.
        shared_key: `SHARED_KEY`: what callers must send in the header `x-api-key`; none by
            default, which lets everybody in.
        model_calls_per_day: `MODEL_CALLS_PER_DAY`: the most calls of the model in one UTC day
            over all containers, 0 or more; no limit by default.
        deadline_seconds: `DEADLINE_SECONDS`: how long one request may take where no Lambda
            context says so, 1 to 900. Default 28.
        cors_origins: `CORS_ORIGINS`: web origins that may call, separated by commas; none by
            default. Behind API Gateway the gateway answers instead.
        log_level: `LOG_LEVEL`: DEBUG, INFO (default), WARNING or ERROR.
        snap_start: whether this process is about to be frozen into a SnapStart snapshot
            (`AWS_LAMBDA_INITIALIZATION_TYPE` is `snap-start`), where imports are made early.
        function_name: `AWS_LAMBDA_FUNCTION_NAME`, which Lambda sets: there, logs, metrics and
            traces go to CloudWatch and X-Ray.
    """

    bucket: str
    region: str = DEFAULT_REGION
    endpoint_url: str | None = None
    public_endpoint_url: str | None = None
    link_seconds: int = 3_600
    max_rows: int = 1_000_000
    state_machine_arn: str | None = None
    states_endpoint_url: str | None = None
    scale_concurrency: int = 100
    max_scale_rows: int = 1_000_000_000
    scale_jobs_per_day: int | None = None
    openai_api_key: str | None = field(default=None, repr=False)
    openai_key_secret_arn: str | None = None
    openai_base_url: str | None = None
    openai_model: str = DEFAULT_MODEL
    shows_example: bool = True
    shared_key: str | None = field(default=None, repr=False)
    model_calls_per_day: int | None = None
    deadline_seconds: int = 28
    cors_origins: tuple[str, ...] = ()
    log_level: str = "INFO"
    snap_start: bool = False
    function_name: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the process's environment, or the mapping given.

        Raises:
            InvalidSettings: naming the first variable that cannot be used.
        """
        source = _Source(os.environ if environment is None else environment)
        endpoint_url = source.url("S3_ENDPOINT_URL")
        return cls(
            bucket=source.required("BUCKET"),
            region=source.text("AWS_REGION") or DEFAULT_REGION,
            endpoint_url=endpoint_url,
            public_endpoint_url=source.url("S3_PUBLIC_ENDPOINT_URL") or endpoint_url,
            link_seconds=source.integer("LINK_SECONDS", 3_600, at_least=60, at_most=604_800),
            max_rows=source.integer("MAX_ROWS", 1_000_000, at_least=1, at_most=10_000_000),
            state_machine_arn=source.text("STATE_MACHINE_ARN"),
            states_endpoint_url=source.url("STATES_ENDPOINT_URL"),
            scale_concurrency=source.integer("SCALE_CONCURRENCY", 100, at_least=1, at_most=5_000),
            max_scale_rows=source.integer(
                "MAX_SCALE_ROWS", 1_000_000_000, at_least=1, at_most=10_000_000_000
            ),
            scale_jobs_per_day=source.optional_integer("SCALE_JOBS_PER_DAY", at_least=0),
            openai_api_key=source.text("OPENAI_API_KEY"),
            openai_key_secret_arn=source.text("OPENAI_KEY_SECRET_ARN"),
            openai_base_url=source.url("OPENAI_BASE_URL"),
            openai_model=source.text("OPENAI_MODEL") or DEFAULT_MODEL,
            shows_example=source.choice("MODEL_EXAMPLE", _NEAREST, (_NEAREST, "NONE")) == _NEAREST,
            shared_key=source.text("SHARED_KEY"),
            model_calls_per_day=source.optional_integer("MODEL_CALLS_PER_DAY", at_least=0),
            deadline_seconds=source.integer("DEADLINE_SECONDS", 28, at_least=1, at_most=900),
            cors_origins=source.words("CORS_ORIGINS"),
            log_level=source.choice("LOG_LEVEL", "INFO", LOG_LEVELS),
            snap_start=source.text("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start",
            function_name=source.text("AWS_LAMBDA_FUNCTION_NAME"),
        )

    @property
    def has_model(self) -> bool:
        """Whether there is a key with which the model can be asked."""
        return bool(self.openai_api_key or self.openai_key_secret_arn)


class _Source:
    """Typed reads of a mapping of texts."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str) -> str | None:
        return self._variables.get(name, "").strip() or None

    def required(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise InvalidSettings(f"{name} is not set: it is required")
        return value

    def url(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and not value.startswith(("http://", "https://")):
            raise InvalidSettings(f"{name} is {value!r}: it must start with http:// or https://")
        return value.rstrip("/") if value else None

    def words(self, name: str) -> tuple[str, ...]:
        parts = (part.strip() for part in (self.text(name) or "").split(","))
        return tuple(part for part in parts if part)

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = (self.text(name) or default).upper()
        if value not in allowed:
            raise InvalidSettings(f"{name} is {value!r}: it must be one of {', '.join(allowed)}")
        return value

    def integer(self, name: str, default: int, *, at_least: int, at_most: int) -> int:
        value = self.optional_integer(name, at_least=at_least, at_most=at_most)
        return default if value is None else value

    def optional_integer(
        self, name: str, *, at_least: int, at_most: int | None = None
    ) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        bounds = f"{at_least:,} or more" if at_most is None else f"{at_least:,} to {at_most:,}"
        try:
            number = int(value)
        except ValueError:
            raise InvalidSettings(f"{name} is {value!r}: it must be a whole number") from None
        if number < at_least or (at_most is not None and number > at_most):
            raise InvalidSettings(f"{name} is {number}: it must be {bounds}")
        return number
