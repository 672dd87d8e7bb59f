"""One client on a page: stub and queue, rate limit, widget, launcher, shared settings, what is remembered."""
