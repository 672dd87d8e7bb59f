// Asks the server whether a run is as its scenario expects, and says so beside each expectation and in one line.

import { MissingError, present, until, untilSettled } from "./frame_watcher.js";
import { post } from "./post.js";
import { demo } from "./shell.js";

/** @typedef {import("./shell.js").Result} Result */

const scenario = /** @type {NonNullable<import("./shell.js").Setup["scenario"]>} */ (demo.setup.scenario);
/** @type {HTMLElement[]} */
const expectations = Array.from(document.querySelectorAll("[data-expectation]"));
/** @type {NodeListOf<HTMLElement>} */
const lines = document.querySelectorAll("[data-outcome]");

/**
 * @param {HTMLElement} element of a step or an expectation
 * @param {string} state
 * @param {string} words
 */
export function mark(element, state, words) {
  element.dataset.state = state;
  /** @type {HTMLElement} */ (element.querySelector("[data-part=state]")).textContent = words;
}

/**
 * @param {string} state
 * @param {string} text
 */
export function say(state, text) {
  for (const line of lines) {
    line.dataset.state = state;
    line.textContent = text;
  }
}

/** @param {Result[] | null} results the end of a run; whoever plays many of them in frames is told */
export function finish(results) {
  demo.results = results;
  if (results && window.parent !== window) window.parent.postMessage({ demoResults: results }, location.origin);
}

/**
 * @param {Record<string, any>[]} expect
 * @returns {Promise<Result[]>}
 */
export async function ask(expect) {
  await demo.feed?.ask();
  if (demo.run.lost) throw new Error("The run is too long to be judged: its oldest rows are not kept.");
  const rows = [...demo.run.rows, ...present(expect)];
  const found = await post(`/qa/scenarios/${scenario.key}/check`, { rows, expect });
  return found.results;
}

/**
 * With `isFinal` what is not so has failed, else it may still come.
 * @param {Result[]} results
 * @param {boolean} isFinal
 */
function show(results, isFinal) {
  results.forEach(({ ok }, index) => {
    const element = /** @type {HTMLElement} */ (expectations[index]);
    if (ok) mark(element, "ok", "pass");
    else if (isFinal) mark(element, "failed", "fail");
    else mark(element, "waiting", "waiting");
  });
}

/** As it is now. */
export async function check() {
  await untilSettled();
  const results = await ask(scenario.expect);
  const wrong = results.filter(({ ok }) => !ok).length;
  show(results, true);
  if (wrong) say("failed", `${wrong} of ${results.length} failed`);
  else say("ok", `All ${results.length} pass`);
  finish(results);
}

/** As soon as all is as expected, or when nothing more is to be waited for. */
export async function judge() {
  try {
    await until("all expectations", async () => {
      const results = await ask(scenario.expect);
      show(results, false);
      return results.every(({ ok }) => ok);
    });
  } catch (error) {
    // What is missing is told below, one by one.
    if (!(error instanceof MissingError)) throw error;
  }
  // Once more, when everything has come: what was to happen only once may have happened twice.
  await check();
}

export function resetAssertions() {
  finish(null);
  for (const element of expectations) mark(element, "", "");
}
