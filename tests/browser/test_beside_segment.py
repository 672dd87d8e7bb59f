"""The script tag's file on a page that has Segment: it becomes a plugin of the real analytics.js 2, once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.support.page_scripts import page_function, script_element
from tests.support.plain_site import CDN, TAG, Site
from tests.support.segment import SNIPPET, Segment

PERSON = {"app_id": "demo", "user_id": "u1", "id": "u1", "n": 1}
SEND = page_function("beside_segment", "identifyAndTrack")
EXPECTED = [["boot", PERSON], ["trackEvent", "Bought", {}]]
PLUGINS = "analytics.queue.plugins.filter(plugin => plugin.name === 'Intercom').length"


class SegmentsPage:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.segment = Segment(page)
        self.site = Site(page)

    def add_file(self) -> None:
        """Put the tag in later, as tag managers do."""
        self.page.evaluate(
            page_function("beside_segment", "addFile"),
            f"{CDN}/intercom.min.js",
        )

    def check(self) -> None:
        """The calls come out once."""
        self.segment.wait()
        self.page.evaluate(SEND)
        self.site.wait_for_messenger()
        assert self.site.calls() == EXPECTED
        assert self.page.evaluate(PLUGINS) == 1


@pytest.fixture
def segments(page: Page) -> SegmentsPage:
    return SegmentsPage(page)


def test_script_tag_after_the_library_becomes_one_plugin(segments: SegmentsPage) -> None:
    segments.site.open("", head=SNIPPET)
    segments.segment.wait()
    segments.add_file()
    segments.check()


def test_script_tag_before_the_library_becomes_one_plugin(segments: SegmentsPage) -> None:
    segments.segment.hold()
    segments.site.open(TAG, head=SNIPPET)
    segments.page.wait_for_function("analytics.some(call => call[0] === 'register')")
    segments.segment.release()
    segments.check()


def test_calls_before_both_files_arrive_come_in_order(segments: SegmentsPage) -> None:
    segments.segment.hold()
    segments.site.open(TAG, head=SNIPPET + script_element("beside_segment", "queueIdentifyAndTrack"))
    segments.page.wait_for_function("analytics.some(call => call[0] === 'register')")
    segments.segment.release()
    segments.site.wait_for_messenger()
    segments.page.wait_for_function("window.recorder && recorder.calls.length >= 2")
    assert segments.site.calls() == EXPECTED


def test_script_tag_twice_before_the_library_becomes_one_plugin(segments: SegmentsPage) -> None:
    segments.segment.hold()
    segments.site.open(TAG, head=SNIPPET)
    segments.page.wait_for_function("analytics.some(call => call[0] === 'register')")
    segments.add_file()
    segments.segment.release()
    segments.check()


def test_script_tag_twice_after_the_library_becomes_one_plugin(segments: SegmentsPage) -> None:
    segments.site.open("", head=SNIPPET)
    segments.segment.wait()
    segments.add_file()
    segments.add_file()
    segments.check()


def test_script_tag_before_and_after_the_library_becomes_one_plugin(segments: SegmentsPage) -> None:
    segments.site.open(TAG, head=SNIPPET)
    segments.segment.wait()
    segments.add_file()
    segments.check()


def test_reset_of_the_library_ends_the_session(segments: SegmentsPage) -> None:
    segments.site.open(TAG, head=SNIPPET)
    segments.check()
    segments.page.evaluate("analytics.reset()")
    assert segments.site.calls() == [*EXPECTED, ["shutdown"]]
    assert segments.site.settings() == {}


def test_group_of_the_library_fills_the_company(segments: SegmentsPage) -> None:
    segments.site.open(TAG, head=SNIPPET)
    segments.check()
    segments.page.evaluate(page_function("beside_segment", "groupThenCompany"))
    company = {"plan": "pro", "id": "c1", "name": "One"}
    assert segments.site.calls()[-1] == ["update", {**PERSON, "company": company}]


def test_script_tag_after_delivered_calls_gets_the_next_ones(segments: SegmentsPage) -> None:
    segments.site.open("", head=SNIPPET)
    segments.segment.wait()
    segments.page.evaluate(SEND)
    segments.add_file()
    segments.page.evaluate("analytics.track('Later')")
    segments.site.wait_for_messenger()
    assert segments.site.calls() == [["trackEvent", "Later", {}]]
