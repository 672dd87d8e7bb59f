"""One module decides when a session begins and ends: told what a page shows, it says what is to be done."""

from __future__ import annotations

from typing import Any

import pytest

from intercom_destination.js.globals import undefined
from intercom_destination.js.text import string_hash
from intercom_destination.web.records import Session
from intercom_destination.web.session import end_session, new_session, observe, start_identify

ANN, BOB = {"user_id": "ann"}, {"user_id": "bob"}
ANNS, BOBS = string_hash("ann"), string_hash("bob")


def met(session: Session, fields: dict[str, Any], token_user_id: Any = undefined, ends: bool = True) -> bool:
    """One identify, as the mapping tells it."""
    another = start_identify(session, fields, token_user_id, ends)
    session["booted"] = True
    return another


def anns_session() -> Session:
    session = new_session()
    met(session, ANN)
    return session


def nothing_known(session: Session) -> bool:
    known = (session["booted"], session["person_id"], session["person_email"], session["remembered"])
    return known == (False, undefined, undefined, undefined) and not session["saw_cookie"]


def test_new_session_is_of_nobody() -> None:
    assert nothing_known(new_session())
    assert not observe(new_session(), undefined, False, undefined)


@pytest.mark.parametrize(
    ("fields", "remembered"),
    [
        (ANN, ANNS),
        ({"user_id": "ann", "email": "a@b.co"}, ANNS),
        ({"email": "a@b.co"}, string_hash("a@b.co")),
        ({"user_id": 7}, string_hash("7")),
        ({"user_id": 7.0}, string_hash("7")),
        ({"user_id": 0.5}, string_hash("0.5")),
        ({"user_id": 1e21}, string_hash("1e+21")),
        ({"user_id": 1e-7}, string_hash("1e-7")),
        ({"user_id": True}, string_hash("true")),
        ({"user_id": False, "email": "a@b.co"}, string_hash("a@b.co")),
    ],
)
def test_identify_remembers_the_hash_of_the_user_id_else_of_the_email(fields: dict[str, Any], remembered: str) -> None:
    session = new_session()
    assert not met(session, fields)
    assert session["remembered"] == remembered


def test_identify_of_the_same_person_ends_nothing() -> None:
    session = anns_session()
    assert not met(session, ANN)
    assert not met(session, {"user_id": "ann", "email": "a@b.co"})
    assert session["booted"]
    assert session["ends"] == 1


def test_identify_of_another_person_ends_the_session() -> None:
    session = anns_session()
    assert start_identify(session, BOB, undefined, True)
    assert (session["booted"], session["person_id"], session["remembered"]) == (False, "bob", BOBS)
    assert session["ends"] == 2


@pytest.mark.parametrize(("first", "second", "another"), [("a@b.co", "a@b.co", False), ("a@b.co", "c@d.co", True)])
def test_identify_by_email_alone(first: str, second: str, another: bool) -> None:
    session = new_session()
    met(session, {"email": first})
    assert met(session, {"email": second}) is another


def test_identify_with_a_user_id_after_an_email_is_the_same_person() -> None:
    session = new_session()
    met(session, {"email": "a@b.co"})
    assert not met(session, ANN)
    assert session["remembered"] == ANNS
    # From now on the user id counts, whatever the email says.
    assert not met(session, {"user_id": "ann", "email": "new@b.co"})
    assert not met(session, {"email": "other@b.co"})
    assert met(session, BOB)


@pytest.mark.parametrize(
    ("remembered", "fields", "another"),
    [
        (ANNS, ANN, False),
        (ANNS, BOB, True),
        (ANNS, {"email": "a@b.co"}, True),
        (string_hash("a@b.co"), {"user_id": "ann", "email": "a@b.co"}, False),
        (string_hash("a@b.co"), ANN, True),
        ("-" + ANNS, ANN, False),
        ("-" + ANNS, BOB, True),
        ("not a hash", ANN, True),
        ("", ANN, True),
    ],
)
def test_identify_of_another_person_than_an_earlier_page_remembers(
    remembered: str, fields: dict[str, Any], another: bool
) -> None:
    session = new_session()
    observe(session, remembered, True, undefined)
    assert met(session, fields) is another
    assert session["person_id"] is (fields.get("user_id") or undefined)


