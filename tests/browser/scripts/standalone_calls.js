export async function makeCall([method, args]) {
  window.analytics.reset();
  recorder.calls.length = 0;
  let finish;
  const called = new Promise((resolve) => {
    finish = resolve;
  });
  const done = () => finish(true);
  const made = new Function("done", `return window.analytics.${method}(${args})`)(done);
  const isPromise = typeof made.then === "function";
  await Promise.resolve(made).catch(() => {});
  if (args.includes("done")) await called;
  return JSON.stringify({ calls: recorder.calls.map((call) => [call.method, call.args]), isPromise });
}

export async function makeCallsInOneSession() {
  const call = (method, ...args) => window.analytics[method](...args);
  window.analytics.reset();
  recorder.calls.length = 0;
  await call("identify", { plan: "pro" });
  await call("identify", "u1", { email: "a@b.co" });
  await call("identify", { seats: 3 });
  await call("identify", "u1", { email: "c@d.co" });
  await call("group", "c1", { name: "One" });
  await call("group", { plan: "pro" });
  await call("group", "c2");
  await call("identify", "u1", { company: { id: "c2" } });
  await call("identify", "u2", { company: {} });
  await call("track", "Bought");
  window.analytics.reset();
  await call("page");
  await call("identify", { email: "e@f.co" });
  return JSON.stringify([
    recorder.calls.map((call) => [call.method, call.args]),
    window.analytics.user().id(),
    window.analytics.user().traits(),
    window.analytics.group().id(),
    window.analytics.group().traits(),
    window.intercomSettings,
  ]);
}
