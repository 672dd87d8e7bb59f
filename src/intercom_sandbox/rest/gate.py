"""What stands before every call: the token, the version, the rate windows, and the faults that are ordered."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from starlette.requests import Request

from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.server.workspace import REST_VERSIONS, Faults, Workspace

WINDOW = 10
JSON_TYPES = ("application/json", "application/*", "*/*")
#: What a load balancer says, not Intercom: no JSON.
HTML_STATUSES = (502, 504)
#: What the other statuses say, except 429, which names the limit.
STATUSES = {
    401: ("unauthorized", "Access Token Invalid"),
    403: ("forbidden", "You do not have permission to access this resource"),
    408: ("request_timeout", "The request timed out"),
    500: ("server_error", "The server encountered an error"),
    503: ("service_unavailable", "Service temporarily unavailable"),
}


@dataclass
class Gate:
    """The calls of each workspace's window, and how many requests the faults of the moment have met."""

    sandbox: Sandbox
    windows: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    matched: int = 0
    hit: int = 0
    resets: int = 0

    def workspace_of(self, request: Request) -> Workspace:
        """The workspace of the bearer token. Raises `Refusal`, 401."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        for workspace in self.sandbox.workspaces.values():
            right = hmac.compare_digest(token.strip().encode(), workspace.rest_token.encode())
            if kind.lower() == "bearer" and workspace.rest_token and right:
                return workspace
        raise Refusal(401, *STATUSES[401])

    def count(self, workspace: Workspace, now: float, fault: Faults) -> tuple[bool, dict[str, str]]:
        """Count a call: whether it is one too many, and the headers that say what is left."""
        if self.resets != self.sandbox.resets:
            self.resets = self.sandbox.resets
            self.windows.clear()
        window = int(now // WINDOW)
        last, calls = self.windows.get(workspace.app_id, (window, 0))
        calls = calls + 1 if last == window else 1
        self.windows[workspace.app_id] = (window, calls)
        is_over = calls > workspace.rest_rate or fault.rest_status == 429
        again = {"retry-after": str(fault.rest_retry_after)} if fault.rest_retry_after else {}
        return is_over, {
            "x-ratelimit-limit": str(workspace.rest_rate),
            "x-ratelimit-remaining": str(0 if is_over else workspace.rest_rate - calls),
            "x-ratelimit-reset": str((window + 1) * WINDOW),
            **(again if is_over or fault.rest_status else {}),
        }

    def fault(self, line: str) -> Faults:
        """The faults that meet this request, of which `line` is the method and path; none met is no fault."""
        ordered = self.sandbox.faults
        if ordered is not self.faults:
            self.faults, self.matched, self.hit = ordered, 0, 0
        if ordered.rest_match not in line:
            return Faults()
        self.matched += 1
        if self.matched % max(ordered.rest_every, 1) or (ordered.rest_times and self.hit >= ordered.rest_times):
            return Faults()
        self.hit += 1
        return ordered


def version_of(request: Request, workspace: Workspace) -> str:
    """The version that is asked for, else the workspace's. Raises `Refusal`."""
    version = request.headers.get("intercom-version", workspace.rest_version)
    if version not in REST_VERSIONS:
        message = f"The requested version could not be found; there are: {', '.join(REST_VERSIONS)}"
        raise Refusal(400, "intercom_version_invalid", message)
    return version


def check_accepted(request: Request) -> None:
    """Raise `Refusal`, 406, where JSON is not among what is accepted."""
    given = request.headers.get("accept", "*/*")
    accepted = [part.partition(";")[0].strip().lower() for part in given.split(",")]
    if not any(kind in JSON_TYPES for kind in accepted):
        raise Refusal(406, "not_acceptable", "The Accept header must include application/json")


def check_content_type(request: Request) -> None:
    """Raise `Refusal`, 400, where a body is not said to be JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(400, "bad_request", "The Content-Type header must be application/json")


def check_rate(workspace: Workspace, is_over: bool) -> None:
    if is_over:
        message = f"Exceeded rate limit of {workspace.rest_rate} in {WINDOW}_seconds"
        raise Refusal(429, "rate_limit_exceeded", message)


def check_fault(fault: Faults) -> None:
    """Raise `Refusal` where such an answer is ordered."""
    if fault.rest_status in STATUSES:
        raise Refusal(fault.rest_status, *STATUSES[fault.rest_status])
