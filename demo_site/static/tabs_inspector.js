// The inspector on a page of its own in the demo: it follows the tabs with the site, which pass their rows on, and every
// other page whose widget comes from the sandbox. The tabs answer a "hello" with all that they have, and one that is opened
// later says "here", for which it gets a "hello" of its own.

import { Inspector } from "/inspector/files/inspector.js";
import { Run } from "/inspector/files/run.js";
import { followStream } from "/inspector/files/stream.js";

/** @typedef {import("/inspector/files/rows.js").Row} Row */

const run = new Run();
const channel = new BroadcastChannel("demo-inspector");
/** @type {Map<string, number>} id of a run -> the number of its newest row */
const newest = new Map();

const place = /** @type {HTMLElement} */ (document.getElementById("inspector"));
new Inspector(place, run, () => ({ from: Array.from(newest.keys()) }));

/**
 * @param {string} from
 * @param {Row[]} rows
 */
function addRows(from, rows) {
  for (const row of rows) {
    const number = row.n ?? 0;
    if (number <= (newest.get(from) ?? 0)) continue;
    newest.set(from, number);
    row.from = `${from}#${number}`;
    run.add(row);
  }
}

/** @param {string} from */
function drop(from) {
  newest.delete(from);
  run.rows = run.rows.filter((row) => row.from?.split("#")[0] !== from);
  run.changed();
}

channel.addEventListener("message", ({ data }) => {
  if (data === "here") channel.postMessage("hello");
  else if (data.over) drop(data.over);
  else if (data.rows) addRows(data.from, data.rows);
});
channel.postMessage("hello");
followStream(run);
window.demo = { run };
