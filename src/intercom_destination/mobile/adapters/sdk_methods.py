"""What the adapters have in common: an SDK's methods as neutral functions that return promises."""

from __future__ import annotations

from intercom_destination.js.dom import Foreign
from intercom_destination.js.globals import __typeof__, arguments


def is_method(owner: Foreign, name: str) -> bool:
    return owner and __typeof__(owner[name]) == "function"


def method_of(sdk: Foreign, name: str) -> Foreign:
    """The method as a function with just the arguments that it gets, for bridges that count them; None without one."""

    def call() -> Foreign:
        return sdk[name].apply(sdk, arguments)

    return call if is_method(sdk, name) else None
