"""The queue: what is on disk until Intercom has answered, and what is remembered of Intercom's ids."""
