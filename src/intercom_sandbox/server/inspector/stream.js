// What the server's stream says of pages that report to the sandbox, from whatever origin: rows for a run.

import { fromFeed, fromLog, fromTrace } from "./rows.js";

/** @typedef {import("./rows.js").Row} Row */

/**
 * The rows that one event of the stream becomes.
 * @param {{at: number, kind: string, data: Record<string, any>}} told
 * @returns {Row[]}
 */
function fromStream(told) {
  if (told.kind !== "report") return fromFeed(told);
  const { row } = told.data;
  if (row.from === "page") return [{ kind: "page", title: row.title, at: row.at, data: { address: row.address } }];
  if (row.from === "trace") return [fromTrace(row)];
  const found = fromLog(row);
  return found ? [found] : [];
}

/**
 * Follows the stream; the browser connects again by itself, and the server goes on where it was.
 * @param {import("./run.js").Run} run
 */
export function followStream(run) {
  const source = new EventSource("/inspector/stream");
  source.addEventListener("message", (event) => {
    for (const row of fromStream(JSON.parse(event.data))) run.add(row);
  });
  return source;
}
