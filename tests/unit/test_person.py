"""What identify and group tell: names, ids, companies, and what only settings may set."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from tests.support.mapped import calls_for, checked_settings

from intercom_destination.web.session import end_session, new_session

FLAT = checked_settings({"appId": "demo"}, None)
NESTED = checked_settings({"appId": "demo", "customAttributes": "nested"}, None)
RESERVED = [
    "app_id",
    "api_base",
    "widget",
    "custom_launcher_selector",
    "hide_default_launcher",
    "user_hash",
    "intercom_user_jwt",
    "auth_tokens",
    "cookie_domain",
    "disabled",
    "session_duration",
    "installation_type",
]


def identify(traits: Any, group: Any = None, settings: Any = FLAT, **event: Any) -> Any:
    """The fields of the boot, except the app."""
    [[method, fields]] = calls_for("identify", {"traits": traits, **event}, group, settings, new_session())
    assert (method, fields.pop("app_id")) == ("boot", "demo")
    return fields


def company(trait: Any, group: Any) -> Any:
    return identify({"email": "a@b.co", "company": trait}, group)["company"]


@pytest.mark.parametrize("settings", [FLAT, NESTED])
@pytest.mark.parametrize("name", RESERVED)
def test_trait_never_sets_what_only_settings_and_options_may(name: str, settings: Any) -> None:
    assert identify({"email": "a@b.co", name: "evil"}, settings=settings) == {"email": "a@b.co"}


def test_ids_names_and_emails_are_never_read_as_dates() -> None:
    dates = dict.fromkeys(["id", "user_id", "company_id", "name", "email"], "2014-01-01")
    assert identify({**dates, "plan": "2014-01-01"}) == {**dates, "plan": 1388534400}


@pytest.mark.parametrize(
    ("traits", "name"),
    [
        ({"name": " Ada "}, "Ada"),
        ({"name": "  "}, "  "),
        ({"name": "  ", "firstName": "Ada", "lastName": "L"}, "  "),
        ({"firstName": " Ada ", "last_name": " L "}, "Ada L"),
    ],
)
def test_name_is_the_traits_or_first_and_last_name(traits: dict[str, Any], name: str) -> None:
    assert identify({**traits, "email": "a@b.co"})["name"] == name


@pytest.mark.parametrize("traits", [{"firstName": " ", "lastName": "L"}, {"firstName": "Ada", "lastName": " "}])
def test_half_a_name_is_none(traits: dict[str, Any]) -> None:
    assert identify({**traits, "email": "a@b.co"}) == {**traits, "email": "a@b.co"}


@pytest.mark.parametrize("avatar", ["https://a.b/c.png", "2014-01-01", "2014-01-01T12:00:00Z", "x" * 300, " "])
@pytest.mark.parametrize("settings", [FLAT, NESTED])
def test_avatar_that_is_a_string_is_a_pictures_address(avatar: str, settings: Any) -> None:
    sent = identify({"email": "a@b.co", "avatar": avatar}, settings=settings)
    assert sent == {"email": "a@b.co", "avatar": {"type": "avatar", "image_url": avatar}}


@pytest.mark.parametrize("avatar", [{"type": "avatar", "image_url": "u"}, {}, 5, None])
def test_avatar_that_is_no_string_passes(avatar: Any) -> None:
    assert identify({"email": "a@b.co", "avatar": avatar}) == {"email": "a@b.co", "avatar": avatar}


def test_empty_avatar_stays_what_it_is() -> None:
    assert identify({"email": "a@b.co", "avatar": ""}) == {"email": "a@b.co", "avatar": ""}


@pytest.mark.parametrize(
    "trait",
    [
        {"id": "1", "Created": "2014-01-01", "created": "2015-01-01"},
        {"id": "1", "created": "2015-01-01", "Created": "2014-01-01"},
    ],
)
def test_creation_date_that_is_spelled_exactly_counts(trait: Any) -> None:
    assert company(trait, None) == {"id": "1", "created_at": 1420070400}


@pytest.mark.parametrize(
    ("trait", "group", "sent"),
    [
        ({"name": "One"}, {"id": "c1", "traits": {"name": "One"}}, {"name": "One", "id": "c1"}),
        ({"name": "One"}, {"id": "", "traits": {"name": "One"}}, {"name": "One"}),
        ({"name": "One"}, {"id": ["c1"], "traits": {"name": "One"}}, {"name": "One"}),
        ({"name": "One"}, {"traits": {"name": "One", "id": "t1"}}, {"name": "One", "id": "t1"}),
        ({"company_id": "c1"}, {"id": "c1", "traits": {"plan": "pro"}}, {"company_id": "c1", "plan": "pro"}),
        ({"company_id": 5}, {"id": 5.0, "traits": {"plan": "pro"}}, {"company_id": 5, "plan": "pro"}),
        ({"company_id": ""}, {"id": "c1", "traits": {"plan": "pro"}}, {"company_id": "", "plan": "pro", "id": "c1"}),
        ({"id": None}, {"id": "c1", "traits": {"plan": "pro"}}, {"id": None, "plan": "pro"}),
        (
            {"name": "One"},
            {"id": "c1", "traits": {"name": "", "plan": "pro"}},
            {"name": "One", "plan": "pro", "id": "c1"},
        ),
        ({"name": {"a": 1}}, {"id": "c1", "traits": {"plan": "pro"}}, {"name": {"a": 1}, "plan": "pro", "id": "c1"}),
        ({"name": None}, {"id": "c1", "traits": {"name": "Two"}}, {"name": None, "id": "c1"}),
        ({"name": "One"}, {"id": "c1", "traits": {"name": "Two", "plan": "pro"}}, {"name": "One"}),
        ({"id": "c2"}, {"id": "c1", "traits": {"plan": "pro"}}, {"id": "c2"}),
    ],
)
def test_company_is_filled_up_from_the_group_where_it_is_the_same_one(trait: Any, group: Any, sent: Any) -> None:
    assert company(trait, group) == sent


@pytest.mark.parametrize(
    "trait",
    [
        {"company_id": "k"},
        {"company_id": 2366},
        {"company_id": {"a": 1}},
        {"company_id": False},
        {"id": 0},
        {"id": ["c1"]},
        {"id": "", "company_id": "k"},
        {"id": "k", "company_id": "c1"},
        {"id": "c1", "name": "Two"},
        {"id": "c1", "name": {"a": 1}},
        {"id": "c1", "name": {"url": "u"}},
        {"id": "c1", "name": 0},
        {"id": "c1", "name": ["One"]},
    ],
)
def test_company_of_another_id_or_name_gets_nothing_of_the_group(trait: Any) -> None:
    known = {"id": "c1", "traits": {"name": "One", "plan": "gold"}}
    assert company(trait, known) == trait
    settings = checked_settings({"appId": "demo", "richLinkProperties": ["name"]}, None)
    linked = {"id": "c1", "traits": {"name": {"url": "u"}, "plan": "gold"}}
    if "name" in trait:
        assert identify({"email": "a@b.co", "company": trait}, linked, settings)["company"] == trait


@pytest.mark.parametrize("trait", [{"company_id": 2366}, {"id": 2366}, {"id": {}}])
def test_company_with_an_id_gets_nothing_of_a_group_without_one(trait: Any) -> None:
    assert company(trait, {"traits": {"name": "Host Group", "plan": "gold"}}) == trait


@pytest.mark.parametrize(("traits", "sent"), [(None, {"plan": "pro"}), ("", {"plan": "pro"}), ({}, {}), ([], {})])
def test_groups_properties_count_where_it_has_no_traits(traits: Any, sent: Any) -> None:
    event = {"groupId": "g", "traits": traits, "properties": {"plan": "pro"}}
    assert calls_for("group", event, None, FLAT, new_session()) == [["update", {"company": {"id": "g", **sent}}]]


@pytest.mark.parametrize(("levels", "kept"), [(98, True), (99, False)])
def test_values_are_kept_down_to_a_hundred_levels(levels: int, kept: bool) -> None:
    deep: Any = {"bottom": 1}
    for _ in range(levels):
        deep = {"down": deep}
    assert ("bottom" in str(company({"deep": deep}, None))) is kept


def methods(*people: dict[str, Any], session: Any = None) -> list[str]:
    """The calls that the last of some identify calls becomes."""
    session = session or new_session()
    *_, last = [
        calls_for("identify", {"userId": one.get("id"), "traits": {"email": one.get("email")}}, None, FLAT, session)
        for one in people
    ]
    return [call[0] for call in last]


@pytest.mark.parametrize(
    ("before", "after", "is_another"),
    [
        ({"email": "a@b.co"}, {"email": "b@b.co"}, True),
        ({"email": "a@b.co"}, {"email": "a@b.co"}, False),
        ({"email": "a@b.co"}, {"email": "a@b.co", "id": "1"}, False),
        ({"email": "a@b.co"}, {"id": "1"}, False),
        ({"email": "a@b.co"}, {"email": "b@b.co", "id": "1"}, False),
        ({"email": "a@b.co", "id": "1"}, {"email": "b@b.co"}, False),
        ({"email": "a@b.co", "id": "1"}, {"email": "b@b.co", "id": "1"}, False),
        ({"email": "a@b.co", "id": "1"}, {"email": "a@b.co", "id": "2"}, True),
    ],
)
def test_is_another_by_the_id_or_without_any_by_the_email(before: Any, after: Any, is_another: bool) -> None:
    assert methods(before, after) == (["shutdown", "boot"] if is_another else ["update"])


def test_end_session_leaves_nobody_to_be_another_person() -> None:
    session = new_session()
    methods({"email": "a@b.co", "id": "1"}, session=session)
    end_session(session)
    assert methods({"email": "b@b.co"}, session=session) == ["boot"]
    end_session(session)
    assert methods({"email": "c@b.co", "id": "2"}, session=session) == ["boot"]


@pytest.mark.parametrize("where", ["integrations", "context"])
def test_intercom_user_jwt_alone_says_who_it_is(where: str) -> None:
    options = {where: {"Intercom": {"intercom_user_jwt": "j"}}}
    assert identify({"plan": "pro"}, **options) == {"plan": "pro", "intercom_user_jwt": "j"}


@pytest.mark.parametrize("option", [{"user_hash": "h"}, {"intercom_user_jwt": ""}, {"intercom_user_jwt": {}}])
def test_identify_without_user_id_email_and_token_sends_nothing(option: Any) -> None:
    event = {"traits": {"plan": "pro"}, "integrations": {"Intercom": option}}
    assert calls_for("identify", event, None, FLAT, new_session()) == []


def test_email_that_is_an_object_says_not_who_it_is() -> None:
    settings = checked_settings({"appId": "demo", "richLinkProperties": ["email"]}, None)
    event = {"traits": {"email": {"type": "link", "value": "a@b.co"}}}
    assert calls_for("identify", event, None, settings, new_session()) == []


def test_avatar_that_is_a_date_is_sent_as_one() -> None:
    sent = identify({"email": "a@b.co", "avatar": datetime(2014, 1, 1, tzinfo=UTC)})
    assert sent == {"email": "a@b.co", "avatar": 1388534400}


def test_token_of_another_user_ends_the_session() -> None:
    session = new_session()
    methods = []
    for made, user_id in enumerate(["ann", "ann", "bob"]):
        options = {"Intercom": {"intercom_user_jwt": jwt.encode({"user_id": user_id, "iat": made}, "k" * 32)}}
        calls = calls_for("identify", {"traits": {}, "integrations": options}, None, FLAT, session)
        methods.append([call[0] for call in calls])
    assert methods == [["boot"], ["update"], ["shutdown", "boot"]]


def test_hash_and_token_go_out_under_intercoms_names() -> None:
    options = {"Intercom": {"userHash": "h", "intercomUserJwt": "j"}}
    sent = identify({}, userId="1", integrations=options)
    assert sent == {"user_id": "1", "id": "1", "user_hash": "h", "intercom_user_jwt": "j"}


def test_empty_user_id_in_the_traits_is_nobodys() -> None:
    session = new_session()
    for email in ("a@b.co", "b@b.co"):
        last = calls_for("identify", {"traits": {"email": email, "user_id": ""}}, None, FLAT, session)
    assert [call[0] for call in last] == ["shutdown", "boot"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": 1}])
def test_spelling_takes_a_name_whose_own_value_is_no_data(value: Any) -> None:
    traits = {"plan": value, "Plan": "pro"}
    assert identify({**traits, "email": "a@b.co"}) == {"email": "a@b.co", "plan": "pro"}
    group = calls_for("group", {"groupId": "g", "traits": traits}, None, FLAT, new_session())
    assert group == [["update", {"company": {"id": "g", "plan": "pro"}}]]
