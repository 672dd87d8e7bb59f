"""Page, identify, group and track as calls of Intercom's Messenger. Pure: no page, no network, no clock."""
