/* For the real widget: whoever sets window.Intercom, its calls are recorded on their way.
 *
 * Only the site's pages with --app-id do this. It makes window.Intercom an accessor, which a page that wants to be left as
 * it is would not like. A stub (a function with a queue `q`) stays itself, as the destination looks whether it is still
 * there; the calls in its queue are recorded, as they are then, when the widget takes its place, and those that the widget
 * has taken out before. Needs recorder.js as a library.
 */
(function () {
  "use strict";

  var current;
  var queued = [];

  function remember() {
    queued = current.q.slice();
  }

  /* The queue says when a call is put in; it is emptied without a word. */
  function listenTo(queue) {
    Object.defineProperty(queue, "push", {
      configurable: true,
      writable: true,
      value: function () {
        var length = Array.prototype.push.apply(queue, arguments);
        remember();
        // A call too many is taken out right after another was put in.
        Promise.resolve().then(function () {
          if (queue.length && current && current.q === queue) remember();
        });
        return length;
      },
    });
    remember();
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
        listenTo(value.q);
        return;
      }
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
