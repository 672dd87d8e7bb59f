"""The ways in which a site can have the destination: each a page whose own snippet keeps calls until it is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from demo_site.demo_settings import DEVELOPMENT, write_key_for
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from tests.support.page_scripts import page_function
from tests.support.sandbox_site import script_json

from intercom_destination.server.data_attributes import attribute_name, attribute_value

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("adapter_pages")), autoescape=True, undefined=StrictUndefined
)
# The Messenger is the stand-in, at the page's own origin.
BASIC = {"appId": "demo", "widgetUrl": "/widget/{appId}"}
PLUGIN_IS_THERE = f"({page_function('adapters', 'hasPlugin')})()"
# What the page before it has left there, nothing to be had, or these values.
Storage = Literal["kept", "refused"] | dict[str, str]


@dataclass(frozen=True)
class Adapter:
    """`template` is a page's part in `adapter_pages/`, `source` the write key's first word, `library` its file.

    `ready` is true in the page once the destination is there. `keeps_user`: the library knows its user again on the
    next page. `can_leave`: it can take the destination away again. `development`: the page has the development build.
    """

    template: str
    source: str = "plain"
    library: str = "analytics.min.js"
    ready: str = PLUGIN_IS_THERE
    keeps_user: bool = True
    can_leave: bool = True
    development: bool = False


ADAPTERS = {
    "script tag": Adapter("script-tag-alone", ready="analytics.VERSION", keeps_user=False, can_leave=False),
    "beside Segment": Adapter("beside-segment"),
    "remote plugin": Adapter("segment", "remote"),
    "registered plugin": Adapter("registered"),
    "module": Adapter("module"),
    "classic in analytics.js 2": Adapter("segment", "demo", can_leave=False),
    "classic in classic core": Adapter("segment", "demo", "analytics.classic.js", "analytics.VERSION", can_leave=False),
}


def page_for(adapter: Adapter, settings: dict[str, Any], queued: list[Any], head: str, storage: Storage) -> str:
    """A page with these settings of the destination, which makes these calls: [method, arguments...].

    `storage` is what `localStorage` holds before anything else runs.
    """
    given = {**BASIC, **settings}
    attributes = {attribute_name(name): attribute_value(name, value) for name, value in given.items()}
    return PAGES.get_template("page.html").render(
        template=adapter.template,
        library=adapter.library,
        plugins=["register"] if adapter.keeps_user else [],
        attributes=Markup(" ").join(Markup('{}="{}"').format(*pair) for pair in attributes.items()),
        settings=Markup(script_json(given)),
        write_key=Markup(script_json(write_key_for(given, adapter.source + DEVELOPMENT * adapter.development))),
        script="intercom.dev.js" if adapter.development else "intercom.min.js",
        module="intercom.dev.mjs" if adapter.development else "intercom.mjs",
        queued=Markup(script_json(queued)),
        storage=storage if isinstance(storage, str) else Markup(script_json(storage)),
        head=Markup(head),
    )
