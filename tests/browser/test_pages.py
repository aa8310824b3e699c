"""The pages as a visitor meets them: in a real browser, with an empty console."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pandas as pd
import pytest

from tests.browser.conftest import Diary, Open
from tests.local.run import post

PHONE = {"width": 360, "height": 740}


def test_what_is_asked_on_the_front_page_is_shown_and_downloaded(
    service: str, open_page: Open, diary: Diary, tmp_path: Path
) -> None:
    page = open_page()
    page.goto(service)
    page.get_by_label("What should the dataset be about?").fill("gym members with age and plan")
    page.get_by_label("Rows").fill("120")
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url(re.compile(r"/datasets/[0-9a-f]{32}\.html$"))
    assert page.locator(".facts").inner_text().startswith("120 rows")
    headers = page.locator("thead th").all_inner_texts()
    first = page.locator("tbody tr").first.locator("td").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the CSV").click()
    saved = tmp_path / "saved.csv"
    download.value.save_as(saved)
    with urlopen(page.url.replace(".html", ".csv")) as answer:  # noqa: S310
        assert saved.read_bytes() == answer.read()
    frame = pd.read_csv(saved, dtype=str)
    assert (len(frame), list(frame.columns)) == (120, headers)
    shown, saved_row = dict(zip(headers, first, strict=True)), frame.to_dict("records")[0]
    assert (shown["age"], shown["plan"]) == (saved_row["age"], saved_row["plan"])
    assert not diary.console


def test_the_front_page_works_without_javascript(service: str, open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(service)
    page.locator(".examples a").first.click()
    page.wait_for_url(re.compile(r"/datasets/[0-9a-f]{32}\.html$"))
    assert page.locator("h1").inner_text()


def test_a_description_that_cannot_be_used_can_be_mended(service: str, open_page: Open) -> None:
    page = open_page()
    page.goto(f"{service}/datasets.html?{urlencode({'description': 'gym members', 'rows': 0})}")
    assert "rows must be at least 1" in page.locator("main").inner_text()
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url(re.compile(r"/datasets/[0-9a-f]{32}\.html$"))


def test_the_line_to_copy_is_copied(page_url: str, open_page: Open, diary: Diary) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(page_url)
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#read").inner_text()
    assert "pd.read_csv(" in copied
    assert not diary.console


def test_a_page_asks_for_itself_alone(page_url: str, open_page: Open, diary: Diary) -> None:
    page = open_page()
    page.goto(page_url, wait_until="networkidle")
    assert [url for url in diary.asked if not url.startswith("data:")] == [page_url]
    assert not diary.console


def test_a_saved_page_is_whole_without_a_network(
    page_url: str, open_page: Open, diary: Diary, tmp_path: Path
) -> None:
    page = open_page()
    page.goto(page_url)
    drawn = page.locator("svg").count()
    saved = tmp_path / "saved.html"
    with urlopen(page_url) as answer:  # noqa: S310
        saved.write_bytes(answer.read())
    alone = open_page(offline=True)
    alone.goto(saved.as_uri(), wait_until="networkidle")
    assert alone.locator("svg").count() == drawn > 0
    assert alone.locator("svg").first.bounding_box()["height"] > 20
    assert {urlsplit(url).hostname for url in diary.asked} <= {"127.0.0.1", None, ""}
    assert not diary.console


def test_a_page_is_light_or_dark_as_the_visitor_likes(page_url: str, open_page: Open) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.goto(page_url)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shades[scheme] = sum(int(part) for part in re.findall(r"\d+", colour)[:3])
    assert shades["light"] > 600
    assert shades["dark"] < 150


def paths(page_url: str) -> dict[str, str]:
    refused = urlencode({"description": "gym members", "rows": 0})
    return {
        "front": "/",
        "dataset": urlsplit(page_url).path,
        "problem": f"/datasets.html?{refused}",
    }


@pytest.mark.parametrize("name", ["front", "dataset", "problem"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_a_page_fits_the_screen_and_shuts_nobody_out(
    service: str, page_url: str, open_page: Open, name: str, scheme: str, size: dict[str, int]
) -> None:
    page = open_page(color_scheme=scheme, viewport=size)
    page.goto(service + paths(page_url)[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    for fold in page.locator("details").all():
        fold.evaluate("fold => fold.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found = import_module("axe_playwright_python.sync_playwright").Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_on_paper_the_key_stays_folded_and_no_button_is_printed(
    page_url: str, open_page: Open
) -> None:
    page = open_page()
    page.goto(page_url)
    page.emulate_media(media="print")
    assert not any(button.is_visible() for button in page.locator("button, .button").all())
    assert page.get_by_text("base rate").is_hidden()
    assert page.locator("tbody tr").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_strangers_words_run_nothing(service: str, open_page: Open, diary: Diary) -> None:
    hostile = '"><svg onload=alert(1)><script>alert(2)</script>'
    column = {"name": "x", "kind": "category", "values": [{"value": hostile}, {"value": "plain"}]}
    schema = {"title": hostile, "domain": "test", "columns": [column]}
    made = post(f"{service}/datasets", {"schema": schema, "rows": 20})
    page = open_page()
    alerts: list[Any] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    page.goto(service + made["page_url"], wait_until="networkidle")
    assert page.locator("h1").inner_text() == hostile
    assert not alerts
    assert not diary.console


def test_the_manual_is_whole_without_any_other_host(
    service: str, open_page: Open, diary: Diary
) -> None:
    page = open_page()
    page.goto(f"{service}/docs", wait_until="networkidle")
    page.locator(".opblock").first.wait_for()
    assert page.locator(".opblock").count() >= 10
    page.locator(".opblock", has_text="/examples").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    answer = page.locator(".live-responses-table")
    answer.wait_for()
    assert "customer churn" in answer.inner_text()
    hosts = {urlsplit(url).netloc for url in diary.asked if not url.startswith("data:")}
    assert hosts == {urlsplit(service).netloc}
    assert not diary.console
