"""The templates, and how a page is answered."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from demo_site.npm_bundles import ROOT
from intercom_sandbox.server.panel_page import FOLDER as SANDBOX_TEMPLATES

FOLDER = ROOT / "demo_site"
# The inspector is the sandbox's.
templates = Jinja2Templates(directory=[FOLDER / "templates", SANDBOX_TEMPLATES])
templates.env.undefined = StrictUndefined


def render(request: Request, template: str, context: dict[str, Any]) -> Response:
    """A page that no cache keeps."""
    return templates.TemplateResponse(request, template, context, headers={"cache-control": "no-store"})


def dashed(name: str) -> str:
    """A setting's name as the script tag's attribute has it: app-id for appId."""
    return re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def attribute(value: Any) -> str:
    """A setting's value as the script tag reads it."""
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


templates.env.filters |= {"dashed": dashed, "attribute": attribute}
