export function receiveCalls() {
  window.received = [];
  window.Intercom = (...args) => {
    received.push(args);
  };
}

export function replaceDateJsonAndKeys() {
  window.kept = { JSON, keys: Object.keys };
  // biome-ignore lint/suspicious/noShadowRestrictedNames: it is what the page replaces Date by.
  window.Date = class Date extends window.Date {
    constructor(...given) {
      super(...(given.length ? given : [0]));
    }
    static now() {
      return 0;
    }
  };
  window.JSON = { stringify: () => "replaced", parse: () => "replaced" };
  Object.keys = function keys(object) {
    const names = [];
    for (const name in object) names.push(name);
    return names;
  };
  Object.prototype.inherited = "by every object";
}

export function restoreAndReadQueue() {
  delete Object.prototype.inherited;
  window.JSON = kept.JSON;
  Object.keys = kept.keys;
  return window.Intercom.q.map((row) => Array.from(row));
}

export function throwInEveryHook() {
  window.hooked = 0;
  const broken = () => {
    window.hooked += 1;
    throw new Error("thrown by a hook of the page");
  };
  window.onerror = window.onunhandledrejection = broken;
  for (const name of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(name, broken, true);
  for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = broken;
  window.reportError = broken;
}

export function receiveCallsAndThrow() {
  window.received = [];
  window.Intercom = (...args) => {
    received.push(args);
    throw new Error("thrown by the Messenger");
  };
}

export function runWhileDateJsonAndKeysThrow(run) {
  const kept = { Date, JSON, keys: Object.keys };
  const broken = () => {
    throw new Error("broken by the page");
  };
  window.Date = window.JSON = Object.keys = broken;
  try {
    run();
  } finally {
    window.Date = kept.Date;
    window.JSON = kept.JSON;
    Object.keys = kept.keys;
  }
}

export function runWhileTimersListenersAndPromisesThrow(make, run) {
  const kept = [window.setTimeout, window.addEventListener, Promise.resolve];
  const broken = () => {
    throw new Error("broken by the page");
  };
  window.setTimeout = window.addEventListener = Promise.resolve = broken;
  try {
    make();
    run();
  } finally {
    [window.setTimeout, window.addEventListener, Promise.resolve] = kept;
  }
}

export function makeMany(make, use, { count }) {
  for (let i = 0; i < count; i++) {
    make();
    use();
  }
}

/* Adds the script tag's file so many times, under a name of its own, and uses each. */
export async function addFileAgain(make, use, { url, count }) {
  const text = await (await fetch(url)).text();
  for (let i = 0; i < count; i++) {
    const tag = document.createElement("script");
    tag.dataset.appId = "demo";
    tag.dataset.global = "second";
    tag.textContent = text;
    document.head.append(tag);
    tag.remove();
    make();
    use();
    delete window.second;
  }
}

export function throwWhileLoading() {
  window.widgetRan = true;
  throw new Error("thrown by the widget");
}

export function useTwoInstallations() {
  const given = [
    [instance, "u1"],
    [otherInstance, "u2"],
  ];
  for (const [use, userId] of given) use("identify", { type: "identify", userId, traits: {}, context: {} });
  for (const [use, event] of given) use("track", { type: "track", event, properties: {}, context: {} });
}

export function identifyAndForget() {
  instance("identify", { type: "identify", userId: "u1", traits: {}, context: {} });
  delete window.instance;
}

export function readDocumentAround() {
  try {
    return typeof parent.document;
  } catch (error) {
    return error.name;
  }
}
