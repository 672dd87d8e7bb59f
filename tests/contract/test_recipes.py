"""The recipes of docs/python: each framework renders the person, and ends the session at a sign-out."""

from __future__ import annotations

import base64
import re
import types
from typing import Any

import itsdangerous
import pytest
from starlette.testclient import TestClient
from tools.documents import run_page
from werkzeug.test import Client

from intercom_destination import bundle_bytes, calls_script, content_security_policy, snippet, user_hash

SECRET = "a secret long enough for HS256, by letters"
# Of somebody who is signed in as 5, as Starlette's session middleware makes it.
SESSION = "session=" + itsdangerous.TimestampSigner(SECRET).sign(base64.b64encode(b'{"user_id": "5"}')).decode()
SIGN_OUT_COOKIES = [
    "intercom-session-9iefb489=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + domain
    for domain in ("", "; Domain=www.example.com", "; Domain=example.com")
]


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INTERCOM_SECRET", "SESSION_SECRET"):
        monkeypatch.setenv(name, SECRET)


def test_django_recipe_serves_the_snippet_and_signs_out() -> None:
    import django
    from django.conf import settings

    if not settings.configured:
        contrib = "django.contrib."
        settings.configure(
            ALLOWED_HOSTS=["*"],
            INSTALLED_APPS=[contrib + "auth", contrib + "contenttypes"],
            MIDDLEWARE=[
                contrib + "sessions.middleware.SessionMiddleware",
                contrib + "auth.middleware.AuthenticationMiddleware",
            ],
            SECRET_KEY=SECRET,
            SESSION_ENGINE=contrib + "sessions.backends.signed_cookies",
            STATIC_URL="/static/",
        )
        django.setup()
    sample = run_page("docs/python/django.md")
    assert (sample["STATICFILES_DIRS"][0] / "intercom.min.js").is_file()
    user = types.SimpleNamespace(is_authenticated=False)
    context = {"request": types.SimpleNamespace(user=user, GET={})}
    assert sample["intercom"](context) == snippet({"appId": "9iefb489"})
    from django.utils import timezone

    vars(user).update(is_authenticated=True, pk=5, email="a@b.c", date_joined=timezone.now())
    html = sample["intercom"](context)
    assert user_hash(SECRET, "5") in html
    from django.template import Context, Engine
    from django.utils.html import conditional_escape

    assert conditional_escape(html) == html
    template = Engine().from_string("{{ tag }}")
    assert template.render(Context({"tag": html})) == html
    sign_out_of_django(sample)


def sign_out_of_django(sample: dict[str, Any]) -> None:
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.urls import path

    settings.ROOT_URLCONF = (
        path("", lambda request: HttpResponse(sample["intercom"]({"request": request}))),
        path("sign-out", sample["sign_out"]),
    )
    client = Client(WSGIHandler())
    assert client.get("/sign-out").status_code == 405
    response = client.post("/sign-out")
    assert (response.status_code, response.headers["Location"]) == (302, "/?signed-out")
    assert [cookie.strip() for cookie in response.headers.getlist("Set-Cookie")] == [
        "intercom-session-9iefb489=; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/",
        "intercom-session-9iefb489=; Domain=www.example.com; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/",
        "intercom-session-9iefb489=; Domain=example.com; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/",
    ]
    assert client.get("/?signed-out").text == snippet({"appId": "9iefb489"}, signed_out=True)
    assert client.get("/").text == snippet({"appId": "9iefb489"})


def test_django_translations_are_strings_among_the_traits() -> None:
    from django.utils.functional import lazy

    traits = {"plan": lazy(lambda: "Professionell", str)()}
    assert calls_script(user_id="1", traits=traits) == calls_script(user_id="1", traits={"plan": "Professionell"})


def test_flask_recipe_serves_the_snippet_and_signs_out() -> None:
    app = run_page("docs/python/flask.md")["app"]
    client = app.test_client()
    assert client.get("/").text == snippet({"appId": "9iefb489"})
    assert client.get("/static/intercom.min.js").data == bundle_bytes("intercom.min.js")
    with client.session_transaction() as session:
        session["user_id"] = "5"
    signed_in = snippet({"appId": "9iefb489"}, user_id="5", user_hash=user_hash(SECRET, "5"))
    assert client.get("/").text == client.get("/?signed-out").text == signed_in
    assert client.get("/sign-out").status_code == 405
    response = client.post("/sign-out")
    assert (response.status_code, response.headers["Location"]) == (302, "/?signed-out")
    *cookies, own = response.headers.getlist("Set-Cookie")
    assert cookies == SIGN_OUT_COOKIES
    assert own.startswith("session=;")
    assert client.get("/?signed-out").text == snippet({"appId": "9iefb489"}, signed_out=True)
    assert client.get("/").text == snippet({"appId": "9iefb489"})


def test_fastapi_recipe_serves_the_snippet_and_signs_out() -> None:
    app = run_page("docs/python/fastapi.md")["app"]
    assert ask(app, "/static/intercom.min.js")[2].encode() == bundle_bytes("intercom.min.js")
    assert ask(app, "/")[2] == f"<!doctype html>{snippet({'appId': '9iefb489'})}"
    assert ask(app, "/?signed-out")[2] == f"<!doctype html>{snippet({'appId': '9iefb489'}, signed_out=True)}"
    signed_in = snippet({"appId": "9iefb489"}, user_id="5", user_hash=user_hash(SECRET, "5"))
    for path in ("/", "/?signed-out"):
        assert ask(app, path, cookie=SESSION)[2] == f"<!doctype html>{signed_in}"
    sign_out_of(app)


def test_starlette_recipe_serves_the_snippet_and_signs_out() -> None:
    app = run_page("docs/python/starlette.md")["app"]
    for path in ("/", "/?signed-out"):
        _, headers, page = ask(app, path)
        assert dict(headers)["content-security-policy"] == content_security_policy()
        assert re.search(r"<script[^>]*>[^<]", page) is None
        for source in re.findall(r'src="([^"]*)"', page):
            _, headers, script = ask(app, source)
            assert dict(headers)["content-type"].startswith("text/javascript")
            if "calls" in source:
                assert script == calls_script(signed_out="signed-out" in path)
    signed_in = calls_script(user_id="5", traits={"plan": "pro"})
    for path in ("/intercom-calls.js", "/intercom-calls.js?signed-out"):
        assert ask(app, path, cookie=SESSION)[2] == signed_in
    sign_out_of(app)


def sign_out_of(app: Any) -> None:
    """A sign-out of an ASGI application: by POST only, with the cookies that end Intercom's session."""
    assert ask(app, "/sign-out")[0] == 405
    status, headers, _ = ask(app, "/sign-out", "POST", SESSION)
    assert (status, dict(headers)["location"]) == (303, "/?signed-out")
    *cookies, own = [value for name, value in headers if name == "set-cookie"]
    assert cookies == SIGN_OUT_COOKIES
    assert own.startswith("session=null;")


def ask(app: Any, url: str, method: str = "GET", cookie: str = "") -> tuple[int, list[tuple[str, str]], str]:
    """The status, the headers and the body that an ASGI application answers with."""
    client = TestClient(app, follow_redirects=False)
    response = client.request(method, url, headers={"cookie": cookie} if cookie else {})
    return response.status_code, response.headers.multi_items(), response.text
