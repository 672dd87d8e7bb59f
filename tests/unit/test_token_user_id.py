"""`token_user_id`: the person that a JSON Web Token speaks of, read without a secret."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from intercom_destination import user_jwt
from intercom_destination.js import token_user_id
from intercom_destination.js.globals import undefined

SECRET = "a secret long enough for HS256, by letters"


def token(payload: bytes, ending: str = "") -> str:
    return f"h.{base64.urlsafe_b64encode(payload).decode().rstrip('=')}{ending}.s"


@pytest.mark.parametrize("user_id", ["u1", "su3r73", "a.b_c-d?>~", "x" * 100])
def test_token_user_id_reads_what_user_jwt_made(user_id: str) -> None:
    assert token_user_id(user_jwt(SECRET, user_id, expires_in=60, email="a@b.co")) == user_id


@pytest.mark.parametrize(
    ("payload", "user_id"),
    [
        (b'{"user_id":"u1"}', "u1"),
        (b' {"user_id" : 5} ', 5),
        (b'{"user_id":5.0}', 5),
        (b'{"user_id":1.5}', 1.5),
        (b'{"user_id":9007199254740993}', 9007199254740992.0),
        (b'{"user_id":1e400}', float("inf")),
        (b'{"user_id":"a","user_id":"b"}', "b"),
        (b'{"user_id":null}', None),
        (b'{"user_id":true}', True),
        ('{"user_id":"é"}'.encode(), "\u00c3\u00a9"),
        (b'{"user_id":"\\u00e9"}', "é"),
        (b'{"sub":"u1"}', undefined),
        (b'["user_id"]', undefined),
        (b'"user_id"', undefined),
        (b"null", undefined),
        (b'{"user_id":NaN}', undefined),
        (b'{"user_id":"u1","a":Infinity}', undefined),
        (b'{"user_id":"u\n1"}', undefined),
        (b"{'user_id':'u1'}", undefined),
        (b'\xef\xbb\xbf{"user_id":"u1"}', undefined),
        (b"", undefined),
    ],
)
def test_token_user_id_reads_json_as_a_browser_does(payload: bytes, user_id: Any) -> None:
    found = token_user_id(token(payload))
    assert found == user_id
    assert isinstance(found, bool) is isinstance(user_id, bool)


@pytest.mark.parametrize(
    "value", ["", "a", "a.", "a.b", "a.!!!!.c", "..", "a.eyJ1.c", None, 5, True, {}, [], undefined]
)
def test_token_user_id_of_what_is_no_token_is_undefined(value: Any) -> None:
    assert token_user_id(value) is undefined


@pytest.mark.parametrize(
    ("ending", "read"),
    [("==", True), ("=", False), ("===", False), ("\n", True), (" \t\r\f", True), ("\v", False), ("A", False)],
)
def test_token_user_id_forgives_what_atob_forgives(ending: str, read: bool) -> None:
    payload = json.dumps({"user_id": "u1"}).encode() + b"  "
    assert len(payload) % 3 == 1
    assert (token_user_id(token(payload, ending)) == "u1") is read


def test_token_user_id_takes_both_alphabets() -> None:
    for alphabet in (base64.b64encode, base64.urlsafe_b64encode):
        text = alphabet(b'{"user_id":"???>>>~~~"}').decode()
        assert token_user_id(f"h.{text}.s") == "???>>>~~~"
