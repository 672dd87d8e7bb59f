"""The tag for a page: the bundle, its settings, and the first calls with the person's data.

Everything that goes into the page is escaped for the place it goes to: attributes by markupsafe; data as a JSON text
inside a JavaScript string, so that neither `</script>` nor U+2028 nor a key such as `__proto__` can be more than data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from jinja2.ext import Extension
from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from intercom_destination.assets import bundle_names, integrity
from intercom_destination.csp import nonce_source
from intercom_destination.mapping.settings import DEFAULTS, checked_settings

BUNDLE = "intercom.min.js"
DEFAULT_SOURCE = f"/static/{BUNDLE}"
METHODS = ("page", "identify", "group", "track", "reset", "ready", "on", "once", "off")
NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*", re.ASCII)

# Makes the global able to take calls before the bundle is there; leaves alone what is there already.
QUEUE = (
    "var a=window[%(name)s]=window[%(name)s]||[];"
    "if(a.push)%(methods)s.forEach(function(m){"
    "a[m]=a[m]||function(){a.push([m].concat([].slice.call(arguments)));return a}});"
)


class FirstCalls(TypedDict, total=False):
    """What the page calls before anything else; each may be left out."""

    user_id: str | None
    traits: Mapping[str, Any] | None
    user_hash: str | None
    user_jwt: str | None
    group_id: str | None
    group_traits: Mapping[str, Any] | None
    page: bool
    """Whether `page` is called; it is, unless this is false."""


def snippet(
    settings: Mapping[str, Any],
    *,
    src: str = DEFAULT_SOURCE,
    nonce: str | None = None,
    crossorigin: str = "anonymous",
    check: bool = True,
    calls_src: str | None = None,
    **first_calls: Unpack[FirstCalls],
) -> Markup:
    """The HTML that puts the bundle, its settings and the first calls on a page.

    `settings` are those of the README's table; `appId` is required. `src` is where the page finds the bundle: where its
    last part is the name of a delivered file, the tag gets that file's `integrity` (not with `check=False`). With
    `calls_src` the calls are not inline: the tag names that URL, at which `calls_script` has to answer. Dates may be
    datetimes. Raises TypeError or ValueError for what cannot be put on a page.
    """
    given = _checked(settings)
    attributes: dict[str, object] = {"async": True, "src": _text("src", src)}
    if check and (name := _bundle_of(src)):
        attributes |= {"integrity": integrity(name), "crossorigin": crossorigin}
    nonces = {} if nonce is None else {"nonce": _nonce(nonce)}
    attributes |= nonces | {_attribute(key): _attribute_text(key, value) for key, value in given.items()}
    script = calls_script(name=given.get("global", "analytics"), **first_calls)
    separate = calls_src is not None
    first = _tag({"src": _text("calls_src", calls_src), **nonces} if separate else nonces, "" if separate else script)
    return first + Markup("\n") + _tag(attributes, "")


def calls_script(
    *,
    user_id: str | None = None,
    traits: Mapping[str, Any] | None = None,
    user_hash: str | None = None,
    user_jwt: str | None = None,
    group_id: str | None = None,
    group_traits: Mapping[str, Any] | None = None,
    page: bool = True,
    name: str = "analytics",
) -> str:
    """The first calls as a script of its own, for pages that allow none inline.

    Answer with it as `text/javascript` and `Cache-Control: private, no-store`: it holds a person's data. The identity
    comes before the page, so that Intercom sees no anonymous visit.
    """
    options = {"Intercom": _given(user_hash=user_hash, intercom_user_jwt=user_jwt)}
    calls: list[list[Any]] = []
    if user_id is not None or traits is not None:
        calls.append(["identify", _optional("user_id", user_id), _mapping("traits", traits)])
        if options["Intercom"]:
            calls[-1].append({"integrations": options})
    elif options["Intercom"]:
        raise ValueError("user_hash and user_jwt are of no use without a user_id")
    if group_id is not None or group_traits is not None:
        calls.append(["group", _optional("group_id", group_id), _mapping("group_traits", group_traits)])
    if page:
        calls.append(["page"])
    queue = QUEUE % {"name": script_json(_text("name", name)), "methods": script_json(METHODS)}
    return f"(function(){{{queue}{''.join(map(_call, calls))}}})();"


def script_json(value: object) -> str:
    """A value as JSON that may stand in a script element. Raises TypeError or ValueError for what JSON lacks."""
    text = json.dumps(value, default=_date, allow_nan=False, separators=(",", ":"))
    for char in "<>&'":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


class IntercomExtension(Extension):
    """For jinja2: makes `intercom_snippet(...)` a global of all templates. Undefined arguments count as not given."""

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        environment.globals["intercom_snippet"] = template_snippet


def template_snippet(settings: Mapping[str, Any], **given: Any) -> Markup:
    """`snippet`, for templates."""
    return snippet(settings, **{key: value for key, value in given.items() if not isinstance(value, Undefined)})


def _call(call: list[Any]) -> str:
    method, *rest = call
    # Inside a JSON text `__proto__` is a key like others; in an object literal it would set the prototype.
    arguments = ",".join(f"JSON.parse({script_json(script_json(part))})" for part in rest)
    return f"a.{method}({arguments});"


def _checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in dict(settings).items() if value is not None}
    known = [*DEFAULTS, "global"]
    if unknown := sorted(set(given) - set(known)):
        raise ValueError(f"unknown setting {unknown[0]!r}; there are: {', '.join(known)}")
    if not given.get("appId"):
        raise ValueError("settings have no appId")
    if not isinstance(given.get("hideDefaultLauncher", False), bool):
        raise TypeError("setting 'hideDefaultLauncher' has to be true or false")
    if not NAME.fullmatch(str(given.get("global", "analytics"))):
        raise ValueError("setting 'global' has to be a JavaScript name")

    def refuse(name: str, value: object, allowed: str) -> None:
        raise TypeError(f"setting {name!r} is {value!r}, allowed is {allowed}")

    checked_settings({key: list(value) if isinstance(value, tuple) else value for key, value in given.items()}, refuse)
    return given


def _attribute(setting: str) -> str:
    return "data-" + re.sub("[A-Z]", lambda found: "-" + found[0].lower(), setting)


def _attribute_text(setting: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        for item in value:
            if "," in item or item != item.strip() or not item:
                raise ValueError(f"setting {setting!r}: {item!r} cannot be in a list with commas between its items")
        return ",".join(value)
    return str(value)


def _bundle_of(src: str) -> str | None:
    path = re.split("[?#]", src, maxsplit=1)[0]
    names = [name for name in bundle_names() if path == name or path.endswith(f"/{name}")]
    return max(names, key=len, default=None)


def _tag(attributes: Mapping[str, object], script: str) -> Markup:
    """A script element; names of attributes and the script come from here, values are escaped."""
    shown = "".join(f" {name}" if value is True else f' {name}="{escape(value)}"' for name, value in attributes.items())
    return Markup(f"<script{shown}>{script}</script>")  # noqa: S704  every part is escaped for its place


def _nonce(nonce: str) -> str:
    nonce_source(nonce)
    return nonce


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} has to be a str, not {type(value).__name__}")
    if not value:
        raise ValueError(f"{name} is empty")
    return str(value)


def _optional(name: str, value: object) -> str | None:
    return None if value is None else _text(name, value)


def _mapping(name: str, value: object) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} has to be a mapping, not {type(value).__name__}")
    return dict(value)


def _given(**options: str | None) -> dict[str, str]:
    return {name: _text(name, value) for name, value in options.items() if value is not None}


def _date(value: object) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} ({type(value).__name__}) is no data that a page can take")
