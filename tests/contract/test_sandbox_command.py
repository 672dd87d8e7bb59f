"""``intercom-destination sandbox``: where it serves, and what it says where it cannot."""

from __future__ import annotations

import signal
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from intercom_destination import bundle_bytes
from intercom_destination.cli.main import main
from intercom_sandbox.server.serving import listen

COMMAND = [sys.executable, "-c", "from intercom_destination.cli.main import main; main()", "sandbox"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_sandbox_command_prints_the_port_that_it_serves_at(host: str) -> None:
    command = [*COMMAND, "--host", host, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
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
    with subprocess.Popen([*COMMAND, "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline().strip() for _ in range(4)]
        printed = {name.rstrip(":"): value.strip() for name, _, value in (line.partition(": ") for line in lines)}
        origin = printed["state"].removesuffix("/sandbox/state")
        assert (printed["REST API"], list(printed)) == (f"{origin}/rest", ["widgetUrl", "REST API", "token", "state"])
        request = Request(f"{printed['REST API']}/me", headers={"authorization": f"Bearer {printed['token']}"})
        with urlopen(request) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        process.communicate()
