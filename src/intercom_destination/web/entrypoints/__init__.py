"""One small module a delivered file: the only place that names the page's global object."""
