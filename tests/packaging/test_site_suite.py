"""The documents' sample of a site with a suite of its own: it passes, has types, and fails where the site forgets."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from demo_site.chromium import find_chromium, launch_arguments
from tests.support.user_suites import BROWSER, outcome, run_suite

DOCS = Path(__file__).resolve().parents[2] / "docs"
SAMPLE = DOCS / "samples" / "site_suite"
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# What the page on testing says beside the sample: a handler of Playwright's runs while the test waits, the policy is
# enough, and a site with a public name reaches the sandbox with Chromium's permission.
MORE = """
import threading

import pytest
from playwright.sync_api import expect
from shop import create_shop
from test_shop import sign_up
from werkzeug.serving import make_server


@pytest.fixture
def said(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    return said


def test_routes_are_served_while_the_test_waits(page, intercom_sandbox, said):
    page.route("**/messenger/**", lambda route: route.continue_())
    sign_up(page, "Ada", "ada@example.org")
    assert intercom_sandbox.wait_for_person(email="ada@example.org").name == "Ada"
    assert said == []


class TestPolicy:
    @pytest.fixture
    def context(self, browser, intercom_sandbox):
        own = intercom_sandbox.origin
        policy = f"default-src 'none'; script-src 'self' 'unsafe-inline' {own}; connect-src {own}; frame-src {own}"
        shop = create_shop({"appId": intercom_sandbox.app_id, "widgetUrl": intercom_sandbox.widget_url})

        @shop.after_request
        def with_policy(response):
            response.headers["Content-Security-Policy"] = policy
            return response

        server = make_server("127.0.0.1", 0, shop, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield browser.new_context(base_url=f"http://127.0.0.1:{server.port}")
        server.shutdown()

    def test_policy_that_allows_the_origin_is_enough(self, page, intercom_sandbox, said):
        sign_up(page, "Ada", "ada@example.org")
        intercom_sandbox.wait_for_person(email="ada@example.org")
        page.evaluate("Intercom('show')")
        expect(page.frame_locator("iframe").get_by_text("ada@example.org").first).to_be_visible()
        assert said == []


class TestPublicName:
    @pytest.fixture
    def context(self, browser):
        return browser.new_context(base_url="https://shop.example")

    def test_page_with_a_public_name_needs_a_permission(self, page, base_url, intercom_sandbox, said):
        def answer(route):
            local = route.request.url.replace("https://shop.example", base_url)
            # The fetch follows redirects: the headless shell does not ask the route for them.
            route.fulfill(response=route.fetch(url=local))

        page.route("https://shop.example/**", answer)
        page.context.grant_permissions(["local-network-access"])
        sign_up(page, "Ada", "ada@example.org")
        intercom_sandbox.wait_for_person(email="ada@example.org")
        assert said == []
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A copy of the sample; the browser finds this machine alone."""
    arguments = [*launch_arguments(), OFFLINE]
    (tmp_path / "conftest.py").write_text(BROWSER.format(executable=find_chromium(), arguments=arguments))
    return shutil.copytree(SAMPLE, tmp_path / "suite", ignore=shutil.ignore_patterns("__pycache__"))


def test_sample_suite_passes_in_two_processes_at_once(installed: Path, suite: Path) -> None:
    (suite / "test_more.py").write_text(MORE)
    run = run_suite(installed, suite, "--numprocesses=2")
    assert outcome(run) == "8 passed", run.stdout


def test_sample_suite_fails_where_the_sign_out_forgets_intercom(installed: Path, suite: Path) -> None:
    replace(suite / "shop.py", 'response.headers.add("Set-Cookie", cookie)', "pass")
    replace(suite / "shop.py", ', signed_out="signed-out" in request.args', "")
    # It will not come: the test need not wait for long.
    replace(suite / "test_shop.py", '"Sign out").click()\n', '"Sign out").click()\n    intercom_sandbox.patience = 1\n')
    run = run_suite(installed, suite, "-k", "next_visitor")
    assert outcome(run) == "1 failed, 4 deselected", run.stdout
    assert "The Messenger still takes the person at this browser for user, user_id 'ada@example.org'" in run.stdout


def test_sample_suite_is_typed(installed: Path, suite: Path) -> None:
    options = ["--strict", "--python-executable", str(installed), "--cache-dir", str(suite / "cache")]
    command = [sys.executable, "-m", "mypy", *options, "shop.py", "conftest.py", "test_shop.py"]
    run = subprocess.run(command, cwd=suite, capture_output=True, text=True, check=False)
    assert run.stdout == "Success: no issues found in 3 source files\n"


def test_document_quotes_the_sample_as_it_is() -> None:
    quoted = re.findall(r"^```python\n(.*?)^```$", (DOCS / "testing.md").read_text(encoding="utf-8"), re.M | re.S)
    sources = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.py"))]
    assert len(quoted) > 2
    assert [block for block in quoted if not any(block in source for source in sources)] == []
    exec("".join(quoted), {"__name__": "sample"})


def replace(path: Path, old: str, new: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new), encoding="utf-8")
