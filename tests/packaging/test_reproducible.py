"""What is committed below build/ is what the sources beside it make, in any folder."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from bundler.compress import gzip_bytes, has_classic_zlib

#: Paths of a machine: unix homes and temporary folders, drives, file URLs.
MACHINE_PATH = re.compile(rb"(?<![\w.])/(?:home|Users|root|tmp|var|opt|usr|work)/|file://|\b[A-Z]:\\")

STALE = "build/ is not what the sources make: run `nox -s build` and commit it"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_in_another_checkout_makes_the_same_files(committed: Path, rebuilt: Path) -> None:
    expected, found = files(committed), files(rebuilt)
    assert sorted(found) == sorted(expected), STALE
    different = [name for name, content in expected.items() if found[name] != content]
    if not has_classic_zlib():
        different = [name for name in different if not name.endswith((".gz", "manifest.json"))]
    assert different == [], STALE


def test_compressed_files_hold_the_files_beside_them(committed: Path) -> None:
    compressed = sorted(committed.rglob("*.gz"))
    assert compressed
    for path in compressed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_compressed_file_tells_no_time_name_or_system() -> None:
    assert gzip_bytes(b"a" * 100)[:10].hex() == "1f8b08000000000002ff"
    assert gzip.decompress(gzip_bytes(b"a" * 100)) == b"a" * 100


def test_files_have_no_path_of_a_machine(committed: Path) -> None:
    for name, content in files(committed).items():
        if not name.endswith(".gz"):
            assert not MACHINE_PATH.search(content), name
