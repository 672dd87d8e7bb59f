// Every call of analytics.js 2, for a page to make.
(async () => {
  const company = { id: 1, monthlySpend: 5 };
  const options = { user_hash: "h", intercom_user_jwt: "t", language_override: "de", unsubscribed: false };
  const traits = { email: "a@b.c", plan: "pro", createdAt: "2018-03-26", company };
  await analytics.identify("u1", traits, { integrations: { Intercom: options } });
  await analytics.track("Bought", { revenue: 19.99, tags: ["a"] });
  await analytics.track("Seen");
  await analytics.group("g1", { name: "Group" });
  await analytics.page("Home");
  await analytics.reset();
})();
