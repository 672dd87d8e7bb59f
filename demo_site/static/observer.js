/* For the real widget: whoever sets window.Intercom, its calls are recorded on their way.
 *
 * Only the site's pages with --app-id do this. It makes window.Intercom an accessor, which a page that wants to be left as
 * it is would not like. A stub (a function with a queue `q`) stays itself, as the destination looks whether it is still
 * there; what it has queued is recorded when the widget takes its place. Needs recorder.js as a library.
 */
(function () {
  "use strict";

  var LOOK = 50; // ms; the widget may empty the queue before it takes the stub's place
  var current;
  var queued = [];

  function look() {
    if (!current || !Array.isArray(current.q)) return;
    if (current.q.length) {
      queued = current.q.map(function (args) {
        return Array.from(args);
      });
    }
    setTimeout(look, LOOK);
  }

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
      if (Array.isArray(value.q)) {
        current = value;
        look();
        return;
      }
      if (current && Array.isArray(current.q) && current.q.length) queued = current.q;
      queued.forEach(window.recorder.record);
      queued = [];
      current = new Proxy(value, {
        apply: function (target, self, args) {
          window.recorder.record(args);
          return Reflect.apply(target, self, args);
        },
      });
    },
  });
})();
