// The chosen row in full: diagnostics, differences, payload. Everything that comes from a page or a person is set as text.

import { KINDS } from "./rows.js";

/** @typedef {import("./rows.js").Row} Row */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** @param {unknown} value */
function show(value) {
  return value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * @param {string} text
 * @param {() => void} action
 */
function button(text, action) {
  const element = make("button", "quiet small", text);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}

/**
 * @param {HTMLElement} place
 * @param {string} title
 */
function section(place, title) {
  const part = make("section");
  part.append(make("h4", "", title));
  place.append(part);
  return part;
}

/**
 * @param {HTMLElement} place
 * @param {import("./rows.js").Diagnostic[]} diagnostics
 */
function drawDiagnostics(place, diagnostics) {
  if (!diagnostics.length) return;
  const items = make("ul", "diagnostics");
  for (const diagnostic of diagnostics) {
    const item = make("li");
    item.append(make("span", "", diagnostic.text));
    if (diagnostic.link) {
      const link = make("a", "", "Document");
      link.href = diagnostic.link;
      link.target = "_blank";
      link.rel = "noreferrer";
      link.setAttribute("aria-label", `Segment's document on ${diagnostic.code}`);
      item.append(" ", link);
    }
    items.append(item);
  }
  section(place, "Diagnostics").append(items);
}

/**
 * @param {HTMLElement} place
 * @param {{code: string, key: string, message: string}[]} notes
 */
function drawNotes(place, notes) {
  if (!notes.length) return;
  const items = make("ul", "diagnostics");
  for (const note of notes) items.append(make("li", "", `${note.code}: ${note.key}: ${note.message}`));
  section(place, "Stored differently").append(items);
}

/**
 * @param {HTMLElement} place
 * @param {import("./rows.js").Change[]} changes
 */
function drawChanges(place, changes) {
  if (!changes.length) return;
  const table = make("table", "changes");
  const head = make("tr");
  for (const title of ["name", "before", "after"]) {
    const cell = make("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  table.append(head);
  for (const [name, before, after] of changes) {
    const line = make("tr");
    line.append(make("td", "", name), make("td", "old", show(before)), make("td", "new", show(after)));
    table.append(line);
  }
  section(place, "Differences").append(table);
}

/**
 * @param {HTMLElement} place
 * @param {string} title
 * @param {unknown} value
 */
function drawJson(place, title, value) {
  const code = make("pre", "", JSON.stringify(value, null, 2));
  code.tabIndex = 0;
  code.setAttribute("role", "region");
  code.setAttribute("aria-label", title);
  section(place, title).append(code);
}

/**
 * Fills `place`; the buttons call `copy` and `close`.
 * @param {HTMLElement} place
 * @param {Row} row
 * @param {() => void} copy
 * @param {() => void} close
 */
export function fill(place, row, copy, close) {
  const head = make("div", "title");
  head.append(make("h3", "", `${KINDS[row.kind]}: ${row.title}`), button("Copy", copy), button("Close", close));
  place.append(head);
  drawDiagnostics(place, row.diagnostics ?? []);
  drawNotes(place, row.data.notes ?? []);
  drawChanges(place, row.changes ?? []);
  if (row.kind === "mapped") {
    drawJson(place, "Calls of Intercom", row.data.calls);
    drawJson(place, "Event, as the destination was handed it", row.data.event);
  } else {
    drawJson(place, "Payload", row.data);
  }
}
