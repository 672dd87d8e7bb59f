/* In a page of the site, before anything else, so no module: tells the inspector around it what happens here. It changes
 * nothing that the page would notice but console.warn and console.error, which still say what they said.
 *
 * It goes to the page around this one:
 *   {demoRow}    a row, {kind, title, at, data}:
 *     page       the page was opened
 *     segment    a call of window.analytics, {method, args}, as site.js announces it ("segment:call")
 *     console    a warning or an error; what a development build says of an event stands with that event
 *     script     the Messenger's script came; fault: a script that did not
 *   {demoTrace}  a row of the development build's trace
 *   {demoLog}    a row of the sandbox's log, with `settings`; beside Intercom's own widget one of observer.js's making
 *   {demoPage}   the sandbox's name for this page
 *   {demoFeed}   there was an answer
 */
(() => {
  /** @type {Set<string>} what the trace says already */
  const traced = new Set();

  /** @param {unknown} value */
  function copy(value) {
    try {
      return value === undefined ? null : JSON.parse(JSON.stringify(value));
    } catch (error) {
      return String(error);
    }
  }

  /** @param {object} message */
  function post(message) {
    if (window.parent !== window) window.parent.postMessage(message, location.origin);
  }

  /**
   * @param {string} kind
   * @param {string} title
   * @param {object} data
   */
  function emit(kind, title, data) {
    post({ demoRow: { kind, title, at: Date.now(), data } });
  }

  /** @param {unknown} value */
  function words(value) {
    return value instanceof Error ? value.message : typeof value === "string" ? value : JSON.stringify(copy(value));
  }

  emit("page", document.title, { address: location.pathname + location.search });

  window.addEventListener("segment:call", ({ detail: { method, args } }) => {
    emit("segment", method, { method, args: copy(args) });
  });

  window.addEventListener("intercom:trace", ({ detail }) => {
    for (const diagnostic of detail.diagnostics) traced.add(diagnostic.text);
    post({ demoTrace: detail });
  });

  /** @param {{step: string, at: number, method: string, args?: unknown[]}} row */
  function log({ step, at, method, args }) {
    const hasSettings = method === "boot" || method === "update";
    post({ demoLog: { step, at, method, args, settings: hasSettings ? copy(window.intercomSettings) : undefined } });
  }

  window.addEventListener("intercom:call", ({ detail }) => {
    log({ step: "called", at: Date.now(), method: detail.method, args: copy(detail.args) });
  });
  window.addEventListener("intercom:sandbox", ({ detail }) => {
    post({ demoPage: window.__intercomSandbox?.page });
    if (detail.step === "answered" || detail.step === "refused") post({ demoFeed: true });
    else log(detail);
  });
  // The page around this one has it all: nothing needs to go through the sandbox.
  window.addEventListener("intercom:report", (event) => {
    if (window.parent !== window) event.preventDefault();
  });

  for (const level of /** @type {const} */ (["warn", "error"])) {
    const original = console[level];
    console[level] = (...args) => {
      const text = args.map(words).join(" ");
      const [, diagnostic = ""] = /^Intercom destination: (.*)$/s.exec(text) ?? [];
      if (!traced.has(diagnostic)) emit("console", `console.${level}`, { level, text });
      return original.apply(console, args);
    };
  }
  document.addEventListener(
    "load",
    ({ target }) => {
      const address = target instanceof HTMLScriptElement ? target.src : "";
      if (address.includes("/widget/")) emit("script", "the Messenger's script came", { address });
    },
    true,
  );
  window.addEventListener(
    "error",
    ({ target, message }) => {
      if (target instanceof HTMLScriptElement) emit("fault", "script did not come", { address: target.src });
      else if (message) emit("console", "exception", { level: "exception", text: message });
    },
    true,
  );
})();
