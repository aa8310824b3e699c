"""The HTTP contract: routes, and the one table from errors to status codes."""

from __future__ import annotations

import hmac
from importlib import resources
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, FastAPI, Path, Query, Request, Response, Security
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.security import APIKeyHeader, APIKeyQuery
from starlette.exceptions import HTTPException

import rowsmith
from rowsmith import contract, errors, manual, problems
from rowsmith.contract import DatasetQuery, DatasetRequest, SchemaRequest
from rowsmith.contract_making import MakingDocument
from rowsmith.deadline import Deadline
from rowsmith.documents import MAKING, Document
from rowsmith.heads import HeadAsGet, is_head
from rowsmith.limits import BodyLimit, Net
from rowsmith.planning import examples
from rowsmith.scaling import RETRY_SECONDS
from rowsmith.schema import Schema
from rowsmith.service import File, Service

STATUS: dict[type[errors.RowsmithError], tuple[int, str]] = {
    errors.InvalidRequest: (422, "The request cannot be used"),
    errors.InvalidSchema: (422, "The schema cannot be used"),
    errors.NotUnderstood: (422, "The description was not understood"),
    errors.Refused: (422, "The model declined this description"),
    errors.TooMuch: (422, "This is more than one request can make"),
    errors.NotFound: (404, "There is no such dataset"),
    errors.NotAllowed: (401, "The key is missing or wrong"),
    errors.PlannerFailed: (502, "The model's answer cannot be used"),
    errors.PlannerUnavailable: (503, "The model cannot be asked right now"),
    errors.StorageUnavailable: (503, "The file store does not answer"),
    errors.WorkersUnavailable: (503, "The workers cannot be asked right now"),
    errors.NotReady: (503, "This dataset is not ready yet"),
    errors.MakingFailed: (503, "This dataset could not be made"),
    errors.DeadlineExceeded: (504, "There was not enough time"),
}
"""The status of each error and of the errors below it; what is not here is a 500."""

NOTEBOOK = "application/x-ipynb+json"

ANSWER_SECONDS = 1.0
"""What is left of a Lambda's time for the answer itself."""

_POSTING = (400, 413, 415, 422, 502, 503, 504)


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _deadline(request: Request) -> Deadline:
    """The moment when Lambda, or the gateway before it, gives up; a second earlier."""
    seconds: float = request.app.state.deadline_seconds
    context = request.scope.get("aws.context")
    if context is not None:
        of_lambda = context.get_remaining_time_in_millis() / 1000 - ANSWER_SECONDS
        seconds = min(seconds, of_lambda)
    return Deadline(seconds)


