"""The content security policy that the Messenger needs.

Source: "Using Intercom with Content Security Policy" in Intercom's help center. Only the hosts of the workspace's own
region are named, except uploads, whose hosts Intercom does not sort by region.
"""

from __future__ import annotations

from intercom_destination.web.mapping.settings import REGIONS

# Region -> hosts of its live connection.
SOCKETS = {
    "us": ["nexus-websocket-a.intercom.io", "nexus-websocket-b.intercom.io"],
    "eu": ["nexus-europe-websocket.intercom.io"],
    "au": ["nexus-australia-websocket.intercom.io"],
}

SCRIPTS = ["https://app.intercom.io", "https://widget.intercom.io", "https://js.intercomcdn.com"]
SHARED_CONNECTIONS = [
    "https://via.intercom.io",
    "https://api-ping.intercom.io",
    "https://*.intercom-messenger.com",
    "wss://*.intercom-messenger.com",
]
UPLOADS = [
    "https://uploads.intercomcdn.com",
    "https://uploads.intercomcdn.eu",
    "https://uploads.au.intercomcdn.com",
    "https://uploads.eu.intercomcdn.com",
    "https://uploads.intercomusercontent.com",
]
# Of no region, and the same in both forms.
OTHERS = {
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": [
        "'self'",
        "blob:",
        "data:",
        "https://js.intercomcdn.com",
        "https://static.intercomassets.com",
        "https://downloads.intercomcdn.com",
        "https://uploads.intercomusercontent.com",
        "https://gifs.intercomcdn.com",
        "https://video-messages.intercomcdn.com",
        "https://messenger-apps.intercom.io",
        "https://*.intercom-attachments-5.com",
        "https://*.intercom-attachments-6.com",
        "https://*.intercom-attachments-9.com",
    ],
    "font-src": ["'self'", "https://js.intercomcdn.com", "https://fonts.intercomcdn.com"],
    "media-src": ["'self'", "https://js.intercomcdn.com"],
    "frame-src": ["https://intercom-sheets.com", "https://www.intercom-reporting.com"],
    "form-action": ["'self'", "https://intercom.help"],
}


def content_security_policy(region: str = "us", nonce: str | None = None) -> str:
    """The value of a Content-Security-Policy header, for a page with the bundle and the Messenger.

    `region` is us, eu or au. With a nonce, scripts are trusted by it and by `'strict-dynamic'`; without, by host.
    Merge it into the page's own policy; a second header would only take away. Raises ValueError.
    """
    if region not in REGIONS:
        raise ValueError(f"region is {region!r}, allowed is {' or '.join(REGIONS)}")
    messenger = REGIONS[region]
    apis = [messenger.replace("api-iam.", "api."), messenger]
    live = [f"{scheme}://{host}" for host in SOCKETS[region] for scheme in ("https", "wss")]
    policy = {
        "script-src": ["'self'", *SCRIPTS] if nonce is None else [nonce_source(nonce), "'strict-dynamic'"],
        "connect-src": ["'self'", *apis, *SHARED_CONNECTIONS, *live, *UPLOADS],
        **OTHERS,
    }
    policy["form-action"] = [*policy["form-action"], messenger]
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


def nonce_source(nonce: str) -> str:
    """A nonce as a source of a policy. Raises ValueError for what is no base64: it could end the directive."""
    if not nonce or not all(char.isascii() and (char.isalnum() or char in "+/-_=") for char in nonce):
        raise ValueError("nonce has to be base64: letters, digits, + / - _ =")
    return f"'nonce-{nonce}'"
