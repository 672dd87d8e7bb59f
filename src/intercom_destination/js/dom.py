"""The page's objects, as far as they are used here; for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar

Foreign = Any
"""An object of a page's or a library's own code: each of its properties may be anything, and may be missing."""

Action = Callable[[], object]
Listener = Callable[["PageEvent"], object]

Item = TypeVar("Item")
Made = TypeVar("Made")


class Array(Protocol[Item]):
    """JavaScript's list."""

    length: int

    def __getitem__(self, index: int) -> Item: ...
    def __iter__(self) -> Iterator[Item]: ...
    def concat(self, items: object) -> Array[Item]: ...
    def every(self, test: Callable[[Item], object]) -> bool: ...
    def filter(self, test: Callable[[Item], object]) -> Array[Item]: ...
    def find(self, test: Callable[[Item], object]) -> Item: ...
    def forEach(self, action: Callable[[Item], object]) -> None: ...
    def indexOf(self, item: object) -> int: ...
    def push(self, item: object) -> int: ...
    def shift(self) -> Item: ...
    def join(self, between: str) -> str: ...
    def map(self, make: Callable[[Item], Made]) -> Array[Made]: ...
    def slice(self, start: int = 0) -> Array[Item]: ...
    def some(self, test: Callable[[Item], object]) -> bool: ...
    def splice(self, start: int, count: int) -> Array[Item]: ...


class PageEvent(Protocol):
    """An event of the page."""

    type: str
    target: Foreign

    def preventDefault(self) -> None: ...


class Target(Protocol):
    """What events can be heard on."""

    def addEventListener(self, name: str, listener: Callable[..., object], options: object = None) -> None: ...
    def removeEventListener(self, name: str, listener: Callable[..., object], options: object = None) -> None: ...


class Style(Protocol):
    """The inline style of an element."""

    cssText: str
    zIndex: object
    backgroundColor: object


class Element(Protocol):
    """An element: a button, or a script."""

    tagName: str
    type: str
    src: str
    nonce: str
    dataset: dict[str, str]
    style: Style
    onerror: Action

    def __setitem__(self, name: str, value: object) -> None: ...
    def appendChild(self, child: Element) -> Element: ...
    def remove(self) -> None: ...
    def setAttribute(self, name: str, value: str) -> None: ...


class Document(Target, Protocol):
    """The page's document."""

    body: Element | None
    head: Element | None
    documentElement: Element
    currentScript: Element | None
    cookie: Foreign
    readyState: str

    def createElement(self, name: str) -> Element: ...
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


class Window(Target, Protocol):
    """The page's global object. What a browser may lack, and what the page may have replaced, is foreign."""

    Intercom: Foreign
    intercomSettings: Foreign
    document: Document
    localStorage: Storage
    location: Foreign
    performance: Foreign
    console: Foreign
    cookieStore: Target | None
    trustedTypes: Foreign
    JSON: Foreign
    String: Callable[[object], str]
    Promise: Foreign
    MutationObserver: Foreign
    matchMedia: Foreign
    requestIdleCallback: Foreign

    def __getitem__(self, name: str) -> Foreign: ...
    def __setitem__(self, name: str, value: object) -> None: ...
    def __delitem__(self, name: str) -> None: ...
    def setTimeout(self, action: Action, milliseconds: float = 0) -> object: ...
