"""The sandbox's REST API, driven by Intercom's own clients as they are published, for Python and for Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from demo_site.npm_bundles import ROOT
from intercom import (
    CreateContactRequestWithExternalId,
    CreateContactRequestWithRole,
    CreateDataAttributeRequestOne,
    CreateDataEventRequestWithUserId,
    CreateOrUpdateCompanyRequest,
    CreateOrUpdateTagRequest,
    Intercom,
    MultipleFilterSearchRequest,
    NotFoundError,
    SingleFilterSearchRequest,
    StartingAfterPaging,
    UnauthorizedError,
)
from intercom.core.api_error import ApiError
from tests.support.rest_client import NOW, Rest

from bundler.toolchain import find_node

#: python-intercom's own models use what pydantic will drop.
pytestmark = pytest.mark.filterwarnings("ignore:The `__fields__` attribute is deprecated")

EXTERNAL_ID = "u 17/ä"


@pytest.fixture
def client(rest: Rest) -> Intercom:
    return Intercom(token=rest.token, base_url=rest.url)


def make(client: Intercom, external_id: str = "70", **fields: Any) -> str:
    made = client.contacts.create(request=CreateContactRequestWithExternalId(external_id=external_id, **fields))
    return str(made.id)


def error_of(call: Callable[[], Any]) -> tuple[int | None, str, str]:
    """Status, code and message of what python-intercom raises."""
    with pytest.raises(ApiError) as caught:
        call()
    body = caught.value.body
    assert body is not None
    (error,) = body["errors"] if isinstance(body, dict) else [one.dict() for one in body.errors]
    return caught.value.status_code, error["code"], error["message"]


# python-intercom


def test_python_intercom_makes_finds_changes_and_deletes_a_contact(client: Intercom) -> None:
    contact = make(client, name="Ann", email="a@example.org", signed_up_at=1_700_000_000)
    assert client.contacts.find(contact).signed_up_at == 1_700_000_000
    assert client.contacts.show_contact_by_external_id("70").id == contact
    assert client.contacts.update(contact, name="Bea", unsubscribed_from_emails=True).name == "Bea"
    message = f"A contact matching those details already exists with id={contact}"
    assert error_of(lambda: make(client)) == (409, "conflict", message)
    assert client.contacts.archive(contact).archived is True
    assert error_of(lambda: client.contacts.find(contact)) == (404, "not_found", "User Not Found")
    assert client.contacts.unarchive(contact).archived is False
    assert client.contacts.delete(contact).deleted is True
    assert [row.id for row in client.contacts.list()] == []


def test_python_intercom_leaves_a_slash_in_an_external_id_and_so_finds_nothing(client: Intercom) -> None:
    make(client, EXTERNAL_ID)
    missing = (404, "not_found", "The requested resource was not found")
    assert error_of(lambda: client.contacts.show_contact_by_external_id(EXTERNAL_ID)) == missing


def test_python_intercom_searches_and_turns_the_pages(client: Intercom, rest: Rest) -> None:
    for number in range(60):
        make(client, str(number), name="N")
    one = SingleFilterSearchRequest(field="external_id", operator="=", value="7")
    assert [row.external_id for row in client.contacts.search(query=one)] == ["7"]
    many = MultipleFilterSearchRequest(
        operator="AND", value=[SingleFilterSearchRequest(field="name", operator="~", value="N")]
    )
    first = client.contacts.search(query=many)
    assert len(first.items or []) == 50
    # Its pager of searches asks for the first page for ever: it drops the cursor, which has to be given by hand.
    pages = first.response.pages
    assert pages is not None
    assert pages.next is not None
    paging = StartingAfterPaging(per_page=50, starting_after=pages.next.starting_after)
    second = client.contacts.search(query=many, pagination=paging)
    assert len({row.external_id for row in [*(first.items or []), *(second.items or [])]}) == 60
    assert len(list(client.contacts.list())) == 60
    rest.fault(search_lag=180)
    assert [row.external_id for row in client.contacts.search(query=one)] == []


def test_python_intercom_merges_a_lead(client: Intercom) -> None:
    user = make(client, email="a@example.org")
    request = CreateContactRequestWithRole(role="lead", email="a@example.org")  # type: ignore[call-arg]
    lead = str(client.contacts.create(request=request).id)
    assert client.contacts.merge_lead_in_user(lead_id=lead, contact_id=user).id == user
    assert error_of(lambda: client.contacts.find(lead))[:2] == (410, "contact_merged")


def test_python_intercom_makes_companies_and_attaches(client: Intercom) -> None:
    contact = make(client)
    request = CreateOrUpdateCompanyRequest(company_id="1", name="Acme", plan="pro", monthly_spend=15)
    company = client.companies.create_or_update(request=request)
    assert (company.plan and company.plan.name, company.monthly_spend) == ("pro", 15)
    assert client.companies.attach_contact(contact, company_id=company.id).user_count == 1
    # Its pages of attached companies have nothing: it reads `companies`, where Intercom answers `data`.
    assert [row.id for row in client.companies.list()] == [company.id]
    assert [row.id for row in client.companies.list_attached_contacts(company.id).data] == [contact]
    assert client.companies.retrieve(company_id="1").dict()["id"] == company.id
    assert client.companies.detach_contact(contact, company.id).user_count == 0
    assert error_of(lambda: client.companies.find("1")) == (404, "company_not_found", "Company Not Found")


def test_python_intercom_makes_attributes_and_tags(client: Intercom) -> None:
    contact = make(client)

    def update() -> Any:
        return client.contacts.update(contact, custom_attributes={"plan": "pro"})

    assert error_of(update) == (400, "parameter_invalid", "Custom attribute 'plan' does not exist")
    fields: dict[str, Any] = {"name": "plan", "model": "contact", "data_type": "string"}
    client.data_attributes.create(request=CreateDataAttributeRequestOne(**fields))
    assert update().custom_attributes == {"plan": "pro"}
    assert "plan" in [row.name for row in client.data_attributes.list(model="contact").data or []]
    tag = client.tags.create(request=CreateOrUpdateTagRequest(name="beta"))
    assert client.tags.tag_contact(contact, tag_id=tag.id).name == "beta"
    assert [row.name for row in client.contacts.list_attached_tags(contact).data or []] == ["beta"]


def test_python_intercom_sends_events(client: Intercom) -> None:
    contact = make(client)

    def send(external_id: str) -> None:
        event = CreateDataEventRequestWithUserId(
            user_id=external_id, event_name="Paid", created_at=NOW, metadata={"order": "1"}
        )
        client.events.create(request=event)

    assert error_of(lambda: send("71")) == (404, "not_found", "User Not Found")
    send("70")
    send("70")
    listed = client.events.list(type="user", intercom_user_id=contact)
    assert [(row.event_name, row.metadata) for row in listed.events if row] == [("Paid", {"order": "1"})]


def test_python_intercom_raises_its_own_errors_for_faults(client: Intercom, rest: Rest) -> None:
    admin = client.admins.identify()
    assert admin is not None
    assert admin.app is not None
    assert admin.app.id_code == "demo"
    with pytest.raises(UnauthorizedError):
        Intercom(token="wrong", base_url=rest.url).contacts.list()
    with pytest.raises(NotFoundError):
        client.companies.find("1")
    rest.fault(rest_status=429)
    assert error_of(client.admins.identify)[:2] == (429, "rate_limit_exceeded")
    rest.fault(rest_status=502)
    with pytest.raises(ApiError) as caught:
        client.admins.identify()
    assert (caught.value.status_code, caught.value.body) == (502, "<html><body><h1>502</h1></body></html>")


# intercom-client


def test_intercom_client_for_node_goes_through_every_step(rest: Rest) -> None:
    script = ROOT / "tests" / "support" / "intercom_client.mjs"
    node = find_node(lambda _: None)
    command = [str(node), str(script), rest.url, rest.token]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    contact, company, lead = (found[name]["id"] for name in ("create", "company", "lead"))
    errors = {name: answer for name, answer in found.items() if isinstance(answer, dict) and "error" in answer}
    assert {
        name: (answer["status"], answer["body"]["errors"][0]["code"], answer["body"]["errors"][0]["message"])
        for name, answer in errors.items()
    } == {
        "conflict": (409, "conflict", f"A contact matching those details already exists with id={contact}"),
        "unknownAttribute": (400, "parameter_invalid", "Custom attribute 'plan' does not exist"),
        "unknownPerson": (404, "not_found", "User Not Found"),
        "archived": (404, "not_found", "User Not Found"),
        "merged": (
            410,
            "contact_merged",
            "This contact has been merged. See the 'Link' header for the canonical contact.",
        ),
    }
    assert found["me"]["app"]["id_code"] == "demo"
    assert found["byExternalId"]["id"] == found["merge"]["id"] == contact
    assert found["update"]["custom_attributes"] == {"plan": "pro"}
    assert [row["id"] for row in found["companies"]] == [company]
    assert (found["attach"]["user_count"], found["detach"]["user_count"]) == (1, 0)
    assert [row["external_id"] for row in found["search"]] == [EXTERNAL_ID]
    assert found["events"]["events"][0]["metadata"] == {"price": {"amount": 34999, "currency": "eur"}, "load": 3.67}
    assert (found["tagged"]["name"], found["unarchive"]["archived"], found["delete"]["deleted"]) == (
        "beta",
        False,
        True,
    )
    assert found["list"] == []
    assert lead != contact
