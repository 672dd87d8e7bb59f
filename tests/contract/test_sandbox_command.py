"""``intercom-destination sandbox``: where it serves, and what it says where it cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner
from tools.cloud_trials.kills import heed_interrupts

from intercom_destination import bundle_bytes
from intercom_destination.cli.main import main
from intercom_sandbox.server.serving import listen

COMMAND = [sys.executable, "-c", "from intercom_destination.cli.main import main; main()", "sandbox"]


@contextmanager
def sandbox(*options: str) -> Iterator[subprocess.Popen[str]]:
    """The command, serving; it ends with the block, also where a test fails."""
    command = [*COMMAND, *options, "--port", "0"]
    heed = heed_interrupts if os.name == "posix" else None
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, preexec_fn=heed) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_sandbox_command_prints_the_port_that_it_serves_at(host: str) -> None:
    with sandbox("--host", host) as process:
        assert process.stdout
        name, _, widget_url = process.stdout.readline().partition(" ")
        assert name == "widgetUrl:"
        with urlopen(widget_url.strip().replace("{appId}", "demo")) as answer:
            assert answer.read() == bundle_bytes("sandbox.js")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, said) == (0, "")


def test_sandbox_command_names_a_port_that_is_taken() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["sandbox", "--port", port])
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: cannot listen on 127.0.0.1 port {port}: Address already in use.")


def test_sandbox_command_names_a_host_that_is_none() -> None:
    result = CliRunner().invoke(main, ["sandbox", "--host", "no such host", "--port", "0"])
    assert result.exit_code == 1
    assert result.output.startswith("Error: cannot listen on no such host port 0: ")


def test_sandbox_command_prints_where_the_rest_api_is_and_its_token() -> None:
    with sandbox() as process:
        assert process.stdout
        lines = [process.stdout.readline().strip() for _ in range(6)]
        printed = {name.rstrip(":"): value.strip() for name, _, value in (line.partition(": ") for line in lines)}
        origin = printed["state"].removesuffix("/sandbox/state")
        assert list(printed) == ["widgetUrl", "inspector", "faults", "REST API", "token", "state"]
        assert printed["inspector"] == f"{origin}/inspector"
        assert (printed["faults"], printed["REST API"]) == (f"{origin}/faults", f"{origin}/rest")
        request = Request(f"{printed['REST API']}/me", headers={"authorization": f"Bearer {printed['token']}"})
        with urlopen(request) as answer:
            assert answer.status == 200
