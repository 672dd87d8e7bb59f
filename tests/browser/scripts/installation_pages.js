export function runSession() {
  const options = { Intercom: { hideDefaultLauncher: true, user_hash: "h" } };
  const company = { id: "c1", name: "One", createdAt: "2014-01-01" };
  instance("page", { type: "page", properties: {}, context: {} });
  instance("identify", {
    type: "identify",
    userId: "u1",
    traits: { email: "a@b.co", tags: ["a"], company, list: [1, 2] },
    context: options,
  });
  instance("group", { type: "group", groupId: "c1", traits: { monthlySpend: 5 }, context: {} });
  instance("track", {
    type: "track",
    event: "Bought",
    properties: { revenue: "$5.50", at: "2014-01-01", tags: ["a"] },
    context: {},
  });
  instance("track", { type: "track", event: "Off", properties: {}, integrations: { Intercom: false } });
  instance("reset");
  instance("page", { type: "page", properties: {}, context: {} });
}

/* The second installation is `otherInstance`, and the first one stays `instance`. */
export function keepFirst(makeSecond) {
  const first = window.instance;
  makeSecond();
  window.otherInstance = window.instance;
  window.instance = first;
}

export function addTag(tag) {
  const template = document.createElement("template");
  template.innerHTML = tag;
  const given = template.content.firstChild;
  const script = document.createElement("script");
  for (const { name, value } of given.attributes) script.setAttribute(name, value);
  script.textContent = given.textContent;
  document.documentElement.append(script);
}

function usePlugin(plugin) {
  const listeners = {};
  const on = (name, listener) => {
    listeners[name] = listener;
  };
  const group = () => ({ id: () => null, traits: () => ({}) });
  plugin.load({}, { on, group, queue: { plugins: [] } });
  window.instance = (method, event) => (method === "reset" ? listeners.reset() : plugin[method]({ event }));
}

function useAnalytics(analytics) {
  window.instance = (method, event) => {
    if (method === "reset") return analytics.reset();
    const { integrations, context } = Object.assign(Object.create(null), event);
    const options = { integrations, context };
    if (method === "identify") analytics.identify(event.userId, event.traits, options);
    else if (method === "group") analytics.group(event.groupId, event.traits, options);
    else if (method === "track") analytics.track(event.event, event.properties, options);
    else analytics.page(event.properties, options);
  };
}

export function useFirstTag() {
  useAnalytics(window.analytics);
}

export function useSecondTag() {
  useAnalytics(window.second);
}

export function useClassic() {
  window.intercomLoader();
  const listeners = {};
  const integration = new window.intercomIntegration({ appId: "demo" });
  integration.analytics = {
    on: (name, listener) => {
      listeners[name] = listener;
    },
    group: () => ({ id: () => null, traits: () => ({}) }),
  };
  integration.initialize();
  window.instance = (method, event) =>
    method === "reset" ? listeners.reset() : integration.invoke(method, { rawEvent: () => event });
}

export function useRemotePlugin() {
  usePlugin(window.intercomDestination({ appId: "demo" }));
}

export function useModule() {
  usePlugin(window.imported.intercom({ appId: "demo" }));
}
