"""Companies: of a group call, and of the traits `company` and `companies` of an identify."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from intercom_destination.cloud.mapping.api_values import (
    first_date,
    integer_of,
    short_text_of,
    sorted_out,
    text_of,
    without_none,
)
from intercom_destination.cloud.mapping.custom_data import custom_attributes, kept
from intercom_destination.cloud.mapping.settings import Settings
from intercom_destination.cloud.request import Request
from intercom_destination.js.text import string_hash

# Spelling of a trait -> the standard name that it has in here. None of these is a custom attribute.
NAMES = {
    "id": "id",
    "companyid": "company_id",
    "name": "name",
    "plan": "plan",
    "monthlyspend": "monthly_spend",
    "size": "size",
    "website": "website",
    "industry": "industry",
    "created": "created",
    "createdat": "created_at",
    "remotecreatedat": "remote_created_at",
    "remove": "remove",
    "company": "company",
    "companies": "companies",
}
# In the order in which they count.
CREATED = ("created", "created_at", "remote_created_at")
# What the blacklist does not reach: it says which company it is, and whether the person leaves it.
ALWAYS = ("id", "companyid", "remove")


class Company(NamedTuple):
    """A company as the API takes it, and whether the person is to be taken out of it."""

    company_id: str
    body: dict[str, Any]
    is_left: bool

    def upsert(self) -> Request:
        return Request("POST", "/companies", self.body, gives=f"company:{self.company_id}")

    def membership(self) -> Request:
        """The request that attaches the person, or detaches."""
        placeholder = f"{{company:{self.company_id}}}"
        if self.is_left:
            return Request("DELETE", f"/contacts/{{person}}/companies/{placeholder}", {})
        return Request("POST", "/contacts/{person}/companies", {"id": placeholder})


def company_fields(traits: Mapping[str, Any], settings: Settings) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    """The traits that have a standard name, and the others, without what the blacklist drops."""
    return sorted_out(kept(traits, settings, ALWAYS), NAMES)


def company_of(
    company_id: str, standard: Mapping[str, Any], others: list[tuple[str, Any]], settings: Settings
) -> Company:
    """The company of these traits."""
    body = without_none(
        company_id=company_id,
        name=short_text_of(standard.get("name")),
        plan=short_text_of(standard.get("plan")),
        monthly_spend=integer_of(standard.get("monthly_spend")),
        size=integer_of(standard.get("size")),
        website=text_of(standard.get("website")),
        industry=short_text_of(standard.get("industry")),
        remote_created_at=first_date(standard.get(name) for name in CREATED),
        custom_attributes=custom_attributes(others, settings),
    )
    return Company(company_id, body, is_removal(standard.get("remove")))


def own_id(standard: Mapping[str, Any]) -> str | None:
    """The id that a company's traits tell, else a hash of the name."""
    name = text_of(standard.get("name"))
    hashed = None if name is None else string_hash(name)
    return truthy_text(standard.get("id")) or truthy_text(standard.get("company_id")) or hashed


def truthy_text(value: object) -> str | None:
    """An id that a company's traits tell: 0 does not count."""
    return text_of(value) if value else None


def is_removal(value: object) -> bool:
    """Whether `remove` is true, "true" or 1; nothing else takes a person out of a company."""
    return value in ("true", 1)


def companies_of(company: object, companies: object, settings: Settings) -> list[Company]:
    """The companies that the traits of a person tell; `company` counts before `companies`."""
    given = company if is_told(company) else companies
    found = (one_company(item, settings) for item in (given if isinstance(given, list) else [given]))
    return [one for one in found if one is not None]


def is_told(value: object) -> bool:
    return isinstance(value, (dict, list)) or (isinstance(value, str) and value != "")


def one_company(value: object, settings: Settings) -> Company | None:
    """An object with an id or a name, or the mere name of a company; anything else is no company."""
    traits = {"name": value} if isinstance(value, str) else value
    if not isinstance(traits, dict):
        return None
    standard, others = company_fields(traits, settings)
    company_id = own_id(standard)
    return None if company_id is None else company_of(company_id, standard, others, settings)
