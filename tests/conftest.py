"""What holds for every test; the unit tests need no more than pytest and hypothesis."""

from __future__ import annotations

from hypothesis import settings

# Random input is judged by what comes of it: how long that takes says how busy the machine is.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")
