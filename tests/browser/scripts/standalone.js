export function recordEmittedCalls() {
  window.heard = [];
  const note =
    (name) =>
    (...values) => {
      heard.push([name, values.map((value) => (value === undefined ? null : value))]);
    };
  window.note = note;
  for (const name of ["page", "track", "identify", "group", "reset"]) analytics.on(name, note(name));
}

export function addAndRemoveListeners() {
  window.heard = [];
  const first = (name) => {
    heard.push(`first ${name}`);
  };
  const second = (name) => {
    heard.push(`second ${name}`);
  };
  analytics
    .once("track", (name) => {
      heard.push(`once ${name}`);
    })
    .on("track", first)
    .on("track", second);
  analytics.track("a");
  analytics.off("track", first);
  analytics.track("b");
  analytics.off("track").track("c");
  analytics.on("track", first).off();
  analytics.track("d");
}

export function throwInListenersAndCallbacks() {
  const fail = () => {
    throw new Error("the page's own");
  };
  analytics.on("track", fail);
  analytics.on("track", () => {
    window.heard = true;
  });
  analytics.track("Bought", {}, {}, fail);
  analytics.ready(fail);
  return new Promise((resolve) => {
    analytics.ready(resolve);
  });
}

export async function orderOfReadyCallbacks() {
  const order = [];
  const called = new Promise((resolve) => {
    analytics.ready(() => {
      order.push("callback");
      resolve();
    });
  });
  order.push("after");
  await called;
  await analytics.ready();
  return order;
}

export function callWithFrozenArguments() {
  const data = Object.freeze({ n: 1, company: Object.freeze({ id: 1 }) });
  const given = [data, Object.freeze({ Intercom: Object.freeze({}) })];
  const before = JSON.stringify(given);
  analytics.identify("u1", ...given);
  analytics.group("c1", ...given);
  analytics.track("Bought", ...given);
  analytics.page("Home", ...given);
  return [before, JSON.stringify(given)];
}

export function callBeforeTheFileArrives() {
  const answer = (name) => () => {
    answered.push(name);
  };
  window.answered = [];
  analytics.identify("u1", { n: 1 }, { Intercom: { user_hash: "h" } });
  analytics.track("Bought", { n: 2 }, answer("track"));
  analytics.on("page", answer("page"));
  analytics.ready(answer("ready"));
  analytics.page();
  analytics.nonsense?.();
  analytics.push(["nonsense", 1], ["emit"], [], "text", null);
}
