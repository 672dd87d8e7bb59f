export function sendPageAndIdentify() {
  analytics.page("Home");
  analytics.identify("ada-7", { email: "ada@larkspur.example", address: { city: "Rome" } });
}

export function trackOnPageHide() {
  addEventListener("pagehide", () => analytics.track("Shop Left"));
}
