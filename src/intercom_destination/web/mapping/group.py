"""Segment's group call: a company."""

from __future__ import annotations

from intercom_destination.events.company import company_fields
from intercom_destination.events.event_types import Event, Fields
from intercom_destination.events.values import get_identifier
from intercom_destination.js import as_object, either, get_own
from intercom_destination.js.objects import set_defined
from intercom_destination.web.call_types import Settings
from intercom_destination.web.mapping.custom_attributes import nest_custom


def group_traits(event: Event) -> Fields:
    return as_object(either(get_own(event, "traits"), get_own(event, "properties")))


def group_company(event: Event, settings: Settings) -> Fields:
    """The company that a group call is about."""
    company = company_fields(group_traits(event), settings)
    set_defined(company, "id", get_identifier(event, "groupId"))
    return nest_custom(company, settings)
