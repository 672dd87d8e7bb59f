import { createClient, DestinationPlugin } from "@segment/analytics-react-native";
import IntercomReactNative from "@intercom/intercom-react-native";
import { AnalyticsBrowser } from "@segment/analytics-next";
import { Intercom } from "@capacitor-community/intercom";
import {
  analyticsPlugin,
  capacitor,
  cordova,
  destinationPlugin,
  reactNative,
  version,
  type Adapter,
  type AnalyticsPlugin,
  type MobileSettings,
} from "intercom-destination/mobile";

const settings: MobileSettings = {
  appId: "demo",
  apiKeyIOS: "ios_sdk-...",
  apiKeyAndroid: "android_sdk-...",
  collectContext: true,
  richLinkProperties: ["article"],
};

// React Native's library takes it as one of its own plugins, and the SDK keeps its type.
const plugin = destinationPlugin(DestinationPlugin, reactNative(IntercomReactNative, "ios"), settings);
const client = createClient({ writeKey: version });
client.add({ plugin });
client.add({ plugin: destinationPlugin(DestinationPlugin, reactNative(IntercomReactNative, "android")) });
void plugin.intercom?.present();
plugin.onReady((intercom) => void intercom.getUnreadConversationCount());

// analytics.js 2 takes the other.
const analytics = AnalyticsBrowser.load({ writeKey: "key" });
const inWebView: AnalyticsPlugin<typeof Intercom> = analyticsPlugin(capacitor(Intercom), settings);
void analytics.register(inWebView, analyticsPlugin(cordova((globalThis as any).intercom), {}));
inWebView.onReady((intercom) => void intercom.displayMessenger());

// What an adapter makes of the attributes fits the SDK's own type.
const own: Adapter = {
  sdk: IntercomReactNative,
  updateUser: (attributes) => IntercomReactNative.updateUser(attributes as Parameters<typeof IntercomReactNative.updateUser>[0]),
  loginUser: ({ userId }) => IntercomReactNative.loginUserWithUserAttributes({ userId }),
  logEvent: (name, data) => IntercomReactNative.logEvent(name, data),
  who: async () => null,
};
analyticsPlugin(own);

// @ts-expect-error a setting of a wrong type
destinationPlugin(DestinationPlugin, own, { collectContext: "yes" });
// @ts-expect-error no SDK for React Native
reactNative({}, "ios");
// @ts-expect-error the platform is asked for
reactNative(IntercomReactNative);
// @ts-expect-error no attribute of that name
const lacking: Adapter = { sdk: null, lacks: ["company"] };
