"""Intercom's REST API on the store of the Messenger's half: a server's event and a page's call meet in one person.

Shapes, statuses and words are those of Intercom's description of version 2.16; where it is silent, the answer is a
guess with a name, in docs/sandbox-rest.md.
"""

# The two halves need each other; the server's comes first, whichever is asked for.
import intercom_sandbox.server  # noqa: F401
