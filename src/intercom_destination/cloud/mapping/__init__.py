"""Identify, group and track as requests to Intercom's REST API. Pure: no network, no clock, no change of the input."""
