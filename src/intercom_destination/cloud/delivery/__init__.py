"""Delivery: from the queue to Intercom, one request at a time for each person, until Intercom has answered."""
