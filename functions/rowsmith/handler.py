"""The Lambda entry: API Gateway events in, answers out."""

from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES

from rowsmith.problems import MEDIA_TYPE
from rowsmith.settings import Settings
from rowsmith.wiring import build_app, telemetry_of

settings = Settings.from_environment()
telemetry = telemetry_of(settings)
app = build_app(settings, telemetry)
lambda_handler = telemetry.handler(
    Mangum(app, lifespan="off", text_mime_types=[*DEFAULT_TEXT_MIME_TYPES, MEDIA_TYPE])
)
