"""Take the pictures of the front page and of a dataset's page that the README shows.

python -m tests.browser.pictures
"""

from __future__ import annotations

import shutil
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from tests.local.running import ROOT, running

FOLDER = ROOT / "docs/pictures"
SHOWN = urlencode({"description": "customer churn for a telecom company", "seed": 1})
PAGES = {"front-page": ("/", 640), "dataset-page": (f"/datasets.html?{SHOWN}", 1500)}
"""The path of each page, and the height of its picture in pixels."""

WIDTH = 1_000
PORT = "3000"
"""As it stands in the README: what is shown holds it."""


def main() -> None:
    """Start the service and write a PNG for each page."""
    FOLDER.mkdir(exist_ok=True)
    with running({"PORT": PORT}), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, (path, height) in PAGES.items():
            page = browser.new_page(viewport={"width": WIDTH, "height": height})
            page.goto(f"http://127.0.0.1:{PORT}{path}")
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
