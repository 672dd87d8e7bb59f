"""The delivered files, as a server gets at them."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys

import pytest

import intercom_destination
from intercom_destination import bundle_bytes, bundle_names, bundle_path, integrity


def test_script_tags_file_is_there() -> None:
    assert "intercom.min.js" in bundle_names()
    assert bundle_path("intercom.min.js").read_bytes() == bundle_bytes("intercom.min.js")


@pytest.mark.parametrize("name", bundle_names())
def test_integrity_is_that_of_the_bytes(name: str) -> None:
    digest = hashlib.sha384(bundle_bytes(name)).digest()
    assert integrity(name) == "sha384-" + base64.b64encode(digest).decode()


@pytest.mark.parametrize("name", ["intercom.js", "../pyproject.toml", "", "manifest.json", None])
@pytest.mark.parametrize("function", [bundle_path, bundle_bytes, integrity])
def test_unknown_name_is_an_error_that_lists_the_names(function: object, name: object) -> None:
    assert callable(function)
    with pytest.raises(LookupError, match=r"no bundle is called .*; there are: .*intercom\.min\.js"):
        function(name)


def test_public_names_are_all_there() -> None:
    for name in intercom_destination.__all__:
        assert getattr(intercom_destination, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'snipet'"):
        _ = intercom_destination.snipet


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'jinja2', 'jwt', 'click', 'json', 'datetime', 'intercom_destination.events'}"
    code = f"import sys, intercom_destination; print(sorted({heavy} & sys.modules.keys()))"
    found = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": _source()}
    )
    assert found.stdout.strip() == "[]"


def _source() -> str:
    return str(intercom_destination.__path__[0]).removesuffix("/intercom_destination")
