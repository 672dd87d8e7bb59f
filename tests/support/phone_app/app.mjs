// An app with the real Segment library and the real Intercom SDK, on a phone that is a model. Each scenario has its own.
import { createClient, DestinationPlugin, PluginType, Plugin } from "@segment/analytics-react-native";
import Intercom from "@intercom/intercom-react-native";
import { destinationPlugin, reactNative } from "intercom-destination/mobile";
import { AndroidBridge } from "./android_bridge.mjs";
import { IosBridge } from "./ios_bridge.mjs";

export { DestinationPlugin, Plugin, PluginType };

export const KEYS = { ios: "ios_sdk-" + "k".repeat(40), android: "android_sdk-" + "k".repeat(40) };

const CONTEXT = {
  appName: "Demo", appVersion: "1.2", buildNumber: "7", bundleId: "com.example", locale: "en-GB", networkType: "wifi",
  osName: "iOS", osVersion: "17.1", manufacturer: "Apple", model: "iPhone15,2", deviceName: "iPhone", deviceId: "",
  deviceType: "ios", screenHeight: 1, screenWidth: 1, screenDensity: 1, timezone: "UTC",
};

// Five seconds of patience would be five seconds of a test; other timers are the library's.
const setTimer = globalThis.setTimeout;
globalThis.setTimeout = (action, delay) => setTimer(action, delay === 5000 ? 1 : delay);

/** Turns of the event loop: all that is answered at once is done after a few. */
export async function turns(count = 30) {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimer(resolve, 1));
}

function memory() {
  const kept = {};
  return { get: async (key) => kept[key], set: async (key, value) => void (kept[key] = value) };
}

/** `cdn`: the settings of Segment's CDN, null where the phone is offline. `sdk`: what the app takes for Intercom's. */
export async function openApp(system, options = {}) {
  const { settings = {}, bridge = {}, config = {}, sdk = Intercom } = options;
  const key = KEYS[system];
  const cdn = "cdn" in options ? options.cdn : { Intercom: { appId: "app", mobileApiKey: key } };
  const phone = { system, context: CONTEXT, bridge: new (system === "android" ? AndroidBridge : IosBridge)(bridge) };
  globalThis.phone = phone;
  const warnings = [];
  console.warn = (...words) => warnings.push(words.join(" "));
  globalThis.fetch = async (url) => {
    if (cdn === null) throw new TypeError("offline");
    return { ok: true, status: 200, json: async () => ({ integrations: cdn }), headers: new Map(), url };
  };
  const client = createClient({
    writeKey: "key", autoAddSegmentDestination: false, trackAppLifecycleEvents: false, flushInterval: 0,
    storePersistor: memory(), storePersistorSaveDelay: 0, logger: { enable() {}, disable() {}, info() {}, warn() {}, error() {} },
    errorHandler: (error) => warnings.push(`library: ${error.message} ${error.innerError ?? ""}`), ...config,
  });
  const plugin = destinationPlugin(DestinationPlugin, reactNative(sdk, system), settings);
  client.add({ plugin });
  await until(() => client.isReady.value);
  await turns();
  return { client, plugin, phone, warnings, bridge: phone.bridge };
}

/** Options of one call. */
export const forIntercom = (options) => (event) => ({ ...event, integrations: { Intercom: options } });
