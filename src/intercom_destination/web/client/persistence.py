"""What a browser keeps of a session between pages: Intercom's cookie, and our one key of `localStorage`.

A page may have neither (a sandboxed frame, private mode, a full disk): then nothing is there, and nothing is said.
"""

from __future__ import annotations

from intercom_destination.js import attempt
from intercom_destination.js.dom import Array
from intercom_destination.js.globals import encodeURIComponent, undefined
from intercom_destination.web.records import Client


def cookie_name(client: Client) -> str:
    return "intercom-session-" + encodeURIComponent(client["checked"]["appId"]) + "="


def has_session_cookie(client: Client) -> bool:
    """Whether it is there, and not emptied, which is how some end it."""
    name = cookie_name(client)

    def is_there() -> bool:
        cookies = client["root"].document.cookie + ";"
        return cookies.includes(name) and not cookies.includes(name + ";")

    return attempt(is_there) or False


def expire_session_cookie(client: Client) -> None:
    """Expire the cookie by which Intercom knows the session: for this host, each parent domain, and `cookieDomain`.

    So does Intercom's own Rails helper. A browser ignores domains that are none, or too wide.
    """
    root = client["root"]

    def expire() -> None:
        labels = root.location.hostname.split(".")
        domains: Array[str] = labels.map(lambda label, index: labels.slice(index).join("."))
        for domain in domains.concat(["", client["checked"]["cookieDomain"]]):
            root.document.cookie = cookie_name(client) + ";path=/;max-age=0;domain=" + domain

    attempt(expire)


def storage_key(client: Client) -> str:
    return "intercom-destination-" + client["checked"]["appId"]


def remembered_person(client: Client) -> str:
    """What is remembered of the person, else undefined."""
    client["stored"] = attempt(lambda: client["root"].localStorage.getItem(storage_key(client))) or undefined
    return client["stored"]


def remember_person(client: Client) -> None:
    """Let the browser remember whom the session is of, for the next page; or nobody."""
    person = client["session"]["remembered"]

    def remember() -> None:
        if person:
            client["root"].localStorage.setItem(storage_key(client), person)
        else:
            client["root"].localStorage.removeItem(storage_key(client))

    if person is not client["stored"]:
        client["stored"] = person
        attempt(remember)
