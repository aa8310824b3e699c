"""S3: planned schemas, finished datasets, and links to them."""

from rowsmith.storage.daily_count import DailyCount
from rowsmith.storage.dataset_store import DatasetStore, Link, NewFile
from rowsmith.storage.recent import Recent
from rowsmith.storage.s3 import S3
from rowsmith.storage.schema_cache import SchemaCache

__all__ = ["S3", "DailyCount", "DatasetStore", "Link", "NewFile", "Recent", "SchemaCache"]
