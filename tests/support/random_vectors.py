"""Random vectors: settings, a library's group, and calls in a row, with all that a page may put into them.

Values are tagged as in the recorded vectors (tests/data/vectors/README.md), and one tag more: `{"$up": n}` is the n-th
object that the value lies in, so that objects can contain themselves.
"""

# ruff: noqa: RUF001  letters that look like others are the point

from __future__ import annotations

from random import Random
from typing import Any

from tests.support.date_strings import nearly_a_date
from tests.support.vectors import Vector

STANDARD = (
    "companies company custom_attributes company_id id name monthly_spend plan remote_created_at remove user_id email"
    " firstName lastName revenue total currency price avatar phone"
).split()
CREATED = ["created", "created_at", "createdAt", "Created", "$created", "CREATED AT", "created-at", "cre ated"]
RESERVED = (
    "app_id api_base widget custom_launcher_selector hide_default_launcher user_hash intercom_user_jwt auth_tokens"
    " cookie_domain disabled session_duration installation_type"
).split()
HOSTILE = (
    "__proto__ constructor prototype length nodeType _isBuffer valueOf hasOwnProperty toString toJSON then"
    " isPrototypeOf __defineGetter__ propertyIsEnumerable"
).split()
INDICES = ["0", "1", "2", "10", "01", "-1", "1.5", "00", "1e3", "4294967294", "4294967295", "4294967296", "9" * 5000]
ODD = ["", " ", ".", "é", "ſ", "K", "ı", "İd", "Ｉd", "日本", "😀", "\ud800", "\udc00\ud800", "a\u0000b", "ı_at"]
CUSTOM = ["x", "rich", "order_number", "when_at", "due_date", "_at", "some date", "x.y", "At", "seen_AT"]


def _spellings(name: str) -> list[str]:
    words = name.split("_")
    camel = words[0] + "".join(word.title() for word in words[1:])
    return [name, name, name, camel, name.upper(), " ".join(words).title(), f"${name}", f"{name}é", name + "."]


KEYS = (
    [spelling for name in STANDARD for spelling in _spellings(name)] + RESERVED + HOSTILE * 2 + INDICES + ODD + CUSTOM
)
WHITE = ["", " ", "\t", "\u00a0", "\ufeff", "\u001c", "\u0085", "\u180e", "\u2028"]
PLAIN_TEXTS = [
    *("", "0", "a", "Acme", "user@example.com", "true", "null", "undefined", "NaN", "[object Object]", "Segment"),
    *("usd", "EUR", "$19.99", "19.99", "1,234.56", "$1,234,567", "12,34", "1,2,345", ".5", "5.", "1e3", "1e400", "-5"),
    *("Infinity", "-infinity", "+1.5x", "0x10", "1_000", "٣", "１２", "$", "$$5", " 7 ", "2014-01-01,5", "9" * 400),
    *("Order Completed", "completed_order", "_OrderCompleted ", "Order  Completed", "order completed\n"),
    *(
        "x" * 254,
        "x" * 255,
        "x" * 256,
        "x" * 254 + "😀",
        "x" * 253 + "😀",
        "x" * 254 + "\ud800y",
        "😀" * 128,
        "日" * 300,
    ),
    *("javascript:alert(1)", "</script><script>", "https://evil.example/"),
]
FREE_DATES = [
    *("Mon Mar 26 2018 17:44:51 GMT+0000 (UTC)", "Wed, 01 Jan 2014 12:00:00 GMT", "March 26, 2018", "3/26/2018"),
    *("not a date", "soon", "", "s", "1404938234", "1404938234123", "x1404938234", "0000000000", "99999999999999"),
]

