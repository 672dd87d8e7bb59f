"""Who calls us: classic analytics.js, analytics.js 2, and an API of our own."""
