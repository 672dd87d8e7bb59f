// One row of the inspector's list: its element, and the text that a search looks at.

import { make } from "./detail.js";
import { KINDS, summary } from "./rows.js";

/** @typedef {import("./rows.js").Row} Row */

export const HEIGHT = 52; // px a row; inspector.css has the same

/** @param {number} at */
function clock(at) {
  const date = new Date(at);
  return `${date.toLocaleTimeString([], { hour12: false })}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/**
 * The text that a search looks at; kept, since a search looks at each row with every key.
 * @type {WeakMap<Row, string>}
 */
const texts = new WeakMap();

/** @param {Row} row */
export function textOf(row) {
  let text = texts.get(row);
  if (text === undefined) {
    text = (row.title + JSON.stringify(row.data) + JSON.stringify(row.diagnostics ?? "")).toLowerCase();
    texts.set(row, text);
  }
  return text;
}

/**
 * @param {Row} row
 * @param {number} index its place in the list
 * @param {number} size of the list
 * @param {boolean} isChosen
 */
export function drawRow(row, index, size, isChosen) {
  const item = make("div", `row ${row.kind}`);
  item.id = `row-${row.n}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(isChosen));
  item.setAttribute("aria-posinset", String(index + 1));
  item.setAttribute("aria-setsize", String(size));
  item.style.top = `${index * HEIGHT}px`;
  item.dataset.n = String(row.n);
  const head = make("div", "line");
  head.append(make("span", "tag", KINDS[row.kind]), make("b", "", row.title));
  const notes = (row.diagnostics ?? []).length + (row.data.notes ?? []).length;
  if (notes) head.append(make("span", "notes", notes + (notes === 1 ? " note" : " notes")));
  head.append(make("time", "", clock(row.at)));
  item.append(head, make("div", "summary", summary(row)));
  return item;
}
