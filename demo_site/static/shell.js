/* The page around the site: collects the rows of the frame, shows them, and passes them on to inspectors of their own.
 */
(function () {
  "use strict";

  var setup = JSON.parse(document.getElementById("setup").textContent);
  var frame = document.getElementById("site");
  var address = document.getElementById("address");
  var run = window.runs.createRun();
  var explainer = window.runs.explainInto(run, setup.settings);
  var feed = setup.sandbox ? window.runs.followFeed(run) : null;
  var channel = "BroadcastChannel" in window ? new BroadcastChannel("demo-inspector") : null;
  var name = setup.frame.split("/")[2].split(".")[0] + " " + Date.now().toString(36);
  var heard = false;
  var passedOn = 0;

  window.addEventListener("message", function (event) {
    if (event.source !== frame.contentWindow || event.origin !== location.origin || !event.data) return;
    if (event.data.demoFeed && feed) feed.ask();
    if (!event.data.demoRow) return;
    var row = run.add(event.data.demoRow);
    if (row.kind === "page") address.textContent = frame.contentWindow.location.pathname.split("/").slice(3).join("/");
    if (row.kind === "segment") explainer.ask(row);
  });

  /* To the inspectors in other tabs; with `all`, everything, for one that has just been opened. */
  function passOn(all) {
    if (!channel || !heard) return;
    var rows = run.rows.filter(function (row) {
      return all || row.n > passedOn || row.rules;
    });
    channel.postMessage({ rows: all ? rows : rows.slice(-200), from: name });
    passedOn = run.total;
  }
  if (channel) {
    channel.addEventListener("message", function (event) {
      if (event.data !== "hello") return;
      heard = true;
      passOn(true);
    });
    run.listeners.push(function () {
      passOn(false);
    });
  }

  function about() {
    var scenario = setup.scenario ? setup.scenario.key : null;
    return { door: setup.frame.split("/")[2].split(".")[0], settings: setup.settings, scenario: scenario, results: window.demo.results };
  }

  window.demo = { run: run, feed: feed, explainer: explainer, frame: frame, setup: setup, results: null };
  window.demo.inspector = window.createInspector(document.getElementById("inspector"), run, about);
  window.addEventListener("pagehide", function () {
    window.runs.keep(run);
  });

  document.querySelectorAll("[data-show]").forEach(function (button) {
    button.addEventListener("click", function () {
      document.body.dataset.view = button.dataset.show;
      document.querySelectorAll("[data-show]").forEach(function (other) {
        other.setAttribute("aria-pressed", other === button ? "true" : "false");
      });
    });
  });
  document.getElementById("reload").addEventListener("click", function () {
    frame.contentWindow.location.reload();
  });

  if (!setup.scenario) window.runs.restore(run);
  // The player waits for this promise: it may be loaded before or after.
  window.demo.ready = (feed ? feed.skip() : Promise.resolve()).then(function () {
    if (!setup.scenario) frame.src = setup.frame + setup.page;
  });
})();
