import { Intercom, type IntercomIntegration } from "intercom-destination";
import { AnalyticsBrowser } from "@segment/analytics-next";

// analytics.js 2 takes the constructor as it is.
AnalyticsBrowser.load({ writeKey: "key", classicIntegrations: [Intercom] });

const integration: IntercomIntegration = new Intercom({ appId: "demo" });
integration.on("ready", () => {}).initialize();
integration.invoke("identify", {});
const appId: string = integration.options.appId;
const strategy: "immediate" | "idle" | "interaction" = integration.options.loadStrategy;
const name: "Intercom" = integration.name;

// @ts-expect-error settings are needed
new Intercom();
// @ts-expect-error a method that libraries call has a name
integration.invoke();

export { appId, name, strategy };
