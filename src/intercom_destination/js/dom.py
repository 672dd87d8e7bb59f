"""The page's objects, as far as they are used here; for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar

Foreign = Any
"""An object of a page's or a library's own code: each of its properties may be anything, and may be missing."""

PlainObject = dict[str, Any]
"""An object of no class: string keys, and values that may be anything."""

Action = Callable[[], object]
Listener = Callable[["PageEvent"], object]

Item = TypeVar("Item")
Made = TypeVar("Made")


class Array(Protocol[Item]):
    """JavaScript's list."""

    length: int

    def __getitem__(self, index: int) -> Item: ...
    def __iter__(self) -> Iterator[Item]: ...
    def concat(self, *items: object) -> Array[Item]: ...
    def every(self, test: Callable[[Item], object]) -> bool: ...
    def filter(self, test: Callable[[Item], object]) -> Array[Item]: ...
    def find(self, test: Callable[[Item], object]) -> Item: ...
    def forEach(self, action: Callable[[Item], object]) -> None: ...
    def indexOf(self, item: object) -> int: ...
    def push(self, item: object) -> int: ...
    def shift(self) -> Item: ...
    def join(self, between: str) -> str: ...
    def map(self, make: Callable[..., Made]) -> Array[Made]: ...
    def slice(self, start: int = 0) -> Array[Item]: ...
    def some(self, test: Callable[[Item], object]) -> bool: ...
    def splice(self, start: int, count: int) -> Array[Item]: ...


class PageEvent(Protocol):
    """An event of the page."""

    type: str
    target: Foreign
    key: str
    source: object
    data: object
    detail: Foreign

    def preventDefault(self) -> None: ...


class Target(Protocol):
    """What events can be heard on."""

    def addEventListener(self, name: str, listener: Callable[..., object], options: object = None) -> None: ...
    def removeEventListener(self, name: str, listener: Callable[..., object], options: object = None) -> None: ...


class Style(Protocol):
    """The inline style of an element."""

    cssText: str
    zIndex: object
    background: str
    backgroundColor: object


class Element(Target, Protocol):
    """An element: a button, a script, or a frame."""

    id: str
    className: str
    textContent: object
    tagName: str
    type: str
    src: str
    nonce: str
    dataset: dict[str, str]
    style: Style
    onerror: Action
    isConnected: bool
    contentWindow: object
    animate: Foreign

    def __setitem__(self, name: str, value: object) -> None: ...
    def appendChild(self, child: Element) -> Element: ...
    def closest(self, selector: str) -> Element | None: ...
    def focus(self) -> None: ...
    def remove(self) -> None: ...
    def setAttribute(self, name: str, value: str) -> None: ...


class Document(Target, Protocol):
    """The page's document."""

    body: Element | None
    head: Element | None
    documentElement: Element
    currentScript: Element | None
    activeElement: Element | None
    cookie: Foreign
    readyState: str
    referrer: str
    title: str

    def createElement(self, name: str) -> Element: ...
    def createElementNS(self, namespace: str, name: str) -> Element: ...
    def querySelector(self, selector: str) -> Element | None: ...
    def querySelectorAll(self, selector: str) -> Array[Element]: ...


class Storage(Protocol):
    """`localStorage`."""

    def getItem(self, key: str) -> str | None: ...
    def removeItem(self, key: str) -> None: ...
    def setItem(self, key: str, value: str) -> None: ...


class Observer(Protocol):
    """A `MutationObserver`."""

    def disconnect(self) -> None: ...
    def observe(self, target: object, options: dict[str, bool]) -> None: ...


class Text(Protocol):
    """JavaScript's string."""

    length: int

    def split(self, between: str) -> Array[str]: ...


class Location(Protocol):
    """The page's address."""

    hostname: Text
    href: str


class Performance(Protocol):
    """The page's clock, in milliseconds; it never jumps."""

    timeOrigin: float

    def now(self) -> float: ...


class Navigator(Protocol):
    """The browser."""

    def sendBeacon(self, url: str, body: object) -> bool: ...


class Console(Protocol):
    """The page's console; its methods go by their level."""

    def __getitem__(self, level: str) -> Callable[[str], object]: ...


class TrustedPolicy(Protocol):
    """A policy of Trusted Types."""

    def createScriptURL(self, url: str) -> str: ...


class TrustedTypes(Protocol):
    """`trustedTypes`."""

    def createPolicy(self, name: str, rules: dict[str, Callable[[str], str | None]]) -> TrustedPolicy: ...


class Thenable(Protocol):
    """A promise."""

    def then(self, done: Callable[..., object], failed: Callable[..., object] | None = None) -> Thenable: ...


class Response(Protocol):
    """What `fetch` promises."""

    status: int

    def json(self) -> Thenable: ...


class FormBody(Protocol):
    """`URLSearchParams`, which writes a form."""

    def toString(self) -> Text: ...


class Writer(Protocol):
    """`JSON`, as the page has it."""

    def stringify(self, value: object) -> str: ...


class Window(Target, Protocol):
    """The page's global object. What a browser may lack, and what the page may have replaced, is foreign."""

    Intercom: Foreign
    intercomSettings: Foreign
    document: Document
    localStorage: Storage
    location: Location
    performance: Performance
    console: Console
    navigator: Navigator
    cookieStore: Target | None
    trustedTypes: TrustedTypes
    JSON: Writer
    String: Callable[[object], str]
    Promise: Foreign
    MutationObserver: Foreign
    matchMedia: Foreign
    requestIdleCallback: Foreign

    def __getitem__(self, name: str) -> Foreign: ...
    def __setitem__(self, name: str, value: object) -> None: ...
    def __delitem__(self, name: str) -> None: ...
    def CustomEvent(self, name: str, options: dict[str, object]) -> PageEvent: ...
    def URLSearchParams(self, fields: dict[str, str]) -> FormBody: ...
    def dispatchEvent(self, event: object) -> bool: ...
    def fetch(self, url: str, options: object) -> Thenable: ...
    def setTimeout(self, action: Action, milliseconds: float = 0) -> object: ...
