"""Segment's calls as Intercom's calls: pure functions of an event, the settings and the session so far.

The same modules run in CPython and, compiled, in the browser, and give the same result. They know no page, no network
and no clock, never write to what they are given, and never raise for what an event holds.
"""
