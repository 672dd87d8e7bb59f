"""Which companies a contact belongs to: attach, detach, list."""

from __future__ import annotations

from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.companies_api import company_not_found, company_with_id
from intercom_sandbox.rest.company_json import company_json
from intercom_sandbox.rest.contact_lookup import contact_with_id
from intercom_sandbox.rest.field_types import check_fields, is_text
from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.people import changed_now

COMPANIES_LARGEST = 1_000
COMPANIES_OF = "select companies.* from companies join members on company = companies.id where person = ? order by id"


def attach_company(call: Call) -> Answer:
    """A second time is no error, and no second membership."""
    person = contact_with_id(call, call.parts["contact"])
    body = call.body if isinstance(call.body, dict) else {}
    check_fields(body, {"id": is_text})
    if not body.get("id"):
        raise Refusal(400, "parameter_not_found", "company not specified")
    company = company_with_id(call, body["id"])
    known = call.store.rows("select company from members where person = ?", person["id"])
    if {"company": company["id"]} not in known:
        if len(known) >= COMPANIES_LARGEST:
            message = f"Contact has reached the maximum of {COMPANIES_LARGEST} company associations"
            raise Refusal(400, "contact_company_limit_exceeded", message)
        call.store.write("insert into members values (?, ?)", person["id"], company["id"])
        changed_now(call.store, person["id"], call.now)
    return Answer(company_json(call.store, company))


def detach_company(call: Call) -> Answer:
    person = contact_with_id(call, call.parts["contact"])
    company = company_with_id(call, call.parts["company"])
    members = "members where person = ? and company = ?"
    if not call.store.row(f"select 1 from {members}", person["id"], company["id"]):
        raise company_not_found()
    call.store.write(f"delete from {members}", person["id"], company["id"])
    changed_now(call.store, person["id"], call.now)
    return Answer(company_json(call.store, company))


def list_companies_of(call: Call) -> Answer:
    person = contact_with_id(call, call.parts["contact"])
    rows = call.store.rows(COMPANIES_OF, person["id"])
    return Answer(call.page([company_json(call.store, row) for row in rows], 50))
