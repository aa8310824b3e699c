"""Documents as HTML. Every word of a stranger is escaped, and no page asks for anything else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlencode

from rowsmith.contract import MAX_DESCRIPTION

if TYPE_CHECKING:
    from jinja2 import Environment

Document: TypeAlias = Mapping[str, Any]

SMALLEST_SHARE = 0.001
"""A share below which a page says that it is less."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the headers that keep it to itself."""

    html: str
    headers: Mapping[str, str]


def dataset_page(document: Document, pictures: Document, base_url: str) -> Page:
    """The page of a dataset.

    document: as `GET /datasets/{id}` answers. pictures: as the engine counts them.
    base_url: of the service, without a slash at its end.
    """
    url = f"{base_url}/datasets/{document['id']}"
    return _page(
        "dataset.html",
        script=_text("copy.js"),
        dataset=document,
        pictures={"columns": {}, "labels": [], **pictures},
        csv_url=f"{url}.csv",
        notebook_url=f"{url}.ipynb",
        read_csv=read_csv_lines(document, f"{url}.csv"),
    )


def front_page(examples: Sequence[Document], base_url: str) -> Page:
    """The page that asks for a description; `examples` as `GET /examples` answers."""
    shown = [
        {"description": one["description"], "query": urlencode({"description": one["description"]})}
        for one in examples
    ]
    return _page("front.html", examples=shown, base=base_url, longest=MAX_DESCRIPTION)


def problem_page(title: str, detail: str, description: str) -> Page:
    """What went wrong, with the form to try again; `description` is what was asked, or empty."""
    return _page(
        "problem.html", title=title, detail=detail, asked=description, longest=MAX_DESCRIPTION
    )


def manual_page(folder: str) -> Page:
    """The page of Swagger UI, whose files lie in `folder` of the service; it asks no other host."""
    from markupsafe import Markup

    script = _text("docs.js")
    shown = {"folder": folder, "script": Markup(script)}  # noqa: S704 - a file of ours
    html = _environment().get_template("docs.html").render(shown)
    policy = (
        f"default-src 'none'; script-src 'self' '{_digest(script)}'; style-src 'self'; "
        "img-src data:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    return Page(html, {**_HEADERS, "Content-Security-Policy": policy})


def read_csv_lines(document: Document, url: str) -> str:
    """Lines of Python that read the file at `url` as it is meant to be read."""
    return f'import pandas as pd\n\ndf = pd.read_csv("{url}"{reading_arguments(document)})'


def reading_arguments(document: Document) -> str:
    """What `pd.read_csv` is told after the file, as the answer's `read_csv` has it."""
    opening = f'pd.read_csv("{document["download_url"]}"'
    return str(document["read_csv"]).removeprefix(opening).removesuffix(")")


def _page(template: str, *, script: str = "", **values: object) -> Page:
    from markupsafe import Markup

    style = _text("page.css")
    own = {"style": Markup(style), "script": Markup(script)}  # noqa: S704 - files of ours
    html = _environment().get_template(template).render(**own, **values)
    return Page(html, {**_HEADERS, "Content-Security-Policy": _policy(style, script)})


_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def _policy(style: str, script: str) -> str:
    """Nothing but the page's own style and script; forms lead back here."""
    scripts = f"; script-src '{_digest(script)}'" if script else ""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'{scripts}; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("rowsmith.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "coordinate": lambda value: f"{value:.1f}".removesuffix(".0"),
        "figure": _figure,
        "largest": _largest,
        "measure": lambda value, shows: _share(value, 1) if shows == "share" else _figure(value),
        "share": _share,
    }
    return environment


def _figure(value: float | str) -> str:
    """A number as people write it; other text as it is."""
    if isinstance(value, str) or not isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.3g}" if abs(value) < 1_000 else f"{value:,.0f}"


def _share(part: float, whole: float) -> str:
    share = part / whole if whole else 0.0
    if 0 < share < SMALLEST_SHARE:
        return "<0.1%"
    return f"{share:.1%}".replace(".0%", "%")


def _largest(picture: Document) -> float:
    """What the longest bar of a label's picture stands for."""
    return max((value for _, _, values in picture["groups"] for value in values), default=0) or 1.0
