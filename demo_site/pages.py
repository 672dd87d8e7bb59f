"""The pages that people and tests open, and what stands in for Intercom's widget."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from jinja2 import StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.templating import Jinja2Templates

from demo_site.cdn import CdnFiles, origin_of
from demo_site.doors import DOORS, door_named
from demo_site.hosts import ROOT
from demo_site.settings import (
    DemoConfig,
    destination_settings,
    settings_from_query,
    write_key_for,
)

FOLDER = ROOT / "demo_site"
templates = Jinja2Templates(directory=FOLDER / "templates")
templates.env.undefined = StrictUndefined


def _page(request: Request, template: str, door_key: str, overrides: dict[str, Any]) -> Response:
    door = door_named(door_key)
    if door is None:
        known = ", ".join(row.key for row in DOORS)
        raise HTTPException(404, f"There is no door {door_key!r}; there are: {known}")
    config: DemoConfig = request.app.state.config
    context = {
        "config": config,
        "door": door,
        "doors": DOORS,
        "write_key": write_key_for(overrides),
        "overrides": overrides,
        "settings": destination_settings(config, origin_of(request), overrides),
    }
    headers = {"cache-control": "no-store"}
    return templates.TemplateResponse(request, template, context, headers=headers)


async def demo(request: Request) -> Response:
    """The demo page: `?door=` chooses the door, a setting's name overrides that setting."""
    overrides = settings_from_query(request.query_params)
    key = request.query_params.get("door", DOORS[0].key)
    return _page(request, "demo.html", key, overrides)


async def blank(request: Request) -> Response:
    """A page with one door and nothing else; `?settings=` is a JSON object of overrides."""
    try:
        overrides = json.loads(request.query_params.get("settings", "{}"))
    except json.JSONDecodeError as error:
        raise HTTPException(400, f"settings is not JSON: {error}") from error
    if not isinstance(overrides, dict):
        raise HTTPException(400, "settings is not a JSON object")
    return _page(request, "blank.html", request.path_params["door"], overrides)


async def empty(request: Request) -> Response:
    """A page without any script, for a test to bring its own."""
    return templates.TemplateResponse(request, "empty.html")


async def user_hash(request: Request) -> Response:
    """The `user_hash` of a user id: hex of HMAC-SHA256, keyed with the workspace's secret."""
    config: DemoConfig = request.app.state.config
    user_id = request.query_params.get("user_id", "")
    if not user_id:
        raise HTTPException(400, "user_id is missing")
    if not config.secret:
        raise HTTPException(404, "there is no secret: start the demo with --secret")
    digest = hmac.new(config.secret.encode(), user_id.encode(), hashlib.sha256)
    return JSONResponse({"user_hash": digest.hexdigest()}, headers={"cache-control": "no-store"})


async def widget(_request: Request) -> Response:
    """The recorder, at the address where Intercom's widget would be."""
    return FileResponse(FOLDER / "static" / "recorder.js", headers={"cache-control": "no-store"})


def page_routes() -> list[BaseRoute]:
    """The pages, their static files, and the recorder at the widget's address."""
    return [
        Route("/", demo),
        Route("/blank/{door}", blank),
        Route("/empty", empty),
        Route("/user-hash", user_hash),
        Mount("/static", CdnFiles(directory=FOLDER / "static")),
        Route("/widget/{app_id}", widget),
    ]
