// Follows the sandbox's feed: what was sent, and what became of it. Asked for when the page says that there was an answer;
// `ask` resolves when everything up to now is in. The sandbox is one for all tabs, so only requests of pages that this tab
// knows are taken; `current` gives the one that it shows.

import { fromFeed } from "/inspector/files/rows.js";

/**
 * @param {import("/inspector/files/run.js").Run} run
 * @param {() => string | undefined} current
 */
export function followFeed(run, current) {
  /** @type {Set<string>} */
  const known = new Set();
  /** @type {number | null} */
  let after = null;
  let isWanted = false;
  /** @type {Promise<void> | null} */
  let asked = null;

  /**
   * What an operator does comes from no page, and is everybody's.
   * @param {{data: Record<string, any>}} row
   */
  function isOurs({ data }) {
    const page = (data.sent ?? data).s;
    return !page || known.has(page) || page === current();
  }

  /** @returns {Promise<void>} */
  async function fetchRows() {
    const response = await fetch(`/sandbox/feed?after=${after}`);
    const found = await response.json();
    for (const row of found.rows.filter(isOurs)) {
      for (const made of fromFeed(row)) run.add(made);
    }
    after = found.next;
    if (found.next < found.latest) await fetchRows();
  }

  /** What happened before this page was opened is not part of the run. */
  async function skipAll() {
    const response = await fetch("/sandbox/feed?after=0&limit=1");
    after = (await response.json()).latest || 0;
  }

  async function askOnce() {
    try {
      await (after === null ? skipAll() : fetchRows());
    } catch {
      // Asked for again with the next answer.
    }
  }

  async function askUntilCurrent() {
    do {
      isWanted = false;
      await askOnce();
    } while (isWanted);
    asked = null;
  }

  /** @returns {Promise<void>} */
  function ask() {
    if (asked) isWanted = true;
    else asked = askUntilCurrent();
    return asked;
  }

  return {
    ask,
    /** @param {string} page */
    know: (page) => known.add(page),
    skip: () => {
      after = null;
      return ask();
    },
  };
}
