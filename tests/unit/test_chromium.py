"""Which Chromium the demo site, the pictures and the tests drive."""

from __future__ import annotations

from pathlib import Path

import pytest
from demo_site import chromium
from demo_site.chromium import NoChromiumError, find_chromium, launch_arguments

PLACES = {
    "shell of Playwright": "playwright/chromium_headless_shell-7/chrome-headless-shell-linux64/chrome-headless-shell",
    "browser of Playwright": "playwright/chromium-7/chrome-linux64/chrome",
    "shell": "bin/chromium-headless-shell",
    "browser": "bin/chromium",
}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser, whose PATH is the folder `bin`."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(chromium, "PLAYWRIGHT_PATH", f"print({str(tmp_path / PLACES['browser of Playwright'])!r})")
    monkeypatch.setattr(chromium, "_download", lambda: None)
    return tmp_path


def put(machine: Path, name: str, answer: str = "exit 0") -> str:
    path = machine / PLACES[name]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{answer}\n", encoding="ascii")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        (["browser", "shell", "browser of Playwright", "shell of Playwright"], "shell of Playwright"),
        (["browser", "shell", "browser of Playwright"], "browser of Playwright"),
        (["browser", "shell"], "shell"),
        (["browser"], "browser"),
    ],
)
def test_headless_shell_comes_before_the_browser_of_the_same_source(
    machine: Path, there: list[str], chosen: str
) -> None:
    paths = {name: put(machine, name) for name in there}
    assert find_chromium.__wrapped__() == paths[chosen]


def test_browser_that_does_not_run_is_passed_over(machine: Path) -> None:
    put(machine, "shell", "exit 127")
    browser = put(machine, "browser")
    assert find_chromium.__wrapped__() == browser


@pytest.mark.parametrize(("works", "installed"), [("chromium-headless-shell", "shell"), ("chromium", "browser")])
def test_package_is_installed_by_the_first_name_that_the_system_knows(
    machine: Path, monkeypatch: pytest.MonkeyPatch, works: str, installed: str
) -> None:
    put(machine, "shell")  # which makes the folder
    (machine / PLACES["shell"]).unlink()
    place = machine / PLACES[installed]
    apt = machine / "bin" / "apt-get"
    apt.write_text(
        f"""#!/bin/sh
echo "$@" >> {machine}/asked
case "$*" in
update) ;;
*" {works} "*) echo "#!/bin/sh" > {place}; /bin/chmod 755 {place} ;;
*) exit 1 ;;
esac
""",
        encoding="ascii",
    )
    apt.chmod(0o755)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert find_chromium.__wrapped__() == str(place)
    asked = (machine / "asked").read_text(encoding="ascii").splitlines()
    install = "install -y --no-install-recommends {} fonts-liberation"
    names = ["chromium-headless-shell", "chromium"]
    assert asked == ["update", *map(install.format, names[: names.index(works) + 1])]


def test_named_chromium_that_does_not_run_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(NoChromiumError, match="/no/such/browser"):
        find_chromium.__wrapped__()


def test_only_root_goes_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert "--no-sandbox" not in launch_arguments()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert "--no-sandbox" in launch_arguments()
