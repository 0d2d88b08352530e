"""A page that holds nothing but a preview and a few controls, without Streamlit: it opens in a
third of the time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from components import frontend
from components.preview.preview import component_data
from tests.preview.host.samples import component, picture, samples

FOLDER: Final = Path(__file__).parent


async def page(request: Request) -> Response:
    """The page, and its script."""
    return FileResponse(FOLDER / request.path_params.get("file", "stage.html"))


async def component_script(request: Request) -> Response:
    """The module that Streamlit would load."""
    return Response(frontend.script("preview/component"), media_type="text/javascript")


async def steps(request: Request) -> Response:
    """The data of each sample that the address names, as the component gets it."""
    params = request.query_params
    shown = samples(params)
    # A frame is kept warm for the next sample only.
    spare = {"spare": len(shown) > 1}
    return JSONResponse(
        [
            {
                "name": str(each),
                "data": {**component_data(component(each, params), picture(params)), **spare},
            }
            for each in shown
        ]
    )


def routes() -> list[Route]:
    """The page at /stage and what it loads."""
    return [
        Route("/stage", page),
        Route("/stage/component.js", component_script),
        Route("/stage/steps", steps),
        Route("/stage/{file}", page),
    ]
