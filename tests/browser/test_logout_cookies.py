"""A sign-out on the server, as the Flask recipe does it, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, Route
from tools.documents import run_page

SITE = "https://www.example.com"
SESSION = "intercom-session-9iefb489"
SIGN_OUT = "fetch('/sign-out', {method: 'POST', redirect: 'manual'}).then(() => 0)"


@pytest.fixture
def requests(page: Page, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The recipe serves `SITE`; gives each request's path, and its cookies of Intercom."""
    monkeypatch.setenv("INTERCOM_SECRET", "s")
    client = run_page("docs/python/flask.md")["app"].test_client(use_cookies=False)
    found: list[list[str]] = []

    def serve(route: Route) -> None:
        request = route.request
        path = request.url.removeprefix(SITE)
        cookies = request.all_headers().get("cookie", "")
        found.append([path, *sorted(cookie for cookie in cookies.split("; ") if cookie.startswith("intercom-"))])
        if path == "/favicon.ico":
            route.fulfill(status=204)
            return
        response = client.open(path, method=request.method)
        headers = dict(response.headers)
        if "Set-Cookie" in headers:
            headers["Set-Cookie"] = "\n".join(response.headers.getlist("Set-Cookie"))
        # A redirect would not be answered from here.
        route.fulfill(
            status=200 if response.status_code == 302 else response.status_code, headers=headers, body=response.data
        )

    page.route(f"{SITE}/**", serve)
    page.route("https://widget.intercom.io/**", lambda route: route.fulfill(content_type="text/javascript", body=""))
    return found


@pytest.mark.chromium_only("an answer of Playwright's own expires no cookie in a stock Firefox; a server's does")
def test_logout_cookies_ends_the_session_on_the_host_and_each_parent(
    page: Page, context: BrowserContext, requests: list[list[str]]
) -> None:
    page.goto(f"{SITE}/")
    context.add_cookies(
        [
            {"name": SESSION, "value": "host", "url": SITE},
            {"name": SESSION, "value": "www", "domain": ".www.example.com", "path": "/"},
            {"name": SESSION, "value": "parent", "domain": ".example.com", "path": "/"},
            {"name": f"{SESSION}0", "value": "another", "domain": ".example.com", "path": "/"},
        ]
    )
    page.evaluate(SIGN_OUT)
    page.goto(f"{SITE}/?signed-out")
    sent = {path: cookies for path, *cookies in requests if "static" not in path}
    assert sent["/sign-out"] == [f"{SESSION}0=another", f"{SESSION}=host", f"{SESSION}=parent", f"{SESSION}=www"]
    assert sent["/?signed-out"] == [f"{SESSION}0=another"]
