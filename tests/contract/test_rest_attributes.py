"""The sandbox's REST API: data attributes, the custom attributes that they allow, and tags."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.rest_client import NOW, Rest

from intercom_sandbox.server.declared import declare

EXISTS = "You already have 'plan' in your {} data. To save this as new {} data, use a different name."


def test_attribute_created_has_every_field_of_the_description(rest: Rest) -> None:
    made = rest.post("/data_attributes", {"name": "Mithril Shirt", "model": "company", "data_type": "string"}).ok
    assert made == {
        "id": 1,
        "type": "data_attribute",
        "name": "Mithril Shirt",
        "full_name": "custom_attributes.Mithril Shirt",
        "label": "Mithril Shirt",
        "data_type": "string",
        "api_writable": True,
        "ui_writable": False,
        "messenger_writable": False,
        "custom": True,
        "archived": False,
        "admin_id": "1",
        "created_at": NOW,
        "updated_at": NOW,
        "model": "company",
    }
    assert rest.get("/data_attributes?model=company").ok["data"][0] == made
    names = [row["name"] for row in rest.get("/data_attributes?model=contact").ok["data"]]
    assert names[:3] == ["id", "external_id", "email"]
    assert len(rest.get("/data_attributes").ok["data"]) == len(names) + 9


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            {"name": "!nv@l!d n@me", "model": "company", "data_type": "string"},
            "Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens",
        ),
        (
            {"name": "a.b", "model": "contact", "data_type": "string"},
            "Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens",
        ),
        ({"name": "x", "model": "contact", "data_type": "mithril"}, "Data Type isn't an option"),
        ({"name": "x", "model": "contact"}, "Data Type isn't an option"),
        (
            {"name": "x", "model": "user", "data_type": "string"},
            "The Data Attribute model field must be either contact or company",
        ),
        (
            {"name": "x", "model": "contact", "data_type": "options", "options": [{"value": "1"}]},
            "A list attribute must have at least 2 options",
        ),
        ({"name": "x", "model": "contact", "data_type": "options"}, "Options isn't an array"),
        ({"name": "plan", "model": "contact", "data_type": "string"}, EXISTS.format("people", "people")),
        ({"name": "plan", "model": "company", "data_type": "string"}, EXISTS.format("people", "company")),
    ],
)
def test_attribute_that_cannot_be_is_refused(rest: Rest, body: Any, message: str) -> None:
    rest.declare("plan")
    assert rest.post("/data_attributes", body).error == (400, "parameter_invalid", message)


def test_attribute_names_may_have_spaces_hyphens_underscores_and_currencies(rest: Rest) -> None:
    for name in ("order_ID", "the one", "a-b", "price €", "größe"):
        assert rest.declare(name)


def test_attributes_are_limited_and_archived_ones_do_not_count(rest: Rest) -> None:
    rest.set(attribute_names=1)
    number = rest.declare("plan")
    body = {"name": "tier", "model": "contact", "data_type": "string"}
    message = "You have reached the limit of 1 custom attributes"
    assert rest.post("/data_attributes", body).error == (400, "parameter_invalid", message)
    assert rest.put(f"/data_attributes/{number}", {"archived": True}).ok["archived"] is True
    assert rest.post("/data_attributes", body).status == 200
    assert [row["name"] for row in rest.get("/data_attributes").ok["data"] if row["custom"]] == ["tier"]
    shown = rest.get("/data_attributes?include_archived=true").ok["data"]
    assert [row["name"] for row in shown if row["custom"]] == ["plan", "tier"]


def test_attribute_update_changes_description_and_options_and_no_type(rest: Rest) -> None:
    number = rest.declare("size", "options", options=[{"value": "1-10"}, {"value": "11-20"}])
    rest.clock.now += 5
    body = {"description": "How large", "options": [{"value": "1-10"}, {"value": "11-50"}]}
    changed = rest.put(f"/data_attributes/{number}", body).ok
    assert (changed["description"], changed["options"]) == ("How large", ["1-10", "11-50"])
    assert (changed["data_type"], changed["updated_at"]) == ("string", NOW + 5)
    refused = rest.put(f"/data_attributes/{number}", {"options": {"value": "1"}})
    assert refused.error == (400, "parameter_invalid", "Options isn't an array")
    refused = rest.put(f"/data_attributes/{number}", {"data_type": "integer"})
    assert refused.error == (400, "bad_request", "bad 'data_type' parameter")
    message = "We couldn't find that data attribute to update"
    assert rest.put("/data_attributes/99", {"archived": True}).error == (404, "field_not_found", message)


def test_attribute_update_with_null_leaves_switches_as_they_are(rest: Rest) -> None:
    number = rest.declare("plan", messenger_writable=True)
    rest.put(f"/data_attributes/{number}", {"archived": True})
    changed = rest.put(f"/data_attributes/{number}", {"archived": None, "messenger_writable": None}).ok
    assert (changed["archived"], changed["messenger_writable"]) == (True, True)


def test_attribute_list_of_conversations_is_no_longer_there(rest: Rest) -> None:
    message = "model=conversation is no longer supported. Use GET /conversations/attributes instead"
    assert rest.get("/data_attributes?model=conversation").error == (422, "parameter_invalid", message)
    message = "The Data Attribute model field must be either contact or company"
    assert rest.get("/data_attributes?model=user").error == (400, "parameter_invalid", message)


# Custom attributes


def test_unknown_custom_attribute_refuses_the_whole_call_by_name(rest: Rest) -> None:
    rest.declare("plan")
    message = "Custom attribute 'tier' does not exist"
    body = {"external_id": "70", "custom_attributes": {"plan": "pro", "tier": "gold"}}
    assert rest.post("/contacts", body).error == (400, "parameter_invalid", message)
    contact = rest.contact(external_id="70")
    refused = rest.put(f"/contacts/{contact}", {"name": "A", "custom_attributes": {"tier": "gold"}})
    assert refused.error == (400, "parameter_invalid", message)
    assert rest.get(f"/contacts/{contact}").ok["name"] is None
    rest.declare("tier", model="company")
    refused = rest.put(f"/contacts/{contact}", {"custom_attributes": {"tier": "gold"}})
    assert refused.error == (400, "parameter_invalid", message)


@pytest.mark.parametrize(
    ("data_type", "good", "bad", "named"),
    [
        ("string", ["a", ""], [1, True, ["a"], {}], "string"),
        ("integer", [1, -5], [1.5, "1", True], "integer"),
        ("float", [1.5, 2], ["1.5", False], "float"),
        ("boolean", [True, False], ["true", 1], "boolean"),
        ("date", [NOW, 0], ["2026-03-04", NOW * 1000, 1.5], "date"),
        ("datetime", [NOW], ["2026-03-04"], "date"),
    ],
)
def test_custom_attribute_has_to_be_of_its_declared_type(
    rest: Rest, data_type: str, good: list[Any], bad: list[Any], named: str
) -> None:
    rest.declare("plan", data_type)
    contact = rest.contact(external_id="70")
    for value in good:
        changed = rest.put(f"/contacts/{contact}", {"custom_attributes": {"plan": value}}).ok
        assert changed["custom_attributes"] == {"plan": value}
    for value in bad:
        refused = rest.put(f"/contacts/{contact}", {"custom_attributes": {"plan": value}})
        assert refused.error == (400, "type_mismatch", f"Custom attribute 'plan' must be of type {named}")


def test_custom_attribute_of_a_list_takes_its_options_only(rest: Rest) -> None:
    rest.declare("size", "options", options=[{"value": "1-10"}, {"value": "11-20"}])
    contact = rest.contact(external_id="70", custom_attributes={"size": "1-10"})
    refused = rest.put(f"/contacts/{contact}", {"custom_attributes": {"size": "5"}})
    assert refused.error == (400, "parameter_invalid", "Custom attribute 'size' must be one of: 1-10, 11-20")


def test_custom_attribute_is_cleared_by_null_and_cut_to_255_characters(rest: Rest) -> None:
    rest.declare("plan")
    contact = rest.contact(external_id="70", custom_attributes={"plan": "x" * 300})
    assert rest.get(f"/contacts/{contact}").ok["custom_attributes"] == {"plan": "x" * 255}
    assert rest.put(f"/contacts/{contact}", {"custom_attributes": {"plan": None}}).ok["custom_attributes"] == {}


def test_custom_attribute_that_is_archived_is_as_one_that_is_not_there(rest: Rest) -> None:
    number = rest.declare("plan")
    rest.put(f"/data_attributes/{number}", {"archived": True})
    refused = rest.post("/contacts", {"external_id": "70", "custom_attributes": {"plan": "pro"}})
    assert refused.error == (400, "parameter_invalid", "Custom attribute 'plan' does not exist")


# Tags


def test_tags_are_made_by_name_and_put_on_contacts(rest: Rest) -> None:
    contact = rest.contact(external_id="70")
    tag = rest.post("/tags", {"name": "beta"}).ok
    assert tag == {"type": "tag", "id": "1", "name": "beta"}
    assert rest.post("/tags", {"name": "Beta"}).ok == tag
    assert rest.post("/tags", {"name": "alpha", "id": "1"}).ok == {**tag, "name": "alpha"}
    tag["name"] = "alpha"
    assert rest.post(f"/contacts/{contact}/tags", {"id": "1"}).ok == tag
    assert rest.get("/tags").ok == rest.get(f"/contacts/{contact}/tags").ok == {"type": "list", "data": [tag]}
    assert rest.get(f"/contacts/{contact}").ok["tags"]["data"] == [{"id": "1", "type": "tag", "url": "/tags/1"}]
    assert rest.delete(f"/contacts/{contact}/tags/1").ok == tag
    assert rest.get(f"/contacts/{contact}/tags").ok["data"] == []
    answer = rest.delete("/tags/1")
    assert (answer.status, answer.body) == (200, b"")
    assert rest.get("/tags").ok["data"] == []


def test_tags_that_are_none_are_not_found(rest: Rest) -> None:
    contact, missing = rest.contact(external_id="70"), (404, "not_found", "Resource Not Found")
    assert rest.get("/tags/1").error == missing
    assert rest.delete("/tags/x").error == missing
    assert rest.post(f"/contacts/{contact}/tags", {"id": "9"}).error == missing
    assert rest.post("/contacts/1/tags", {"id": "9"}).error == (404, "not_found", "User Not Found")
    assert rest.post("/tags", {}).error == (400, "parameter_not_found", "name not specified")


@pytest.mark.parametrize("name", ["created_at", "email", "name", "signed_up_at", "external_id", "owner_id", "avatar"])
def test_custom_attribute_of_a_contact_has_no_name_of_a_field(rest: Rest, name: str) -> None:
    # As a file of an earlier release may have it.
    declare(rest.sandbox.store, rest.sandbox.workspace("demo"), NOW, "contact", name, "x")
    refused = rest.post("/contacts", {"external_id": "70", "custom_attributes": {name: "x"}})
    assert refused.error == (400, "parameter_invalid", f"Custom attribute '{name}' does not exist")


@pytest.mark.parametrize("name", ["created_at", "name", "remote_created_at", "plan", "company_id", "last_request_at"])
def test_custom_attribute_of_a_company_has_no_name_of_a_field(rest: Rest, name: str) -> None:
    declare(rest.sandbox.store, rest.sandbox.workspace("demo"), NOW, "company", name, "x")
    refused = rest.post("/companies", {"company_id": "7", "custom_attributes": {name: "x"}})
    assert refused.error == (400, "parameter_invalid", f"Custom attribute '{name}' does not exist")


@pytest.mark.parametrize(
    ("name", "model", "words"), [("email", "contact", "people"), ("monthly_spend", "company", "company")]
)
def test_attribute_of_a_fields_name_cannot_be_made(rest: Rest, name: str, model: str, words: str) -> None:
    refused = rest.post("/data_attributes", {"name": name, "model": model, "data_type": "string"})
    message = f"You already have '{name}' in your {words} data. To save this as new {words} data, use a different name."
    assert refused.error == (400, "parameter_invalid", message)


def test_attribute_of_one_model_is_none_of_the_other_also_by_the_messenger(rest: Rest) -> None:
    rest.declare("tier", model="company")
    answer = rest.ping({"user_id": "70", "tier": "gold", "company": {"id": "7", "name": "Acme", "tier": "gold"}})
    assert answer["notes"] == [
        {"code": "attribute_taken", "key": "tier", "message": "an attribute of companies has this name"}
    ]
    (company,) = rest.get("/companies").ok["data"]
    assert company["custom_attributes"] == {"tier": "gold"}
    (contact,) = rest.get("/contacts").ok["data"]
    assert contact["custom_attributes"] == {}


def test_whole_number_of_more_than_64_bits_is_of_a_wrong_type(rest: Rest) -> None:
    rest.declare("n", "integer")
    assert rest.post("/contacts", {"external_id": "70", "custom_attributes": {"n": 2**63 - 1}}).status == 200
    refused = rest.post("/contacts", {"external_id": "71", "custom_attributes": {"n": 2**63}})
    assert refused.error == (400, "type_mismatch", "Custom attribute 'n' must be of type integer")
