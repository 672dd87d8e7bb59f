export function hasPlugin() {
  const live = window.analytics.instance || window.analytics;
  return live?.queue?.plugins.some((plugin) => plugin.name === "Intercom" && plugin.isLoaded());
}
