/* A run: the rows of the time line, the newest MOST of them, and where they come from. Rows are numbered from 1 and keep
 * their number, also over a reload; a run that was cleared goes on under another id. Listeners are told at most once a
 * frame which rows are new or have changed, however many there were. */
(function () {
  "use strict";

  var MOST = 5000;
  var SLACK = 500; // so that the list is not cut anew for each row
  var KEPT = "demo-run"; // in the tab's session storage, over a reload with other settings
  var KEPT_ROWS = 300;

  function createRun() {
    var run = { id: newId(), rows: [], total: 0, lost: 0, listeners: [], before: {} };
    var news = new Set();
    var waiting = false;

    function changed(rows) {
      (rows || []).forEach(function (row) {
        news.add(row);
      });
      if (waiting) return;
      waiting = true;
      var tell = function () {
        if (!waiting) return;
        waiting = false;
        var told = Array.from(news);
        news.clear();
        run.listeners.forEach(function (listener) {
          listener(told);
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
        if (!row.changes) row.changes = window.rows.differences(run.before, now);
        run.before = now;
      } else if (row.kind === "intercom" && row.data.method === "shutdown") {
        run.before = {};
      }
      run.rows.push(row);
      if (run.rows.length > MOST + SLACK) run.lost += run.rows.splice(0, run.rows.length - MOST).length;
      changed([row]);
      return row;
    };
    run.changed = changed;
    run.clear = function () {
      news.clear();
      run.id = newId();
      run.rows = [];
      run.total = 0;
      run.lost = 0;
      run.before = {};
      changed();
    };
    return run;
  }

  function newId() {
    return Date.now().toString(36) + Math.random().toString(36).slice(2);
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

  /* Follows the sandbox's feed: what was sent, and what became of it. Asked for when the page says that there was an
   * answer; `settled` resolves when everything up to now is in. The sandbox is one for all tabs, so only requests of
   * pages that this tab knows are taken; `current` gives the one that it shows. */
  function followFeed(run, current) {
    var known = {};
    var after = null;
    var wanted = false;
    var asked = null;

    /* What an operator does comes from no page, and is everybody's. */
    function isOurs(row) {
      var page = (row.data.sent || row.data).s;
      return !page || known[page] || page === current();
    }

    function fetchRows() {
      return fetch("/sandbox/feed?after=" + after)
        .then(function (response) {
          return response.json();
        })
        .then(function (found) {
          found.rows.filter(isOurs).forEach(function (row) {
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

    return {
      ask: ask,
      know: function (page) {
        known[page] = true;
      },
      settled: ask,
      skip: function () {
        after = null;
        return ask();
      },
    };
  }

  function keep(run) {
    try {
      var kept = { id: run.id, total: run.total, rows: run.rows.slice(-KEPT_ROWS) };
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
    } catch (error) {
      // Full, or not allowed: the run then ends with the page.
    }
  }

  function restore(run) {
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEPT));
      // A tab that is duplicated takes the storage along: only one page may go on with a run.
      sessionStorage.removeItem(KEPT);
      run.lost = kept.total - kept.rows.length;
      run.total = run.lost;
      run.id = kept.id;
      kept.rows.forEach(run.add);
    } catch (error) {
      // Nothing kept, or as above.
    }
  }

  window.runs = {
    createRun: createRun,
    followFeed: followFeed,
    keep: keep,
    post: post,
    restore: restore,
  };
})();
