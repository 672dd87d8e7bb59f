/* The inspector's list, which draws only the rows in view, and what can be done with them. Everything that comes from a
 * page or a person is set as text. */
(function () {
  "use strict";

  var HEIGHT = 52; // px a row; style.css has the same
  var SPARE = 6; // rows drawn above and below
  var STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };

  var make = window.detail.make;

  function clock(at) {
    var date = new Date(at);
    return date.toLocaleTimeString([], { hour12: false }) + "." + String(date.getMilliseconds()).padStart(3, "0");
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

  /* `about` is put into the exported file: installation, settings, scenario. */
  function createInspector(root, run, about) {
    var list = root.querySelector("[data-part=list]");
    var room = root.querySelector("[data-part=room]");
    var detail = root.querySelector("[data-part=detail]");
    var count = root.querySelector("[data-part=count]");
    var search = root.querySelector("[data-part=search]");
    var said = root.querySelector("[data-part=said]");
    var empty = root.querySelector("[data-part=empty]");
    var nothing = root.querySelector("[data-part=nothing]");
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
      var was = place(chosen);
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
      empty.hidden = run.rows.length > 0;
      nothing.hidden = !run.rows.length || found.length > 0;
      list.hidden = !found.length;
      room.style.height = found.length * HEIGHT + "px";
      drawn = "";
      if (chosen && place(chosen) < 0) choose(0);
      else if (chosen) list.scrollTop += (place(chosen) - was) * HEIGHT; // it stays where it is
      if (list.hidden) follows = true;
      if (follows) list.scrollTop = list.scrollHeight;
      var lost = run.lost ? ", " + run.lost + " older not kept" : "";
      count.textContent = (found.length === run.rows.length ? "" : found.length + " of ") + run.rows.length + " rows" + lost;
      draw();
    }

    function place(n) {
      return found.findIndex(function (row) {
        return row.n === n;
      });
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

    /* The list is lower while a row is open, so this comes after the row's details. */
    function reveal(index) {
      var top = index * HEIGHT;
      list.scrollTop = Math.min(top, Math.max(list.scrollTop, top + HEIGHT - list.clientHeight));
    }

    /* New rows scroll the list on while its end is in view, unless somebody is reading. */
    function follow() {
      follows = !chosen && list.scrollTop + list.clientHeight >= list.scrollHeight - HEIGHT;
    }

    function choose(n) {
      var index = place(n);
      var row = found[index];
      chosen = row ? n : 0;
      detail.hidden = !row;
      detail.replaceChildren();
      if (row) {
        var copy = function () {
          put(row);
        };
        var close = function () {
          choose(0);
          list.focus();
        };
        window.detail.fill(detail, row, copy, close);
        reveal(index);
      }
      follow();
      drawn = "";
      draw();
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
      var index = place(chosen);
      if (index < 0) index = step > 0 ? -1 : found.length;
      index = Math.max(0, Math.min(found.length - 1, index + step));
      if (found[index]) choose(found[index].n);
    }

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
      follow();
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
    root.querySelector("[data-part=all]").addEventListener("click", function () {
      search.value = "";
      kinds.forEach(function (box) {
        box.checked = true;
      });
      refresh();
      search.focus();
    });
    new ResizeObserver(function () {
      if (chosen) reveal(place(chosen));
      else if (follows) list.scrollTop = list.scrollHeight;
      draw();
    }).observe(list);
    run.listeners.push(refresh);
    refresh();
    return { choose: choose };
  }

  window.createInspector = createInspector;
})();
