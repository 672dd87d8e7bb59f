"""The sandbox's REST API: contacts that are archived, deleted or merged."""

from __future__ import annotations

from tests.support.rest_client import NOW, Rest

NOT_FOUND = (404, "not_found", "User Not Found")


def test_archived_contact_is_gone_but_for_its_conflict_and_comes_back(rest: Rest) -> None:
    contact = rest.contact(external_id="70")
    archived = rest.post(f"/contacts/{contact}/archive").ok
    assert archived == {"type": "contact", "id": contact, "external_id": "70", "archived": True}
    assert rest.get(f"/contacts/{contact}").error == NOT_FOUND
    assert rest.put(f"/contacts/{contact}", {"name": "B"}).error == NOT_FOUND
    assert rest.get("/contacts/find_by_external_id/70").error == NOT_FOUND
    message = f"An archived contact matching those details already exists with id={contact}"
    assert rest.post("/contacts", {"external_id": "70"}).error == (409, "conflict", message)
    back = rest.post(f"/contacts/{contact}/unarchive").ok
    assert back == {"type": "contact", "id": contact, "external_id": "70", "archived": False}
    assert rest.get(f"/contacts/{contact}").status == 200


def test_deleted_contact_leaves_nothing_and_its_id_is_never_given_again(rest: Rest) -> None:
    contact = rest.contact(external_id="70")
    rest.post("/events", {"event_name": "Seen", "created_at": NOW, "id": contact})
    rest.post(f"/contacts/{contact}/archive")
    deleted = rest.delete(f"/contacts/{contact}").ok
    assert deleted == {"type": "contact", "id": contact, "external_id": "70", "deleted": True}
    assert set(rest.state()["counts"].values()) == {0}
    assert rest.post(f"/contacts/{contact}/unarchive").error == NOT_FOUND
    assert rest.contact(external_id="70") != contact


def test_merged_lead_says_where_it_went(rest: Rest) -> None:
    lead, user = rest.contact(role="lead", email="a@example.org"), rest.contact(external_id="70", email="a@example.org")
    rest.post("/events", {"event_name": "Seen", "created_at": NOW, "id": lead})
    merged = rest.post("/contacts/merge", {"from": lead, "into": user}).ok
    assert (merged["id"], merged["external_id"]) == (user, "70")
    gone = rest.get(f"/contacts/{lead}")
    message = "This contact has been merged. See the 'Link' header for the canonical contact."
    assert gone.error == (410, "contact_merged", message)
    assert gone.headers["link"] == f'</contacts/{user}>; rel="canonical"'
    assert rest.get(f"/contacts/{lead}", intercom_version="2.15").error == NOT_FOUND
    assert rest.put(f"/contacts/{lead}", {"name": "B"}).error == NOT_FOUND
    refused = rest.post(f"/contacts/{lead}/unarchive")
    assert refused.error == (400, "action_forbidden", "User has been merged and is not restorable")
    assert [row["event_name"] for row in rest.get(f"/events?type=user&intercom_user_id={user}").ok["events"]] == [
        "Seen"
    ]


def test_merge_takes_a_lead_into_a_user_and_duplicates_only(rest: Rest) -> None:
    lead, user = rest.contact(role="lead", email="a@example.org"), rest.contact(external_id="70")
    message = (
        "Contacts can only be merged when they are duplicates (matching email or phone)."
        " Pass skip_duplicate_validation=true to override this check."
    )
    body = {"from": lead, "into": user}
    assert rest.post("/contacts/merge", body).error == (400, "invalid_merge", message)
    refused = rest.post("/contacts/merge", {"from": user, "into": lead})
    assert refused.error == (400, "invalid_merge", "Only a lead can be merged into a user")
    assert rest.post("/contacts/merge", {"into": user}).error == (400, "parameter_missing", "from is required")
    assert rest.post("/contacts/merge", {**body, "from": "1"}).error == NOT_FOUND
    assert rest.post("/contacts/merge", {**body, "skip_duplicate_validation": True}).status == 200
    other = rest.contact(role="lead")
    assert rest.post("/contacts/merge", {"from": other, "into": user}, intercom_version="2.15").status == 200


def test_external_id_of_a_merged_user_leads_to_the_other(rest: Rest) -> None:
    contact = rest.contact(external_id="70")
    rest.fault(rest_merged=True)
    rest.get(f"/contacts/{contact}")
    rest.fault(rest_merged=False)
    kept = rest.get("/contacts/find_by_external_id/70").ok["id"]
    assert kept != contact
    rest.put(f"/contacts/{kept}", {"external_id": "71"})
    gone = rest.get("/contacts/find_by_external_id/70")
    assert gone.error[:2] == (410, "contact_merged")
    assert gone.headers["link"] == f'</contacts/{kept}>; rel="canonical"'
    assert rest.get("/contacts/find_by_external_id/70", intercom_version="2.15").error == NOT_FOUND
    rest.contact(external_id="70")
    assert rest.get("/contacts/find_by_external_id/70").status == 200
