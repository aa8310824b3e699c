"""Settings come from the environment alone, and a wrong one names its variable."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from rowsmith.settings import InvalidSettings, Settings


def test_a_bucket_is_all_that_must_be_set() -> None:
    settings = Settings.from_environment({"BUCKET": "b"})
    assert settings == Settings(bucket="b")


def test_empty_variables_count_as_not_set() -> None:
    names = ["OPENAI_API_KEY", "S3_ENDPOINT_URL", "MAX_ROWS", "LOG_LEVEL", "AWS_REGION"]
    empty = dict.fromkeys(names, " ")
    assert Settings.from_environment({"BUCKET": "b", **empty}) == Settings(bucket="b")


def test_every_variable_is_read() -> None:
    settings = Settings.from_environment(
        {
            "BUCKET": "b",
            "AWS_REGION": "eu-west-1",
            "S3_ENDPOINT_URL": "http://s3:9000/",
            "S3_PUBLIC_ENDPOINT_URL": "https://files.example.com",
            "LINK_SECONDS": "60",
            "MAX_ROWS": "10",
            "OPENAI_API_KEY": "key",
            "OPENAI_KEY_SECRET_ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:x",
            "OPENAI_BASE_URL": "http://model/v1",
            "OPENAI_MODEL": "another",
            "MODEL_EXAMPLE": "none",
            "SHARED_KEY": "shared",
            "MODEL_CALLS_PER_DAY": "0",
            "DEADLINE_SECONDS": "5",
            "CORS_ORIGINS": "https://a.example, https://b.example",
            "LOG_LEVEL": "debug",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
        }
    )
    assert settings == Settings(
        bucket="b",
        region="eu-west-1",
        endpoint_url="http://s3:9000",
        public_endpoint_url="https://files.example.com",
        link_seconds=60,
        max_rows=10,
        openai_api_key="key",
        openai_key_secret_arn="arn:aws:secretsmanager:eu-west-1:1:secret:x",
        openai_base_url="http://model/v1",
        openai_model="another",
        shows_example=False,
        shared_key="shared",
        model_calls_per_day=0,
        deadline_seconds=5,
        cors_origins=("https://a.example", "https://b.example"),
        log_level="DEBUG",
        snap_start=True,
    )


def test_links_are_signed_for_the_one_endpoint_unless_callers_use_another() -> None:
    settings = Settings.from_environment({"BUCKET": "b", "S3_ENDPOINT_URL": "http://s3:9000"})
    assert settings.public_endpoint_url == "http://s3:9000"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("BUCKET", "", "BUCKET is not set"),
        ("MAX_ROWS", "0", "1 to 10,000,000"),
        ("MAX_ROWS", "many", "whole number"),
        ("LINK_SECONDS", "604801", "60 to 604,800"),
        ("DEADLINE_SECONDS", "0", "1 to 900"),
        ("MODEL_CALLS_PER_DAY", "-1", "0 or more"),
        ("MODEL_EXAMPLE", "all", "one of NEAREST, NONE"),
        ("S3_ENDPOINT_URL", "localhost:9000", "http://"),
        ("OPENAI_BASE_URL", "ftp://model", "http://"),
        ("LOG_LEVEL", "loud", "DEBUG, INFO"),
    ],
)
def test_a_wrong_value_is_refused_with_its_variable_and_what_to_set(
    name: str, value: str, advice: str
) -> None:
    with pytest.raises(InvalidSettings, match=name) as caught:
        Settings.from_environment({"BUCKET": "b", name: value})
    assert advice in str(caught.value)


@pytest.mark.parametrize(
    ("variables", "has_model"),
    [
        ({}, False),
        ({"OPENAI_API_KEY": "key"}, True),
        ({"OPENAI_KEY_SECRET_ARN": "arn:aws:secretsmanager:x"}, True),
        ({"OPENAI_BASE_URL": "http://model/v1"}, False),
    ],
)
def test_a_model_can_be_asked_where_there_is_a_key(
    variables: dict[str, str], has_model: bool
) -> None:
    assert Settings.from_environment({"BUCKET": "b", **variables}).has_model is has_model


def test_keys_do_not_show_when_settings_are_printed() -> None:
    settings = Settings.from_environment(
        {"BUCKET": "b", "OPENAI_API_KEY": "sk-hidden", "SHARED_KEY": "hidden-too"}
    )
    assert "hidden" not in repr(settings)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings(bucket="b").bucket = "c"  # type: ignore[misc]
