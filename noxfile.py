"""The project's verbs. ``nox -s demo`` and ``nox -s check`` set up what they need, then do as they say."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import nox
from nox.command import CommandFailed

nox.options.reuse_venv = "yes"
nox.options.sessions = ["check"]

# Installs the npm packages; with arguments, it is npm.
NPM = ["python", "-m", "bundler.toolchain"]
PYPROJECT = nox.project.load_toml("pyproject.toml")


@nox.session
def build(session: nox.Session) -> None:
    """Compile and bundle the delivered files into build/."""
    set_up(session, "build")
    session.run("python", "-m", "bundler", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Serve the demo site until Ctrl-C."""
    set_up(session, "demo")
    session.run("python", "-m", "demo_site", *session.posargs)


@nox.session
def pictures(session: nox.Session) -> None:
    """Take the documents' pictures of the demo anew."""
    set_up(session, "tests")
    session.run("python", "-m", "demo_site.pictures", env={"CHROMIUM": chromium(session)})


@nox.session
def check(session: nox.Session) -> None:
    """Do what `lint` and `tests` do, in one environment: all that has to hold."""
    set_up(session, "lint")
    check_files(session)
    run_tests(session)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, those in Chromium included."""
    set_up(session, "tests")
    run_tests(session)


@nox.session
def unit(session: nox.Session) -> None:
    """Run the unit tests alone: no browser, no Node, seconds."""
    install(session, "unit")
    session.run("pytest", "tests/unit", *session.posargs)


@nox.session
def engines(session: nox.Session) -> None:
    """Run the smoke suite and the recorded vectors in every engine: -- firefox or -- webkit for one of them.

    An engine that this machine lacks is skipped, and says so; one that was asked for fails.
    """
    set_up(session, "engines")
    chosen = [argument for argument in session.posargs if argument in ("chromium", "firefox", "webkit")]
    wanted = ["-k", " or ".join(chosen)] if chosen else []
    others = [name for name in chosen if name != "chromium"]
    if others and os.environ.get("CI"):  # a machine made for one run, on which the system's packages may be installed
        session.run("playwright", "install", "--with-deps", *others)
    files = ["tests/contract/test_engines.py", "tests/contract/test_engine_sessions.py"]
    session.run("pytest", *files, *wanted, env={"CHROMIUM": chromium(session), "WANTED_ENGINES": " ".join(chosen)})


@nox.session
def coverage(session: nox.Session) -> None:
    """Say which lines the unit tests reach."""
    install(session, "coverage")
    session.run("coverage", "run", "--branch", "--source=src", "-m", "pytest", "tests/unit", "-q")
    session.run("coverage", "report", "--skip-covered", "--sort=cover")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Compare random events and dates in both runtimes: --events N, --dates N, --seed S; --add keeps what is found."""
    set_up(session, "tests")
    names = ["differential", "created_dates", "mobile_differential"]
    tests = [f"tests/contract/test_{name}.py" for name in names]
    command = ["pytest", "--numprocesses=auto", *tests, "--dates=100000"]
    session.run(*command, *session.posargs, env={"CHROMIUM": chromium(session)})


@nox.session
def phone(session: nox.Session) -> None:
    """Play an app's scenarios in the Hermes engine, built by Metro; installs 190 MB, so not in CI."""
    set_up(session, "tests")
    session.run("python", "-m", "tools.phone")


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the mapping in thousands of small ways; the tests have to notice: --module values for a part."""
    set_up(session, "tests")
    session.run("python", "-m", "tools.mutants", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Look the dependencies up in the public lists of known problems; needs a network that has them."""
    set_up(session, "audit")
    failed = []
    for command in (["pip-audit", "--skip-editable"], [*NPM, "audit"]):
        try:
            session.run(*command)
        except CommandFailed:
            failed.append(" ".join(command))
    if failed:
        session.error(f"{' and '.join(failed)} failed, see above: known problems, or no network to the lists of them")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, the dialect, the scripts of the demo and the inspector, and the documents."""
    set_up(session, "lint")
    check_files(session)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation as a site, into site/; a link that leads nowhere is an error."""
    install(session, "docs")
    # The notice is about a later generator, and is no warning about the pages.
    session.run("python", "-m", "mkdocs", "build", "--strict", *session.posargs, env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the delivered files beside what npm and Intercom offer, and draw the picture."""
    set_up(session, "tests")
    session.run("python", "-m", "tools.bench", *session.posargs, env={"CHROMIUM": chromium(session)})


@nox.session
def live(session: nox.Session) -> None:
    """Ask a real workspace what Intercom's API leaves open, with a token in INTERCOM_TOKEN: -- --region eu."""
    install(session, "tests")
    session.run("python", "-m", "tools.live", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Build everything, check it, and say what to publish where. Publishes nothing."""
    set_up(session, "release")
    show = "import intercom_destination; print('v' + intercom_destination.__version__)"
    version = str(session.run("python", "-c", show, silent=True)).strip()
    tag = os.environ.get("GITHUB_REF_NAME")
    if os.environ.get("GITHUB_REF_TYPE") == "tag" and tag != version:
        session.error(f"the tag is {tag}, the version of the package {version}")
    session.run("python", "-m", "bundler")
    session.run("git", "diff", "--exit-code", "--stat", "--", "build", external=True)
    dist = Path("dist")
    shutil.rmtree(dist, ignore_errors=True)
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(dist))
    files = sorted(str(path) for path in dist.iterdir())
    session.run("twine", "check", "--strict", *files)
    session.log("To the Python index: twine upload %s", " ".join(files))
    session.log("To npm: npm publish build/")
    session.log("To the CDN, with their .gz: build/cdn/next-integrations/")
    session.log("Integrity of each file: build/manifest.json")


def check_files(session: nox.Session) -> None:
    """Do the work of `lint`."""
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    # These two say what to do instead, where mypy would say only that something is wrong.
    session.run("python", "-m", "bundler.dialect_check")
    session.run("python", "-m", "tools.rooms")
    session.run("mypy")
    session.run("python", "-m", "tools.readme", "--check")
    session.run(*NPM, "exec", "--", "biome", "ci", "--error-on-warnings", "--colors=off")
    session.run(*NPM, "exec", "--", "tsc", "--project", ".")


def run_tests(session: nox.Session) -> None:
    """Do the work of `tests`."""
    # One more than there are cores: a test that waits for a browser or a server leaves its core to another.
    processes = f"--numprocesses={(os.cpu_count() or 1) + 1}"
    # Neighbours share a process, and with it what a file's tests share: a built site, an environment, a server.
    session.run("pytest", processes, "--dist=worksteal", *session.posargs, env={"CHROMIUM": chromium(session)})


def set_up(session: nox.Session, group: str) -> None:
    """Install the project with a dependency group, and the npm packages, unless that is done."""
    install(session, group)
    session.run(*NPM)


def install(session: nox.Session, group: str) -> None:
    """Install the project with a dependency group, unless that is done."""
    pyproject = Path("pyproject.toml").read_bytes()
    digest = hashlib.sha256(pyproject + str(Path.cwd()).encode()).hexdigest()
    stamp = Path(session.virtualenv.location, "installed.sha256")
    if not stamp.is_file() or stamp.read_text() != digest:
        session.install("--editable", ".", *nox.project.dependency_groups(PYPROJECT, group))
        stamp.write_text(digest)


def chromium(session: nox.Session) -> str:
    """Find a Chromium, or install one; give its path."""
    output = session.run("python", "-m", "demo_site.chromium", silent=True, stderr=None)
    return str(output).strip().splitlines()[-1]
