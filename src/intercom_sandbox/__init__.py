"""The sandbox Messenger: a stand-in for Intercom's, offline, for QA people and for the project's own tests.

`page` is compiled into ``build/sandbox.js``; `server` needs Starlette; `testing` and `pytest_plugin` are for the tests
of sites. None calls out, and none holds code of Intercom's: they play what the Messenger is documented, or was seen, to
do.
"""
