"""The page's side: calls of Intercom's Messenger, and the protocols of the analytics libraries that hand events over.

Everything here gets the page's global object as an argument; only `entrypoints` names it. Nothing here may throw
into the page.
"""
