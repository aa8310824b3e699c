"""The stack, resource by resource, as AWS's own translator makes it of template.yaml."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from rowsmith.settings import Settings
from tests.aws.needs import need
from tests.aws.stack import SAM_PYTHON, Stack, translated

GATEWAY_SECONDS = 30
EXPRESS_SECONDS = 300


@pytest.fixture(scope="module", autouse=True)
def translator() -> None:
    need(SAM_PYTHON.exists(), "the template's translator comes with sam: make build installs it")


def policy(stack: Stack) -> dict[str, dict[str, Any]]:
    (document,) = (entry["PolicyDocument"] for entry in stack.properties("Role")["Policies"])
    return {statement["Sid"]: statement for statement in document["Statement"]}


def test_the_default_stack_holds_these_resources_and_no_others() -> None:
    kinds = {name: resource["Type"] for name, resource in translated().resources.items()}
    version = next(name for name in kinds if name.startswith("FunctionVersion"))
    assert kinds == {
        "Api": "AWS::ApiGatewayV2::Api",
        "ApiApiGatewayDefaultStage": "AWS::ApiGatewayV2::Stage",
        "AccessLogs": "AWS::Logs::LogGroup",
        "Function": "AWS::Lambda::Function",
        version: "AWS::Lambda::Version",
        "FunctionAliaslive": "AWS::Lambda::Alias",
        "FunctionEveryRoutePermission": "AWS::Lambda::Permission",
        "FunctionLogs": "AWS::Logs::LogGroup",
        "Role": "AWS::IAM::Role",
        "Bucket": "AWS::S3::Bucket",
        "BucketPolicy": "AWS::S3::BucketPolicy",
        "ErrorsAlarm": "AWS::CloudWatch::Alarm",
        "ThrottlesAlarm": "AWS::CloudWatch::Alarm",
        "DurationAlarm": "AWS::CloudWatch::Alarm",
        "ModelAlarm": "AWS::CloudWatch::Alarm",
        "Dashboard": "AWS::CloudWatch::Dashboard",
    }


class TestApi:
    def test_every_route_goes_to_the_published_function(self) -> None:
        paths = translated().properties("Api")["Body"]["paths"]
        assert list(paths) == ["$default"]
        (method,) = paths["$default"].values()
        integration = method["x-amazon-apigateway-integration"]
        assert integration["payloadFormatVersion"] == "2.0"
        assert "FunctionAliaslive" in integration["uri"]

    def test_only_this_api_may_call_the_function(self) -> None:
        permission = translated().properties("FunctionEveryRoutePermission")
        assert permission["Principal"] == "apigateway.amazonaws.com"
        assert permission["FunctionName"] == "FunctionAliaslive"
        assert permission["SourceArn"].endswith(":Api/*/*")

    def test_requests_are_throttled_and_logged(self) -> None:
        stage = translated(RequestsPerSecond="5", RequestBurst="9").properties(
            "ApiApiGatewayDefaultStage"
        )
        assert stage["StageName"] == "$default"
        limits = {name: int(limit) for name, limit in stage["DefaultRouteSettings"].items()}
        assert limits == {"ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 9}
        assert stage["AccessLogSettings"]["DestinationArn"] == "AccessLogs.Arn"
        assert "$context.integrationErrorMessage" in stage["AccessLogSettings"]["Format"]

    def test_no_web_page_may_call_unless_its_origin_is_named(self) -> None:
        assert "x-amazon-apigateway-cors" not in translated().properties("Api")["Body"]
        stack = translated(CorsOrigins="https://a.example,https://b.example")
        cors = stack.properties("Api")["Body"]["x-amazon-apigateway-cors"]
        assert cors["allowOrigins"] == ["https://a.example", "https://b.example"]
        assert cors["allowMethods"] == ["GET", "HEAD", "POST", "OPTIONS"]


class TestFunction:
    def test_it_answers_before_the_gateway_hangs_up(self) -> None:
        assert translated().properties("Function")["Timeout"] < GATEWAY_SECONDS

    def test_it_runs_the_handler_that_is_there(self) -> None:
        function = translated().properties("Function")
        module, _, name = function["Handler"].rpartition(".")
        assert importlib.util.find_spec(module) is not None
        assert name == "lambda_handler"
        assert function["Runtime"] == "python3.13"

    @pytest.mark.parametrize("architecture", ["x86_64", "arm64"])
    def test_the_processor_is_a_parameter(self, architecture: str) -> None:
        function = translated(Architecture=architecture).properties("Function")
        assert function["Architectures"] == [architecture]

    def test_traces_and_logs_go_to_groups_that_expire(self) -> None:
        stack = translated(LogDays="14")
        function = stack.properties("Function")
        assert function["TracingConfig"] == {"Mode": "Active"}
        assert function["LoggingConfig"]["LogGroup"] == "FunctionLogs"
        assert function["LoggingConfig"]["LogFormat"] == "JSON"
        groups = stack.of_type("AWS::Logs::LogGroup")
        assert {int(stack.properties(name)["RetentionInDays"]) for name in groups} == {14}

    def test_snapstart_and_reserved_concurrency_are_off_unless_asked_for(self) -> None:
        plain = translated().properties("Function")
        assert "SnapStart" not in plain
        assert "ReservedConcurrentExecutions" not in plain
        tuned = translated(SnapStart="on", ReservedConcurrency="8").properties("Function")
        assert tuned["SnapStart"] == {"ApplyOn": "PublishedVersions"}
        assert int(tuned["ReservedConcurrentExecutions"]) == 8

    def test_every_setting_is_declared_since_sam_local_passes_on_no_others(self) -> None:
        declared = set(translated().properties("Function")["Environment"]["Variables"])
        read = set(Recorder().names_read())
        set_by_lambda = {
            "AWS_REGION",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
        }
        not_on_lambda = {"DEADLINE_SECONDS", "CORS_ORIGINS"}
        assert declared == read - set_by_lambda - not_on_lambda

    def test_its_settings_can_be_read(self) -> None:
        stack = translated(LinkMinutes="15", MaxRows="5000", ModelCallsPerDay="3")
        variables = stack.properties("Function")["Environment"]["Variables"]
        settings = Settings.from_environment({key: str(text) for key, text in variables.items()})
        assert settings.bucket == "Bucket"
        assert settings.link_seconds == 900
        assert settings.max_rows == 5_000
        assert settings.model_calls_per_day == 3
        assert not settings.has_model


class TestModelKey:
    def test_there_is_no_secret_without_a_key(self) -> None:
        assert "ModelKey" not in policy(translated())

    def test_a_key_given_is_kept_as_a_secret_and_never_in_the_function(self) -> None:
        stack = translated(OpenAIKey="sk-hidden")
        assert stack.properties("OpenAIKeySecret")["SecretString"] == "sk-hidden"
        variables = stack.properties("Function")["Environment"]["Variables"]
        assert "sk-hidden" not in variables.values()
        assert variables["OPENAI_KEY_SECRET_ARN"] == "OpenAIKeySecret"
        assert policy(stack)["ModelKey"]["Resource"] == "OpenAIKeySecret"

    def test_a_secret_that_exists_is_used_as_it_is(self) -> None:
        arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai-AbCdEf"
        stack = translated(OpenAIKeySecretArn=arn)
        assert not stack.of_type("AWS::SecretsManager::Secret")
        assert policy(stack)["ModelKey"] == {
            "Sid": "ModelKey",
            "Effect": "Allow",
            "Action": "secretsmanager:GetSecretValue",
            "Resource": arn,
        }


class TestPermissions:
    def test_the_function_may_do_this_and_no_more(self) -> None:
        allowed = {
            sid: (statement["Effect"], statement["Action"], statement["Resource"])
            for sid, statement in policy(translated()).items()
        }
        datasets = "Bucket.Arn/datasets/*"
        assert allowed == {
            "CachedSchemas": (
                "Allow",
                ["s3:GetObject", "s3:PutObject"],
                "Bucket.Arn/schemas/*",
            ),
            "CallsOfTheModel": (
                "Allow",
                ["s3:GetObject", "s3:PutObject"],
                "Bucket.Arn/counts/*",
            ),
            "Datasets": (
                "Allow",
                ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
                datasets,
            ),
            "PartsOfFailedUploads": ("Allow", "s3:DeleteObject", datasets),
            "MissingKeysAre404": ("Allow", "s3:ListBucket", "Bucket.Arn"),
            "Logs": ("Allow", ["logs:CreateLogStream", "logs:PutLogEvents"], "FunctionLogs.Arn"),
            "Traces": ("Allow", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
        }

    def test_there_is_one_role_with_no_managed_policy_for_lambda_alone(self) -> None:
        stack = translated()
        assert stack.of_type("AWS::IAM::Role") == ["Role"]
        role = stack.properties("Role")
        assert "ManagedPolicyArns" not in role
        (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
        assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
        assert stack.properties("Function")["Role"] == "Role.Arn"


class TestBucket:
    def test_it_is_private_and_encrypted(self) -> None:
        bucket = translated().properties("Bucket")
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        assert len(bucket["PublicAccessBlockConfiguration"]) == 4
        (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}

    def test_it_refuses_what_is_not_encrypted_on_the_way(self) -> None:
        (statement,) = translated().properties("BucketPolicy")["PolicyDocument"]["Statement"]
        assert statement["Effect"] == "Deny"
        assert statement["Principal"] == "*"
        assert statement["Action"] == "s3:*"
        assert statement["Resource"] == ["Bucket.Arn", "Bucket.Arn/*"]
        assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}

    def test_datasets_expire_and_unfinished_uploads_go(self) -> None:
        bucket = translated(DatasetDays="3").properties("Bucket")
        rules = {rule["Id"]: rule for rule in bucket["LifecycleConfiguration"]["Rules"]}
        assert {rule["Status"] for rule in rules.values()} == {"Enabled"}
        assert rules["DatasetsExpire"]["Prefix"] == "datasets/"
        assert int(rules["DatasetsExpire"]["ExpirationInDays"]) == 3
        assert rules["UnfinishedUploadsGo"]["AbortIncompleteMultipartUpload"] == {
            "DaysAfterInitiation": 1
        }

    def test_it_outlives_the_stack(self) -> None:
        assert translated().resources["Bucket"]["DeletionPolicy"] == "Retain"


class TestAlarms:
    def test_nobody_is_told_unless_there_is_an_address(self) -> None:
        stack = translated()
        assert not stack.of_type("AWS::SNS::Topic")
        for name in stack.of_type("AWS::CloudWatch::Alarm"):
            assert "AlarmActions" not in stack.properties(name)

    def test_every_alarm_reaches_the_address(self) -> None:
        stack = translated(AlarmEmail="ops@example.com")
        (subscription,) = stack.properties("AlarmTopic")["Subscription"]
        assert subscription == {"Protocol": "email", "Endpoint": "ops@example.com"}
        for name in stack.of_type("AWS::CloudWatch::Alarm"):
            assert stack.properties(name)["AlarmActions"] == ["AlarmTopic"]


class TestWorkers:
    """Of datasets that are too large for one request."""

    @pytest.fixture
    def stack(self) -> Stack:
        return translated(ScaleConcurrency="50", ScaleJobsPerDay="3", MaxScaleRows="20000000")

    def test_they_are_off_unless_asked_for(self) -> None:
        stack = translated()
        assert not stack.of_type("AWS::StepFunctions::StateMachine")
        variables = stack.properties("Function")["Environment"]["Variables"]
        settings = Settings.from_environment({key: str(text) for key, text in variables.items()})
        assert settings.state_machine_arn is None

    def test_the_service_is_told_of_them(self, stack: Stack) -> None:
        variables = stack.properties("Function")["Environment"]["Variables"]
        settings = Settings.from_environment({key: str(text) for key, text in variables.items()})
        assert settings.state_machine_arn == "StateMachine"
        assert settings.scale_concurrency == 50
        assert settings.scale_jobs_per_day == 3
        assert settings.max_scale_rows == 20_000_000
        assert {"Jobs", "Progress", "BeginDatasets", "LookAtDatasets"} < set(policy(stack))

    def test_the_same_package_has_an_entry_for_them(self, stack: Stack) -> None:
        worker, function = stack.properties("Worker"), stack.properties("Function")
        module, _, name = worker["Handler"].rpartition(".")
        assert importlib.util.find_spec(module) is not None
        assert name == "lambda_handler"
        for shared in ("Code", "Runtime", "Architectures", "MemorySize"):
            assert worker[shared] == function[shared]
        assert worker["Timeout"] < EXPRESS_SECONDS
        assert worker["Environment"]["Variables"] == {"BUCKET": "Bucket", "S3_ENDPOINT_URL": ""}

    def test_a_dataset_keeps_the_version_it_began_with(self, stack: Stack) -> None:
        machine = stack.properties("StateMachine")
        (version,) = (
            name for name in stack.of_type("AWS::Lambda::Version") if name.startswith("Worker")
        )
        assert machine["DefinitionSubstitutions"] == {
            "Bucket": "Bucket",
            "Worker": version,
            "Children": "EXPRESS",
        }
        assert machine["StateMachineType"] == "STANDARD"

    def test_they_may_do_this_and_no_more(self, stack: Stack) -> None:
        allowed = {
            role: {
                statement["Sid"]: (statement["Action"], statement["Resource"])
                for statement in stack.properties(role)["Policies"][0]["PolicyDocument"][
                    "Statement"
                ]
            }
            for role in ("WorkerRole", "StateMachineRole")
        }
        assert allowed["WorkerRole"] == {
            "Jobs": ("s3:GetObject", "Bucket.Arn/jobs/*"),
            "PartsAndTheFile": (
                ["s3:GetObject", "s3:PutObject", "s3:ListMultipartUploadParts"],
                "Bucket.Arn/datasets/*",
            ),
            "MissingKeysAre404": ("s3:ListBucket", "Bucket.Arn"),
            "Logs": (["logs:CreateLogStream", "logs:PutLogEvents"], "WorkerLogs.Arn"),
            "Traces": (["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
        }
        machine = allowed["StateMachineRole"]
        assert machine["Workers"] == ("lambda:InvokeFunction", "Worker.Arn:*")
        assert machine["TakeBack"] == ("s3:AbortMultipartUpload", "Bucket.Arn/datasets/*")
        assert machine["Children"][0] == "states:StartExecution"
        assert machine["Children"][1].endswith("stateMachine:AWS::StackName-scale")
        assert stack.properties("StateMachine")["StateMachineName"] == "AWS::StackName-scale"

    def test_what_fails_is_heard_of_and_seen(self, stack: Stack) -> None:
        watched = {
            stack.properties(name)["MetricName"]
            for name in stack.of_type("AWS::CloudWatch::Alarm")
            if stack.properties(name)["Namespace"] == "AWS/States"
        }
        assert watched == {"ExecutionsFailed", "ExecutionsTimedOut"}
        logging = stack.properties("StateMachine")["LoggingConfiguration"]
        assert logging["Level"] == "ERROR"
        assert logging["IncludeExecutionData"] is False

    def test_jobs_go_after_a_while(self, stack: Stack) -> None:
        rules = stack.properties("Bucket")["LifecycleConfiguration"]["Rules"]
        (rule,) = (rule for rule in rules if rule["Id"] == "JobsExpire")
        assert (rule["Prefix"], rule["ExpirationInDays"]) == ("jobs/", 30)

    @pytest.mark.parametrize(("workers", "widgets"), [("0", 7), ("50", 9)])
    def test_the_dashboard_is_json_with_and_without_them(self, workers: str, widgets: int) -> None:
        stack = translated(ScaleConcurrency=workers)
        body = stack.properties("Dashboard")["DashboardBody"]
        assert len(json.loads(body)["widgets"]) == widgets


class TestLogs:
    @pytest.mark.parametrize(
        ("level", "passed"), [("DEBUG", "DEBUG"), ("INFO", "INFO"), ("ERROR", "INFO")]
    )
    def test_metrics_are_logged_whatever_the_level(self, level: str, passed: str) -> None:
        function = translated(LogLevel=level).properties("Function")
        assert function["LoggingConfig"]["ApplicationLogLevel"] == passed
        assert function["Environment"]["Variables"]["LOG_LEVEL"] == level


class Recorder(Mapping[str, str]):
    """An environment that remembers what was asked of it."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def names_read(self) -> list[str]:
        Settings.from_environment(self)
        return self._names

    def __getitem__(self, name: str) -> str:
        self._names.append(name)
        if name == "BUCKET":
            return "b"
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
