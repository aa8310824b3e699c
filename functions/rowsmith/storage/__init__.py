"""S3: planned schemas, jobs, finished datasets, and links to them."""

from rowsmith.storage.daily_count import DailyCount
from rowsmith.storage.dataset_store import DatasetStore, Link
from rowsmith.storage.job_store import Attempt, JobStore, Kept
from rowsmith.storage.names import NewFile
from rowsmith.storage.parted_upload import PartedUploads
from rowsmith.storage.parts import parts_of
from rowsmith.storage.recent import Recent
from rowsmith.storage.s3 import S3
from rowsmith.storage.schema_cache import SchemaCache

__all__ = [
    "S3",
    "Attempt",
    "DailyCount",
    "DatasetStore",
    "JobStore",
    "Kept",
    "Link",
    "NewFile",
    "PartedUploads",
    "Recent",
    "SchemaCache",
    "parts_of",
]
