"""Make what `sam build` left ready to deploy: drop what never runs, compile what does.

Run with the function's own Python, as `make build` does. Lambda's disk is read-only, so
without bytecode in the package every cold start compiles everything anew. SAM's zip sets all
dates to 1980, so the bytecode is of the kind that does not look at dates.
"""

from __future__ import annotations

import argparse
import compileall
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from py_compile import PycInvalidationMode

MAX_MEGABYTES = 195
"""Lambda's own limit is 250; what a package grows by is paid at every cold start."""

SERVICES = {"s3", "secretsmanager", "stepfunctions"}
"""The AWS services whose descriptions boto3 may need."""

FOLDERS_NOT_NEEDED = {"__pycache__", "tests", "_pyinstaller", "sphinx"}
FILES_NOT_NEEDED = {".pyi", ".pyx", ".pxd", ".pxi", ".a", ".c", ".h", ".hpp", ".build"}


def main() -> None:
    """Trim, compile and weigh the package named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="for instance .aws-sam/build/Function")
    package: Path = parser.parse_args().package
    trim(package)
    if not compiled(package):
        sys.exit(f"some file of {package} does not compile")
    size = megabytes(package)
    if size > MAX_MEGABYTES:
        sys.exit(f"{package} is {size:.0f} MB; {MAX_MEGABYTES} is the most it may be")
    print(f"{package}: {size:.0f} MB with bytecode")


def trim(package: Path) -> None:
    """Remove tests, caches, type stubs, and the data of services and locales not in use."""
    for path in unneeded(package):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def unneeded(package: Path) -> Iterator[Path]:
    """Yield the files and folders that no request ever reads."""
    for path in sorted(package.rglob("*")):
        if path.suffix in FILES_NOT_NEEDED or (path.is_dir() and path.name in FOLDERS_NOT_NEEDED):
            yield path
    yield from (package / name for name in ("bin", "boto3/examples") if (package / name).exists())
    yield from folders_but(package / "botocore/data", SERVICES)
    yield from folders_but(package / "boto3/data", SERVICES)
    kept = locales(package)
    for provider in (package / "faker/providers").iterdir():
        yield from (path for path in folders_but(provider, kept) if is_locale(path.name))


def folders_but(folder: Path, kept: Iterable[str]) -> Iterator[Path]:
    """Yield the folders directly in `folder` whose names are not in `kept`."""
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_dir() and path.name not in kept)


def locales(package: Path) -> set[str]:
    """Name Faker's locales in use: the engine's, its providers' own defaults, and their bases."""
    sys.path.insert(0, str(package))
    sys.dont_write_bytecode = True
    from rowsmith.engine import LOCALES

    kept = {"en_US", *LOCALES}
    for provider in package.glob("faker/providers/*/__init__.py"):
        kept.update(re.findall(r'default_locale = "(\w+)"', provider.read_text()))
    while more := {base for locale in kept for base in bases(package, locale)} - kept:
        kept |= more
    return kept


def bases(package: Path, locale: str) -> Iterator[str]:
    """Yield the locales from which the providers of `locale` import."""
    for source in package.glob(f"faker/providers/*/{locale}/*.py"):
        yield from re.findall(
            r"from (?:\.\.|faker\.providers\.\w+\.)(\w+) import", source.read_text()
        )


def is_locale(name: str) -> bool:
    """Tell `de_AT` from a folder of code."""
    return re.fullmatch(r"[a-z]{2,3}(_[A-Z][A-Za-z_]+)?", name) is not None


def compiled(package: Path) -> bool:
    """Compile every source file; the bytecode is used as it is, whatever the dates say."""
    return bool(
        compileall.compile_dir(
            package, quiet=1, workers=0, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH
        )
    )


def megabytes(package: Path) -> float:
    """Weigh what would be unzipped, in millions of bytes."""
    return sum(path.stat().st_size for path in package.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    main()
