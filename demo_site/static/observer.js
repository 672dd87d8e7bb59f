/* For the real widget: whoever sets window.Intercom, its calls are recorded on their way.
 *
 * Only the demo page with --app-id does this. It makes window.Intercom an accessor, which a
 * page that wants to be left as it is would not like. Needs recorder.js as a library.
 */
(function () {
  "use strict";

  var current;

  Object.defineProperty(window, "Intercom", {
    configurable: true,
    enumerable: true,
    get: function () {
      return current;
    },
    set: function (value) {
      if (typeof value !== "function" || value === current) {
        current = value;
        return;
      }
      // A proxy, so that the stub's own q and c stay reachable under its name.
      current = new Proxy(value, {
        apply: function (target, self, args) {
          window.recorder.record(args);
          return Reflect.apply(target, self, args);
        },
      });
    },
  });
})();
