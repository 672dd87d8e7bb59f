"""Companies: made or changed by `company_id`, found, and linked to contacts. A key that is not known refuses all."""

from __future__ import annotations

from typing import Any

from intercom_sandbox.rest import intercom_ids
from intercom_sandbox.rest.attribute_values import checked_attributes
from intercom_sandbox.rest.call import Answer, Call
from intercom_sandbox.rest.company_json import company_json
from intercom_sandbox.rest.contact_json import contact_json
from intercom_sandbox.rest.field_types import Check, check_fields, is_amount, is_boolean, is_object, is_seconds, is_text
from intercom_sandbox.server.http import Refusal
from intercom_sandbox.server.people import keep_attributes

# https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/companies/createorupdatecompany
FIELDS: dict[str, Check] = {
    "company_id": is_text,
    "name": is_text,
    "plan": is_text,
    "size": is_amount,
    "monthly_spend": is_amount,
    "website": is_text,
    "industry": is_text,
    "remote_created_at": is_seconds,
    "custom_attributes": is_object,
}
#: What only `POST /companies` takes.
CREATED_WITH = ("company_id", "remote_created_at", "update_last_request_at")
#: Companies without contacts are not listed.
LISTED = (
    "select * from companies where app = ? and exists (select 1 from members where company = companies.id)"
    " order by coalesce(updated, created) {order}, id {order}"
)
LIST_LARGEST = 10_000


def create_or_update_company(call: Call) -> Answer:
    given = _checked(call)
    company_id = given.get("company_id")
    if not company_id:
        raise Refusal(400, "parameter_missing", "company_id is required")
    attributes = checked_attributes(call, "company", given.get("custom_attributes"))
    call.store.write(
        "insert or ignore into companies (app, company_id, data, created) values (?, ?, '{}', ?)",
        *(call.app, company_id, call.now),
    )
    row = call.store.row("select * from companies where app = ? and company_id = ?", call.app, company_id)
    assert row  # noqa: S101  it has just been put in, if it was not there
    return _stored(call, row, given, attributes)


def update_company(call: Call) -> Answer:
    """By Intercom's id; `company_id` stays what it is."""
    row = company_with_id(call, call.parts["company"])
    given = _checked(call, CREATED_WITH)
    return _stored(call, row, given, checked_attributes(call, "company", given.get("custom_attributes")))


def show_company(call: Call) -> Answer:
    return Answer(company_json(call.store, company_with_id(call, call.parts["company"])))


def find_companies(call: Call) -> Answer:
    """One company by `company_id` or `name`, else the list."""
    for name, column in (("company_id", "company_id"), ("name", "json_extract(data, '$.name')")):
        if name in call.query:
            row = call.store.row(
                f"select * from companies where app = ? and {column} = ?",
                *(call.app, call.query[name]),
            )
            if row is None:
                raise company_not_found()
            return Answer(company_json(call.store, row))
    return list_companies(call)


def list_companies(call: Call) -> Answer:
    order = call.query.get("order", "desc")
    if order not in ("asc", "desc"):
        raise Refusal(400, "parameter_invalid", "order must be one of: asc, desc")
    rows = call.store.rows(LISTED.format(order=order), call.app)[:LIST_LARGEST]
    return Answer(call.page([company_json(call.store, row) for row in rows], 15))


def list_contacts(call: Call) -> Answer:
    row = company_with_id(call, call.parts["company"])
    people = call.store.rows(
        "select people.* from people join members on person = people.id where company = ? and not archived order by id",
        row["id"],
    )
    return Answer(call.page([contact_json(call.store, person, call.version) for person in people], 50))


def delete_company(call: Call) -> Answer:
    row = company_with_id(call, call.parts["company"])
    call.store.write("delete from members where company = ?", row["id"])
    call.store.write("delete from companies where id = ?", row["id"])
    text = intercom_ids.to_text(intercom_ids.COMPANY, row["id"])
    return Answer({"id": text, "object": "company", "deleted": True})


def company_with_id(call: Call, text: str) -> dict[str, Any]:
    number = intercom_ids.to_number(intercom_ids.COMPANY, text)
    row = call.store.row("select * from companies where id = ? and app = ?", number, call.app)
    if row is None:
        raise company_not_found()
    return row


def company_not_found() -> Refusal:
    return Refusal(404, "company_not_found", "Company Not Found")


def _checked(call: Call, without: tuple[str, ...] = ()) -> dict[str, Any]:
    body = call.json_object()
    newest = {"update_last_request_at": is_boolean} if call.version >= (2, 16) else {}
    check_fields(body, {name: check for name, check in (FIELDS | newest).items() if name not in without})
    return body


def _stored(call: Call, row: dict[str, Any], given: dict[str, Any], attributes: dict[str, Any]) -> Answer:
    new = {name: value for name, value in given.items() if name in FIELDS}
    new.pop("company_id", None)
    new.pop("custom_attributes", None)
    for name in ("size", "monthly_spend"):
        if new.get(name) is not None:
            new[name] = int(new[name])
    if given.get("update_last_request_at"):
        new["last_request_at"] = int(call.now)
    keep_attributes(call.store, "companies", row, {**attributes, **new})
    call.store.write("update companies set updated = ? where id = ?", call.now, row["id"])
    return Answer(
        company_json(call.store, company_with_id(call, intercom_ids.to_text(intercom_ids.COMPANY, row["id"])))
    )
