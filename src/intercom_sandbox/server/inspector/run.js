// A run: the rows of the time line, the newest MOST of them. Rows are numbered from 1 and keep their number, also over a
// reload; a run that was cleared goes on under another id. Listeners are told at most once a frame which rows are new,
// however many there were.

import { differences, effective } from "./rows.js";

/** @typedef {import("./rows.js").Row} Row */

const MOST = 5000;
const SLACK = 500; // so that the list is not cut anew for each row
const KEPT = "intercom-inspector-run"; // in the tab's session storage, over a reload with other settings
const KEPT_ROWS = 300;
// Frames stop while a tab is hidden; rows do not.
const LONGEST_FRAME = 100;

function newId() {
  return Date.now().toString(36) + Math.random().toString(36).slice(2);
}

export class Run {
  id = newId();
  /** @type {Row[]} */
  rows = [];
  total = 0;
  lost = 0;
  /** @type {((news: Row[]) => void)[]} */
  listeners = [];
  /** @type {Record<string, unknown>} */
  #before = {};
  /** @type {Set<Row>} */
  #news = new Set();
  #isWaiting = false;

  /**
   * @param {Row} row
   * @returns {Row} the same, numbered
   */
  add(row) {
    this.total += 1;
    row.n = this.total;
    if (row.kind === "intercom" && /^(boot|update)$/.test(row.data.method)) {
      const now = effective(row.data);
      row.changes ??= differences(this.#before, now);
      this.#before = now;
    } else if (row.kind === "intercom" && row.data.method === "shutdown") {
      this.#before = {};
    }
    this.rows.push(row);
    if (this.rows.length > MOST + SLACK) this.lost += this.rows.splice(0, this.rows.length - MOST).length;
    this.#news.add(row);
    this.changed();
    return row;
  }

  /** Rows are new, or gone. */
  changed() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const notify = () => {
      if (!this.#isWaiting) return;
      this.#isWaiting = false;
      const rows = Array.from(this.#news);
      this.#news.clear();
      for (const listener of this.listeners) listener(rows);
    };
    requestAnimationFrame(notify);
    setTimeout(notify, LONGEST_FRAME);
  }

  clear() {
    this.#news.clear();
    this.id = newId();
    this.rows = [];
    this.total = 0;
    this.lost = 0;
    this.#before = {};
    this.changed();
  }

  keep() {
    try {
      const kept = { id: this.id, total: this.total, rows: this.rows.slice(-KEPT_ROWS) };
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
    } catch {
      // Full, or not allowed: the run then ends with the page.
    }
  }

  restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "");
      // A tab that is duplicated takes the storage along: only one page may go on with a run.
      sessionStorage.removeItem(KEPT);
      this.lost = kept.total - kept.rows.length;
      this.total = this.lost;
      this.id = kept.id;
      for (const row of kept.rows) this.add(row);
    } catch {
      // Nothing kept, or as above.
    }
  }
}
