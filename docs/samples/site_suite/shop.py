"""A small shop: people sign up, and sign out. Every page tells Intercom who is there."""

from __future__ import annotations

import secrets

from flask import Flask, redirect, render_template_string, request, session
from intercom_destination import bundle_bytes, logout_cookies, snippet
from werkzeug import Response

PAGE = """<!doctype html>
<html lang="en">
  <title>Shop</title>
  {{ intercom }}
  {% if person %}
  <p>Welcome, {{ person.name }}!</p>
  <form method="post" action="/sign-out"><button>Sign out</button></form>
  {% else %}
  <form method="post" action="/sign-up">
    <label>Name <input name="name"></label>
    <label>Email <input name="email"></label>
    <button>Sign up</button>
  </form>
  {% endif %}
  {% if signed_up %}<script>analytics.track("Signed Up", { plan: "free" });</script>{% endif %}
</html>
"""


def create_shop(intercom: dict[str, str]) -> Flask:
    """The shop. `intercom` are the destination's settings: `appId`, and in tests `widgetUrl`."""
    shop = Flask(__name__)
    shop.secret_key = secrets.token_bytes()

    @shop.get("/")
    def home() -> str:
        person = session.get("person")
        if person:
            traits = {"name": person["name"], "email": person["email"], "plan": "free"}
            company = {"name": "Analytical Engines"}
            tag = snippet(intercom, user_id=person["id"], traits=traits, group_id="engines", group_traits=company)
        else:
            tag = snippet(intercom, signed_out="signed-out" in request.args)
        return render_template_string(PAGE, intercom=tag, person=person, signed_up="signed-up" in request.args)

    @shop.get("/static/intercom.min.js", endpoint="intercom")
    def bundle() -> Response:
        return Response(bundle_bytes("intercom.min.js"), mimetype="text/javascript")

    @shop.get("/favicon.ico")
    def icon() -> tuple[str, int]:
        return "", 204

    @shop.post("/sign-up")
    def sign_up() -> Response:
        person = {"id": request.form["email"], "name": request.form["name"], "email": request.form["email"]}
        session["person"] = person
        return redirect("/?signed-up")

    @shop.post("/sign-out")
    def sign_out() -> Response:
        session.clear()
        response = redirect("/?signed-out")
        for cookie in logout_cookies(intercom["appId"]):
            response.headers.add("Set-Cookie", cookie)
        return response

    return shop
