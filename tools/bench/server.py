"""The bench's site: bare pages, a widget that notes when it is called, and Segment's CDN for analytics.js 2."""

from __future__ import annotations

from demo_site.cdn import CdnFiles
from demo_site.npm_bundles import ANALYTICS_NEXT
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from tools.bench.baselines import BENCH, BUILD, LATEST, Baseline
from tools.bench.visits import installation_page, project_settings, rudder_settings

PAGE = BENCH / "page"
BLANK = BENCH / "installations" / "bench_blank.html"
# A page that is isolated from other origins has a clock of 5 instead of 100 microseconds.
HEADERS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cache-control": "no-store",
}
SCRIPT = "text/javascript"


def create_app(baselines: list[Baseline]) -> Starlette:
    """The site; `baselines` are served as scripts under /baseline/."""
    sources = {row.key: row.source for row in baselines}

    async def page(_request: Request) -> Response:
        return FileResponse(BLANK, media_type="text/html", headers=HEADERS)

    async def installation(request: Request) -> Response:
        return HTMLResponse(installation_page(request.path_params["installation"]), headers=HEADERS)

    async def settings(request: Request) -> Response:
        origin = str(request.base_url).rstrip("/")
        return JSONResponse(project_settings(request.path_params["installation"], origin), headers=HEADERS)

    async def rudder(_request: Request) -> Response:
        return JSONResponse(rudder_settings(), headers=HEADERS)

    async def baseline(request: Request) -> Response:
        return Response(sources[request.path_params["key"]], media_type=SCRIPT, headers=HEADERS)

    async def widget(_request: Request) -> Response:
        return FileResponse(PAGE / "widget.js", media_type=SCRIPT, headers=HEADERS)

    async def adapters(_request: Request) -> Response:
        return FileResponse(PAGE / "baseline_adapters.js", media_type=SCRIPT, headers=HEADERS)

    async def host(_request: Request) -> Response:
        return FileResponse(ANALYTICS_NEXT / "standalone.js", media_type=SCRIPT, headers=HEADERS)

    async def accept(_request: Request) -> Response:
        return JSONResponse({"success": True})

    return Starlette(
        routes=[
            Route("/page", page),
            Route("/installation/{installation}", installation),
            Route("/baseline/{key}.js", baseline),
            Route("/baseline_adapters.js", adapters),
            Route("/widget/{app_id}", widget),
            Route("/v1/projects/{installation}/settings", settings),
            Route("/sourceConfig/", rudder),
            Route("/v1/{kind:path}", accept, methods=["POST"]),
            Mount("/next-integrations", CdnFiles(directory=LATEST)),
            Route("/standalone.js", host),
            Mount("/analytics-next/bundles", CdnFiles(directory=ANALYTICS_NEXT)),
            Mount("/build", CdnFiles(directory=BUILD)),
        ]
    )
