export function addMiddleware() {
  analytics.addDestinationMiddleware("Intercom", (args) => {
    if (args.payload.type() === "track" && args.payload.event() === "Dropped") return null;
    args.payload.obj.traits = { changed: true };
    args.next(args.payload);
  });
}

export function describePlugin() {
  const plugin = window.intercomDestination({ appId: "demo" });
  const kinds = Object.keys(plugin).map((key) => [key, typeof plugin[key]]);
  return [kinds, plugin.name, plugin.type, plugin.isLoaded(), typeof window.Intercom];
}

export function loadUnloadAndLoad() {
  const library = { queue: { plugins: [] }, on() {} };
  const plugin = window.intercomDestination({ appId: "demo" });
  const said = [];
  for (const step of ["load", "unload", "load"]) {
    plugin[step](null, library);
    said.push([step, plugin.isLoaded(), typeof window.Intercom]);
  }
  return said;
}

export async function makeCalls(calls) {
  for (const [method, ...args] of calls) await analytics[method](...args);
}

/* A library's middleware drops it, which the library says by an error. */
export async function trackDropped() {
  await analytics.track("Dropped").catch(() => {});
}
