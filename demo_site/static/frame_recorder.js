/* In a page of the site, before anything else: tells the inspector around it what happens here. It changes nothing
 * that the page would notice but console.warn and console.error, which still say what they said.
 *
 * Each row is {kind, title, at, data} and goes to the page around this one as {demoRow: row}:
 *   page      the page was opened
 *   segment   a call of window.analytics, {method, args}, as site.js announces it ("segment:call")
 *   intercom  a call of window.Intercom, {method, args, settings}: from the sandbox's log, or from observer.js
 *   held      what the sandbox's Messenger did not send, and why
 *   console   a warning or an error
 *   script    the Messenger's script came; fault: a script that did not
 * {demoPage} is the sandbox's name for this page, {demoFeed} says that there was an answer.
 */
(function () {
  "use strict";

  var NOT_SENT = {
    no_app_id: "no app id: Intercom does nothing, silently",
    ignored: "unknown to Intercom: ignored",
    deduplicated: "the same as within the last 60 seconds: not sent again",
    rate_limited_update: "over 20 boots and updates in 30 minutes: refused",
    dropped: "dropped: refused, or shut down, before it could be sent",
    failed: "the request did not get through",
  };

  function copy(value) {
    try {
      return value === undefined ? null : JSON.parse(JSON.stringify(value));
    } catch (error) {
      return String(error);
    }
  }

  function tell(kind, title, data) {
    var row = { kind: kind, title: title, at: Date.now(), data: data };
    if (window.parent !== window) window.parent.postMessage({ demoRow: row }, location.origin);
  }

  function words(value) {
    return value instanceof Error ? value.message : typeof value === "string" ? value : JSON.stringify(copy(value));
  }

  tell("page", document.title, { address: location.pathname + location.search });

  window.addEventListener("segment:call", function (event) {
    var call = event.detail;
    tell("segment", call.method, { method: call.method, args: copy(call.args) });
  });

  function told(method, args) {
    var hasSettings = method === "boot" || method === "update";
    var data = { method: method, args: args };
    if (hasSettings) data.settings = copy(window.intercomSettings);
    tell("intercom", method, data);
  }

  window.addEventListener("intercom:call", function (event) {
    told(event.detail.method, copy(event.detail.args));
  });
  window.addEventListener("intercom:sandbox", function (event) {
    var row = event.detail;
    window.parent.postMessage({ demoPage: window.__intercomSandbox.page }, location.origin);
    if (row.step === "called") told(row.method, row.args);
    else if (row.step === "answered" || row.step === "refused") {
      window.parent.postMessage({ demoFeed: true }, location.origin);
    } else if (NOT_SENT[row.step]) {
      tell("held", row.step, { method: row.method, why: NOT_SENT[row.step] });
    }
  });

  ["warn", "error"].forEach(function (level) {
    var original = console[level];
    console[level] = function () {
      var text = Array.from(arguments).map(words).join(" ");
      tell("console", "console." + level, { level: level, text: text });
      return original.apply(console, arguments);
    };
  });
  document.addEventListener(
    "load",
    function (event) {
      var address = event.target.tagName === "SCRIPT" && event.target.src;
      if (address && address.indexOf("/widget/") >= 0) tell("script", "the Messenger's script came", { address: address });
    },
    true
  );
  window.addEventListener(
    "error",
    function (event) {
      var element = event.target;
      if (element && element.tagName === "SCRIPT") {
        tell("fault", "script did not come", { address: element.src });
      } else if (event.message) {
        tell("console", "exception", { level: "exception", text: event.message });
      }
    },
    true
  );
})();