NUMBERS: list[Any] = [
    *(
        0,
        1,
        -1,
        5,
        255,
        0.5,
        1.005,
        19.99,
        0.005,
        0.015,
        -0.5,
        1e-7,
        5e-324,
        1e21,
        1e300,
        1e307,
        1.7976931348623157e308,
    ),
    *(2**31, 2**32, 2**53, 2**53 - 1, 4503599627370495.5, 31557599999.999, 31557600000, 1404938234, 1404938234123),
    *({"$num": "NaN"}, {"$num": "Infinity"}, {"$num": "-Infinity"}, {"$num": "-0"}, 3_000_000, 8.64e15, 8.64e15 + 1),
]
DATES = [
    *("2014-01-01T12:00:00.999Z", "1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    *("0001-01-01T00:00:00.001Z", "0999-06-01T00:00:00.000Z", None),
]

ALPHABET = "aZ09 ._-@/\n\0éßſİ日\u2028\ud83d\ude00\udfff"
CLOCKS = [
    "T12:00",
    "T23:59:59",
    "T24:00:00",
    " 12:00:00",
    "T1200",
    "T12:00:60",
    "T12:00:00.1",
    "T12:00:00,9999999",
    "T99:99",
]
ZONES = ["", "", "Z", "z", "+02:00", "-0730", "+05", "-99:99", " Z"]
TWO = ["00", "01", "02", "03", "12", "13", "28", "29", "30", "31", "32", "99"]
OPTIONS = "hideDefaultLauncher hide_default_launcher user_hash userHash intercom_user_jwt intercomUserJwt x".split()
NAMES = ["Intercom", "Intercom", "intercom", "INTERCOM", "in-ter com", "all", "All", "ALL!", "Other", "__proto__"]
SWITCHES: list[Any] = [True, False, None, {}, 1, "", "x", [], {"$undef": True}]
EVENT_NAMES = ["Order Completed", "completed_order", "Signed Up", "order completed\n", "2014-01-01", ""]
SETTINGS: dict[str, list[Any]] = {
    "activator": ["#chat", "", "#IntercomDefaultWidget", "<img>", 5, None],
    "richLinkProperties": [["rich"], ["rich", "price", "name"], ["company", "0"], [], ["x", 1], "rich", {"0": "rich"}],
    "apiBase": ["", "eu", "EU", "https://api.example", 1, "__proto__", "constructor"],
    "customAttributes": ["flat", "nested", "nested", "other", 1, None],
    "nestedData": ["drop", "flatten", "flatten", "flatten", "other", 1, None],
    "zIndex": [5, -1.5, 0, "5", True, {"$num": "NaN"}, {"$num": "Infinity"}, None],
    "themeMode": ["dark", "Dark", "light or dark", ["dark"], 1, None],
    "hideNotifications": [True, False, "true", None],
    "shutdownOnLogout": [True, False, "no", None],
    "hideDefaultLauncher": [True, False, "no", None],
    "constructor": ["x", {}],
}


def vector(random: Random) -> Vector:
    made: Vector = {"settings": {"appId": random.choice(["demo"] * 8 + ["a/b?c", "", 5, None])}}
    if random.random() < 0.5:
        for name in random.sample(sorted(SETTINGS), 3):
            made["settings"][name] = random.choice(SETTINGS[name])
    made["group_traits"] = _loose_fields(random) if random.random() < 0.5 else {}
    if random.random() < 0.5:
        made["group_id"] = random.choice(["u1", "Acme", "", 0, 1, True, None, _text(random)])
    made["steps"] = [_step(random) for _ in range(random.randint(1, 5))]
    return made


def _step(random: Random) -> dict[str, Any]:
    method = random.choice(["identify"] * 4 + ["track"] * 3 + ["group"] * 2 + ["page"])
    event: dict[str, Any] = {}
    if method == "track":
        event["event"] = random.choice(EVENT_NAMES) if random.random() < 0.8 else _scalar(random)
    if method == "group" and random.random() < 0.8:
        event["groupId"] = _id(random)
    if method != "group" and random.random() < 0.8:
        event["userId"] = _id(random)
    event["traits" if method in ("identify", "group") else "properties"] = _loose_fields(random)
    if method == "group" and random.random() < 0.1:
        event["properties"] = _loose_fields(random)
    for name, share in (("integrations", 0.3), ("context", 0.3), ("options", 0.05)):
        if random.random() < share:
            event[name] = _switches(random)
    return {"method": method, "event": event}


def _switches(random: Random) -> Any:
    if random.random() < 0.1:
        return _scalar(random)
    made: dict[str, Any] = {}
    for _ in range(random.randint(0, 3)):
        options: Any = random.choice(SWITCHES)
        if random.random() < 0.6:
            options = {random.choice(OPTIONS): _option(random) for _ in range(random.randint(0, 4))}
        made[random.choice(NAMES)] = options
    if random.random() < 0.2:
        made["providers"] = _switches(random)
    return made


def _option(random: Random) -> Any:
    return random.choice([True, False]) if random.random() < 0.4 else _value(random, 1)


def _id(random: Random) -> Any:
    return (
        random.choice(["u1", "u2", "", 0, 1, True, False, None, 7.5, "2014-01-01", "u1"])
        if (random.random() < 0.8)
        else _value(random, 1)
    )


def _loose_fields(random: Random) -> Any:
    chance = random.random()
    return _fields(random, 3) if chance < 0.9 else _scalar(random) if chance < 0.95 else [_scalar(random)]


def _fields(random: Random, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for _ in range(random.randint(0, 2 + depth * 2)):
        if random.random() < 0.15:
            made[random.choice(CREATED)] = _created(random)
        else:
            made[_key(random)] = _value(random, depth)
    return made


def _key(random: Random) -> str:
    return random.choice(KEYS) if random.random() < 0.9 else _made_up(random)


def _value(random: Random, depth: int) -> Any:
    if random.random() < 0.75 or depth == 0:
        return _scalar(random)
    if random.random() < 0.05:
        return _deep(random.choice([98, 99, 100, 101]))
    if random.random() < 0.3:
        return [_value(random, depth - 1) for _ in range(random.randint(0, 3))]
    return _fields(random, depth - 1)


def _deep(levels: int) -> Any:
    value: Any = "2014-01-01"
    for level in range(levels):
        value = [value] if level % 2 else {"x_at": value}
    return value


def _scalar(random: Random) -> Any:
    chance = random.random()
    if chance < 0.45:
        return _text(random)
    if chance < 0.75:
        return _number(random)
    if chance < 0.85:
        return {"$date": random.choice(DATES)}
    return random.choice([None, True, False, {"$undef": True}, {"$up": 1}, {"$up": 2}, {"$up": 3}])


def _created(random: Random) -> Any:
    chance = random.random()
    if chance < 0.3:
        return random.choice(FREE_DATES) if chance < 0.1 else nearly_a_date(random)
    if chance < 0.6:
        return _iso(random)
    if chance < 0.85:
        return _number(random)
    return random.choice([None, True, False, {"$undef": True}, {"$up": 1}, [], {}, {"$date": random.choice(DATES)}])


def _number(random: Random) -> Any:
    chance = random.random()
    if chance < 0.5:
        return random.choice(NUMBERS)
    if chance < 0.7:
        return random.randint(-(2**53), 2**53) >> random.randint(0, 53)
    return random.choice([1, -1]) * random.random() * 10.0 ** random.randint(-30, 30)


def _text(random: Random) -> str:
    chance = random.random()
    if chance < 0.5:
        return random.choice(PLAIN_TEXTS)
    if chance < 0.6:
        return random.choice(WHITE) + random.choice(PLAIN_TEXTS) + random.choice(WHITE)
    if chance < 0.7:
        return _made_up(random)
    return _iso(random) + (random.choice([" ", "\n", "x", "Z", "٣", "T"]) if chance < 0.8 else "")


def _made_up(random: Random) -> str:
    return "".join(random.choice(ALPHABET) for _ in range(random.randint(0, 6)))


def _iso(random: Random) -> str:
    """A text that `@segment/isodate` reads, or nearly."""
    year = random.choice(["2014", "1970", "1969", "2024", "0000", "0001", "0099", "0100", "1600", "9999"])
    dash = random.choice(["-", "-", "-", ""])
    parts = [year, *(random.choice(TWO) for _ in range(random.choice([0, 1, 2, 2, 2, 2])))]
    zoned = len(parts) == 3 and random.random() < 0.6
    return dash.join(parts) + (random.choice(CLOCKS) + random.choice(ZONES) if zoned else "")