def test_token_alone_says_who_it_is() -> None:
    session = new_session()
    assert not met(session, {}, "ann")
    assert session["remembered"] == "-" + ANNS
    assert not met(session, {}, "ann")
    assert met(session, {}, "bob")
    assert session["remembered"] == "-" + BOBS


@pytest.mark.parametrize("said", [undefined, None, "", {}, [], {"id": 5}, ["ann"]])
def test_token_that_says_nothing_leaves_the_session_as_it_is(said: Any) -> None:
    session = anns_session()
    assert not met(session, {}, said)
    assert (session["remembered"], session["person_id"]) == (ANNS, "ann")


def test_token_beside_a_user_id_does_not_count() -> None:
    session = new_session()
    assert not met(session, ANN, "somebody else")
    assert session["remembered"] == ANNS


def test_shutdown_on_logout_off_forgets_the_other_person_and_goes_on() -> None:
    session = new_session()
    assert not met(session, {"user_id": "ann", "email": "a@b.co"}, ends=False)
    assert not met(session, BOB, ends=False)
    assert (session["booted"], session["person_id"], session["person_email"]) == (True, "bob", undefined)
    assert session["remembered"] is undefined
    assert session["ends"] == 2


def test_cookie_that_is_gone_means_that_somebody_has_ended_the_session() -> None:
    session = anns_session()
    assert not observe(session, ANNS, True, undefined)
    assert session["booted"]
    assert not observe(session, ANNS, False, undefined)
    assert nothing_known(session)
    assert session["ends"] == 2


def test_cookie_that_is_still_there_means_nothing() -> None:
    session = anns_session()
    for _ in range(2):
        assert not observe(session, ANNS, True, undefined)
        assert (session["booted"], session["person_id"], session["ends"]) == (True, "ann", 1)


def test_cookie_that_has_not_come_yet_means_nothing() -> None:
    session = anns_session()
    assert not observe(session, ANNS, False, undefined)
    assert not observe(session, ANNS, False, undefined)
    assert session["booted"]


def test_another_tab_has_made_the_session_somebody_elses() -> None:
    session = anns_session()
    assert not observe(session, BOBS, True, undefined)
    assert (session["booted"], session["person_id"], session["remembered"]) == (False, undefined, BOBS)
    assert session["ends"] == 2
    assert not met(session, BOB)
    assert met(session, ANN)


def test_storage_that_is_refused_or_emptied_means_nothing() -> None:
    session = anns_session()
    assert not observe(session, undefined, True, undefined)
    assert session["remembered"] == ANNS
    assert session["booted"]


@pytest.mark.parametrize(
    ("user", "remembered", "gone"),
    [
        ("has", ANNS, False),
        ("had", ANNS, True),
        ("keeps", ANNS, True),
        ("never", ANNS, False),
        (undefined, ANNS, False),
        ("had", "-" + ANNS, False),
        ("keeps", "-" + ANNS, False),
        ("had", undefined, False),
        ("keeps", undefined, False),
    ],
)
def test_library_whose_user_is_gone_ends_the_session(user: Any, remembered: Any, gone: bool) -> None:
    assert observe(new_session(), remembered, True, user) is gone
    session = new_session()
    session["remembered"] = remembered
    assert observe(session, undefined, False, user) is gone


@pytest.mark.parametrize(
    ("user", "remembered"),
    [("has", ANNS), ("had", ANNS), ("keeps", "-" + ANNS), ("never", "-" + ANNS), (undefined, ANNS)],
)
def test_person_whom_the_library_never_knew_is_not_missed_there(user: Any, remembered: str) -> None:
    session = new_session()
    observe(session, undefined, False, user)
    met(session, ANN)
    assert session["remembered"] == remembered


def test_user_who_was_there_and_is_gone_ends_the_session_also_where_nobody_is_remembered() -> None:
    session = new_session()
    assert not observe(session, undefined, True, "has")
    assert not observe(session, undefined, True, "has")
    assert observe(session, undefined, True, "had")
    end_session(session)
    assert not observe(session, undefined, False, "had")


def test_end_session_leaves_nothing_and_counts() -> None:
    session = anns_session()
    observe(session, ANNS, True, "has")
    end_session(session)
    assert nothing_known(session)
    assert session["ends"] == 2
