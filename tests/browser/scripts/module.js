export async function loadAnalyticsWithConstructor() {
  const { AnalyticsBrowser } = window.AnalyticsNext;
  [window.analytics] = await AnalyticsBrowser.load({ writeKey: "key", classicIntegrations: [Constructor] });
}

export async function identifyAndTrack() {
  await analytics.identify("u1");
  await analytics.track("Bought", { n: 1 });
}
