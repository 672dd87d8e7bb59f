/* A run: the rows of the time line, the newest MOST of them, and where they come from. Rows are numbered from 1 and keep
 * their number. Listeners are told "rows" at most once a frame, however many there were. */
(function () {
  "use strict";

  var MOST = 5000;
  var SLACK = 500; // so that the list is not cut anew for each row
  var BATCH = 200; // events in one question for diagnostics
  var KEPT = "demo-run"; // in the tab's session storage, over a reload with other settings
  var KEPT_ROWS = 300;

  function createRun() {
    var run = { rows: [], total: 0, lost: 0, listeners: [], before: {} };
    var waiting = false;

    function changed() {
      if (waiting) return;
      waiting = true;
      var tell = function () {
        if (!waiting) return;
        waiting = false;
        run.listeners.forEach(function (listener) {
          listener();
        });
      };
      // Frames stop while a tab is hidden; rows do not.
      requestAnimationFrame(tell);
      setTimeout(tell, 100);
    }

    run.add = function (row) {
      run.total += 1;
      row.n = run.total;
      if (row.kind === "intercom" && (row.data.method === "boot" || row.data.method === "update")) {
        var now = window.rows.effective(row.data);
        row.changes = window.rows.differences(run.before, now);
        run.before = now;
      } else if (row.kind === "intercom" && row.data.method === "shutdown") {
        run.before = {};
      }
      run.rows.push(row);
      if (run.rows.length > MOST + SLACK) run.lost += run.rows.splice(0, run.rows.length - MOST).length;
      changed();
      return row;
    };
    run.changed = changed;
    run.clear = function () {
      run.rows = [];
      run.total = 0;
      run.lost = 0;
      run.before = {};
      changed();
    };
    return run;
  }

  function post(address, body) {
    return fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }).then(function (response) {
      if (!response.ok) {
        return response.text().then(function (text) {
          throw new Error(text);
        });
      }
      return response.json();
    });
  }

  /* Asks the server for the rules that fired for each Segment call, many at a time, in order. */
  function explainInto(run, settings) {
    var name = String(Math.random()).slice(2) + Date.now();
    var makeEvent = window.rows.eventMaker();
    var queue = [];
    var busy = false;

    function next() {
      if (busy || !queue.length) return;
      busy = true;
      var part = queue.splice(0, BATCH);
      var events = part.map(function (item) {
        return item.event;
      });
      post("/qa/explain", { run: name, settings: settings, events: events })
        .then(function (found) {
          part.forEach(function (item, index) {
            item.row.rules = found.rules[index];
          });
        })
        .catch(function () {
          // The time line does without; the server may have been stopped.
        })
        .then(function () {
          busy = false;
          run.changed();
          next();
        });
    }

    return {
      ask: function (row) {
        var event = makeEvent(row.data);
        if (!event) return;
        queue.push({ row: row, event: event });
        setTimeout(next);
      },
      isIdle: function () {
        return !busy && !queue.length;
      },
      forget: function () {
        name = String(Math.random()).slice(2) + Date.now();
        makeEvent = window.rows.eventMaker();
      },
    };
  }

  /* Follows the sandbox's feed: what was sent, and what became of it. Asked for when the page says that there was an
   * answer; `settled` resolves when everything up to now is in. */
  function followFeed(run) {
    var after = null;
    var wanted = false;
    var asked = null;

    function fetchRows() {
      return fetch("/sandbox/feed?after=" + after)
        .then(function (response) {
          return response.json();
        })
        .then(function (found) {
          found.rows.forEach(function (row) {
            window.rows.fromFeed(row).forEach(run.add);
          });
          after = found.next;
          if (found.next < found.latest) return fetchRows();
          return undefined;
        });
    }

    function ask() {
      if (asked) {
        wanted = true;
        return asked;
      }
      asked = (after === null ? skip() : fetchRows())
        .catch(function () {
          // Asked for again with the next answer.
        })
        .then(function () {
          asked = null;
          if (!wanted) return undefined;
          wanted = false;
          return ask();
        });
      return asked;
    }

    /* What happened before this page was opened is not part of the run. */
    function skip() {
      return fetch("/sandbox/feed?after=0&limit=1")
        .then(function (response) {
          return response.json();
        })
        .then(function (found) {
          after = found.latest || 0;
        });
    }

    return { ask: ask, settled: ask, skip: function () { after = null; return ask(); } };
  }

  function keep(run) {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(run.rows.slice(-KEPT_ROWS)));
    } catch (error) {
      // Full, or not allowed: the run then ends with the page.
    }
  }

  function restore(run) {
    try {
      JSON.parse(sessionStorage.getItem(KEPT) || "[]").forEach(function (row) {
        var changes = row.changes;
        run.add(row).changes = changes;
      });
    } catch (error) {
      // As above.
    }
  }

  window.runs = {
    createRun: createRun,
    explainInto: explainInto,
    followFeed: followFeed,
    keep: keep,
    post: post,
    restore: restore,
  };
})();
