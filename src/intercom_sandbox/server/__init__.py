"""The sandbox's half on the server: a store, the checks that Intercom makes, and the routes to mount.

Only this package needs Starlette; nothing else of `intercom_destination` imports it.
"""

from __future__ import annotations

from intercom_sandbox.server.routes import routes
from intercom_sandbox.server.sandbox import Sandbox
from intercom_sandbox.server.workspace import Faults, Workspace

__all__ = ["Faults", "Sandbox", "Workspace", "routes"]
