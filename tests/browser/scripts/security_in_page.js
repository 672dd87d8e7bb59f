export function sendPollutingCalls(marker) {
  const polluting = JSON.parse(`{
    "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "prototype": {"polluted": 1},
    "nested": {"__proto__": {"polluted": 1}}, "custom_attributes": {"__proto__": {"polluted": 1}, "ok": 1}
  }`);
  const traits = { ...polluting, email: "a@b.co", api_base: marker, app_id: marker, avatar: marker, plan: marker };
  Object.defineProperty(traits, "__proto__", { value: { polluted: 1 }, enumerable: true });
  const company = JSON.parse('{"id": "c1", "name": "One", "__proto__": {"polluted": 1}}');
  const options = { integrations: { Intercom: { user_hash: marker, ...polluting } } };
  analytics.identify(marker, { ...traits, company }, options);
  analytics.group(marker, traits);
  analytics.track(marker, { ...traits, revenue: marker });
  analytics.page(marker, traits, polluting);
}
