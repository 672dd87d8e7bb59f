"""The templates, and how a page is answered."""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined
from starlette.exceptions import HTTPException
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


def attribute_text(setting: str, value: Any) -> str:
    """A setting as the script tag reads it; one that no attribute can hold is an answer in words."""
    try:
        return attribute_value(setting, value)
    except (TypeError, ValueError) as error:
        raise HTTPException(400, str(error)) from None


templates.env.globals |= {"attribute_name": attribute_name, "attribute_text": attribute_text}


def render(request: Request, template: str, context: dict[str, Any]) -> Response:
    """A page that no cache keeps."""
    return templates.TemplateResponse(request, template, context, headers={"cache-control": "no-store"})
