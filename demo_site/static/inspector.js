/* The inspector's elements: a list that draws only the rows in view, and the chosen row in full. Everything that comes
 * from a page or a person is set as text. */
(function () {
  "use strict";

  var HEIGHT = 52; // px a row; style.css has the same
  var SPARE = 6; // rows drawn above and below

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function clock(at) {
    var date = new Date(at);
    return date.toLocaleTimeString([], { hour12: false }) + "." + String(date.getMilliseconds()).padStart(3, "0");
  }

  function show(value) {
    return value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
  }

  function download(name, text) {
    var link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 1000);
  }

  /* `about` is put into the exported file: door, settings, scenario. */
  function createInspector(root, run, about) {
    var list = root.querySelector("[data-part=list]");
    var room = root.querySelector("[data-part=room]");
    var detail = root.querySelector("[data-part=detail]");
    var count = root.querySelector("[data-part=count]");
    var search = root.querySelector("[data-part=search]");
    var said = root.querySelector("[data-part=said]");
    var kinds = Array.from(root.querySelectorAll("[data-kind]"));
    var found = [];
    var chosen = 0;
    var follows = true;
    var drawn = "";

    function textOf(row) {
      // Kept with the row: a search looks at each of them with every key.
      if (!row.text || row.textRules !== row.rules) {
        Object.defineProperty(row, "textRules", { value: row.rules, writable: true, enumerable: false });
        Object.defineProperty(row, "text", {
          value: (row.title + JSON.stringify(row.data) + JSON.stringify(row.rules || "")).toLowerCase(),
          writable: true,
          enumerable: false,
        });
      }
      return row.text;
    }

    function refresh() {
      var words = search.value.trim().toLowerCase();
      var off = {};
      kinds.forEach(function (box) {
        if (!box.checked) {
          box.dataset.kind.split(" ").forEach(function (kind) {
            off[kind] = true;
          });
        }
      });
      found = run.rows.filter(function (row) {
        return !off[row.kind] && (!words || textOf(row).indexOf(words) >= 0);
      });
      // What the server has said may come late: the order is that of the time.
      found.sort(function (one, other) {
        return one.at - other.at || one.n - other.n;
      });
      room.style.height = found.length * HEIGHT + "px";
      if (follows) list.scrollTop = list.scrollHeight;
      var lost = run.lost ? ", " + run.lost + " older not kept" : "";
      count.textContent = (found.length === run.rows.length ? "" : found.length + " of ") + run.rows.length + " rows" + lost;
      root.dataset.total = run.total;
      drawn = "";
      draw();
    }

    function draw() {
      var first = Math.max(0, Math.floor(list.scrollTop / HEIGHT) - SPARE);
      var last = Math.min(found.length, Math.ceil((list.scrollTop + list.clientHeight) / HEIGHT) + SPARE);
      var key = [first, last, chosen, run.total].join();
      if (key === drawn) return;
      drawn = key;
      var rows = found.slice(first, last).map(function (row, index) {
        return drawRow(row, first + index);
      });
      room.replaceChildren.apply(room, rows);
      var active = found.some(function (row, index) {
        return row.n === chosen && index >= first && index < last;
      });
      if (active) list.setAttribute("aria-activedescendant", "row-" + chosen);
      else list.removeAttribute("aria-activedescendant");
    }

    function drawRow(row, index) {
      var item = make("div", "row " + row.kind);
      item.id = "row-" + row.n;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", row.n === chosen ? "true" : "false");
      item.setAttribute("aria-posinset", index + 1);
      item.setAttribute("aria-setsize", found.length);
      item.style.top = index * HEIGHT + "px";
      item.dataset.n = row.n;
      var head = make("div", "line");
      head.append(make("span", "tag", window.rows.KINDS[row.kind] || row.kind), make("b", "", row.title));
      var notes = (row.rules || []).length + ((row.data && row.data.notes) || []).length;
      if (notes) {
        var mark = make("span", "notes", notes + (notes === 1 ? " note" : " notes"));
        head.append(mark);
      }
      head.append(make("time", "", clock(row.at)));
      item.append(head, make("div", "summary", window.rows.summary(row)));
      return item;
    }

    function section(title) {
      var place = make("section");
      place.append(make("h4", "", title));
      detail.append(place);
      return place;
    }

    function choose(n) {
      chosen = n;
      var row = run.rows.find(function (one) {
        return one.n === n;
      });
      detail.replaceChildren();
      detail.hidden = !row;
      drawn = "";
      draw();
      if (!row) return;
      var head = make("div", "title");
      var copy = make("button", "quiet small", "Copy");
      copy.type = "button";
      copy.addEventListener("click", function () {
        put(row);
      });
      var close = make("button", "quiet small", "Close");
      close.type = "button";
      close.addEventListener("click", function () {
        choose(0);
        list.focus();
      });
      head.append(make("h3", "", (window.rows.KINDS[row.kind] || row.kind) + ": " + row.title), copy, close);
      detail.append(head);
      drawRules(row);
      drawNotes((row.data && row.data.notes) || []);
      drawChanges(row.changes || []);
      var code = make("pre", "", JSON.stringify(row.data, null, 2));
      code.tabIndex = 0;
      code.setAttribute("aria-label", "Payload");
      section("Payload").append(code);
    }

    function drawRules(row) {
      if (!row.rules || !row.rules.length) return;
      var place = make("ul", "rules");
      row.rules.forEach(function (rule) {
        var item = make("li");
        item.append(make("span", "", rule.text));
        if (rule.link) {
          var link = make("a", "", "Document");
          link.href = rule.link;
          link.target = "_blank";
          link.rel = "noreferrer";
          link.setAttribute("aria-label", "Segment's document on " + rule.code);
          item.append(" ", link);
        }
        place.append(item);
      });
      section("Diagnostics").append(place);
    }

    function drawNotes(notes) {
      if (!notes.length) return;
      var place = make("ul", "rules");
      notes.forEach(function (note) {
        place.append(make("li", "", note.code + ": " + note.key + ": " + note.message));
      });
      section("Stored differently").append(place);
    }

    function drawChanges(changes) {
      if (!changes.length) return;
      var table = make("table", "changes");
      var head = make("tr");
      ["name", "before", "after"].forEach(function (title) {
        var cell = make("th", "", title);
        cell.scope = "col";
        head.append(cell);
      });
      table.append(head);
      changes.forEach(function (change) {
        var line = make("tr");
        line.append(make("td", "", change[0]), make("td", "old", show(change[1])), make("td", "new", show(change[2])));
        table.append(line);
      });
      section("Differences").append(table);
    }

    function exported() {
      return JSON.stringify(
        Object.assign({ exported: new Date().toISOString(), browser: navigator.userAgent }, about(), {
          total: run.total,
          rows: run.rows,
        }),
        null,
        2
      );
    }

    function put(value) {
      navigator.clipboard.writeText(JSON.stringify(value, null, 2)).then(
        function () {
          said.textContent = "Copied.";
        },
        function () {
          said.textContent = "The browser does not let this page copy; use Export.";
        }
      );
    }

    function move(step) {
      var index = found.findIndex(function (row) {
        return row.n === chosen;
      });
      if (index < 0) index = step > 0 ? -1 : found.length;
      index = Math.max(0, Math.min(found.length - 1, index + step));
      if (!found[index]) return;
      follows = false;
      var top = index * HEIGHT;
      if (top < list.scrollTop) list.scrollTop = top;
      if (top + HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = top + HEIGHT - list.clientHeight;
      choose(found[index].n);
    }

    var STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
    list.addEventListener("keydown", function (event) {
      if (event.key === "Escape") choose(0);
      if (!(event.key in STEPS)) return;
      event.preventDefault();
      move(STEPS[event.key]);
    });
    list.addEventListener("click", function (event) {
      var item = event.target.closest(".row");
      if (item) choose(Number(item.dataset.n));
    });
    list.addEventListener("scroll", function () {
      follows = list.scrollTop + list.clientHeight >= list.scrollHeight - HEIGHT;
      draw();
    });
    search.addEventListener("input", refresh);
    kinds.forEach(function (box) {
      box.addEventListener("change", refresh);
    });
    root.querySelector("[data-part=copy]").addEventListener("click", function () {
      put(found);
    });
    root.querySelector("[data-part=export]").addEventListener("click", function () {
      download("intercom-run.json", exported());
    });
    root.querySelector("[data-part=clear]").addEventListener("click", function () {
      choose(0);
      run.clear();
    });
    new ResizeObserver(draw).observe(list);
    run.listeners.push(refresh);
    refresh();
    return { choose: choose, exported: exported };
  }

  window.createInspector = createInspector;
})();
