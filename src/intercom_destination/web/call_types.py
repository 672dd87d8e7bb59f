"""The shapes of settings and calls, for the type checker only: staging drops imports of this module."""

from __future__ import annotations

from typing import Any, TypedDict

from intercom_destination.events.event_types import Fields
from intercom_destination.events.event_types import Settings as EventSettings

Row = list[Any]
"""What a setting may be: its default, the test of a value or an empty string, what is allowed."""

Call = list[Any]
"""A call of the Messenger: the method, then its arguments."""


class Company(TypedDict, total=False):
    """What Intercom is told of a company, beside custom attributes of any name; lint holds literal keys to it."""

    id: object
    company_id: object
    name: object
    created_at: object
    remove: object
    custom_attributes: Fields


class Person(TypedDict, total=False):
    """What a boot or an update says, beside custom attributes of any name; lint holds literal keys to it."""

    app_id: str
    api_base: str
    widget: dict[str, str]
    hide_default_launcher: bool
    user_hash: object
    intercom_user_jwt: object
    user_id: object
    id: object
    email: object
    name: object
    created_at: object
    company: Company
    companies: list[Company]
    custom_attributes: Fields


class Settings(EventSettings):
    """The destination's settings in full, as `checked_settings` gives them. Those of Intercom's own may be None."""

    appId: str
    activator: str
    apiBase: str
    customAttributes: str
    loadStrategy: str
    shutdownOnLogout: bool
    segmentFallback: bool
    widgetUrl: str
    hideDefaultLauncher: bool | None
    hideNotifications: bool | None
    actionColor: str | None
    backgroundColor: str | None
    cookieDomain: str | None
    horizontalPadding: float | None
    verticalPadding: float | None
    zIndex: float | None
    sessionDuration: float | None
    alignment: str | None
    themeMode: str | None
