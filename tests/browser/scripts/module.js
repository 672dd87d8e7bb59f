export async function loadAnalyticsWithConstructor() {
  const { AnalyticsBrowser } = window.AnalyticsNext;
  [window.analytics] = await AnalyticsBrowser.load({ writeKey: "key", classicIntegrations: [Constructor] });
}

export async function identifyAndTrack() {
  await analytics.identify("u1");
  await analytics.track("Bought", { n: 1 });
}

/* Two plugins, one after the other is gone; gives how many of them have asked for the widget. */
export async function useTwoInTurn(address) {
  const { intercom } = await import(address);
  for (const appId of ["demo", "demo"]) {
    const plugin = intercom({ appId });
    await plugin.load({}, {});
    await plugin.page({ event: { type: "page" } });
    await plugin.unload();
  }
  return document.querySelectorAll("script[src*=widget]").length;
}
