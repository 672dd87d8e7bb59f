"""The stand-in for Intercom in a site's own tests: started by `running`, or by the pytest fixture `intercom_sandbox`.

It needs the extra `sandbox`; pytest is needed for the fixture alone.
"""

from __future__ import annotations

from intercom_sandbox.extra import EXTRA

try:
    from intercom_sandbox.server.workspace import Faults, Workspace
    from intercom_sandbox.testing.data_types import (
        Company,
        Conversation,
        Event,
        Message,
        Person,
        RefusedRequest,
        Role,
        Shown,
    )
    from intercom_sandbox.testing.handle import IntercomSandbox, running
except ModuleNotFoundError as error:
    raise ImportError(f"{EXTRA} ({error})") from error

__all__ = [
    "Company",
    "Conversation",
    "Event",
    "Faults",
    "IntercomSandbox",
    "Message",
    "Person",
    "RefusedRequest",
    "Role",
    "Shown",
    "Workspace",
    "running",
]
