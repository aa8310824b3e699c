"""The service as uvicorn's workers import it."""

from rowsmith.settings import Settings
from rowsmith.wiring import build_app

app = build_app(Settings.from_environment())
