/* Plays a scenario in the frame, step by step, and asks the server whether what came of it is as expected. A step is
 * done when its effect is there, never after a time. */
(function () {
  "use strict";

  var PATIENCE = 20000; // ms until what does not come counts as missing
  var LOOK = 60; // ms between two looks at a condition

  var demo = window.demo;
  var scenario = demo.setup.scenario;
  if (!scenario) return;

  var frame = demo.frame;
  var steps = Array.from(document.querySelectorAll("[data-step]"));
  var expectations = Array.from(document.querySelectorAll("[data-expectation]"));
  var verdict = document.getElementById("verdict");
  var play = document.getElementById("play");

  function pause(ms) {
    return new Promise(function (resolve) {
      setTimeout(resolve, ms);
    });
  }

  async function until(what, condition) {
    var end = Date.now() + PATIENCE;
    for (;;) {
      var found = await condition();
      if (found) return found;
      if (Date.now() > end) throw new Error(what);
      await pause(LOOK);
    }
  }

  function mark(element, state, words) {
    element.dataset.state = state;
    element.querySelector("[data-part=state]").textContent = words;
  }

  /* A place in the site, or with "messenger " in front in the Messenger's panel. */
  function find(selector) {
    var page = frame.contentDocument;
    var inPanel = selector.indexOf("messenger ") === 0;
    if (inPanel) {
      var panel = page && page.querySelector("iframe[name=intercom-messenger-frame]");
      page = panel && panel.contentDocument;
    }
    return page && page.readyState === "complete" && page.querySelector(inPanel ? selector.slice(10) : selector);
  }

  function site() {
    return frame.contentWindow && frame.contentWindow.site;
  }

  function isAt(name) {
    var page = frame.contentDocument;
    var path = frame.contentWindow.location.pathname;
    return path === demo.setup.frame + name && page.readyState === "complete" && Boolean(site());
  }

  async function arrive(name, step, before) {
    await until("the page " + name, function () {
      return isAt(name);
    });
    await site().settled();
    if (step.holds) {
      await until("window.intercomSettings." + step.holds, function () {
        var shared = frame.contentWindow.intercomSettings;
        return shared && step.holds in shared;
      });
    }
    if (step.quiet) return;
    await until("a boot or an update of the page " + name, function () {
      return demo.run.rows.some(function (row) {
        return row.n > before && row.kind === "intercom" && /^(boot|update)$/.test(row.data.method);
      });
    });
  }

  async function act(step) {
    var before = demo.run.total;
    if (step.open) {
      frame.src = demo.setup.frame + step.open;
      // An old page may still be there: it goes with its document.
      await arrive(step.open, step, before);
    } else if (step.fill) {
      var field = await until(step.fill, function () {
        return find(step.fill);
      });
      field.value = step.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (step.click) {
      var target = await until(step.click, function () {
        return find(step.click);
      });
      target.click();
      if (step.opens) await arrive(step.opens, step, before);
      else if (site()) await site().settled();
    } else if (step.call) {
      await until("the site", site);
      for (var times = step.repeat || 1; times > 0; times -= 1) await site().call(step.call[0], step.call.slice(1));
    } else if (step.messenger) {
      frame.contentWindow.Intercom.apply(frame.contentWindow, step.messenger);
    }
    if (step.wait) {
      await until(step.wait.say || "what the step waits for", async function () {
        return (await ask([step.wait]))[0].ok;
      });
    }
  }

  function textOf(page) {
    return page && page.body ? page.body.innerText : "";
  }

  /* What is shown right now of the texts that somebody expects. */
  function shown(expect) {
    var page = frame.contentDocument;
    var panel = page && page.querySelector("iframe[name=intercom-messenger-frame]");
    var text = textOf(page) + "\n" + textOf(panel && panel.contentDocument);
    return expect
      .filter(function (row) {
        return row.shown && text.indexOf(row.shown) >= 0;
      })
      .map(function (row) {
        return { kind: "shown", data: { text: row.shown } };
      });
  }

  function elements(expect) {
    return expect
      .filter(function (row) {
        return row.element && find(row.element);
      })
      .map(function (row) {
        return { kind: "element", data: { selector: row.element } };
      });
  }

  async function ask(expect) {
    if (demo.feed) await demo.feed.settled();
    var rows = demo.run.rows.slice(-1000).concat(shown(expect), elements(expect));
    var found = await window.runs.post("/qa/scenarios/" + scenario.key + "/check", { rows: rows, expect: expect });
    return found.results;
  }

  async function judge() {
    var results = null;
    try {
      await until("all expectations", async function () {
        results = await ask(scenario.expect);
        showResults(results, false);
        return demo.explainer.isIdle() && results.every(function (result) {
          return result.ok;
        });
      });
    } catch (error) {
      // Told below, one by one.
    }
    // Once more, when everything has come: what was to happen only once may have happened twice.
    if (site()) await site().settled();
    results = await ask(scenario.expect);
    showResults(results, true);
    return results;
  }

  function showResults(results, isFinal) {
    results.forEach(function (result, index) {
      var state = result.ok ? "ok" : isFinal ? "failed" : "waiting";
      var words = result.ok ? "pass" : isFinal ? "fail" : "waiting";
      mark(expectations[index], state, words);
    });
  }

  function forgetBrowser() {
    localStorage.clear();
    document.cookie.split(";").forEach(function (pair) {
      var name = pair.split("=")[0].trim();
      if (name) document.cookie = name + "=; path=/; max-age=0";
    });
  }

  async function prepare() {
    frame.src = "about:blank";
    await until("an empty frame", function () {
      return frame.contentWindow.location.href === "about:blank" && frame.contentDocument.readyState === "complete";
    });
    await window.runs.post("/qa/scenarios/" + scenario.key + "/prepare", {});
    forgetBrowser();
    await demo.feed.skip();
    demo.inspector.choose(0);
    demo.run.clear();
    demo.explainer.forget();
    demo.results = null;
    steps.concat(expectations).forEach(function (element) {
      mark(element, "", "");
    });
  }

  function conclude(state, text) {
    verdict.dataset.state = state;
    verdict.textContent = text;
  }

  async function playAll() {
    play.disabled = true;
    conclude("playing", "Playing …");
    var current = null;
    try {
      await prepare();
      for (var index = 0; index < scenario.steps.length; index += 1) {
        current = steps[index];
        mark(current, "playing", "now");
        await act(scenario.steps[index]);
        mark(current, "ok", "done");
      }
      current = null;
      var results = await judge();
      var failed = results.filter(function (result) {
        return !result.ok;
      }).length;
      demo.results = results;
      conclude(failed ? "failed" : "ok", failed ? failed + " of " + results.length + " failed" : "All " + results.length + " pass");
    } catch (error) {
      if (current) mark(current, "failed", "stopped");
      demo.results = [{ say: error.message, ok: false, found: 0 }];
      conclude("failed", "Stopped: waited in vain for " + error.message);
    }
    play.disabled = false;
  }

  play.addEventListener("click", playAll);
  demo.ready.then(function () {
    if (demo.setup.play) {
      playAll();
      return;
    }
    prepare().then(
      function () {
        frame.src = demo.setup.frame + demo.setup.page;
        conclude("", "Set up. Do the steps by hand, or play them.");
      },
      function (error) {
        conclude("failed", error.message);
      }
    );
  });

  document.getElementById("check").addEventListener("click", async function () {
    showResults(await ask(scenario.expect), true);
  });
})();
