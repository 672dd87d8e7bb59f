/* The page around the site: collects the rows of the frame, shows them, and passes them on to inspectors of their own.
 */
(function () {
  "use strict";

  var PART = 500; // rows in one message to another tab

  var setup = JSON.parse(document.getElementById("setup").textContent);
  var frame = document.getElementById("site");
  var address = document.getElementById("address");
  var run = window.runs.createRun();
  var explainer = window.explainInto(run, setup.settings, setup.installation);
  var feed = setup.sandbox ? window.runs.followFeed(run, currentPage) : null;
  var channel = new BroadcastChannel("demo-inspector");
  var passedOn = ""; // id of the run that inspectors in other tabs have heard of

  window.addEventListener("message", function (event) {
    if (event.source !== frame.contentWindow || event.origin !== location.origin || !event.data) return;
    if (event.data.demoPage && feed) feed.know(event.data.demoPage);
    if (event.data.demoFeed && feed) feed.ask();
    if (!event.data.demoRow) return;
    var row = run.add(event.data.demoRow);
    if (row.kind === "page") address.textContent = frame.contentWindow.location.pathname.split("/").slice(3).join("/");
    if (row.kind === "page" || row.kind === "segment") explainer.ask(row);
  });

  /* To the inspectors in other tabs, once one of them has said that it is there. */
  function passOn(rows) {
    if (!passedOn) return;
    if (passedOn !== run.id) channel.postMessage({ over: passedOn });
    passedOn = run.id;
    for (var start = 0; start < rows.length; start += PART) {
      channel.postMessage({ from: run.id, rows: rows.slice(start, start + PART) });
    }
  }
  channel.addEventListener("message", function (event) {
    if (event.data !== "hello") return;
    passedOn = passedOn || run.id;
    passOn(run.rows);
  });
  run.listeners.push(passOn);

  function about() {
    var scenario = setup.scenario ? setup.scenario.key : null;
    return { installation: setup.installation.key, settings: setup.settings, scenario: scenario, results: window.demo.results };
  }

  /* The Messenger's name for the page that is in the frame; its requests carry it. */
  function currentPage() {
    var sandbox = frame.contentWindow && frame.contentWindow.__intercomSandbox;
    return sandbox && sandbox.page;
  }

  window.demo = { run: run, feed: feed, explainer: explainer, frame: frame, setup: setup, results: null };
  var turn = setup.sandbox ? window.createTurn(document.getElementById("notice")) : null;
  window.demo.turn = turn;
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

  /* Without a scenario, what the last one has set at Intercom's is undone first. */
  function begin() {
    if (!feed) return Promise.resolve();
    return setup.scenario ? feed.skip() : turn.free().then(feed.skip);
  }

  if (!setup.scenario) window.runs.restore(run);
  channel.postMessage("here");
  // The player waits for this promise: it may be loaded before or after.
  window.demo.ready = begin().then(function () {
    if (!setup.scenario) frame.src = setup.frame + setup.page;
  });
})();
