/* For the real widget, before it and before the destination, so no module: whoever sets window.Intercom, its calls are
 * recorded on their way.
 *
 * Only the site's pages with --app-id do this. It makes window.Intercom an accessor, which a page that wants to be left as
 * it is would not like. A stub (a function with a queue `q`) stays itself, as the destination looks whether it is still
 * there; the calls in its queue are recorded, as they are then, when the widget takes its place, and those that the widget
 * has taken out before. Needs recorder.js as a library.
 */
(() => {
  /** @type {any} */
  let current;
  /** @type {ArrayLike<unknown>[]} */
  let queued = [];

  function remember() {
    queued = current.q.slice();
  }

  /**
   * The queue says when a call is put in; it is emptied without a word.
   * @param {ArrayLike<unknown>[]} queue
   */
  function listenTo(queue) {
    Object.defineProperty(queue, "push", {
      configurable: true,
      writable: true,
      /** @param {ArrayLike<unknown>[]} calls */
      value: (...calls) => {
        const length = Array.prototype.push.apply(queue, calls);
        remember();
        // A call too many is taken out right after another was put in.
        Promise.resolve().then(() => {
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
    get: () => current,
    set: (value) => {
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
        apply: (target, self, args) => {
          window.recorder.record(args);
          return Reflect.apply(target, self, args);
        },
      });
    },
  });
})();
