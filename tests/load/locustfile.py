"""Callers: they ask for datasets, download them whole, and look at them again.

Run by tests/load/run.py, which names in KNOWN the descriptions that are cached, and in
DOWNLOADS the file for what was downloaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
from typing import Any

from locust import HttpUser, between, events, task

KNOWN: list[str] = json.loads(os.environ["KNOWN"])
"""Descriptions that all callers share, and that were planned before."""

downloads: list[dict[str, Any]] = []


class Caller(HttpUser):  # type: ignore[misc]  # locust carries types that need not be installed
    """Waits a moment between requests, as people and notebooks do."""

    wait_time = between(1, 3)

    @task(6)  # type: ignore[untyped-decorator]
    def known(self) -> None:
        """A description that was planned before, with a seed of its own."""
        self._make("POST /datasets, cached", random.choice(KNOWN))

    @task(3)  # type: ignore[untyped-decorator]
    def new(self) -> None:
        """A description that nobody has sent before."""
        most, share = random.randrange(10, 10**9), random.randrange(1, 99)
        text = (
            f"columns: amount between 1 and {most}, level (low, middle, high), paid ({share}% yes)"
        )
        self._make("POST /datasets, new", text)

    @task(1)  # type: ignore[untyped-decorator]
    def again(self) -> None:
        """A dataset that is there already, by its own path."""
        if not downloads:
            return
        made = random.choice(downloads)
        self.client.get(f"/datasets/{made['id']}", name="GET /datasets/{id}")
        self._download(made, f"/datasets/{made['id']}.csv", "GET /datasets/{id}.csv")

    def _make(self, name: str, description: str) -> None:
        body = {"description": description, "rows": random.choice([100, 1_000, 5_000])}
        body["seed"] = random.randrange(2**53)
        with self.client.post("/datasets", json=body, name=name, catch_response=True) as answer:
            if answer.status_code != 201:
                answer.failure(f"{answer.status_code} {answer.text[:200]}")
                return
            dataset = answer.json()
        kept = ("id", "rows", "seed", "locale", "schema", "size_bytes", "download_url")
        self._download({key: dataset[key] for key in kept}, dataset["download_url"], "download")

    def _download(self, made: dict[str, Any], url: str, name: str) -> None:
        with self.client.get(url, name=name, catch_response=True) as answer:
            body = answer.content
            digest = hashlib.sha256(body).hexdigest()
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
            elif len(body) != made["size_bytes"] or body.count(b"\n") != made["rows"] + 1:
                answer.failure("the file is not whole")
            elif made.setdefault("sha256", digest) != digest:
                answer.failure("the file has changed")
            elif name == "download":
                downloads.append(made)


@events.quitting.add_listener  # type: ignore[untyped-decorator]
def _write_down(**_: object) -> None:
    with open(os.environ["DOWNLOADS"], "w", encoding="utf-8") as file:
        file.writelines(json.dumps(made) + "\n" for made in downloads)
