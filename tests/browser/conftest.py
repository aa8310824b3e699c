"""Headless Chromium before the service that `make run` starts, and a diary of what it met."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from tests.aws.needs import need
from tests.aws.runtime import free_port
from tests.local.run import post
from tests.local.running import running

PLAYWRIGHT = "playwright"
PACKAGES = (PLAYWRIGHT, "axe_playwright_python")


@dataclass
class Diary:
    """What the pages of a test asked for, and what they wrote into the console."""

    asked: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def follow(self, page: Any) -> None:
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))


Open = Callable[..., Any]
"""Opens an empty page: `open(color_scheme="dark")`, with the options of a browser's context."""


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    port = free_port()
    with running({"PORT": str(port)}):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def page_url(service: str) -> str:
    """The page of a dataset with a label, dates, texts and empty cells."""
    description = "customer churn with name, signup date, comment, 10% missing ages, and churned"
    made = post(f"{service}/datasets", {"description": description, "rows": 300, "seed": 1})
    return f"{service}{made['page_url']}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    for package in PACKAGES:
        need(find_spec(package) is not None, f"{package} is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    need(program is not None, "there is no chromium on PATH")
    # As root it starts without a sandbox only; the pages are our own.
    with import_module(f"{PLAYWRIGHT}.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def open_page(browser: Any, diary: Diary) -> Iterator[Open]:
    contexts = []

    def open_page(**options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        diary.follow(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
