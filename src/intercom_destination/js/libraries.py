"""Objects that libraries and the bundle share, as far as they are used here; for the type checker only, as `dom`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from intercom_destination.js.dom import Action, Array, Foreign, Thenable


class Stub(Protocol):
    """The function that queues calls until the Messenger has come; `c` takes each, `q` holds them."""

    q: Array[Any]
    c: Callable[[Any], object]
    destination: bool


class Look(Protocol):
    """What `window.intercomSettings` says of the launcher; the page's own values, whatever they are."""

    hide_default_launcher: object
    theme_mode: object
    alignment: object
    horizontal_padding: float
    vertical_padding: float
    z_index: object
    action_color: object


class Context(Protocol):
    """What analytics.js 2 hands to a plugin."""

    event: Any


class Plugin(Protocol):
    """A plugin of analytics.js 2; `action` is the one that it wraps, where it has fetched that itself."""

    name: str
    action: object
    intercom: object
    isLoaded: Callable[[], bool]
    load: Callable[..., object]
    unload: Callable[[], None]
    key: str
    update: Callable[[object], None]
    reset: Callable[[], None]
    onReady: Callable[[Any], None]

    def __setitem__(self, method: str, receive: Callable[[Any], object]) -> None: ...


class PluginQueue(Protocol):
    """Where analytics.js 2 keeps its plugins."""

    plugins: Array[Plugin]


class AnalyticsLibrary(Protocol):
    """An analytics library, as far as plugins use it."""

    queue: PluginQueue

    def emit(self, name: str) -> object: ...
    def on(self, name: str, listener: Action) -> object: ...


class Integration(Protocol):
    """An integration of the classic protocol."""

    analytics: Foreign
    client: object
    options: object
    initialize: Action
    ready: Action
    invoke: Callable[[str, Any], object]
    load: Action
    loaded: Callable[[], object]
    reset: Action
    emit: Callable[[str], object]

    def __getitem__(self, method: str) -> Callable[[object], object]: ...


class Adapter(Protocol):
    """An SDK as neutral functions that return promises; a method that it lacks is not there."""

    sdk: Foreign
    platform: str
    flat: bool
    lacks: list[str]
    initialize: object
    who: Callable[[], Thenable] | None

    def __getitem__(self, method: str) -> Foreign: ...
