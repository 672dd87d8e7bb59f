"""The tool's own pages: scenarios, the site with the inspector beside it, the inspector; and bare ones for tests."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from demo_site.cdn import CdnFiles, origin_of
from demo_site.demo_settings import DemoConfig, destination_settings
from demo_site.installations import INSTALLATIONS
from demo_site.qa_routes import NEEDS_SANDBOX
from demo_site.rendering import FOLDER, render
from demo_site.sample_site import PAGES, chosen
from demo_site.scenarios import scenarios
from demo_site.visitor_choice import Choice, choice_from_query, choice_in
from intercom_destination.server.identity import user_hash
from intercom_sandbox.server.faults_page import faults_context

NEEDS_SANDBOX_FOR_FAULTS = "Faults are the sandbox's: start the demo without --app-id."

Named = TypeVar("Named")


async def index(request: Request) -> Response:
    """All scenarios, by group, for the installation in `?installation=`."""
    choice = _from_query(request)
    groups: dict[str, list[Any]] = {}
    for scenario in scenarios().values():
        groups.setdefault(scenario.group, []).append(scenario)
    context = {
        "groups": groups,
        "installation": choice.installation,
        "installations": INSTALLATIONS,
        "config": request.app.state.config,
    }
    return render(request, "index.html", context)


async def play_all(request: Request) -> Response:
    """Every scenario by every installation; `?scenario=` and `?installation=` name some of them."""
    config: DemoConfig = request.app.state.config
    if config.real:
        raise HTTPException(409, NEEDS_SANDBOX)
    rows = _named("scenario", request, scenarios())
    columns = _named("installation", request, {row.key: row for row in INSTALLATIONS})
    runs = [
        {
            "scenario": scenario.key,
            "title": scenario.title,
            "installation": installation.key,
            "address": f"/open/{scenario.choice(installation).path}/{scenario.start}?scenario={scenario.key}&play",
        }
        for scenario in rows
        for installation in columns
    ]
    context = {"scenarios": rows, "installations": columns, "runs": runs, "config": config}
    return render(request, "play_all.html", context)


def _named(name: str, request: Request, known: dict[str, Named]) -> list[Named]:
    """Those of them that the query names, or all."""
    wanted = request.query_params.getlist(name) or list(known)
    for key in wanted:
        if key not in known:
            raise HTTPException(404, f"There is no {name} {key!r}; there are: {', '.join(known)}")
    return [known[key] for key in wanted]


async def shell(request: Request) -> Response:
    """The site in a frame, the inspector beside it; with `?scenario=` that scenario's steps."""
    choice = chosen(request)
    page = request.path_params["page"]
    if page not in PAGES:
        raise HTTPException(404, f"There is no page {page!r}; there are: {', '.join(PAGES)}")
    key = request.query_params.get("scenario", "")
    if key and key not in scenarios():
        raise HTTPException(404, f"There is no scenario {key!r}.")
    config: DemoConfig = request.app.state.config
    if key and config.real:
        raise HTTPException(409, NEEDS_SANDBOX)
    scenario = scenarios().get(key)
    context = {
        "choice": choice,
        "installation": choice.installation,
        "installations": INSTALLATIONS,
        "page": page,
        "pages": PAGES,
        "config": config,
        "settings": destination_settings(config, origin_of(request), choice.settings),
        "scenario": scenario,
        "setup": {
            "installation": asdict(choice.installation),
            "frame": f"/site/{choice.path}/",
            "page": page,
            "settings": destination_settings(config, origin_of(request), choice.settings),
            "sandbox": not config.real,
            "scenario": scenario
            and {"key": scenario.key, "title": scenario.title, "steps": scenario.steps, "expect": scenario.expect},
            "play": "play" in request.query_params,
        },
    }
    return render(request, "shell.html", context)


async def open_with(request: Request) -> Response:
    """The settings form's target: to the shell with what was chosen."""
    page = request.query_params.get("page", "home")
    where = f"/open/{_from_query(request).path}/{page if page in PAGES else 'home'}"
    if request.query_params.get("scenario") in scenarios():
        where += f"?scenario={request.query_params['scenario']}"
    return RedirectResponse(where, 303)


async def inspector(request: Request) -> Response:
    """The inspector on a page of its own: it follows the shells that are open in the same browser."""
    return render(request, "own_inspector.html", {"config": request.app.state.config, "installation": INSTALLATIONS[0]})


async def faults(request: Request) -> Response:
    """The sandbox's switches of faults, with the demo's header."""
    config: DemoConfig = request.app.state.config
    if config.real:
        raise HTTPException(409, NEEDS_SANDBOX_FOR_FAULTS)
    context = {**faults_context(request.app.state.sandbox), "config": config, "installation": INSTALLATIONS[0]}
    return render(request, "faults_page.html", context)


async def blank(request: Request) -> Response:
    """A page with one installation and nothing else; `?settings=` is a JSON object of overrides."""
    try:
        overrides = json.loads(request.query_params.get("settings", "{}"))
    except json.JSONDecodeError as error:
        raise HTTPException(400, f"settings is not JSON: {error}") from error
    if not isinstance(overrides, dict):
        raise HTTPException(400, "settings is not a JSON object")
    try:
        installation = choice_in(request.path_params["installation"]).installation
    except ValueError as error:
        raise HTTPException(404, str(error)) from error
    config: DemoConfig = request.app.state.config
    # What is delivered for production: that is what tests are about.
    settings = {"widgetUrl": origin_of(request) + "/recorder/widget/{appId}", **overrides}
    choice = Choice(installation, settings, {"build": "production"})
    context = {
        "installation": installation,
        "write_key": choice.write_key,
        "script": choice.script,
        "settings": destination_settings(config, origin_of(request), choice.settings),
    }
    return render(request, "blank.html", context)


async def empty(request: Request) -> Response:
    """A page without any script, for a test to bring its own."""
    return render(request, "empty.html", {})


async def hash_of(request: Request) -> Response:
    """The `user_hash` of a user id, as a site's server computes it."""
    config: DemoConfig = request.app.state.config
    user_id = request.query_params.get("user_id", "")
    if not user_id:
        raise HTTPException(400, "user_id is missing")
    if not config.secret:
        raise HTTPException(404, "there is no secret: start the demo with --secret")
    return JSONResponse({"user_hash": user_hash(config.secret, user_id)}, headers={"cache-control": "no-store"})


async def recorder(_request: Request) -> Response:
    """In place of the widget for tests: it keeps each call, draws nothing and sends nothing."""
    return FileResponse(FOLDER / "static" / "recorder.js", headers={"cache-control": "no-store"})


def _from_query(request: Request) -> Choice:
    try:
        return choice_from_query(request.query_params)
    except ValueError as error:
        raise HTTPException(404, str(error)) from error


def page_routes() -> list[BaseRoute]:
    """The pages, their static files, and what tests open."""
    return [
        Route("/", index),
        Route("/play-all", play_all),
        Route("/open", open_with),
        Route("/open/{choice}/{page}", shell),
        Route("/inspector", inspector),
        Route("/faults", faults),
        Route("/blank/{installation}", blank),
        Route("/empty", empty),
        Route("/user-hash", hash_of),
        Route("/recorder/widget/{app_id}", recorder),
        Mount("/static", CdnFiles(directory=FOLDER / "static")),
    ]
