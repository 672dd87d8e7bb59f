/* The inspector on a page of its own: shows what the tabs with the site pass on. */
(function () {
  "use strict";

  var run = window.runs.createRun();
  var channel = new BroadcastChannel("demo-inspector");
  var seen = {};

  window.demo = { run: run, results: null };
  window.demo.inspector = window.createInspector(document.getElementById("inspector"), run, function () {
    return { from: Object.keys(seen) };
  });

  channel.addEventListener("message", function (event) {
    if (!event.data || !event.data.rows) return;
    var from = event.data.from;
    var newest = seen[from] || 0;
    event.data.rows.forEach(function (row) {
      if (row.n > newest) {
        var changes = row.changes;
        var added = Object.assign({}, row);
        newest = row.n;
        added.from = from + "#" + row.n;
        run.add(added).changes = changes;
      } else if (row.rules) {
        var old = run.rows.find(function (one) {
          return one.from === from + "#" + row.n;
        });
        if (old && !old.rules) old.rules = row.rules;
      }
    });
    seen[from] = newest;
    document.getElementById("waiting").hidden = run.total > 0;
    run.changed();
  });
  channel.postMessage("hello");
})();
