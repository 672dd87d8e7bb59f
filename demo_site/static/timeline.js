/* The right-hand side: Segment's calls and Intercom's as they come, newest first, and
 * window.intercomSettings with what has changed marked. Everything is shown as text. */
(function () {
  "use strict";

  var SHOWN = 200; // the list stays usable, whatever the page does
  var POLL = 400; // ms; a site's own code may change intercomSettings without any call

  var list = document.getElementById("timeline");
  var state = document.getElementById("settings");
  var entries = [];
  var shown = null;

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function format(args) {
    return args
      .map(function (arg) {
        return JSON.stringify(arg, null, 2);
      })
      .join(", ");
  }

  function add(kind, title, args, entry) {
    entries.push(entry);
    var item = make("li", "entry " + kind);
    var head = make("div", "head");
    head.append(make("span", "tag", kind), make("time", "muted", new Date().toLocaleTimeString()));
    var code = make("pre");
    code.tabIndex = 0;
    code.append(make("code", "", title.replace("…", format(args))));
    item.append(head, code);
    list.prepend(item);
    while (list.children.length > SHOWN) list.lastChild.remove();
    showCount();
  }

  function showCount() {
    document.getElementById("nothing").hidden = entries.length > 0;
    document.getElementById("count").textContent = entries.length;
  }

  function addIntercom(entry) {
    add("intercom", "Intercom(…)", [entry.method].concat(entry.args), entry);
    showSettings();
  }

  function showSettings() {
    var settings = window.intercomSettings;
    var text = JSON.stringify(settings);
    if (text === shown) return;
    var before = shown ? JSON.parse(shown) : {};
    shown = text;
    state.replaceChildren();
    Object.keys(settings || {}).forEach(function (key) {
      var row = make("div");
      var value = JSON.stringify(settings[key]);
      if (JSON.stringify(before[key]) !== value) row.className = "changed";
      row.append(make("dt", "", key), make("dd", "", value));
      state.append(row);
    });
    if (!state.children.length) {
      state.append(make("p", "muted", settings ? "An empty object." : "Not there."));
    }
  }

  function setStatus(id, text, isReady) {
    var pill = document.getElementById(id);
    if (pill.textContent === text) return;
    pill.textContent = text;
    pill.dataset.state = isReady ? "ready" : "waiting";
  }

  window.addEventListener("segment:call", function (event) {
    var call = event.detail;
    add("segment", "analytics." + call.method + "(…)", call.args, call);
  });
  window.addEventListener("intercom:call", function (event) {
    addIntercom(event.detail);
  });
  if (window.recorder) window.recorder.calls.forEach(addIntercom);

  window.analytics.ready(function () {
    setStatus("host-status", "host: ready", true);
  });
  showSettings();
  setInterval(function () {
    showSettings();
    var there = window.Intercom && window.Intercom.booted;
    setStatus("widget-status", there ? "widget: ready" : "widget: loading", there);
  }, POLL);

  document.getElementById("clear").addEventListener("click", function () {
    entries = [];
    list.replaceChildren();
    showCount();
  });
  document.getElementById("copy").addEventListener("click", async function (event) {
    await navigator.clipboard.writeText(JSON.stringify(entries, null, 2));
    event.target.textContent = "Copied";
  });
})();
