"""From `identify()` in the page to the Messenger's call that carries the user id, for each way to get there.

The page calls `identify` at once, in its head. On the classic path the host keeps the call until a timer of up to five
seconds has run, whatever the integration does; plugins get it as soon as they have loaded.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from playwright.sync_api import Browser, Request
from playwright.sync_api import TimeoutError as NeverCame

# A call that has not come by then has been lost, and counts as this.
LONGEST_MS = 10000

PARTS = Path(__file__).with_name("installations")
SEGMENT = ("group", "identify", "off", "on", "once", "page", "ready", "register", "reset", "track")
# A script tag alone takes no plugins.
ALONE = tuple(method for method in SEGMENT if method != "register")


@dataclass(frozen=True)
class Installation:
    """`key` is the path of its page, and its write key where the host has one; `parts` are files beside this."""

    key: str
    title: str
    parts: tuple[str, ...]
    ours: bool = False
    methods: tuple[str, ...] = SEGMENT


INSTALLATIONS = [
    Installation("classic", "analytics.js 2, classic destination", ("queue", "identify", "host"), True),
    Installation("remote", "analytics.js 2, remote plugin", ("queue", "identify", "host"), True),
    Installation("registered", "analytics.js 2, script tag beside it", ("queue", "identify", "tag", "host"), True),
    Installation("module", "analytics.js 2, registered module", ("queue", "identify", "module"), True),
    Installation("standalone", "script tag alone", ("queue", "identify", "tag"), True, ALONE),
    Installation("analytics_intercom", "@analytics/intercom, without its library", ("direct",)),
    Installation("messenger_js_sdk", "@intercom/messenger-js-sdk", ("direct",)),
    Installation("rudder", "rudder-sdk-js 1.4.3", ("rudder",)),
    Installation("snippet", "Intercom's snippet (equivalent)", ("direct",)),
]
LATENCY_MS = 40


def installation_page(key: str) -> str:
    found = next(installation for installation in INSTALLATIONS if installation.key == key)
    parts = [_part(name, key=key, methods=json.dumps(found.methods)) for name in found.parts]
    return _part("page", parts="".join(parts))


def _part(name: str, **given: str) -> str:
    return Template((PARTS / f"bench_{name}.html").read_text(encoding="utf-8")).substitute(given)


def project_settings(key: str, origin: str) -> dict[str, Any]:
    """What analytics.js 2 asks its CDN for."""
    settings = {"appId": "bench", "widgetUrl": origin + "/widget/{appId}"}
    integrations: dict[str, Any] = {
        "Segment.io": {
            "apiKey": key,
            "apiHost": f"{origin.partition('//')[2]}/v1",
            "protocol": "http",
            "type": "browser",
            "bundlingStatus": "bundled",
            "versionSettings": {"version": "4.4.7", "componentTypes": ["browser"]},
        }
    }
    if key == "classic":
        integrations["Intercom"] = {
            **settings,
            "type": "browser",
            "bundlingStatus": "bundled",
            "versionSettings": {"version": "latest", "componentTypes": ["browser"]},
        }
    plugin = {
        "name": "Intercom",
        "creationName": "Intercom",
        "libraryName": "intercomDestination",
        "url": f"{origin}/next-integrations/actions/intercom/latest/intercom.js.gz",
        "settings": settings,
    }
    return {
        "integrations": integrations,
        "plan": {"track": {"__default": {"enabled": True, "integrations": {}}}},
        "metrics": {"sampleRate": 0},
        "middlewareSettings": {},
        "enabledMiddleware": {},
        "remotePlugins": [plugin] if key == "remote" else [],
        "analyticsNextEnabled": True,
    }


def rudder_settings() -> dict[str, Any]:
    """What RudderStack's SDK asks for."""
    definition = {"enabled": True, "destinationDefinition": {"name": "INTERCOM"}, "config": {"appId": "bench"}}
    return {"source": {"destinations": [definition]}}


@dataclass(frozen=True)
class Arrival:
    """Milliseconds from `identify` to the Messenger, and the page's requests by method, except its own."""

    ms: float
    requests: Counter[str]


def open_installation(browser: Browser, origin: str, installation: Installation, latency: int = 0) -> Arrival:
    """One visit, by somebody who was never there; no answer comes before `latency`, in ms.

    Requests are counted until there have been none for half a second.
    """
    context = browser.new_context()
    try:
        page = context.new_page()
        if latency:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            limits = {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
            session.send("Network.emulateNetworkConditions", limits)
        asked: list[Request] = []
        page.on("request", lambda request: asked.append(request))
        page.goto(f"{origin}/installation/{installation.key}")
        try:
            page.wait_for_function("window.arrived", timeout=LONGEST_MS)
            ms = page.evaluate("window.arrived - window.asked")
        except NeverCame:
            ms = LONGEST_MS
        page.wait_for_load_state("networkidle")
        ignored = ("/installation/", "/baseline_adapters.js", "data:")
        counted = [request for request in asked if not any(part in request.url for part in ignored)]
        return Arrival(ms, Counter(request.method for request in counted))
    finally:
        context.close()
