"""What unit tests of more than one file are played with."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.sandbox_client import SECRET, Server

from intercom_sandbox.server import Sandbox, Workspace


@pytest.fixture
def server(tmp_path: Path) -> Server:
    script = tmp_path / "sandbox.js"
    script.write_text("// the Messenger")
    return Server(Sandbox([Workspace(secret=SECRET)]), script)
