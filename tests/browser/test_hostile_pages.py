"""The page belongs to its owner: every delivered file in surroundings that scripts break in, or break."""

from __future__ import annotations

from pathlib import Path

from tests.support.browser_fixtures import Problems
from tests.support.installation_pages import FOLDED, NOT_LOADED, HostilePage, compatibility_row
from tests.support.page_html import page_html
from tests.support.page_scripts import page_function, script_element
from tests.support.plain_site import CDN, ORIGIN, RECORDER

SURVEY = Path(__file__).resolve().parents[1] / "support" / "page_survey.js"
WIDGET_TAG = "document.querySelector('script[src*=\"widget.intercom.io\"]')"


@compatibility_row("a policy with a nonce and `'strict-dynamic'`", "all calls; the widget's tag gets the nonce")
def test_policy_that_trusts_scripts_by_nonce_and_strict_dynamic(hostile: HostilePage) -> None:
    policy = "script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'; base-uri 'none'"
    hostile.open(hostile.tag("abc"), **{"content-security-policy": policy})
    hostile.run_session()
    assert hostile.page.evaluate(f"{WIDGET_TAG}.nonce") == "abc"
    hostile.site.release()
    assert hostile.site.calls() == FOLDED


@compatibility_row("a policy with a nonce alone", "all calls; the widget's tag gets the nonce")
def test_policy_that_trusts_scripts_by_nonce_only(hostile: HostilePage) -> None:
    # Without 'strict-dynamic' the widget is let in by its nonce alone; a module's import needs its host.
    policy = f"script-src 'nonce-abc' {CDN}"
    hostile.open(hostile.tag("abc"), **{"content-security-policy": policy})
    hostile.check()


@compatibility_row("Trusted Types required", "all calls; the widget's address goes through a policy")
def test_page_that_requires_trusted_types(hostile: HostilePage) -> None:
    policy = "require-trusted-types-for 'script'; trusted-types intercom-destination"
    hostile.open(hostile.tag(), **{"content-security-policy": policy})
    hostile.check()


@compatibility_row("Trusted Types required, our policy refused", "all calls kept; one warning")
def test_page_that_requires_trusted_types_and_does_not_allow_the_policy(
    hostile: HostilePage, problems: Problems
) -> None:
    policy = "require-trusted-types-for 'script'; trusted-types other"
    hostile.open(hostile.tag(), **{"content-security-policy": policy})
    hostile.run_session()
    assert hostile.site.queue() == FOLDED
    assert hostile.site.asked == []
    said = hostile.said(problems)
    # What the development build has caught, Firefox's driver gives without its text.
    assert [text for text in said if "Trusted" not in text and not text.endswith("caught Error")] == [NOT_LOADED]


PROTOTYPE_JS = script_element("hostile_pages", "extendPrototypes")


@compatibility_row("enumerable properties on every prototype, `toJSON` among them", "all calls; only own keys count")
def test_page_that_adds_enumerable_properties_to_every_prototype(hostile: HostilePage) -> None:
    hostile.open(PROTOTYPE_JS + hostile.tag())
    hostile.run_session()
    # Read before the recorder, which is not made for such a page, takes over.
    assert hostile.page.evaluate("Reflect.ownKeys(intercomSettings)") == ["app_id"]
    text = hostile.page.evaluate(page_function("hostile_pages", "restoreAndReadQueue"))
    assert text == FOLDED


FREEZE = script_element("hostile_pages", "freezeBuiltIns")


@compatibility_row("frozen built-ins", "all calls")
def test_page_with_frozen_built_ins(hostile: HostilePage) -> None:
    hostile.open(FREEZE + hostile.tag())
    hostile.check()


LOADERS = script_element("hostile_pages", "defineModuleLoaders")


@compatibility_row("AMD's and CommonJS's globals", "all calls; they stay untouched")
def test_page_with_globals_of_amd_and_commonjs(hostile: HostilePage) -> None:
    hostile.open(LOADERS + hostile.tag())
    hostile.check()
    untouched = "[defined.length, Object.keys(exports).length, module.exports === exports]"
    assert hostile.page.evaluate(untouched) == [0, 0, True]


@compatibility_row("the file in the head, before there is a body", "all calls")
def test_file_in_the_head_before_there_is_a_body(hostile: HostilePage) -> None:
    hostile.open(f"{hostile.tag()}<script>window.bodyThen = document.body</script>")
    assert hostile.page.evaluate("window.bodyThen") is None
    hostile.check()


@compatibility_row("the file put in by a script", "all calls")
def test_file_that_a_script_puts_in(hostile: HostilePage) -> None:
    """An injected module, or a script that is evaluated late, has no `document.currentScript`."""
    hostile.site.open("")
    hostile.page.evaluate(page_function("hostile_pages", "hideCurrentScript"))
    hostile.add_tag(hostile.tag())
    hostile.wait_for_file()
    hostile.check()


@compatibility_row("the file loaded twice", "all calls, once")
def test_file_that_is_loaded_twice(hostile: HostilePage, problems: Problems) -> None:
    hostile.open(hostile.tag() + hostile.tag())
    hostile.check()
    assert len(hostile.site.asked) == 1
    twice = "warning: Intercom destination: loaded twice; the second copy does nothing"
    assert hostile.said(problems) == ([twice] if hostile.is_development else [])


# What a visitor's comment may bring along where a site lets ids and names through.
NAMED_MARKUP = page_html("named_markup")


@compatibility_row(
    "markup with ids and names of our globals and of `currentScript`", "all calls; it counts for nothing"
)
def test_page_with_elements_of_our_names(hostile: HostilePage) -> None:
    hostile.open(body=NAMED_MARKUP + hostile.tag().replace("<script ", "<script async "))
    hostile.check()
    assert hostile.site.asked == ["https://widget.intercom.io/widget/demo"]


@compatibility_row("a sandboxed frame without storage", "all calls")
def test_sandboxed_frame_without_storage(hostile: HostilePage) -> None:
    frame = hostile.open_in_frame(f"{ORIGIN}/frame", 'sandbox="allow-scripts"')
    assert frame.evaluate(page_function("hostile_pages", "readStorage")) == "none"
    frame.evaluate(hostile.file.make)
    frame.evaluate("window.instance('identify', {type: 'identify', userId: 'u1', traits: {}})")
    queue = frame.evaluate("window.Intercom.q.map(row => Array.from(row))")
    assert queue == [["boot", {"app_id": "demo", "user_id": "u1", "id": "u1"}]]


@compatibility_row("any page", "every built-in and `for...in` as before; no global but the documented ones")
def test_built_ins_are_what_they_were_after_all_calls_and_only_known_globals_are_new(hostile: HostilePage) -> None:
    page = hostile.page
    page.route("https://widget.intercom.io/**", lambda route: route.fulfill(path=RECORDER))
    hostile.site.open("")
    page.add_script_tag(path=SURVEY)
    page.evaluate("window.imported = window.instance = window.recorder = window.surveyBefore = undefined")
    page.evaluate("window.surveyBefore = surveyPage()")
    hostile.site.page.evaluate(
        page_function("hostile_pages", "appendFragment"),
        hostile.tag(),
    )
    hostile.wait_for_file()
    hostile.run_session()
    hostile.site.wait_for_messenger()
    found = page.evaluate("surveyPage(window.surveyBefore)")
    added = sorted([*hostile.file.added, "Intercom", "intercomSettings"])
    assert found == {"builtins": [], "loop": [], "added": added, "removed": []}
