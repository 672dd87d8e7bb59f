"""The tag for a page: the bundle, its settings, and the first calls with the person's data.

Everything that goes into the page is escaped for the place it goes to: attributes by markupsafe; data as a JSON text
inside a JavaScript string, so that neither `</script>` nor U+2028 nor a key such as `__proto__` can be more than data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from jinja2.ext import Extension
from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from intercom_destination.server.assets import bundle_names, integrity
from intercom_destination.server.checks import optional_string, required_string
from intercom_destination.server.csp import nonce_source
from intercom_destination.server.data_attributes import attribute_name, attribute_value, given_settings
from intercom_destination.server.page_data import page_fields

BUNDLE = "intercom.min.js"
DEFAULT_SOURCE = f"/static/{BUNDLE}"
METHODS = ("page", "identify", "group", "track", "reset", "ready", "on", "once", "off")

# Makes `Intercom("show")` work before the bundle is there, as Intercom's own stub does. The mark lets the bundle adopt
# the stub, and replace its `c`; a stub of the site's own has none, and has its own way to the Messenger.
STUB = (
    'if(typeof Intercom!="function"){var i=window.Intercom=function(){i.c(arguments)};'
    "i.q=[];i.c=function(c){i.q.push(c)};i.destination=true}"
)
# Makes the global able to take calls before the bundle is there; leaves alone what is there already, except an element
# with such an id, which an assignment puts out of sight. What is there and is something else takes no calls.
QUEUE = (
    "var n=%(name)s,a=window[n];if(!a||a.nodeType)a=window[n]=[];"
    'function has(m){return typeof a[m]=="function"}'
    'if(has("push"))%(methods)s.forEach(function(m){'
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
    signed_out: bool
    """Whether `reset` is called first, as nobody is signed in any more."""
    strict: bool
    """Whether traits without a clear meaning raise, instead of being left out and logged."""


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

    `settings` are those of docs/settings.md; `appId` is required. `src` is where the page finds the bundle: where its
    last part is the name of a delivered file, the tag gets that file's `integrity` (not with `check=False`). With
    `calls_src` the calls are not inline: the tag names that URL, at which `calls_script` has to answer. The first
    calls are those of `calls_script`. Raises TypeError or ValueError for what cannot be put on a page.
    """
    given = given_settings(settings)
    attributes: dict[str, object] = {"async": True, "src": required_string("src", src)}
    if check and (name := _bundle_of(src)):
        attributes |= {"integrity": integrity(name), "crossorigin": crossorigin}
    nonces = {} if nonce is None else {"nonce": _nonce(nonce)}
    attributes |= nonces | {attribute_name(key): attribute_value(key, value) for key, value in given.items()}
    script = calls_script(name=given.get("global", "analytics"), **first_calls)
    separate = calls_src is not None
    where = {"src": required_string("calls_src", calls_src)} if separate else {}
    first = _tag({**where, **nonces}, "" if separate else script)
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
    signed_out: bool = False,
    strict: bool = False,
    name: str = "analytics",
) -> str:
    """The first calls as a script of its own, for pages that allow none inline.

    Answer with it as `text/javascript` and `Cache-Control: private, no-store`: it holds a person's data. The identity
    comes before the page, so that Intercom sees no anonymous visit. `signed_out` is for a page that is rendered for
    nobody after a sign-out: `reset` comes first, and ends what the last person has left in the browser.

    `user_hash` needs the `user_id` that it is the hash of; `user_jwt` says by itself who the person is.

    Among traits, strings, numbers, dates (naive datetimes are UTC), UUIDs, enum members and lazy translations become
    strings and numbers. What has no clear meaning is left out and logged, by path and type; with `strict` it raises.
    """
    if signed_out:
        _nobody(
            user_id=user_id,
            traits=traits,
            user_hash=user_hash,
            user_jwt=user_jwt,
            group_id=group_id,
            group_traits=group_traits,
        )
    calls: list[list[Any]] = [["reset"]] if signed_out else []
    options = _given(user_hash=user_hash, intercom_user_jwt=user_jwt)
    if user_hash is not None and user_id is None:
        raise ValueError("user_hash is of no use without a user_id: it is the hash of that")
    if user_id is not None or traits is not None or options:
        calls.append(["identify", optional_string("user_id", user_id), _fields("traits", traits, strict)])
        if options:
            calls[-1].append({"integrations": {"Intercom": options}})
    if group_id is not None or group_traits is not None:
        calls.append(["group", optional_string("group_id", group_id), _fields("group_traits", group_traits, strict)])
    if page:
        calls.append(["page"])
    queue = QUEUE % {"name": script_json(required_string("name", name)), "methods": script_json(METHODS)}
    return f"(function(){{{STUB}{queue}{''.join(map(_call, calls))}}})();"


def script_json(value: object) -> str:
    """A value as JSON that may stand in a script element. Raises TypeError or ValueError for what JSON lacks."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
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
    return f'if(has("{method}"))a.{method}({arguments});'


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


def _nobody(**person: object) -> None:
    if given := [name for name, value in person.items() if value is not None]:
        raise ValueError(f"signed_out is for a page without a person; it cannot go with {' and '.join(given)}")


def _fields(name: str, value: object, strict: bool) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} has to be a mapping, not {type(value).__name__}")
    return page_fields(name, value, strict=strict)


def _given(**options: str | None) -> dict[str, str]:
    return {name: required_string(name, value) for name, value in options.items() if value is not None}
