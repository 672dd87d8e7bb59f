// analytics.js 2 with no Segment behind it, and the plugin.
import { AnalyticsBrowser } from "@segment/analytics-next";

export async function start(plugin) {
  window.warnings = [];
  console.warn = (...words) => window.warnings.push(words.join(" "));
  const [analytics] = await AnalyticsBrowser.load({ writeKey: "key", cdnSettings: { integrations: {} } });
  await analytics.register(plugin);
  window.plugin = plugin;
  window.analytics = analytics;
}
