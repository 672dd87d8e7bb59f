import { intercom, version, type IntercomPlugin, type Settings } from "intercom-destination";
import { AnalyticsBrowser } from "@segment/analytics-next";

const settings: Settings = {
  appId: "demo",
  activator: "#chat",
  richLinkProperties: ["article"],
  apiBase: "eu",
  customAttributes: "nested",
  loadStrategy: "interaction",
  shutdownOnLogout: false,
  widgetUrl: "https://proxy.example/{appId}",
  hideDefaultLauncher: true,
};
const plugin: IntercomPlugin = intercom(settings);
const text: string = version;

// analytics.js 2 takes it as one of its own plugins.
const analytics = AnalyticsBrowser.load({ writeKey: "key", plugins: [plugin] });
void analytics.register(plugin, intercom({ appId: text }));

// @ts-expect-error without an appId nothing can be sent
intercom({});
// @ts-expect-error there is no such strategy
intercom({ appId: "demo", loadStrategy: "never" });
// @ts-expect-error settings have these names only
intercom({ appId: "demo", activtor: "#chat" });
// @ts-expect-error the factory is no constructor
new intercom(settings);
