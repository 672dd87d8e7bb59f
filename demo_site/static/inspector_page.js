/* The inspector on a page of its own: shows what the tabs with the site pass on. They answer a "hello" with all that they
 * have, and one that is opened later says "here", for which it gets a "hello" of its own. */
(function () {
  "use strict";

  var STALE = 5000; // places of rows that are gone, at which it is worth to look

  var run = window.runs.createRun();
  var channel = new BroadcastChannel("demo-inspector");
  var newest = {}; // id of a run -> the number of its newest row
  var places = new Map(); // "id#number" of a row -> the row here

  window.demo = { run: run };
  window.createInspector(document.getElementById("inspector"), run, function () {
    return { from: Object.keys(newest) };
  });

  function take(from, rows) {
    rows.forEach(function (row) {
      var place = from + "#" + row.n;
      if (row.n > (newest[from] || 0)) {
        newest[from] = row.n;
        row.from = place;
        places.set(place, run.add(row));
      } else if (row.rules && places.has(place)) {
        places.get(place).rules = row.rules;
        run.changed();
      }
    });
    if (places.size > run.rows.length + STALE) forgetPlaces();
  }

  function forgetPlaces() {
    places = new Map(
      run.rows.map(function (row) {
        return [row.from, row];
      })
    );
  }

  function drop(from) {
    delete newest[from];
    run.rows = run.rows.filter(function (row) {
      return row.from.split("#")[0] !== from;
    });
    forgetPlaces();
    run.changed();
  }

  channel.addEventListener("message", function (event) {
    if (event.data === "here") channel.postMessage("hello");
    else if (event.data.over) drop(event.data.over);
    else if (event.data.rows) take(event.data.from, event.data.rows);
  });
  channel.postMessage("hello");
})();
