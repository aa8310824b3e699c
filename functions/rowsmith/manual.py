"""The manual at /docs: Swagger UI over /openapi.json, with no file of another host."""

from __future__ import annotations

import gzip
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

SWAGGER_UI = "5.34.0"
"""The release of the files in pages/swagger. It stands in their path, so they never change."""

TYPES = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
}

_FOLDER = f"/docs/{SWAGGER_UI}"
_KEPT = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def read_manual() -> HTMLResponse:
    """Every route, to read and to try."""
    from rowsmith.pages import manual_page

    page = manual_page(_FOLDER)
    return HTMLResponse(page.html, headers=page.headers)


@router.get(f"{_FOLDER}/{{name}}")
def read_file(name: str, accept_encoding: Annotated[str, Header()] = "") -> Response:
    """A file of Swagger UI, compressed as it is kept; plain to who takes no gzip."""
    if name not in TYPES:
        raise HTTPException(404)
    packed = files("rowsmith.pages").joinpath("swagger", f"{name}.gz").read_bytes()
    if "gzip" in accept_encoding:
        return Response(packed, 200, {**_KEPT, "Content-Encoding": "gzip"}, TYPES[name])
    return Response(gzip.decompress(packed), 200, _KEPT, TYPES[name])
