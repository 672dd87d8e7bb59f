/* Stands in for Intercom's widget script: replays what the page has queued, puts itself in
 * the place of window.Intercom, and keeps every call. It draws nothing and sends nothing.
 *
 * window.recorder.calls: {method, args, settings}, args and window.intercomSettings encoded
 * at the time of the call, so that later changes to the objects do not show. Each call is
 * announced on window as an "intercom:call" event; its detail is the entry.
 *
 * JSON cannot hold every value, so those that it cannot are tagged: {$date: iso or null},
 * {$num: "NaN"}, {$undef: true}, and {$function: name} or {$object: class} for what is no data.
 */
(function () {
  "use strict";

  function encode(value, seen) {
    seen = seen || [];
    if (value === undefined) return { $undef: true };
    if (value === null || typeof value === "boolean" || typeof value === "string") return value;
    if (typeof value === "number") {
      if (Object.is(value, -0)) return { $num: "-0" };
      return isFinite(value) ? value : { $num: String(value) };
    }
    if (typeof value === "function") return { $function: value.name };
    if (typeof value !== "object") return { $object: String(value) };
    if (seen.indexOf(value) >= 0) return { $object: "cycle" };
    var inner = seen.concat([value]);
    var kind = Object.prototype.toString.call(value).slice(8, -1);
    if (kind === "Date") return { $date: isNaN(value) ? null : new Date(+value).toISOString() };
    if (Array.isArray(value)) {
      return Array.from(value, function (item) {
        return encode(item, inner);
      });
    }
    if (kind !== "Object") return { $object: kind };
    // No prototype: a key such as __proto__ is then a key like any other.
    var result = Object.create(null);
    Object.keys(value).forEach(function (key) {
      result[key] = encode(value[key], inner);
    });
    return result;
  }

  var calls = [];

  function record(args) {
    var encoded = encode(Array.from(args));
    var entry = {
      method: encoded[0],
      args: encoded.slice(1),
      settings: encode(window.intercomSettings),
    };
    calls.push(entry);
    window.dispatchEvent(new CustomEvent("intercom:call", { detail: entry }));
  }

  function Intercom() {
    record(arguments);
  }
  Intercom.booted = true;

  window.recorder = { calls: calls, encode: encode, record: record };

  // Loaded in place of the widget: take over. Loaded as a library: see observer.js.
  if (!document.currentScript || !document.currentScript.hasAttribute("data-library")) {
    var stub = window.Intercom;
    window.Intercom = Intercom;
    var queue = (stub && stub.q) || [];
    while (queue.length) record(queue.shift());
  }
})();
