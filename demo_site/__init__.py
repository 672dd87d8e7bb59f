"""The demo site: a local Segment CDN, analytics libraries, and a page that shows what Intercom receives.

It is for people and tests on the developer's machine. It is not part of the wheel, and it
binds to loopback unless told otherwise.
"""
