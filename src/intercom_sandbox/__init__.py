"""The sandbox Messenger: a stand-in for Intercom's, offline, for QA people and for the project's own tests.

`page` is compiled into ``build/sandbox.js``; `server` needs Starlette. Neither calls out, and neither holds code of
Intercom's: both play what the Messenger is documented, or was seen, to do.
"""
