"""The workers' Lambda entry: what the state machine sends in, a number out."""

from typing import Any

from rowsmith.engine import job
from rowsmith.settings import Settings
from rowsmith.storage import S3, DatasetStore, JobStore, PartedUploads
from rowsmith.working import Worker

settings = Settings.from_environment()
s3 = S3.for_workers(settings.bucket, settings.region, settings.endpoint_url)
store = DatasetStore(s3, link_seconds=settings.link_seconds)
worker = Worker(engine=job, jobs=JobStore(s3), uploads=PartedUploads(s3), store=store)


def lambda_handler(event: Any, context: object) -> int:
    """Make a part, or complete the file."""
    return worker(event)
