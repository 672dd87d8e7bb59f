"""One client in an app: settings, the queue of native calls, warnings."""
