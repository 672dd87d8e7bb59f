"""Segment's calls as native calls, in a form that no SDK has to itself. Pure: no SDK, no session, no clock."""
