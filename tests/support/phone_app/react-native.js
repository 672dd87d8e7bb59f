// As much of React Native as the two SDKs touch. The phone behind it is `globalThis.phone`: its system, and the bridge
// to Intercom's native SDK. The SDKs ask for the system when they are imported, before a scenario has its phone.
globalThis.phone ??= { system: "ios" };
export const Platform = {
  get OS() {
    return globalThis.phone.system;
  },
  select: (choices) => choices[globalThis.phone.system] ?? choices.default,
};

export const AppState = { currentState: "active", addEventListener: () => ({ remove() {} }) };

export class NativeEventEmitter {
  addListener() {
    return { remove() {} };
  }
}

export const TurboModuleRegistry = { get: () => null };

export const NativeModules = {
  AnalyticsReactNative: { getContextInfo: async () => globalThis.phone.context },
  Sovran: { getConstants: () => ({ ON_STORE_ACTION: "action" }) },
  IntercomEventEmitter: {},
  IntercomModule: new Proxy({}, { get: (_, name) => (...given) => globalThis.phone.bridge.call(name, given) }),
};
