// What apps do; each gives what a test wants to see beside the native calls.
import { DestinationPlugin, Plugin, PluginType, forIntercom, openApp, turns, until } from "./app.mjs";

const identified = { user: { userId: "u1" }, initialized: true };

export const scenarios = {
  async everyCall(system) {
    const app = await openApp(system);
    await app.client.identify("u1", { email: "a@b.c", plan: "pro", company: { id: 7, name: "Acme", monthlySpend: 12.4 } }, forIntercom({ user_hash: "h" }));
    await app.client.track("Bought", { revenue: 19.99, currency: "EUR", tags: ["a"] });
    await app.client.group("g1", { name: "Group" });
    await app.client.screen("Home");
    await app.client.alias("u1b");
    await app.client.flush();
    await app.client.reset();
    return app;
  },
  async eventOvertakesIdentify(system) {
    const app = await openApp(system);
    app.client.identify("u1");
    app.client.track("A");
    return app;
  },
  async eventBeforeLoginIsHeld(system) {
    const app = await openApp(system);
    await app.client.track("A");
    await app.client.group("g1");
    await app.client.identify("u1");
    await app.client.track("B");
    return app;
  },
  async resetDropsWhatIsHeld(system) {
    const app = await openApp(system);
    await app.client.track("A");
    await app.client.reset();
    await app.client.identify("u2");
    return app;
  },
  async moreThanAHundredAreHeld(system) {
    const app = await openApp(system);
    for (let number = 0; number <= 100; number++) await app.client.track(`E${number}`);
    await app.client.identify("u1");
    await until(() => app.bridge.calls.some(([, event]) => event === "E100"));
    return app;
  },
  async anotherPersonWithoutReset(system) {
    const app = await openApp(system);
    await app.client.identify("u1", { email: "one@b.c", plan: "pro", avatar: "https://x/1.png", company: { id: "1" } });
    await app.client.identify("u2", { phone: "2" });
    await app.client.identify("u2", { plan: "free" });
    await app.client.identify("u2", { email: "two@b.c" });
    return app;
  },
  async anotherPersonAfterReset(system) {
    const app = await openApp(system);
    await app.client.identify("u1", { email: "same@b.c" });
    await app.client.reset();
    await app.client.identify("u2", { email: "same@b.c" });
    return app;
  },
  async anotherPersonWithoutLogout(system) {
    const app = await openApp(system, { settings: { shutdownOnLogout: false } });
    await app.client.identify("u1");
    await app.client.identify("u2");
    return app;
  },
  async appStartsAgain(system) {
    const app = await openApp(system, { bridge: identified });
    await app.client.track("A");
    await app.client.identify("u1", { plan: "pro" }, forIntercom({ userHash: "h" }));
    await app.client.identify("u1");
    return app;
  },
  async visitorOfAnEarlierStartLogsIn(system) {
    const app = await openApp(system, { bridge: { user: {}, initialized: true } });
    await app.client.identify("u1");
    return app;
  },
  async visitorBecomesKnown(system) {
    const app = await openApp(system);
    await app.client.identify(undefined, { plan: "free" }, forIntercom({ user_hash: "none for visitors" }));
    await app.client.identify("u1", { plan: "pro" }, forIntercom({ intercom_user_jwt: "token" }));
    return app;
  },
  async visitorIsMergedByAnUpdate(system) {
    const app = await openApp(system);
    await app.client.identify(undefined, { plan: "free" });
    app.bridge.refusals.loginUserWithUserAttributes = ["3002"];
    await app.client.identify("u1", { plan: "pro" }, forIntercom({ user_hash: "h" }));
    return app;
  },
  async visitorIsNotMergedByTheUpdate(system) {
    const app = await openApp(system);
    await app.client.identify(undefined, { plan: "free" });
    app.bridge.refusals.loginUserWithUserAttributes = ["3002"];
    await turns();
    app.bridge.refusals.updateUser = ["3001"];
    await app.client.identify("u1", { plan: "pro" }, forIntercom({ user_hash: "h" }));
    return app;
  },
  async somebodyElseIsLoggedIn(system) {
    const app = await openApp(system);
    await app.client.identify("u1");
    app.client.track("A");
    await turns();
    // The app's own code has logged somebody in meanwhile, and reset() did not see it.
    await app.client.reset();
    await turns();
    app.bridge.user = { userId: "other" };
    await app.client.identify("u1");
    return app;
  },
  async refusedLogin(system) {
    const app = await openApp(system);
    app.bridge.refusals.loginUserWithUserAttributes = ["401", "401"];
    await app.client.identify("u1", { plan: "pro" });
    await app.client.track("A");
    await turns();
    await app.client.identify("u1", { plan: "pro" });
    await turns();
    await app.client.identify("u1", { plan: "pro" });
    return app;
  },
  async refusedUpdate(system) {
    const app = await openApp(system);
    app.bridge.refusals.updateUser = ["500"];
    await app.client.identify("u1", { plan: "pro" });
    await turns();
    await app.client.identify("u1");
    return app;
  },
  async silentSdk(system) {
    const app = await openApp(system);
    app.bridge.silent = ["loginUserWithUserAttributes"];
    await app.client.identify("u1");
    await app.client.track("A");
    await until(() => app.bridge.calls.some(([name]) => name === "logEvent"));
    return app;
  },
  async consentRefused(system) {
    const app = await openApp(system);
    class Refuse extends Plugin {
      type = PluginType.before;
      execute() {}
    }
    app.plugin.add(new Refuse());
    await app.client.identify("u1");
    return { ...app, extra: { isDestination: app.plugin instanceof DestinationPlugin } };
  },
  async offlineWithDefaultSettings(system) {
    const defaultSettings = { integrations: { Intercom: { appId: "app", mobileApiKey: "" } } };
    const app = await openApp(system, { cdn: null, config: { defaultSettings }, bridge: { initialized: true } });
    await app.client.identify("u1");
    return app;
  },
  async offlineWithoutSettings(system) {
    const app = await openApp(system, { cdn: null });
    await app.client.identify("u1");
    await app.client.reset();
    return app;
  },
  async settingsWithoutIntercom(system) {
    const app = await openApp(system, { cdn: { Other: {} } });
    await app.client.identify("u1");
    await app.client.reset();
    return app;
  },
  async settingsThatComeLater(system) {
    const app = await openApp(system, { cdn: {} });
    app.plugin.identify({ type: "identify", userId: "early" });
    await app.client.reset();
    app.plugin.update({ integrations: { Intercom: {} } }, "refresh");
    app.bridge.initialized = true;
    app.plugin.identify({ type: "identify", userId: "u1" });
    return app;
  },
  async keysHandedInWin(system) {
    const keys = { apiKeyIOS: "ios_sdk-" + "i".repeat(40), apiKeyAndroid: "android_sdk-" + "a".repeat(40) };
    return openApp(system, { settings: { appId: "mine", ...keys } });
  },
  async keyOfAnotherPlatform(system) {
    const app = await openApp(system, { cdn: { Intercom: { appId: "app", mobileApiKey: "wrong" } } });
    await app.client.identify("u1");
    await app.client.reset();
    return app;
  },
  async invalidSettings(system) {
    const app = await openApp(system, { settings: { collectContext: "yes", appId: 5, richLinkProperties: "a" } });
    await app.client.identify("u1");
    return app;
  },
  async noSdk(system) {
    const app = await openApp(system, { sdk: { Visibility: {} } });
    await app.client.identify("u1");
    await app.client.reset();
    return { ...app, extra: { intercom: app.plugin.intercom } };
  },
  async collectsContext(system) {
    const app = await openApp(system, { settings: { collectContext: true } });
    await app.client.identify("u1", { os_name: "mine" });
    return app;
  },
  async switchedOff(system) {
    const app = await openApp(system);
    const off = (integrations) => (event) => ({ ...event, integrations });
    await app.client.identify("u1", {}, off({ All: false }));
    await app.client.track("A", {}, off({ Intercom: false }));
    await app.client.identify("u2", {}, off({ All: false, Intercom: { user_hash: "h" } }));
    return app;
  },
  async dates(system) {
    const app = await openApp(system);
    await app.client.identify("u1", { signedUpAt: new Date(1522086291000), trial_ends_at: "2018-03-26T17:44:51Z" });
    await app.client.track("A", { ordered_at: new Date(1522086291000) });
    return app;
  },
  async richLink(system) {
    const app = await openApp(system, { settings: { richLinkProperties: ["article"] } });
    await app.client.identify("u1");
    await app.client.track("Read", { article: { url: "https://x/1", value: "One" }, revenue: "5" });
    return app;
  },
  async underlyingInstance(system) {
    const ready = [];
    const app = await openApp(system, { cdn: {} });
    app.plugin.onReady((sdk) => ready.push(typeof sdk.present));
    app.plugin.onReady(() => {
      throw new Error("the app's own");
    });
    await turns();
    ready.push("settings");
    app.bridge.initialized = true;
    app.plugin.update({ integrations: { Intercom: {} } }, "initial");
    await turns();
    app.plugin.onReady((sdk) => ready.push(typeof sdk.logout));
    await turns();
    return { ...app, extra: { ready, present: typeof app.plugin.intercom.present } };
  },
};
