"""The cookies of a sign-out: they end Intercom's session with the very response that ends the site's own.

Source: Intercom's own Rails helper, which expires the cookie `intercom-session-{app_id}` at sign-out. That works before
the Messenger has loaded, and where it never does.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from intercom_destination.server.checks import required_string

UNESCAPED = "-_.!~*'()"
"""What JavaScript's `encodeURIComponent` leaves as it is, besides letters and digits."""
EXPIRED = "Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT"
LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
"""RFC 1035, with the underscore that some names have."""
# At least two labels; the last one is no number, or the whole would be an IP address.
DOMAIN = re.compile(rf"(?:{LABEL}\.)+(?!(?:[0-9]+|0x[0-9a-f]*)\Z){LABEL}", re.ASCII | re.IGNORECASE)
LONGEST_DOMAIN = 253
"""RFC 1035 allows 255 octets on the wire, which are 253 characters in writing."""


def logout_cookies(app_id: str, domain: str | None = None) -> list[str]:
    """The values of the Set-Cookie headers for a sign-out response, one header each; they expire Intercom's session.

    The first is for the host that answers. Intercom sets the cookie on the widest domain that the browser lets it; so
    with `domain`, the host name of the site's pages, more follow: for that domain and for each parent with at least two
    labels. A browser ignores those that it does not allow, such as `co.uk`. Raises TypeError, and ValueError for an
    `app_id` that is empty or a `domain` that is invalid.
    """
    try:
        name = quote(f"intercom-session-{required_string('app_id', app_id)}", safe=UNESCAPED)
    except UnicodeEncodeError:
        raise ValueError("app_id has half of a surrogate pair, which no cookie can hold") from None
    expired = f"{name}=; {EXPIRED}"
    domains = [] if domain is None else _with_parents(_checked(domain))
    return [expired, *(f"{expired}; Domain={one}" for one in domains)]


def _checked(domain: object) -> str:
    found = required_string("domain", domain).removeprefix(".")
    if len(found) > LONGEST_DOMAIN or not DOMAIN.fullmatch(found):
        raise ValueError(
            f"domain is {domain!r}, allowed is a host name with at least two labels, such as app.example.com: "
            "no scheme, port or path, no IP address; letters beyond ASCII in the form that starts with xn--"
        )
    return found.lower()


def _with_parents(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]
