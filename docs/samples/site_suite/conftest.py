"""The shop, served once for all tests, with the sandbox in place of Intercom."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from intercom_sandbox.testing import IntercomSandbox
from werkzeug.serving import make_server

from shop import create_shop


@pytest.fixture(scope="session")
def base_url(intercom_sandbox_server: IntercomSandbox) -> Iterator[str]:
    """Where the shop is: `page.goto("/")` opens it."""
    settings = {"appId": intercom_sandbox_server.app_id, "widgetUrl": intercom_sandbox_server.widget_url}
    server = make_server("127.0.0.1", 0, create_shop(settings), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
