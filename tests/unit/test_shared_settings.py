"""`window.intercomSettings`: the site's keys stay the site's."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.mapped import checked_settings

from intercom_destination.js.globals import undefined
from intercom_destination.web.client import shared_settings

publish: Any = shared_settings.publish
withdraw: Any = shared_settings.withdraw
has_lost_proof: Any = shared_settings.has_lost_proof


def client_of(theirs: Any = undefined, **settings: Any) -> dict[str, Any]:
    """A client on a page that has these `intercomSettings`."""
    checked = checked_settings({"appId": "demo", **settings}, lambda *_told: None)
    return {"root": {"intercomSettings": theirs}, "checked": checked, "published": {}, "shared": undefined}


def shown(client: dict[str, Any]) -> Any:
    return client["root"]["intercomSettings"]


class Frozen(dict[str, Any]):
    """An object that a site has frozen."""

    def __setitem__(self, key: str, value: Any) -> None:
        raise TypeError(key)

    def __delitem__(self, key: str) -> None:
        raise TypeError(key)


@pytest.mark.parametrize("theirs", [undefined, None, "x", []])
def test_publish_makes_the_object_where_a_site_has_none(theirs: Any) -> None:
    client = client_of(theirs)
    publish(client, {"app_id": "demo"})
    assert shown(client) == client["published"] == {"app_id": "demo"}
    assert client["shared"] is shown(client)


def test_publish_adds_to_the_sites_own_object_and_leaves_its_keys() -> None:
    theirs = {"app_id": "theirs", "name": "Ann"}
    client = client_of(theirs)
    publish(client, {"app_id": "demo", "email": "a@b.co"})
    assert shown(client) is theirs
    assert theirs == {"app_id": "theirs", "name": "Ann", "email": "a@b.co"}
    assert client["published"] == {"email": "a@b.co"}


def test_publish_replaces_its_own_values_only() -> None:
    client = client_of()
    publish(client, {"email": "old", "name": "Ann"})
    shown(client)["name"] = "the site says so"
    publish(client, {"email": "new", "name": "Bob"})
    assert shown(client) == {"email": "new", "name": "the site says so"}
    assert client["published"] == {"email": "new", "name": "Ann"}


def test_publish_puts_all_into_an_object_that_the_site_has_put_there_since() -> None:
    client = client_of()
    publish(client, {"app_id": "demo", "email": "old"})
    client["root"]["intercomSettings"] = {"alignment": "left"}
    publish(client, {"email": "new"})
    assert shown(client) == {"alignment": "left", "app_id": "demo", "email": "new"}
    assert client["shared"] is shown(client)


def test_publish_spells_the_activator_as_custom_launcher_selector() -> None:
    client = client_of()
    publish(client, {"widget": {"activator": "#chat"}})
    assert shown(client) == {"custom_launcher_selector": "#chat"}


def test_publish_drops_a_look_of_the_settings_that_the_site_sets_itself() -> None:
    client = client_of({"alignment": "left", "email": "theirs"}, alignment="right")
    fields = {"alignment": "right", "email": "ours"}
    publish(client, fields)
    assert fields == {"email": "ours"}
    assert shown(client) == {"alignment": "left", "email": "theirs"}


def test_publish_keeps_hide_default_launcher_in_the_call_whatever_the_site_sets() -> None:
    client = client_of({"hide_default_launcher": False}, hideDefaultLauncher=True)
    fields = {"hide_default_launcher": True}
    publish(client, fields)
    assert fields == {"hide_default_launcher": True}
    assert shown(client) == {"hide_default_launcher": False}


def test_publish_and_withdraw_leave_a_frozen_object() -> None:
    client = client_of(Frozen(alignment="left"))
    publish(client, {"email": "a@b.co"})
    assert client["published"] == {}
    client["published"] = {"alignment": "left"}
    withdraw(client)
    assert shown(client) == {"alignment": "left"}
    assert client["published"] == {}


def test_withdraw_takes_its_own_values_and_leaves_the_sites() -> None:
    client = client_of({"alignment": "left"})
    publish(client, {"app_id": "demo", "email": "a@b.co"})
    shown(client)["email"] = "theirs"
    withdraw(client)
    assert shown(client) == {"alignment": "left", "email": "theirs"}
    assert client["published"] == {}


def test_withdraw_does_nothing_where_the_object_is_gone() -> None:
    client = client_of()
    publish(client, {"app_id": "demo"})
    client["root"]["intercomSettings"] = undefined
    withdraw(client)
    assert shown(client) is undefined
    assert client["published"] == {}


@pytest.mark.parametrize("key", ["user_hash", "intercom_user_jwt"])
def test_has_lost_proof_sees_a_hash_or_token_that_the_site_has_removed(key: str) -> None:
    client = client_of()
    publish(client, {"app_id": "demo"})
    assert not has_lost_proof(client)
    publish(client, {key: "proof"})
    assert not has_lost_proof(client)
    del shown(client)[key]
    assert has_lost_proof(client)
