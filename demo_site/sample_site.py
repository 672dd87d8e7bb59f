"""The product's site: its pages, signing in and out, and the Segment calls that each page makes."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from demo_site.cdn import origin_of
from demo_site.demo_settings import DemoConfig, destination_settings
from demo_site.personas import People, Person
from demo_site.rendering import render
from demo_site.visitor_choice import INTEGRATIONS, Choice, choice_in
from intercom_destination.server.identity import user_hash, user_jwt

COOKIE = "paperboat-person"
FORM_LIMIT = 10_000

# Page -> its title, and whether somebody has to be signed in.
PAGES = {
    "home": ("Home", False),
    "sign-up": ("Sign up", False),
    "sign-in": ("Sign in", False),
    "company": ("Company", True),
    "checkout": ("Checkout", True),
    "account": ("Account", True),
    "goodbye": ("Signed out", False),
    "workbench": ("Workbench", False),
}

PLANS = (
    ("solo", "Solo", 9.0, "One person, unlimited invoices, reminders that write themselves."),
    ("team", "Team", 29.5, "Up to ten people, approvals, and the books your accountant asks for."),
    ("studio", "Studio", 79.0, "Everything, for studios that bill in several currencies."),
)


def chosen(request: Request) -> Choice:
    """The choice in the request's path; 404 in words where there is none."""
    try:
        return choice_in(request.path_params["choice"])
    except ValueError as error:
        raise HTTPException(404, str(error)) from error


async def page(request: Request) -> Response:
    """A page of the site, rendered with the calls that it makes."""
    choice = chosen(request)
    name = request.path_params["page"]
    if name not in PAGES:
        raise HTTPException(404, f"There is no page {name!r}; there are: {', '.join(PAGES)}")
    title, is_private = PAGES[name]
    people: People = request.app.state.people
    person = people.named(request.cookies.get(COOKIE, ""))
    if is_private and person is None:
        return RedirectResponse(f"/site/{choice.path}/sign-in", 303)
    config: DemoConfig = request.app.state.config
    context = {
        "choice": choice,
        "installation": choice.installation,
        "write_key": choice.write_key,
        "script": choice.script,
        "settings": destination_settings(config, origin_of(request), choice.settings),
        "config": config,
        "page": name,
        "title": title,
        "person": person,
        "people": list(people),
        "plans": PLANS,
        "options": call_options(choice),
        "integrations": INTEGRATIONS,
        "calls": calls_of(config, choice, title, person, has_signed_up="welcome" in request.query_params),
    }
    return render(request, f"site/{name}.html", context)


def call_options(choice: Choice) -> dict[str, Any]:
    """The third argument of the site's calls, as its ways say."""
    options: dict[str, Any] = {}
    hide = choice.way("hideDefaultLauncher")
    if hide:
        options["Intercom"] = {"hideDefaultLauncher": hide == "true"}
    if choice.way("destinations"):
        options["integrations"] = INTEGRATIONS[choice.way("destinations")]
    return options


def identify_call(config: DemoConfig, choice: Choice, person: Person) -> list[Any]:
    """The identify of a site, with the proof of identity that only its server can give."""
    options = call_options(choice)
    proof = proof_of(config, choice.way("identity"), person)
    if proof:
        integrations = dict(options.get("integrations", {}))
        named = integrations.get("Intercom")
        if named is not False:
            integrations["Intercom"] = {**options.pop("Intercom", {}), **proof}
            options["integrations"] = integrations
    traits: dict[str, Any] = {"name": person.name, "email": person.email, "createdAt": person.created_at}
    company = choice.way("company")
    if company == "object" and person.company:
        traits["company"] = person.company
    elif company == "name" and person.company:
        traits["company"] = person.company["name"]
    return ["identify", person.id, {**traits, **person.traits}, *([options] if options else [])]


def proof_of(config: DemoConfig, identity: str, person: Person) -> dict[str, str]:
    """`user_hash` or `intercom_user_jwt`; with "wrong" a hash made with a secret that is not the workspace's."""
    if not config.secret or identity == "off":
        return {}
    if identity == "jwt":
        return {"intercom_user_jwt": user_jwt(config.secret, person.id, 3600)}
    secret = config.secret if identity == "hmac" else f"not-{config.secret}"
    return {"user_hash": user_hash(secret, person.id)}


def calls_of(
    config: DemoConfig, choice: Choice, title: str, person: Person | None, *, has_signed_up: bool
) -> list[list[Any]]:
    """The Segment calls of a page, in their order: [method, arguments...]."""
    options = call_options(choice)
    calls: list[list[Any]] = [["page", title, {}, options] if options else ["page", title]]
    if person is not None:
        calls.append(identify_call(config, choice, person))
        if has_signed_up:
            calls.append(["track", "Signed Up", {"plan": "trial"}, *([options] if options else [])])
    return calls


async def sign_in(request: Request) -> Response:
    """Sign in as one of the people."""
    choice = chosen(request)
    people: People = request.app.state.people
    person = people.named((await form_of(request)).get("person", ""))
    if person is None:
        raise HTTPException(400, "There is no such person.")
    return welcome(choice, "account", person)


async def sign_up(request: Request) -> Response:
    """Make a new person, and sign them in."""
    choice = chosen(request)
    form = await form_of(request)
    name, email = form.get("name", "").strip(), form.get("email", "").strip()
    if not name or "@" not in email:
        raise HTTPException(400, "A name and an email address are needed.")
    people: People = request.app.state.people
    person = people.sign_up(name[:100], email[:100], form.get("company", "").strip()[:100])
    return welcome(choice, "account?welcome", person)


async def sign_out(request: Request) -> Response:
    """Forget who is signed in."""
    response = RedirectResponse(f"/site/{chosen(request).path}/goodbye", 303)
    response.delete_cookie(COOKIE, path="/site")
    return response


def welcome(choice: Choice, where: str, person: Person) -> Response:
    response = RedirectResponse(f"/site/{choice.path}/{where}", 303)
    response.set_cookie(COOKIE, person.id, path="/site", httponly=True, samesite="lax")
    return response


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form-encoded body."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_LIMIT:
            raise HTTPException(413, "The form is too long.")
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def site_routes() -> list[BaseRoute]:
    """The site, below the choice of how its pages get the destination."""
    return [
        Route("/site/{choice}/sign-in", sign_in, methods=["POST"]),
        Route("/site/{choice}/sign-up", sign_up, methods=["POST"]),
        Route("/site/{choice}/sign-out", sign_out, methods=["POST"]),
        Route("/site/{choice}/{page}", page),
    ]
