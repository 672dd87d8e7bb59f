export function sendEveryCall() {
  const listeners = {};
  const integration = new window.intercomIntegration({ appId: "demo", activator: "#chat" });
  integration.analytics = {
    on: (name, listener) => {
      listeners[name] = listener;
    },
    group: () => ({ id: () => "g", traits: () => ({ name: "G" }) }),
    user: () => ({ id: () => null, traits: () => ({}) }),
  };
  integration.once("ready", () => {});
  integration.initialize();
  const odd = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"p": 1}}}');
  const options = { Intercom: { hideDefaultLauncher: true, user_hash: "h" } };
  const traits = { email: "a@example.com", company: { plan: "x" }, createdAt: "2014-01-01", ...odd };
  const rows = [
    ["page", new facade.Page({ properties: {}, context: options })],
    ["identify", new facade.Identify({ userId: "a", traits, context: options })],
    ["group", new facade.Group({ groupId: "g", traits: { monthlySpend: 5, ...odd } })],
    ["track", new facade.Track({ event: "e", properties: { revenue: "$5", at: new Date(), ...odd } })],
    ["identify", new facade.Identify({ userId: "b", traits: { __proto__: null } })],
    ["alias", new facade.Alias({ userId: "c", previousId: "b" })],
    ["nonsense", {}],
  ];
  for (const [method, event] of rows) integration.invoke(method, event);
  if (listeners.reset) listeners.reset();
  integration.invoke("page", rows[0][1]);
}

export function initializeTeardown() {
  window.intercomLoader();
  window.onerror = window.keptHandler = () => {};
  window.teardown = new window.intercomIntegration({ appId: "demo" });
  window.teardown.initialize();
  // It makes no call, but asks for the widget.
  window.teardown.invoke("identify", { rawEvent: () => ({ type: "identify" }) });
}

export function installHost(settings) {
  window.hostUser = null;
  window.hostListeners = {};
  window.integration = new window.intercomIntegration({ appId: "demo", ...settings });
  integration.analytics = {
    on: (name, listener) => {
      hostListeners[name] = listener;
    },
    group: () => ({ id: () => null, traits: () => ({}) }),
    user: () => ({ id: () => hostUser }),
  };
  integration.initialize();
  window.identify = (id) => integration.invoke("identify", { rawEvent: () => ({ type: "identify", userId: id }) });
}

export function identifyAfterLogout() {
  installHost();
  hostListeners.reset();
  identify("u1");
}

export function identifyTwice() {
  installHost();
  identify("u1");
  identify("u1");
}

export function tearDownAfterEarlierSession() {
  // biome-ignore lint/suspicious/noDocumentCookie: the Messenger of an earlier page has left it.
  document.cookie = "intercom-session-demo=1; path=/";
  installHost();
  integration.reset();
}

export function tearDownAndUseAgain() {
  installHost({ shutdownOnLogout: false });
  identify("u1");
  integration.reset();
  integration.initialize();
  identify("u1");
}

export function identifyAfterTeardown() {
  installHost();
  integration.reset();
  identify("u1");
}

export function identifyWhileGroupThrows() {
  installHost();
  integration.analytics.group = () => {
    throw Error("group");
  };
  identify("u1");
}
