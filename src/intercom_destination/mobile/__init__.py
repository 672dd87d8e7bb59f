"""Mobile device mode: Segment's calls as native calls of Intercom's mobile SDKs, in JavaScript apps."""
