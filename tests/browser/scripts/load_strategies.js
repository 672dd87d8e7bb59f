/** Counts those of the whole page; in a stock Firefox Playwright has one of its own, of the document's children alone. */
export function countObservers() {
  window.watchers = 0;
  window.MutationObserver = class extends MutationObserver {
    observe(target, options) {
      this.isOfAll = Boolean(options.subtree);
      window.watchers += Number(this.isOfAll);
      super.observe(target, options);
    }
    disconnect() {
      window.watchers -= Number(this.isOfAll);
      super.disconnect();
    }
  };
}

export function replaceBody() {
  const body = document.createElement("body");
  body.innerHTML = "<p>Another body</p>";
  document.documentElement.replaceChild(body, document.body);
}

export function countListeners() {
  window.listeners = 0;
  const add = document.addEventListener;
  document.addEventListener = function (...given) {
    window.listeners += 1;
    return add.apply(this, given);
  };
}

export function recordIdleRequests() {
  window.asked = [];
  window.requestIdleCallback = (_action, options) => {
    asked.push(options);
  };
}
