// Looks at the site in the frame: finds what is there, and waits for what is to come. A look is taken whenever something may
// have changed: a row came, a page or the Messenger's panel was loaded, an element changed, Intercom answered.

import { demo, siteWindow } from "./shell.js";

const PATIENCE = 40000; // ms until what does not come counts as missing

const { frame } = demo;
const start = demo.setup.frame;

/** @typedef {{look: () => void, stop: (error: Error) => void}} Wait */
/** @type {Wait[]} */
let waits = [];

/** Waited in vain. */
export class MissingError extends Error {}

function page() {
  return frame.contentDocument;
}

function panel() {
  /** @type {HTMLIFrameElement | null | undefined} */
  const found = page()?.querySelector("iframe[name=intercom-messenger-frame]");
  return found?.contentDocument;
}

export function site() {
  return frame.contentWindow?.site;
}

/** @param {string} name of a page of the site */
export function isAt(name) {
  return siteWindow().location.pathname === start + name && page()?.readyState === "complete" && Boolean(site());
}

/**
 * An element of the site, or with "messenger " in front of the Messenger's panel.
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function find(selector) {
  const isInPanel = selector.startsWith("messenger ");
  const where = isInPanel ? panel() : page();
  if (where?.readyState !== "complete") return null;
  return where.querySelector(isInPanel ? selector.slice("messenger ".length) : selector);
}

/** @param {Document | null | undefined} where */
function textOf(where) {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not shown.
  return where?.body?.innerText ?? "";
}

/**
 * Rows for what is there right now of the texts and elements that somebody expects.
 * @param {Record<string, any>[]} expect
 */
export function present(expect) {
  const text = `${textOf(page())}\n${textOf(panel())}`;
  const rows = [];
  for (const { shown, element } of expect) {
    if (shown && text.includes(shown)) rows.push({ kind: "shown", data: { text: shown } });
    if (element && find(element)) rows.push({ kind: "element", data: { selector: element } });
  }
  return rows;
}

function lookAgain() {
  for (const wait of waits.slice()) wait.look();
}

/** @param {Document | null} where */
function watch(where) {
  if (!where) return;
  new MutationObserver(lookAgain).observe(where, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
  // A frame within: the panel has come.
  where.addEventListener(
    "load",
    (event) => {
      const within = /** @type {HTMLElement} */ (event.target);
      if (within.tagName === "IFRAME") watch(/** @type {HTMLIFrameElement} */ (within).contentDocument);
      lookAgain();
    },
    true,
  );
}

frame.addEventListener("load", () => {
  watch(page());
  // The Messenger says that an answer is there before it has taken it in.
  siteWindow().addEventListener("intercom:sandbox", () => {
    Promise.resolve().then(lookAgain);
  });
  lookAgain();
});
demo.run.listeners.push(lookAgain);

/**
 * Resolves with what `condition` gives as soon as it gives something.
 * @template Found
 * @param {string} what in words
 * @param {() => Found | Promise<Found>} condition
 * @returns {Promise<NonNullable<Found>>}
 */
export function until(what, condition) {
  return new Promise((resolve, reject) => {
    let isLooking = false;
    let isChanged = false;

    function end() {
      clearTimeout(patience);
      waits = waits.filter((other) => other !== wait);
    }

    /** @param {unknown} error */
    function stop(error) {
      end();
      reject(error);
    }

    async function look() {
      isChanged = true;
      if (isLooking) return;
      isLooking = true;
      try {
        let found = null;
        while (!found && isChanged) {
          isChanged = false;
          found = await condition();
        }
        if (found) {
          end();
          resolve(found);
        }
      } catch (error) {
        stop(error);
      }
      isLooking = false;
    }

    const patience = setTimeout(() => stop(new MissingError(`Stopped: waited in vain for ${what}`)), PATIENCE);
    /** @type {Wait} */
    const wait = { look, stop };
    waits.push(wait);
    look();
  });
}

/** Waits until the library has handed on every call of the page. */
export function untilSettled() {
  return until("the library to hand on the site's calls", () => site()?.settled() ?? true);
}

/**
 * Waits until Intercom has answered all that the page has sent. A page that is left before has no session yet, and the
 * next page's visitor is another one.
 */
export function untilAnswered() {
  return until("Intercom's answers to the page", async () => {
    // With an answer the Messenger sends what waits next, in the same turn.
    await Promise.resolve();
    /** @type {Set<number>} */
    const open = new Set();
    for (const row of siteWindow().__intercomSandbox?.log ?? []) {
      if (row.step === "sent") open.add(row.call);
      if (/^(answered|refused|failed)$/.test(row.step)) open.delete(row.call);
    }
    return !open.size;
  });
}

/**
 * Ends all waiting with an error.
 * @param {Error} error
 */
export function stop(error) {
  for (const wait of waits.slice()) wait.stop(error);
}
