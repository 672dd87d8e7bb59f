"""What to install for the sandbox's server: said in one place, by the command line, by `testing` and by the fixture."""

from __future__ import annotations

EXTRA = 'the sandbox needs Starlette and uvicorn: pip install "intercom-destination[sandbox]"'
