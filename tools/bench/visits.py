"""From `identify()` in the page to the Messenger's call that carries the user id, for each way to get there.

The page calls `identify` at once, in its head. On the classic path the host keeps the call until a timer of up to five
seconds has run, whatever the integration does; plugins get it as soon as they have loaded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Request
from playwright.sync_api import TimeoutError as NeverCame

# A call that has not come by then has been lost, and counts as this.
LONGEST_MS = 10000

QUEUE = """
<script>
(function () {
  var queue = (window.analytics = window.analytics || []);
  queue._writeKey = "DOOR";
  queue._cdn = location.origin;
  ["group", "identify", "off", "on", "once", "page", "ready", "register", "reset", "track"].forEach(function (method) {
    queue[method] = function () {
      if (window.analytics !== queue) return window.analytics[method].apply(window.analytics, arguments);
      queue.push([method].concat(Array.from(arguments)));
      return queue;
    };
  });
})();
</script>
"""
HOST = """
<script async src="/standalone.js"></script>
"""
IDENTIFY = """
<script>
window.asked = performance.now();
analytics.identify("user-1", { email: "jane@example.com", name: "Jane Doe" });
analytics.page();
</script>
"""
TAG = '<script async src="/build/intercom.min.js" data-app-id="bench" data-widget-url="/widget/{appId}"></script>'
MODULE = """
<script type="module">
import { intercom } from "/build/intercom.mjs";
analytics.register(intercom({ appId: "bench", widgetUrl: "/widget/{appId}" }));
var host = document.createElement("script");
host.src = "/standalone.js";
document.head.appendChild(host);
</script>
"""
DIRECT = """
<script>
window.asked = performance.now();
window.intercomSettings = { app_id: "bench" };
</script>
<script src="/baseline_adapters.js"></script>
<script src="/baseline/DOOR.js"></script>
<script>
adapters.DOOR.start();
adapters.DOOR.identify({
  raw: { userId: "user-1", traits: { email: "jane@example.com", name: "Jane Doe" } },
  mapped: { user_id: "user-1", email: "jane@example.com", name: "Jane Doe" },
});
</script>
"""
RUDDER = """
<script>window.asked = performance.now();</script>
<script src="/baseline/DOOR.js"></script>
<script>
rudderanalytics.load("DOOR", location.origin, { configUrl: location.origin });
rudderanalytics.identify("user-1", { email: "jane@example.com", name: "Jane Doe" });
rudderanalytics.page();
</script>
"""


@dataclass(frozen=True)
class Installation:
    """`key` is the path of its page, and its write key where the host has one."""

    key: str
    title: str
    body: str
    ours: bool = False


INSTALLATIONS = [
    Installation("classic", "analytics.js 2, classic destination", QUEUE + IDENTIFY + HOST, True),
    Installation("remote", "analytics.js 2, remote plugin", QUEUE + IDENTIFY + HOST, True),
    Installation("registered", "analytics.js 2, script tag beside it", QUEUE + IDENTIFY + TAG + HOST, True),
    Installation("module", "analytics.js 2, registered module", QUEUE + IDENTIFY + MODULE, True),
    Installation("standalone", "script tag alone", QUEUE.replace('"register", ', "") + IDENTIFY + TAG, True),
    Installation("analytics_intercom", "@analytics/intercom, without its host", DIRECT),
    Installation("messenger_js_sdk", "@intercom/messenger-js-sdk", DIRECT),
    Installation("rudder", "rudder-sdk-js 1.4.3", RUDDER),
    Installation("snippet", "Intercom's snippet (equivalent)", DIRECT),
]
LATENCY_MS = 40


def installation_page(key: str) -> str:
    body = next(installation.body for installation in INSTALLATIONS if installation.key == key)
    head = "<link rel=icon href=data:,>" + body.replace("DOOR", key)
    return f"<!doctype html><html><head>{head}</head><body></body></html>"


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
    """Milliseconds from `identify` to the Messenger, and the page's requests by method, but for its own."""

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
