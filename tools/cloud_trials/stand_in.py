"""The stand-in for Intercom over HTTP, by the real clock, and what it holds in the end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from intercom_sandbox.server import Sandbox, Workspace, routes
from intercom_sandbox.server.serving import serving

TOKEN = "a-token-for-trials"
#: Calls in ten seconds, where the rate is not what a trial is about: what the stand-in takes at most.
UNLIMITED = 60_000


class StandIn:
    """A workspace at `url`."""

    def __init__(self, sandbox: Sandbox, url: str) -> None:
        self.sandbox, self.url = sandbox, url

    def set(self, **changes: Any) -> None:
        self.sandbox.workspaces["demo"] = replace(self.sandbox.workspaces["demo"], **changes)

    def fault(self, **changes: Any) -> None:
        self.sandbox.faults = replace(self.sandbox.faults, **changes)

    def count(self, table: str) -> int:
        return self.sandbox.store.number(f"select count(*) from {table}")

    def people(self) -> dict[str, dict[str, Any]]:
        """Users by their own id. Two with one id would be one too many: they count as a fault of the trial."""
        rows = self.sandbox.store.rows("select * from people where role = 'user'")
        found = {str(row["user_id"]): row for row in rows}
        assert len(found) == len(rows), "the stand-in has two contacts of one user id"
        return found

    def events(self) -> list[tuple[str, str, int]]:
        """User id, name and second of each event, in the order in which they came."""
        statement = "select user_id, name, cast(events.created as integer) as second from events join people"
        rows = self.sandbox.store.rows(f"{statement} on people.id = person order by events.id")
        return [(row["user_id"], row["name"], row["second"]) for row in rows]

    def last_request(self) -> int:
        """The number of the latest request."""
        return self.sandbox.store.number("select max(id) from feed")

    def requests(self) -> list[dict[str, Any]]:
        """The latest requests, as the feed has them."""
        rows = self.sandbox.store.rows("select data from feed where kind = 'rest' order by id")
        return [json.loads(row["data"]) for row in rows]


@contextmanager
def apart(rate: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """A stand-in in a process of its own, so that it takes no time of who is measured: its address, and its file."""
    store = folder / "stand_in.db"
    command = [sys.executable, "-m", "tools.cloud_trials.stand_in", str(store), str(rate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip(), store
        finally:
            process.communicate()  # the end of its standard input ends it


@contextmanager
def standing_in(rate: int = UNLIMITED, store: str = ":memory:") -> Iterator[StandIn]:
    """A stand-in on a free port, until the end of the block."""
    sandbox = Sandbox([Workspace(rest_token=TOKEN, rest_rate=rate)], store)
    with serving(Starlette(routes=routes(sandbox, Path("none")))) as origin:
        yield StandIn(sandbox, f"{origin}/rest")
    sandbox.store.close()


if __name__ == "__main__":
    with standing_in(int(sys.argv[2]), sys.argv[1]) as served:
        print(served.url, flush=True)
        sys.stdin.read()
