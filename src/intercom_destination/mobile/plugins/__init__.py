"""Who calls us: the plugins of Segment's React Native library and of analytics.js 2 in a web view."""
