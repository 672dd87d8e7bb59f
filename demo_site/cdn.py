"""Segment's CDN and tracking API, played locally: the paths are Segment's own."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from demo_site.demo_settings import WRITE_KEY, DemoConfig, destination_settings, overrides_in, source_in
from demo_site.npm_bundles import ANALYTICS_NEXT, CLASSIC, ROOT, HostMissingError, bundle_package

BUILD = ROOT / "build"
DELIVERED = BUILD / "cdn" / "next-integrations"
CLASSIC_BOOT = ROOT / "demo_site" / "static" / "classic-boot.js"
# The development build is a version of its own on the CDN.
VERSION, DEVELOPMENT_VERSION = "latest", "dev"


class CdnFiles(StaticFiles):
    """Files as a CDN sends them: what ends in .gz goes out with its encoding named."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        if path.endswith(".js.gz"):
            response.headers["content-encoding"] = "gzip"
        return response


def script(text: str) -> Response:
    """A script that is made anew for each request."""
    headers = {"cache-control": "no-store"}
    return Response(text, media_type="text/javascript", headers=headers)


def origin_of(request: Request) -> str:
    """Where the page's requests go, without a slash at the end."""
    return str(request.base_url).rstrip("/")


def version_of(request: Request) -> str:
    """The version of the destination that the write key in the request's path asks for."""
    _, is_development = source_in(request.path_params["write_key"])
    return DEVELOPMENT_VERSION if is_development else VERSION


def page_settings(request: Request) -> dict[str, Any]:
    """The destination's settings for the write key in the request's path."""
    config: DemoConfig = request.app.state.config
    try:
        overrides = overrides_in(request.path_params["write_key"])
    except ValueError as error:
        raise HTTPException(404, str(error)) from error
    return destination_settings(config, origin_of(request), overrides)


async def project_settings(request: Request) -> Response:
    """What analytics.js 2 asks for first: the destinations of the source and their settings."""
    source, _ = source_in(request.path_params["write_key"])
    settings, version = page_settings(request), version_of(request)
    # With one integration only, analytics.js 2 does not look at classic destinations.
    integrations: dict[str, Any] = {
        "Segment.io": {
            "apiKey": request.path_params["write_key"],
            "apiHost": f"{request.url.netloc}/v1",
            "protocol": request.url.scheme,
            "type": "browser",
            "bundlingStatus": "bundled",
            "versionSettings": {"version": "4.4.7", "componentTypes": ["browser"]},
        }
    }
    if source == WRITE_KEY:
        integrations["Intercom"] = {
            **settings,
            "type": "browser",
            "bundlingStatus": "bundled",
            "versionSettings": {"version": version, "componentTypes": ["browser"]},
        }
    plugin = {
        "name": "Intercom",
        "creationName": "Intercom",
        "libraryName": "intercomDestination",
        "url": f"{origin_of(request)}/next-integrations/actions/intercom/{version}/intercom.js",
        "settings": settings,
    }
    answer = {
        "integrations": integrations,
        "plan": {"track": {"__default": {"enabled": True, "integrations": {}}}},
        "metrics": {"sampleRate": 0},
        "middlewareSettings": {},
        "enabledMiddleware": {},
        "legacyVideoPluginsEnabled": False,
        "remotePlugins": [plugin] if source == "remote" else [],
        "analyticsNextEnabled": True,
    }
    return JSONResponse(answer, headers={"cache-control": "no-store"})


async def analytics_next(_request: Request) -> Response:
    """analytics.js 2, its stand-alone build, as the snippet asks for it."""
    path = ANALYTICS_NEXT / "standalone.js"
    if not path.is_file():
        raise HostMissingError(f"{path} is not there: run npm ci.")
    return script(path.read_text(encoding="utf-8"))


async def analytics_classic(request: Request) -> Response:
    """Classic analytics.js with the source's settings in the script, as Segment rendered it."""
    settings = json.dumps(page_settings(request))
    integration = f"/next-integrations/integrations/intercom/{version_of(request)}/intercom.dynamic.js.gz"
    parts = [
        "(function () {",
        bundle_package(CLASSIC, "classic"),
        CLASSIC_BOOT.read_text(encoding="utf-8"),
        f"bootClassic(classic, {settings}, {json.dumps(integration)});",
        "})();",
    ]
    return script("\n".join(parts))


async def delivered(request: Request) -> Response:
    """A file that a site would serve itself: the script tag's."""
    path = BUILD / request.path_params["name"]
    if path.suffix != ".js" or not path.is_file():
        raise HTTPException(404, f"There is no {path.name}; is it built?")
    return script(path.read_text(encoding="utf-8"))


async def accept_event(_request: Request) -> Response:
    """Segment's tracking API: everything is accepted, nothing is kept."""
    return JSONResponse({"success": True})


def cdn_routes() -> list[BaseRoute]:
    """Every path that a library asks Segment for."""
    return [
        Route("/v1/projects/{write_key}/settings", project_settings),
        Route("/analytics.js/v1/{write_key}/analytics.min.js", analytics_next),
        Route("/analytics.js/v1/{write_key}/analytics.classic.js", analytics_classic),
        Mount("/analytics-next/bundles", CdnFiles(directory=ANALYTICS_NEXT, check_dir=False)),
        Route("/delivered/{name}", delivered),
        Mount("/next-integrations", CdnFiles(directory=DELIVERED, check_dir=False)),
        Route("/v1/{kind:path}", accept_event, methods=["POST"]),
    ]
