/* Asks the server whether a run is as its scenario expects, and says so beside each expectation and in one line. */
(function () {
  "use strict";

  var demo = window.demo;
  var look = window.look;
  var scenario = demo.setup.scenario;
  var expectations = Array.from(document.querySelectorAll("[data-expectation]"));
  var lines = document.querySelectorAll("[data-verdict]");

  function mark(element, state, words) {
    element.dataset.state = state;
    element.querySelector("[data-part=state]").textContent = words;
  }

  function say(state, text) {
    lines.forEach(function (line) {
      line.dataset.state = state;
      line.textContent = text;
    });
  }

  function isOk(result) {
    return result.ok;
  }

  async function ask(expect) {
    if (demo.feed) await demo.feed.settled();
    if (demo.run.lost) throw new Error("The run is too long to be judged: its oldest rows are not kept.");
    var rows = demo.run.rows.concat(look.present(expect));
    var found = await window.runs.post("/qa/scenarios/" + scenario.key + "/check", { rows: rows, expect: expect });
    return found.results;
  }

  /* With `isFinal` what is not so has failed, else it may still come. */
  function show(results, isFinal) {
    results.forEach(function (result, index) {
      var failed = isFinal ? ["failed", "fail"] : ["waiting", "waiting"];
      var words = result.ok ? ["ok", "pass"] : failed;
      mark(expectations[index], words[0], words[1]);
    });
  }

  /* As it is now. */
  async function check() {
    await look.untilSettled();
    var results = await ask(scenario.expect);
    var wrong = results.length - results.filter(isOk).length;
    show(results, true);
    say(wrong ? "failed" : "ok", wrong ? wrong + " of " + results.length + " failed" : "All " + results.length + " pass");
    demo.results = results;
  }

  /* As soon as all is as expected, or when nothing more is to be waited for. */
  async function judge() {
    try {
      await look.until("all expectations", async function () {
        var results = await ask(scenario.expect);
        show(results, false);
        return demo.explainer.isIdle() && results.every(isOk);
      });
    } catch (error) {
      // What is missing is told below, one by one.
      if (!error.isMissing) throw error;
    }
    // Once more, when everything has come: what was to happen only once may have happened twice.
    await check();
  }

  window.verdict = {
    ask: ask,
    check: check,
    forget: function () {
      demo.results = null;
      expectations.forEach(function (element) {
        mark(element, "", "");
      });
    },
    judge: judge,
    mark: mark,
    say: say,
  };
})();
