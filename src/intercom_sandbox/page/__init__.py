"""The sandbox's half in the page, compiled: `window.Intercom`, the launcher, the panel's frame and the log."""
