"""Sends Segment's calls to the Intercom Messenger: one mapping, run in CPython and in the browser.

For the people who serve the pages: the delivered files (`bundle_path`, `bundle_bytes`, `integrity`), a tag to put
into a page (`snippet`, `calls_script`), the end of the session at a sign-out (`logout_cookies`), identity verification
(`user_hash`, `user_jwt`), the policy that the Messenger needs (`content_security_policy`), and what an event becomes
(`explain`). Importing this module loads none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intercom_destination.diagnostics.explain import Explainer, explain
    from intercom_destination.server.assets import bundle_bytes, bundle_names, bundle_path, integrity
    from intercom_destination.server.csp import content_security_policy
    from intercom_destination.server.identity import check_user_hash, check_user_jwt, user_hash, user_jwt
    from intercom_destination.server.sign_out import logout_cookies
    from intercom_destination.server.snippet import IntercomExtension, calls_script, snippet

__version__ = "1.1.0"

__all__ = [
    "Explainer",
    "IntercomExtension",
    "__version__",
    "bundle_bytes",
    "bundle_names",
    "bundle_path",
    "calls_script",
    "check_user_hash",
    "check_user_jwt",
    "content_security_policy",
    "explain",
    "integrity",
    "logout_cookies",
    "snippet",
    "user_hash",
    "user_jwt",
]

# Name -> the module that it comes from when it is first asked for.
_HOMES = {
    "Explainer": "diagnostics.explain",
    "IntercomExtension": "server.snippet",
    "bundle_bytes": "server.assets",
    "bundle_names": "server.assets",
    "bundle_path": "server.assets",
    "calls_script": "server.snippet",
    "check_user_hash": "server.identity",
    "check_user_jwt": "server.identity",
    "content_security_policy": "server.csp",
    "explain": "diagnostics.explain",
    "integrity": "server.assets",
    "logout_cookies": "server.sign_out",
    "snippet": "server.snippet",
    "user_hash": "server.identity",
    "user_jwt": "server.identity",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
