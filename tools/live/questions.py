"""What Intercom's description of its API leaves open, as questions that a workspace answers.

The letters are those of the guesses in docs/sandbox-rest.md. Like behaviour gets the same answer, in a few words.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from tools.live.workspace_api import WorkspaceApi

DAY = 24 * 3600
MOST_EVENT_NAMES = 120


def find_right_after_create(api: WorkspaceApi) -> str:
    """Does find_by_external_id know a contact right after it is made?"""
    name = api.name()
    api.contact(external_id=name)
    return api.ask("GET", f"/contacts/find_by_external_id/{name}").short


def one_email_twice(api: WorkspaceApi) -> str:
    """Is a second user with one email a conflict, and does the message have the id?"""
    email = f"{api.name()}@example.org"
    first = api.contact(external_id=api.name(), email=email)
    second = api.create({"role": "user", "external_id": api.name(), "email": email})
    alone = api.create({"role": "user", "email": email})
    named = f", id in the text: {first in alone.message}" if alone.status == 409 else ""
    return f"with another external_id {second.short}; by email alone {alone.short}{named}"


def same_external_id_twice(api: WorkspaceApi) -> str:
    """Does a conflict by external_id have the id in its message?"""
    name = api.name()
    first = api.contact(external_id=name)
    again = api.create({"role": "user", "external_id": name})
    return f"{again.short}, id in the text: {first in again.message}"


def unknown_attribute(api: WorkspaceApi) -> str:
    """Does one unknown custom attribute refuse the whole call, and is it named in quotes?"""
    contact, attribute = api.contact(external_id=api.name()), api.name().replace("-", "_")
    reply = api.ask("PUT", f"/contacts/{contact}", {"name": "Changed", "custom_attributes": {attribute: "x"}})
    changed = bool(api.contact_field(contact, "name"))
    quoted = f"'{attribute}'" in reply.message
    return f"{reply.short}, named: {quoted}, the rest was stored: {changed}"


def attach_and_detach_twice(api: WorkspaceApi) -> str:
    """What do a second attach and a second detach get?"""
    contact, company = api.contact(external_id=api.name()), api.company()
    path = f"/contacts/{contact}/companies"
    attached = [api.ask("POST", path, {"id": company}).short for _ in range(2)]
    detached = [api.ask("DELETE", f"{path}/{company}").short for _ in range(2)]
    return f"attach {' then '.join(attached)}; detach {' then '.join(detached)}"


def last_seen_at(api: WorkspaceApi) -> str:
    """Does an update move last_seen_at by itself, and does it go backwards where it is given?"""
    now = int(time.time())
    contact = api.contact(external_id=api.name(), last_seen_at=now - DAY)
    api.ask("PUT", f"/contacts/{contact}", {"name": "Changed"})
    moved = api.contact_field(contact, "last_seen_at") != now - DAY
    api.ask("PUT", f"/contacts/{contact}", {"last_seen_at": now - 2 * DAY})
    backwards = api.contact_field(contact, "last_seen_at") == now - 2 * DAY
    return f"by itself: {moved}; backwards: {backwards}"


def metadata(api: WorkspaceApi) -> str:
    """How many keys of an event are kept, what becomes of a key with a dot, and what do nested values get?"""
    contact, now = api.contact(external_id=api.name()), int(time.time())
    event = {"event_name": "live-check", "id": contact, "created_at": now}
    many = {"a.b": 1, **{f"key_{number:02}": number for number in range(25)}}
    sent = api.ask("POST", "/events", {**event, "metadata": many})
    rows = api.ask("GET", f"/events?type=user&intercom_user_id={contact}").body["events"]
    kept = rows[0]["metadata"] if rows else {}
    nested = api.ask("POST", "/events", {**event, "created_at": now - 60, "metadata": {"a": {"b": 1}}})
    return f"{sent.short}, {len(kept)} keys, that with a dot: {'a.b' in kept}; nested {nested.short}"


def limit_of_searches(api: WorkspaceApi) -> str:
    """Have searches a limit of their own?"""
    query = {"field": "external_id", "operator": "=", "value": "nobody"}
    plain = api.ask("GET", "/me").headers.get("x-ratelimit-limit")
    search = api.ask("POST", "/contacts/search", {"query": query}).headers.get("x-ratelimit-limit")
    return "the same limit" if plain == search else f"searches {search}, others {plain}"


def null_attribute(api: WorkspaceApi) -> str:
    """Does null clear a custom attribute?"""
    name = "live_check_text"
    api.ask("POST", "/data_attributes", {"name": name, "model": "contact", "data_type": "string"})
    contact = api.contact(external_id=api.name(), custom_attributes={name: "x"})
    reply = api.ask("PUT", f"/contacts/{contact}", {"custom_attributes": {name: None}})
    kept = (api.contact_field(contact, "custom_attributes") or {}).get(name) is not None
    return f"{reply.short}, cleared: {not kept}"


def event_right_after_create(api: WorkspaceApi) -> str:
    """Does POST /events know a contact right after it is made, and what does a user id get that nobody has?"""
    name, now = api.name(), int(time.time())
    api.contact(external_id=name)
    known = api.ask("POST", "/events", {"event_name": "live-check", "user_id": name, "created_at": now})
    unknown = api.ask("POST", "/events", {"event_name": "live-check", "user_id": api.name(), "created_at": now})
    return f"{known.short}; of nobody {unknown.short}"


def wrong_type(api: WorkspaceApi) -> str:
    """What does a custom attribute of a wrong type get, and is it named in quotes?"""
    name = "live_check_number"
    api.ask("POST", "/data_attributes", {"name": name, "model": "contact", "data_type": "integer"})
    reply = api.create({"role": "user", "external_id": api.name(), "custom_attributes": {name: "many"}})
    quoted = f"'{name}'" in reply.message
    return f"{reply.short}, named: {quoted}"


def archived_contact(api: WorkspaceApi) -> str:
    """What does an archived contact answer to a read, an update, a create, and to unarchive?"""
    name = api.name()
    contact = api.contact(external_id=name)
    api.ask("POST", f"/contacts/{contact}/archive")
    read, update = api.ask("GET", f"/contacts/{contact}"), api.ask("PUT", f"/contacts/{contact}", {"name": "Ann"})
    create = api.create({"role": "user", "external_id": name})
    says = "archived" in create.message.lower() and contact in create.message
    back = api.ask("POST", f"/contacts/{contact}/unarchive", {})
    return f"read {read.short}; update {update.short}; create {create.short}, says so: {says}; unarchive {back.short}"


def merged_contact(api: WorkspaceApi) -> str:
    """What does a contact that was merged answer to a read and an update, and is there a Link?"""
    email = f"{api.name()}@example.org"
    lead = api.create({"role": "lead", "email": email}).body["id"]
    user = api.contact(external_id=api.name(), email=email)
    merge = api.ask("POST", "/contacts/merge", {"from": lead, "into": user})
    read, update = api.ask("GET", f"/contacts/{lead}"), api.ask("PUT", f"/contacts/{lead}", {"name": "Ann"})
    link = user in read.headers.get("link", "")
    return f"merge {merge.short}; read {read.short}, link: {link}; update {update.short}"


def media_type(api: WorkspaceApi) -> str:
    """What does a JSON body get that is not said to be JSON?"""
    body = {"role": "user", "external_id": api.name()}
    return api.create(body, {"content-type": "text/plain"}).short


def odd_values(api: WorkspaceApi) -> str:
    """Are an avatar that is no URL, long names, ids and tags, and an event of the year 2286 taken?"""
    avatar = api.create({"role": "user", "external_id": api.name(), "avatar": "no address"})
    name = api.create({"role": "user", "external_id": api.name(), "name": "n" * 10_000})
    external_id = api.create({"role": "user", "external_id": api.name() + "x" * 5_000})
    contact = api.contact(external_id=api.name())
    event = api.ask("POST", "/events", {"event_name": "live-check", "id": contact, "created_at": 9_999_999_999})
    tag = api.tag(api.name() + "t" * 400)
    kept = len(name.body.get("name") or "") if name.status == 200 else 0
    return (
        f"avatar {avatar.short}; name {name.short}, {kept} characters; external id {external_id.short};"
        f" event {event.short}; tag {tag.short}"
    )


def values_that_cannot_be(api: WorkspaceApi) -> str:
    """What do an email without its parts, large whole numbers, and keys that Intercom cannot tell apart get?"""
    email = api.create({"role": "user", "external_id": api.name(), "email": "@"})
    name = "live_check_number"
    api.ask("POST", "/data_attributes", {"name": name, "model": "contact", "data_type": "integer"})
    number = api.create({"role": "user", "external_id": api.name(), "custom_attributes": {name: 2**63}})
    event = {"event_name": "live-check", "id": api.contact(external_id=api.name()), "created_at": int(time.time())}
    metadata = ({"Plan": 1, "plan": 2}, {"": 1}, {"n": 2**63})
    capitals, empty, large = (api.ask("POST", "/events", {**event, "metadata": one}).short for one in metadata)
    return f"email {email.short}; attribute {number.short}; keys {capitals}, empty {empty}; large {large}"


def attribute_of_a_fields_name(api: WorkspaceApi) -> str:
    """May custom_attributes have the name of a field?"""
    names = ("email", "created_at")
    found = (api.create({"role": "user", "external_id": api.name(), "custom_attributes": {one: 5}}) for one in names)
    made = api.ask("POST", "/data_attributes", {"name": "email", "model": "contact", "data_type": "string"})
    return f"{'; '.join(reply.short for reply in found)}; made {made.short}"


def attribute_of_two_models(api: WorkspaceApi) -> str:
    """May contacts and companies have a custom attribute of one name?"""
    body = {"name": "live_check_shared", "data_type": "string"}
    api.ask("POST", "/data_attributes", {**body, "model": "contact"})
    return api.ask("POST", "/data_attributes", {**body, "model": "company"}).short


def event_names_used_up(api: WorkspaceApi) -> str:
    """What does the 121st event name get, and is the limit in the message?"""
    event = {"id": api.contact(external_id=api.name()), "created_at": int(time.time())}
    for number in range(MOST_EVENT_NAMES + 1):
        reply = api.ask("POST", "/events", {**event, "event_name": f"live-check-{number}"})
        if reply.status != 202:
            return f"{reply.short}, the limit is named: {str(MOST_EVENT_NAMES) in reply.message}"
    return f"{MOST_EVENT_NAMES + 1} names are taken"


def rate_exceeded(api: WorkspaceApi) -> str:
    """What does a 429 say, and has it a Retry-After?"""
    limit = int(api.ask("GET", "/me").headers.get("x-ratelimit-limit", 0))
    # More than two windows' worth, since the first may be nearly over.
    reply = api.refused_in_a_burst("/me", 2 * limit + 100)
    if not reply:
        return "429 was not reached"
    headers = f"Retry-After: {'retry-after' in reply.headers}; reset: {'x-ratelimit-reset' in reply.headers}"
    return f"{reply.short}; {headers}; the limit is in the text: {str(limit) in reply.message}"


#: Letter of the guess in docs/sandbox-rest.md -> question.
QUESTIONS: dict[str, Callable[[WorkspaceApi], str]] = {
    "a": find_right_after_create,
    "b": one_email_twice,
    "b, by external_id": same_external_id_twice,
    "c": unknown_attribute,
    "d": attach_and_detach_twice,
    "e": last_seen_at,
    "f": metadata,
    "h": limit_of_searches,
    "i": null_attribute,
    "j": event_right_after_create,
    "m": wrong_type,
    "o": archived_contact,
    "p": merged_contact,
    "r, the Content-Type": media_type,
    "y": odd_values,
    "z": values_that_cannot_be,
    "aa": attribute_of_a_fields_name,
    "ab": attribute_of_two_models,
}
#: What is asked last, and only where that is wanted: everybody else's calls are refused for some seconds, too.
BURST: dict[str, Callable[[WorkspaceApi], str]] = {"h, exceeded": rate_exceeded}
#: As above, since it leaves more behind than the others: event names cannot be deleted.
LASTING: dict[str, Callable[[WorkspaceApi], str]] = {"g": event_names_used_up}
