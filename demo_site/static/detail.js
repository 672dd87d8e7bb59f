/* The chosen row in full: diagnostics, differences, payload. Everything that comes from a page or a person is set as text. */
(function () {
  "use strict";

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function show(value) {
    return value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
  }

  function button(text, action) {
    var element = make("button", "quiet small", text);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  }

  function section(place, title) {
    var part = make("section");
    part.append(make("h4", "", title));
    place.append(part);
    return part;
  }

  function drawRules(place, rules) {
    if (!rules.length) return;
    var items = make("ul", "rules");
    rules.forEach(function (rule) {
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
      items.append(item);
    });
    section(place, "Diagnostics").append(items);
  }

  function drawNotes(place, notes) {
    if (!notes.length) return;
    var items = make("ul", "rules");
    notes.forEach(function (note) {
      items.append(make("li", "", note.code + ": " + note.key + ": " + note.message));
    });
    section(place, "Stored differently").append(items);
  }

  function drawChanges(place, changes) {
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
    section(place, "Differences").append(table);
  }

  /* Fills `place`; the buttons call `copy` and `close`. */
  function fill(place, row, copy, close) {
    var head = make("div", "title");
    var title = make("h3", "", (window.rows.KINDS[row.kind] || row.kind) + ": " + row.title);
    head.append(title, button("Copy", copy), button("Close", close));
    place.append(head);
    drawRules(place, row.rules || []);
    drawNotes(place, (row.data && row.data.notes) || []);
    drawChanges(place, row.changes || []);
    var code = make("pre", "", JSON.stringify(row.data, null, 2));
    code.tabIndex = 0;
    code.setAttribute("aria-label", "Payload");
    section(place, "Payload").append(code);
  }

  window.detail = { fill: fill, make: make };
})();
