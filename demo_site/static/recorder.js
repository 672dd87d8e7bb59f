/* Stands in for Intercom's widget script, so it is no module: replays what the page has queued, puts itself in the place of
 * window.Intercom, and keeps every call. It draws nothing and sends nothing.
 *
 * window.recorder.calls: {method, args, settings}, args and window.intercomSettings encoded at the time of the call, so
 * that later changes to the objects do not show. Each call is announced on window as an "intercom:call" event; its detail
 * is the entry.
 *
 * JSON cannot hold every value, so those that it cannot are tagged: {$date: iso or null}, {$num: "NaN"}, {$undef: true},
 * and {$function: name} or {$object: class} for what is no data.
 */
(() => {
  /**
   * @param {any} value
   * @param {unknown[]} [seen]
   * @returns {any}
   */
  function encode(value, seen = []) {
    if (value === undefined) return { $undef: true };
    if (value === null || typeof value === "boolean" || typeof value === "string") return value;
    if (typeof value === "number") {
      if (Object.is(value, -0)) return { $num: "-0" };
      return Number.isFinite(value) ? value : { $num: String(value) };
    }
    if (typeof value === "function") return { $function: value.name };
    if (typeof value !== "object") return { $object: String(value) };
    if (seen.includes(value)) return { $object: "cycle" };
    const inner = seen.concat([value]);
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    if (kind === "Date") return { $date: Number.isNaN(+value) ? null : new Date(+value).toISOString() };
    if (Array.isArray(value)) return Array.from(value, (item) => encode(item, inner));
    if (kind !== "Object") return { $object: kind };
    // No prototype: a key such as __proto__ is then a key like any other.
    const result = Object.create(null);
    for (const key of Object.keys(value)) result[key] = encode(value[key], inner);
    return result;
  }

  /** @type {{method: string, args: unknown[], settings: unknown}[]} */
  const calls = [];

  /** @param {ArrayLike<unknown>} args */
  function record(args) {
    const [method, ...rest] = encode(Array.from(args));
    const entry = { method, args: rest, settings: encode(window.intercomSettings) };
    calls.push(entry);
    window.dispatchEvent(new CustomEvent("intercom:call", { detail: entry }));
  }

  /** @param {unknown[]} args */
  const Intercom = (...args) => record(args);
  Intercom.booted = true;

  window.recorder = { calls, encode, record };

  // Loaded in place of the widget: take over. Loaded as a library: see observer.js.
  if (!document.currentScript?.hasAttribute("data-library")) {
    const stub = window.Intercom;
    window.Intercom = Intercom;
    const queue = stub?.q ?? [];
    while (queue.length) record(queue.shift());
  }
})();
