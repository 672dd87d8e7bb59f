"""Several calls in one: the newest value of each key, and all companies.

Intercom takes one company as `company`, more as `companies`.
"""

from __future__ import annotations

from intercom_destination.events.event_types import Fields
from intercom_destination.js import append, appended, entries, get_own, is_list, is_plain, length, truthy
from intercom_destination.js.objects import merge


def add_fields(fields: Fields, more: Fields) -> Fields:
    """Let one call carry what another one says too: the newest value of each key, and all companies."""
    for key, value in entries(more):
        if key == "company":
            add_company(fields, value)
        else:
            fields[key] = value
    return fields


def add_company(fields: Fields, company: object) -> None:
    """Let a call carry one more company. The newest is `company`; once there are several, all are in `companies`."""
    known = get_own(fields, "company")
    if not is_plain(known) or not is_plain(company):
        fields["company"] = company if is_plain(company) or not is_plain(known) else known
        return
    listed = get_own(fields, "companies")
    others: list[object] = []
    for one in listed if is_list(listed) else [known]:
        if is_same(one, company):
            company = merge(one, company)
        else:
            append(others, one)
    fields["company"] = company
    if length(others):
        fields["companies"] = appended(others, company)


def is_same(one: object, other: object) -> bool:
    for name in ["company_id", "id", "name"]:
        if is_plain(one) and truthy(get_own(one, name)) and truthy(get_own(other, name)):
            return get_own(one, name) is get_own(other, name)
    return False
