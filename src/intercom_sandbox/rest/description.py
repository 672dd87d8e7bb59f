"""What the REST API answers, as an OpenAPI description of its own: for tools that read one, and for the tests.

It says what the stand-in does, version by version in one; Intercom's own description says what Intercom does.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

#: Beside the API, not below it: no path of Intercom's is taken.
PATH = "/openapi.json"
FILE = Path(__file__).with_name("openapi.json")


async def show_description(_request: Request) -> Response:
    return Response(FILE.read_bytes(), media_type="application/json", headers={"cache-control": "no-store"})
