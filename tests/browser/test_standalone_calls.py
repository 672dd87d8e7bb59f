"""The script tag's own `analytics`: each call, in each of its shapes, means what it means to analytics.js 2."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.support.page_scripts import page_function
from tests.support.plain_site import TAG, Site
from tests.support.segment import SNIPPET, Segment

from intercom_destination.js.text import string_hash

# One call in its many shapes, each as the text of its arguments.
OPTIONS = "{Intercom: {hideDefaultLauncher: true}}"
SHAPES = {
    "page": [
        "",
        "'Home'",
        "'Docs', 'Home'",
        "null, 'Home'",
        "{section: 1}",
        f"{{section: 1}}, {OPTIONS}",
        f"'Home', {{}}, {OPTIONS}",
        f"'Home', null, {OPTIONS}",
        f"null, null, {{section: 1}}, {OPTIONS}",
        f"'Docs', 'Home', {{}}, {OPTIONS}",
        f"'Docs', 'Home', null, {OPTIONS}",
        f"'Docs', 'Home', {OPTIONS}",
        f"{{}}, {{}}, {OPTIONS}",
        "done",
        "'Home', done",
        f"'Docs', 'Home', {{}}, {OPTIONS}, done",
        "5, [], true",
    ],
    "identify": [
        "'u1'",
        "7",
        "0",
        "''",
        "'u1', {email: 'a@b.co', n: 1}",
        f"'u1', {{n: 1}}, {OPTIONS}",
        f"'u1', null, {OPTIONS}",
        f"'u1', undefined, {OPTIONS}",
        f"'u1', undefined, {OPTIONS}, done",
        "'u1', done",
        "'u1', {n: 1}, done",
        f"'u1', done, {OPTIONS}",
        "{email: 'a@b.co'}",
        f"{{email: 'a@b.co'}}, {OPTIONS}",
        "{email: 'a@b.co'}, done",
        f"null, {{email: 'a@b.co'}}, {OPTIONS}",
        "undefined, {email: 'a@b.co'}",
        f"true, {OPTIONS}",
        "'u1', [1], 'x'",
        "done",
        "",
        "'u1', {}, {userId: 'u2'}",
        "'u1', {}, {integrations: {All: false}}",
        "'u1', {}, {integrations: {All: false, Intercom: {user_hash: 'h'}}}",
        "'u1', {}, {context: {Intercom: {user_hash: 'h'}}}",
    ],
    "group": [
        "'c1'",
        "7",
        "'c1', {name: 'One'}",
        f"'c1', {{name: 'One'}}, {OPTIONS}",
        f"'c1', undefined, {OPTIONS}",
        f"'c1', null, {OPTIONS}, done",
        "{name: 'One'}",
        "null, {name: 'One'}",
        "'c1', done",
        "'c1', {}, {integrations: {Intercom: false}}",
    ],
    "track": [
        "'Bought'",
        "'Bought', {n: 1}",
        "'Bought', null",
        "'Bought', {n: 1}, {integrations: {Intercom: false}}",
        "'Bought', {n: 1}, {integrations: {All: false, Intercom: true}}",
        "'Bought', {n: 1}, done",
        "'Bought', done",
        "'Bought', done, {integrations: {Intercom: false}}",
        "{event: 'Bought', properties: {n: 1}}",
        "{event: 'Bought'}",
        "{event: 'Bought', properties: {n: 1}}, {integrations: {Intercom: false}}",
        "{event: 'Bought'}, done",
        "'Bought', 'n'",
        "'', {n: 1}",
        "5, {n: 1}",
        "{}",
        "",
    ],
}
# Makes one call; gives what Intercom received for it, and whether the callback was called.
MAKE = page_function("standalone_calls", "makeCall")


@pytest.fixture
def segments_page(context: BrowserContext) -> Page:
    """Another page, where the real analytics.js 2 has the same file as a plugin."""
    page = context.new_page()
    segment, site = Segment(page), Site(page)
    site.open(TAG, head=SNIPPET)
    segment.wait()
    site.start_messenger()
    return page


@pytest.mark.parametrize("method", SHAPES)
def test_arguments_of_each_shape_mean_what_analytics_js_means(
    standalone: Site, segments_page: Page, method: str
) -> None:
    for args in SHAPES[method]:
        ours = json.loads(standalone.page.evaluate(MAKE, [method, args]))
        theirs = json.loads(segments_page.evaluate(MAKE, [method, args]))
        assert ours == theirs, f"{method}({args})"


# Several calls, after which what the libraries remember shows.
MEMORY = page_function("standalone_calls", "makeCallsInOneSession")


def test_remembers_the_person_and_the_group_as_analytics_js_does(standalone: Site, segments_page: Page) -> None:
    ours, theirs = (json.loads(page.evaluate(MEMORY)) for page in (standalone.page, segments_page))
    assert ours == theirs
    assert len(ours[0]) > 10


def test_next_page_remembers_a_hash_of_the_user_id_and_no_more(standalone: Site) -> None:
    standalone.call("identify", "u1", {"email": "a@b.co"})
    kept = "[document.cookie, {...localStorage}, sessionStorage.length]"
    assert standalone.page.evaluate(kept) == ["", {"intercom-destination-demo": string_hash("u1")}, 0]
    standalone.open()
    standalone.wait_for_api()
    assert standalone.page.evaluate("[analytics.user().id(), analytics.user().traits()]") == [None, {}]
