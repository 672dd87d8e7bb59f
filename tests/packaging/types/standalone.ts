import type { Options, StandaloneAnalytics } from "intercom-destination";

declare global {
  interface Window {
    analytics: StandaloneAnalytics;
  }
}

const analytics = window.analytics;
const options: Options = {
  integrations: { All: false, Intercom: { hideDefaultLauncher: true, user_hash: "hash" } },
};

analytics.page();
analytics.page("Home");
analytics.page("Docs", "Home", { section: 1 }, options, (ctx) => ctx.event.properties);
analytics.page({ section: 1 }, options);
analytics.identify("u1", { email: "a@b.co" }, options, (ctx) => ctx.event.userId);
analytics.page("Home", null);
analytics.page("Home", {}, options);
analytics.page("Docs", "Home", null, options);
analytics.page(null, null, { section: 1 }, options);
analytics.identify({ email: "a@b.co" });
analytics.identify("u1", undefined, options);
analytics.group("c1", undefined, options);
analytics.track("Bought", undefined, options);
analytics.identify(7, null);
analytics.group("c1", { name: "One" });
analytics.track("Bought", { revenue: 5 }, options);
analytics.track({ event: "Bought", properties: { revenue: 5 } });
analytics.reset();
const id: string | null = analytics.user().id();
const plan: unknown = analytics.group().traits()["plan"];
const sent: Promise<{ event: { userId?: string | null } }> = analytics.track("Bought");
void analytics.ready(() => {});
analytics
  .on("track", (event, properties, given) => [event, properties, given.integrations])
  .once("page", (category, name) => [category, name])
  .off("track");

// @ts-expect-error an event has a name
analytics.track();
// @ts-expect-error the only object after a single name counts as properties
analytics.page("Home", null, options);
// @ts-expect-error an id is a string or a number
analytics.identify(true, {});
// @ts-expect-error there is no such option
analytics.track("Bought", {}, { integrations: { Intercom: { hideLauncher: true } } });

export { id, plan, sent };
