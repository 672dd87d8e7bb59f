export async function sendSession() {
  const options = { Intercom: { hideDefaultLauncher: true } };
  await analytics.page("Home", { n: 1 });
  await analytics.identify(
    "u1",
    { email: "a@b.co", createdAt: "2014-01-01", company: { plan: "pro" } },
    {
      integrations: { Intercom: { user_hash: "h" } },
    },
  );
  await analytics.group("c1", { name: "One", monthlySpend: 5 }, options);
  await analytics.identify("u1", { company: { plan: "free" } });
  await analytics.track("Order Completed", { total: "$19.99", at: "2014-01-01T00:00:00Z", tags: ["a"] });
  await analytics.track("Off", {}, { integrations: { Intercom: false } });
  await analytics.page({}, options);
}
