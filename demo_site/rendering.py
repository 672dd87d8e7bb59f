"""The templates, and how a page is answered."""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from demo_site.npm_bundles import ROOT
from intercom_destination.server.data_attributes import attribute_name, attribute_value
from intercom_sandbox.server.panel_page import FOLDER as SANDBOX_TEMPLATES

FOLDER = ROOT / "demo_site"
# The inspector is the sandbox's.
templates = Jinja2Templates(directory=[FOLDER / "templates", SANDBOX_TEMPLATES])
templates.env.undefined = StrictUndefined
templates.env.globals |= {"attribute_name": attribute_name, "attribute_value": attribute_value}


def render(request: Request, template: str, context: dict[str, Any]) -> Response:
    """A page that no cache keeps."""
    return templates.TemplateResponse(request, template, context, headers={"cache-control": "no-store"})
