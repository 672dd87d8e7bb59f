export async function loadAnalyticsWithConstructor() {
  const { AnalyticsBrowser } = window.AnalyticsNext;
  [window.analytics] = await AnalyticsBrowser.load({ writeKey: "key", classicIntegrations: [Constructor] });
}
