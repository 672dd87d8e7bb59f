/* Plays a scenario in the frame, step by step. A step is done when its effect is there, never after a time. */
(function () {
  "use strict";

  var demo = window.demo;
  var look = window.look;
  var verdict = window.verdict;
  var scenario = demo.setup.scenario;
  var frame = demo.frame;
  var steps = Array.from(document.querySelectorAll("[data-step]"));
  var buttons = document.querySelectorAll("#play, #check");

  function untilThere(selector) {
    return look.until(selector, function () {
      return look.find(selector);
    });
  }

  async function arrive(name, step, before) {
    await look.until("the page " + name, function () {
      return look.isAt(name);
    });
    await look.untilSettled();
    if (step.quiet) return;
    await look.until("a boot or an update of the page " + name, function () {
      return demo.run.rows.some(function (row) {
        return row.n > before && row.kind === "intercom" && /^(boot|update)$/.test(row.data.method);
      });
    });
  }

  async function call(step) {
    for (var count = 1; count <= (step.repeat || 1); count += 1) {
      // The site's own data in the settings that it shares with the Messenger.
      if (step.counts) frame.contentWindow.intercomSettings[step.counts] = count;
      await look.site().call(step.call[0], step.call.slice(1));
    }
    await look.untilSettled();
  }

  async function act(step) {
    if (step.open || step.opens) await look.untilAnswered();
    var before = demo.run.total;
    if (step.open) {
      frame.src = demo.setup.frame + step.open;
      await arrive(step.open, step, before);
    } else if (step.fill) {
      var field = await untilThere(step.fill);
      field.value = step.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (step.click) {
      (await untilThere(step.click)).click();
      if (step.opens) await arrive(step.opens, step, before);
      else await look.untilSettled();
    } else if (step.call) {
      await look.until("the site", look.site);
      // What is called before the library is there may be handed on late.
      await look.untilSettled();
      await call(step);
    } else if (step.messenger) {
      frame.contentWindow.Intercom.apply(frame.contentWindow, step.messenger);
    }
    if (step.wait) {
      await look.until(step.wait.say || step.say, async function () {
        return (await verdict.ask([step.wait]))[0].ok;
      });
    }
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
    await look.until("an empty frame", function () {
      return frame.contentWindow.location.href === "about:blank" && frame.contentDocument.readyState === "complete";
    });
    await window.runs.post("/qa/scenarios/" + scenario.key + "/prepare", {});
    demo.turn.take();
    forgetBrowser();
    await demo.feed.skip();
    demo.inspector.choose(0);
    demo.run.clear();
    demo.explainer.forget();
    verdict.forget();
    steps.forEach(function (element) {
      verdict.mark(element, "", "");
    });
  }

  function fail(error) {
    demo.results = [{ say: error.message, ok: false, found: 0 }];
    verdict.say("failed", error.message);
  }

  /* Runs one thing at a time; an error is shown. */
  async function run(action) {
    buttons.forEach(function (button) {
      button.disabled = true;
    });
    await action().catch(fail);
    buttons.forEach(function (button) {
      button.disabled = false;
    });
  }

  async function playAll() {
    verdict.say("playing", "Playing …");
    await prepare();
    for (var index = 0; index < scenario.steps.length; index += 1) {
      verdict.mark(steps[index], "playing", "now");
      try {
        await act(scenario.steps[index]);
      } catch (error) {
        verdict.mark(steps[index], "failed", "stopped");
        throw error;
      }
      verdict.mark(steps[index], "ok", "done");
    }
    await verdict.judge();
  }

  async function setUp() {
    await prepare();
    frame.src = demo.setup.frame + demo.setup.page;
    verdict.say("", "Set up. Do the steps by hand, or play them.");
  }

  document.getElementById("play").addEventListener("click", function () {
    run(playAll);
  });
  document.getElementById("check").addEventListener("click", function () {
    run(verdict.check);
  });
  demo.turn.listeners.push(look.stop);
  demo.ready.then(function () {
    run(demo.setup.play ? playAll : setUp);
  });
})();
