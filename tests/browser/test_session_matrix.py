"""A session belongs to one person: every adapter, every load strategy, and every way in which the next one comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.support.adapters import ADAPTERS, Adapter
from tests.support.browser_fixtures import NAMED, Problems
from tests.support.patient_pages import patient
from tests.support.session_site import ANN, MESSAGE, NOBODY, Seen, SessionSite, served_sessions

STRATEGIES = ("immediate", "idle", "interaction")


@pytest.fixture(scope="session")
def session_server() -> Iterator[SessionSite]:
    with served_sessions() as site:
        yield site


@pytest.fixture(scope="session")
def watched_page(browser: Browser) -> Iterator[tuple[Page, Problems]]:
    """One page for all of these many tests, and what goes wrong in it."""
    context = patient(browser.new_context())
    problems = Problems(context, stops_requests=False)
    yield context.new_page(), problems
    context.close()


@pytest.fixture
def problems(watched_page: tuple[Page, Problems]) -> Problems:
    return watched_page[1]


@pytest.fixture
def sessions(session_server: SessionSite, watched_page: tuple[Page, Problems]) -> Iterator[SessionSite]:
    """A browser that has not been at the site yet."""
    page, problems = watched_page
    session_server.begin(page)
    yield session_server
    assert problems.take() == []


@pytest.fixture(params=ADAPTERS)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    return ADAPTERS[request.param]


@pytest.fixture(params=STRATEGIES)
def strategy(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def after_ann(sessions: SessionSite, adapter: Adapter, strategy: str) -> SessionSite:
    """Ann has signed in and written on an earlier page; the next one has this strategy."""
    sessions.sign_in(adapter)
    sessions.settings = {"loadStrategy": strategy}
    return sessions


def see_nobody(site: SessionSite) -> None:
    """The Messenger, once it is open, knows nothing of Ann, and nothing more is stored under her name."""
    site.call("page", "Last")
    site.open_messenger()
    assert site.seen() == NOBODY
    assert "ann" not in site.stored()


def test_reset_then_page(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.visit(adapter, ["reset"], ["page"])
    see_nobody(after_ann)


def test_reset_then_leave_at_once(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.hold_widget()
    after_ann.visit(adapter, ["page"])
    after_ann.leave(adapter, "analytics.reset()")
    assert after_ann.seen() == NOBODY
    after_ann.let_widget_come()
    after_ann.visit(adapter, ["page"])
    see_nobody(after_ann)


def test_identify_of_another_person_on_the_next_page(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.visit(adapter, ["identify", "bob"], ["page"])
    after_ann.call("page", "Last")
    after_ann.open_messenger()
    assert after_ann.seen() == Seen("bob", ())
    assert "ann" not in after_ann.stored()


def test_own_shutdown_then_page(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.visit(adapter, ANN, ["page"])
    after_ann.call("page", "Settled")
    after_ann.open_messenger()
    after_ann.forget_stored()
    after_ann.intercom("shutdown")
    after_ann.call("page", "Login")
    see_nobody(after_ann)


def test_own_shutdown_before_the_widget_has_come_then_page(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.hold_widget()
    after_ann.visit(adapter, ANN, ["page"])
    after_ann.call("page", "Settled")
    after_ann.intercom("shutdown")
    after_ann.call("page", "Login")
    after_ann.let_widget_come()
    after_ann.visit(adapter, ["page"])
    see_nobody(after_ann)


def test_reset_then_page_where_storage_is_refused(after_ann: SessionSite, adapter: Adapter, problems: Problems) -> None:
    after_ann.forget_storage()
    after_ann.visit(adapter, ["page"])
    after_ann.call("page", "Settled")
    after_ann.open_messenger()
    after_ann.forget_stored()
    after_ann.call("reset")
    see_nobody(after_ann)
    # analytics.js 2 says so itself, each time.
    assert [problem for problem in problems.take() if not problem.startswith("warning: Unable to access ")] == []


def test_reset_then_page_with_cookies_on_a_parent_domain(
    sessions: SessionSite, adapter: Adapter, strategy: str
) -> None:
    sessions.begin(sessions.page, NAMED)
    sessions.sign_in(adapter)
    sessions.settings = {"loadStrategy": strategy}
    sessions.visit(adapter, ["reset"], ["page"])
    see_nobody(sessions)


@pytest.mark.parametrize("adapter", [name for name, adapter in ADAPTERS.items() if adapter.keeps_user], indirect=True)
def test_library_whose_user_is_gone_before_load_ends_the_session(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.forget_library_user()
    after_ann.visit(adapter, ["page"])
    see_nobody(after_ann)


@pytest.mark.parametrize("adapter", [name for name, adapter in ADAPTERS.items() if adapter.can_leave], indirect=True)
def test_deregister_ends_the_session(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.visit(adapter, ["page"])
    after_ann.page.evaluate("async () => { await analytics.deregister('Intercom') }")
    assert after_ann.seen() == NOBODY
    after_ann.visit(adapter, ["page"])
    after_ann.call("page", "Last")
    after_ann.open_messenger()
    assert after_ann.seen() == NOBODY


# In another tab Ann leaves, or somebody else comes.
IN_ANOTHER_TAB = pytest.mark.parametrize("call", [["reset"], ["identify", "bob"]], ids=" ".join)


@IN_ANOTHER_TAB
@pytest.mark.parametrize("strategy", ["interaction"], indirect=True)
def test_another_tab_ends_the_session_before_the_widget_has_come(
    after_ann: SessionSite, adapter: Adapter, call: list[str]
) -> None:
    after_ann.hold_widget()
    after_ann.visit(adapter, ANN, ["page"])
    after_ann.call("page", "Settled")
    after_ann.in_another_tab(adapter, *call)
    after_ann.release_widget()
    after_ann.call("page", "Last")
    after_ann.open_messenger()
    assert after_ann.seen() == NOBODY


@IN_ANOTHER_TAB
@pytest.mark.parametrize("strategy", ["immediate"], indirect=True)
def test_another_tab_ends_the_session_beside_an_open_messenger(
    after_ann: SessionSite, adapter: Adapter, call: list[str]
) -> None:
    after_ann.visit(adapter, ANN, ["page"])
    after_ann.call("page", "Settled")
    after_ann.open_messenger()
    after_ann.forget_stored()
    after_ann.in_another_tab(adapter, *call)
    # No call is needed for it: whoever comes next may look before they click.
    assert after_ann.called()[-1] == "shutdown"
    see_nobody(after_ann)


@pytest.mark.parametrize("strategy", ["immediate"], indirect=True)
def test_page_that_comes_back_after_the_logout_of_a_later_one_ends_the_session(
    after_ann: SessionSite, adapter: Adapter
) -> None:
    after_ann.visit(adapter, ANN, ["page"])
    after_ann.call("page", "Settled")
    after_ann.open_messenger()
    after_ann.forget_stored()
    after_ann.come_back_after_a_logout()
    assert after_ann.called()[-1] == "shutdown"
    see_nobody(after_ann)


def test_same_person_on_the_next_pages_keeps_the_conversation(after_ann: SessionSite, adapter: Adapter) -> None:
    after_ann.visit(adapter, ["page"])
    after_ann.call("page", "Last")
    after_ann.open_messenger()
    assert after_ann.seen() == Seen("ann", (MESSAGE,))
    after_ann.visit(adapter, ANN, ["page"])
    after_ann.call("page", "Last")
    after_ann.open_messenger()
    assert after_ann.seen() == Seen("ann", (MESSAGE,))


# A classic file comes after the calls in the queue: it never hears of this reset, and nothing was remembered.
@pytest.mark.parametrize("adapter", [name for name in ADAPTERS if not name.startswith("classic")], indirect=True)
def test_queued_reset_where_storage_is_refused(after_ann: SessionSite, adapter: Adapter, problems: Problems) -> None:
    after_ann.forget_storage()
    after_ann.visit(adapter, ["reset"], ["page"])
    see_nobody(after_ann)
    assert [problem for problem in problems.take() if not problem.startswith("warning: Unable to access ")] == []