async def _json_only(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (
        kind.startswith("application/") and kind.endswith("+json")
    ):
        raise HTTPException(415)


async def _key_holders_only(
    request: Request,
    header: Annotated[str | None, Security(APIKeyHeader(name="x-api-key", auto_error=False))],
    query: Annotated[str | None, Security(APIKeyQuery(name="key", auto_error=False))],
) -> None:
    expected: str = request.app.state.shared_key
    if not hmac.compare_digest((header or query or "").encode(), expected.encode()):
        raise errors.NotAllowed("Send the service's key in the header x-api-key.")


_LOCATION = {"Location": {"schema": {"type": "string"}}}
_TO_THE_FILE: dict[str, Any] = {
    "description": "The CSV is at `Location`, for a while.",
    "headers": _LOCATION,
}

_UNDER_WAY: dict[str, Any] = {
    "model": MakingDocument,
    "description": "Workers are making the dataset: look at `Location` after `Retry-After`.",
    "headers": {**_LOCATION, "Retry-After": {"schema": {"type": "integer"}}},
}

ServiceNow = Annotated[Service, Depends(_service)]
DeadlineNow = Annotated[Deadline, Depends(_deadline)]
DatasetId = Annotated[str, Path(description="The `id` of an answer of POST /datasets.")]

router = APIRouter()


@router.post(
    "/datasets",
    tags=["datasets"],
    status_code=201,
    summary="Make a dataset",
    dependencies=[Depends(_json_only)],
    responses={
        **problems.documented(*_POSTING),
        201: {
            "model": contract.DatasetDocument,
            "description": "The dataset, and a link to its CSV.",
            "headers": _LOCATION,
        },
        202: _UNDER_WAY,
    },
)
def create_dataset(
    body: Annotated[DatasetRequest, Body(openapi_examples=contract.DATASET_EXAMPLES)],
    service: ServiceNow,
    deadline: DeadlineNow,
) -> JSONResponse:
    """Describe a dataset, or send a schema; the answer links to the CSV and describes it.

    What is too large for one request is made after the answer: look at `Location` again.
    """
    return _answered(service.create_dataset(body, deadline), 201, {})


@router.get(
    "/datasets.csv",
    tags=["datasets"],
    status_code=307,
    summary="Make a dataset and download it",
    response_class=RedirectResponse,
    responses={**problems.documented(422, 502, 503, 504), 307: _TO_THE_FILE},
)
def make_and_download(
    query: Annotated[DatasetQuery, Query()],
    request: Request,
    service: ServiceNow,
    deadline: DeadlineNow,
) -> Response:
    """One URL, one file: `pd.read_csv`, DuckDB or curl ask for it as for any CSV.

    It is made the first time and found from then on, on the same day.
    """
    return _leading_to(service.file(query.request(), deadline), request)


@router.get(
    "/datasets/{dataset_id}.csv",
    tags=["datasets"],
    status_code=307,
    summary="Download a dataset",
    response_class=RedirectResponse,
    responses={**problems.documented(404, 503), 307: _TO_THE_FILE},
)
def download_dataset(dataset_id: DatasetId, request: Request, service: ServiceNow) -> Response:
    """Leads to the CSV, as `pd.read_csv` and `curl -L` follow it, while the file is kept."""
    return _leading_to(service.made_file(dataset_id), request)


def _leading_to(file: File, request: Request) -> Response:
    """A redirect to a file's link; to HEAD, whose signature the link has not, its size."""
    if is_head(request):
        size = {"Content-Length": str(file.size), "Accept-Ranges": "bytes"}
        return Response(headers={**_NOT_KEPT, **size}, media_type="text/csv; charset=utf-8")
    return RedirectResponse(file.url, 307, _NOT_KEPT)


_NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@router.get(
    "/datasets.html",
    tags=["datasets"],
    status_code=303,
    summary="Make a dataset and look at it",
    response_class=RedirectResponse,
    responses={
        **problems.documented(422, 502, 503, 504),
        303: {"description": "The page is at `Location`.", "headers": _LOCATION},
    },
)
def make_and_show(
    query: Annotated[DatasetQuery, Query()],
    service: ServiceNow,
    deadline: DeadlineNow,
) -> RedirectResponse:
    """Where the front page leads: as `/datasets.csv`, to the page of the dataset."""
    made = service.file(query.request(), deadline)
    return RedirectResponse(f"/datasets/{made.dataset_id}.html", 303, _NOT_KEPT)


@router.get(
    "/datasets/{dataset_id}.html",
    tags=["datasets"],
    summary="Look at a dataset in a browser",
    response_class=HTMLResponse,
    responses=problems.documented(404, 503),
)
def show_dataset(dataset_id: DatasetId, request: Request, service: ServiceNow) -> HTMLResponse:
    """Its rows, columns and label as a page that asks for nothing else."""
    from rowsmith.pages import dataset_page

    shown = service.shown(dataset_id)
    page = dataset_page(shown.document, shown.pictures, _base(request))
    return HTMLResponse(page.html, headers={**page.headers, **_BY_ACCEPT})


@router.get(
    "/datasets/{dataset_id}.ipynb",
    tags=["datasets"],
    summary="Start a notebook from a dataset",
    response_class=Response,
    responses={
        **problems.documented(404, 503),
        200: {"content": {NOTEBOOK: {}}, "description": "A Jupyter notebook (nbformat 4.5)."},
    },
)
def start_notebook(dataset_id: DatasetId, request: Request, service: ServiceNow) -> Response:
    """Loads the file, looks, cleans, splits, and fits a first model beside the best possible."""
    from rowsmith.pages.notebook import notebook

    document = service.shown(dataset_id).document
    made = notebook(document, f"{_base(request)}/datasets/{dataset_id}.csv")
    name = {"Content-Disposition": f'attachment; filename="{dataset_id}.ipynb"'}
    return Response(made, media_type=NOTEBOOK, headers={**_NOT_KEPT, **name})


@router.get(
    "/datasets/{dataset_id}",
    tags=["datasets"],
    summary="Look at a dataset again",
    responses={
        **problems.documented(404, 503),
        200: {"model": contract.DatasetDocument},
        202: _UNDER_WAY,
    },
)
def read_dataset(dataset_id: DatasetId, request: Request, service: ServiceNow) -> Response:
    """The answer that made it, with a fresh link; to a browser, its page."""
    if _prefers_a_page(request):
        return show_dataset(dataset_id, request, service)
    return _answered(service.dataset(dataset_id), 200, _BY_ACCEPT)


def _answered(document: Document, status: int, headers: dict[str, str]) -> JSONResponse:
    """A document with its page; of a dataset under way, when and where to look again."""
    told = {**document, "page_url": f"/datasets/{document['id']}.html"}
    location = {"Location": f"/datasets/{document['id']}"}
    if document.get("status") == MAKING:
        again = {"Retry-After": str(RETRY_SECONDS)}
        return JSONResponse(told, 202, {**headers, **location, **again, **_NOT_KEPT})
    return JSONResponse(told, status, {**headers, **(location if status == 201 else {})})


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _prefers_a_page(request: Request) -> bool:
    """Whether HTML stands before JSON in what the client accepts, as in a browser's."""
    accepted = request.headers.get("accept", "")
    html, json = accepted.find("text/html"), accepted.find("application/json")
    return html >= 0 and (json < 0 or html < json)


_BY_ACCEPT = {"Vary": "Accept"}


@router.post(
    "/schemas",
    tags=["schemas"],
    summary="Plan a dataset",
    dependencies=[Depends(_json_only)],
    responses={**problems.documented(*_POSTING), 200: {"model": contract.SchemaDocument}},
)
def create_schema(body: SchemaRequest, service: ServiceNow, deadline: DeadlineNow) -> JSONResponse:
    """The schema of a description, without rows: look at it, edit it, POST it to /datasets."""
    return JSONResponse(service.create_schema(body, deadline))


@router.get(
    "/examples",
    tags=["schemas"],
    summary="Ready descriptions",
    responses={**problems.documented(), 200: {"model": contract.Examples}},
)
def read_examples() -> JSONResponse:
    """Descriptions that work as they stand, and the columns to expect."""
    return JSONResponse({"examples": examples()})


health = APIRouter()


@health.get("/health", tags=["service"], summary="Is it up?", response_model=contract.Health)
async def read_health(service: ServiceNow) -> JSONResponse:
    """Asks nobody: no model, no file store."""
    planner = service.default_planner
    return JSONResponse({"status": "ok", "version": contract.VERSION, "planner": planner})


@health.get("/", include_in_schema=False)
def read_root(request: Request) -> HTMLResponse:
    """A visitor is asked for a description."""
    from rowsmith.pages import front_page

    page = front_page(examples(), _base(request))
    return HTMLResponse(page.html, headers=page.headers)


class _App(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Describe the API, with what FastAPI cannot know: problems, the language of `schema`."""
        if self.openapi_schema is None:
            document = super().openapi()
            parts = document["components"]["schemas"]
            for model in (contract.ProblemDocument, Schema):
                own = model.model_json_schema(ref_template="#/components/schemas/{model}")
                parts.update(own.pop("$defs", {}))
                parts[model.__name__] = own
            language = {"$ref": "#/components/schemas/Schema"}
            optional = {"anyOf": [language, {"type": "null"}]}
            parts["DatasetRequest"]["properties"]["schema"].update(optional)
            for name in ("DatasetDocument", "SchemaDocument"):
                words = parts[name]["properties"]["schema"]["description"]
                parts[name]["properties"]["schema"] = {**language, "description": words}
            problems.forget_validation_errors(document)
        return super().openapi()


def create_app(
    service: Service,
    *,
    deadline_seconds: float,
    shared_key: str | None = None,
    cors_origins: tuple[str, ...] = (),
) -> FastAPI:
    """The application. With a `shared_key`, all but /health and the manual ask for it."""
    app = _App(
        title="Rowsmith",
        version=contract.VERSION,
        description=resources.files(rowsmith).joinpath("manual.md").read_text("utf-8"),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.service = service
    app.state.deadline_seconds = deadline_seconds
    app.state.shared_key = shared_key
    app.include_router(router, dependencies=[Depends(_key_holders_only)] if shared_key else [])
    app.include_router(health)
    app.include_router(manual.router)
    app.add_exception_handler(errors.RowsmithError, _on_our_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_body)
    app.add_middleware(BodyLimit)
    app.add_middleware(Net)
    app.add_middleware(HeadAsGet)
    if cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=cors_origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["content-type", "x-api-key"],
            expose_headers=["Location", "Retry-After"],
        )
    return app


_KEYS = {
    path: [field.alias or name for name, field in model.model_fields.items()]
    for path, model in (
        ("/datasets", DatasetRequest),
        ("/datasets.csv", DatasetQuery),
        ("/datasets.html", DatasetQuery),
        ("/schemas", SchemaRequest),
    )
}


async def _on_our_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.RowsmithError)  # noqa: S101 - registered for these alone
    known = next((kind for kind in type(error).__mro__ if kind in STATUS), None)
    if known is None:
        raise error
    status, title = STATUS[known]
    return _as_asked(problems.of_error(error, status, title), request)


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return _as_asked(problems.of_http(error), request)


async def _on_invalid_body(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return _as_asked(problems.of_body(error, _KEYS.get(request.url.path, [])), request)


def _as_asked(problem: problems.ProblemResponse, request: Request) -> Response:
    """The problem, as a page where a page was asked for."""
    if not (request.url.path.endswith(".html") and _prefers_a_page(request)):
        return problem
    from rowsmith.pages import problem_page

    asked = request.query_params.get("description", "")
    page = problem_page(problem.title, problem.detail, asked[: contract.MAX_DESCRIPTION])
    kept = {name: problem.headers[name] for name in _KEPT if name in problem.headers}
    if problem.code == errors.NotReady.code:  # the browser looks again by itself
        kept["refresh"] = problem.headers["retry-after"]
    return HTMLResponse(page.html, problem.status_code, {**page.headers, **kept})


_KEPT = ("allow", "retry-after", "www-authenticate")
"""Headers of a problem that its page has too."""
