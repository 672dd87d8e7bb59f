"""What the bundle asks of an analytics library: the raw event behind what it is handed, its group and its user."""

from __future__ import annotations

from intercom_destination.events.event_types import Event, Group
from intercom_destination.js import attempt, get_own
from intercom_destination.js.dom import Action, Foreign, Listener, PageEvent, Window
from intercom_destination.js.globals import __typeof__, undefined
from intercom_destination.web.records import Client


def raw_event(facade: Foreign) -> Event:
    """The event as the library got it; a facade turns strings into dates, and with that libraries would differ."""
    if is_method(facade, "rawEvent"):
        return facade.rawEvent()
    if is_method(facade, "json"):
        return facade.json()
    return facade


def library_group(analytics: Foreign) -> Group:
    """The library's group, as `id` and `traits`; undefined where the library has none that can be read."""

    def found() -> Group:
        group = read(analytics, "group")
        return {"id": read(group, "id"), "traits": read(group, "traits")}

    return attempt(found)


def library_user(client: Client) -> str:
    """What the analytics library says of its user, in the words of `session.observe`; undefined where it has none."""
    if not is_method(client["library"], "user"):
        return undefined
    user = client["library"].user()
    if read(user, "id") or get_own(read(user, "traits"), "email"):
        client["had_user"] = True
        return "has"
    if client["had_user"]:
        return "had"
    options: Foreign = read(user, "options") or {}
    # Analytics.js 2 may keep users in memory only, or be told to have none.
    in_memory = options.disable or (options.storage and "" + options.storage.stores == "memory")
    return "keeps" if options.persist and not in_memory else "never"


def listen_for_reset(analytics: Foreign, action: Action) -> None:
    if is_method(analytics, "on"):
        attempt(lambda: analytics.on("reset", lambda: attempt(action)))


def listen(client: Client, target: Foreign, name: str, action: Listener) -> None:
    """Listen to a target of events, where the page has it, first of all and until the client is closed."""

    def heard(event: PageEvent) -> None:
        attempt(lambda: action(event))

    def begin() -> None:
        target.addEventListener(name, heard, True)
        client["stops"].push(lambda: target.removeEventListener(name, heard, True))

    if target:
        attempt(begin)


def settled(root: Window, value: object) -> object:
    """A promise resolved with the value; the value itself, which libraries take too, if the page has no `Promise`."""
    return (root.Promise and attempt(lambda: root.Promise.resolve(value))) or value


def read(entity: Foreign, name: str) -> Foreign:
    """A property of a library, user or group, which some have as a method."""
    return entity[name]() if is_method(entity, name) else entity and entity[name]


def is_method(owner: Foreign, name: str) -> bool:
    return owner and __typeof__(owner[name]) == "function"
