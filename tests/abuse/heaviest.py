"""Asks for one heavy dataset in a process of its own, and tells the most memory it took.

echo '{"schema": ..., "rows": ...}' | python -m tests.abuse.heaviest ENDPOINT DEADLINE
"""

from __future__ import annotations

import json
import sys

from starlette.testclient import TestClient

from rowsmith.settings import Settings
from rowsmith.wiring import build_app
from tests.memory import peak_megabytes


def main() -> None:
    """Print the answer's status, its body and the peak of resident memory in megabytes."""
    environment = {
        "BUCKET": "bottomless",
        "S3_ENDPOINT_URL": sys.argv[1],
        "DEADLINE_SECONDS": sys.argv[2],
    }
    client = TestClient(build_app(Settings.from_environment(environment)))
    answer = client.post("/datasets", json=json.load(sys.stdin))
    peak = peak_megabytes()
    print(json.dumps({"status": answer.status_code, "body": answer.json(), "megabytes": peak}))


if __name__ == "__main__":
    main()
