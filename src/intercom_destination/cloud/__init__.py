"""Cloud mode: a server's Segment events to Intercom's REST API. Ordinary Python, never compiled."""
