// Plays a scenario in the frame, step by step. A step is done when its effect is there, never after a time.

import { ask, check, finish, judge, mark, resetAssertions, say } from "./assertions.js";
import { find, isAt, site, stop, until, untilAnswered, untilSettled } from "./frame_watcher.js";
import { post } from "./post.js";
import { demo, siteWindow } from "./shell.js";

/** @typedef {Record<string, any>} Step a row of `steps` in scenarios.toml */

const { feed, frame, inspector, run, setup, tabLock } = demo;
const scenario = /** @type {NonNullable<import("./shell.js").Setup["scenario"]>} */ (setup.scenario);
/** @type {HTMLElement[]} */
const steps = Array.from(document.querySelectorAll("[data-step]"));
const play = /** @type {HTMLButtonElement} */ (document.getElementById("play"));
const checkButton = /** @type {HTMLButtonElement} */ (document.getElementById("check"));

/** @param {string} selector */
function untilThere(selector) {
  return until(selector, () => find(selector));
}

/**
 * @param {string} name of a page of the site
 * @param {Step} step
 * @param {number} before the number of the last row before the step
 */
async function arrive(name, step, before) {
  await until(`the page ${name}`, () => isAt(name));
  await untilSettled();
  if (step.quiet) return;
  await until(`a boot or an update of the page ${name}`, () =>
    run.rows.some((row) => (row.n ?? 0) > before && row.kind === "intercom" && /^(boot|update)$/.test(row.data.method)),
  );
}

/** @param {Step} step */
async function call(step) {
  const [method, ...args] = step.call;
  for (let count = 1; count <= (step.repeat || 1); count += 1) {
    // The site's own data in the settings that it shares with the Messenger.
    if (step.counts) siteWindow().intercomSettings[step.counts] = count;
    await site()?.call(method, args);
  }
  await untilSettled();
}

/** @param {Step} step */
async function runStep(step) {
  if (step.open || step.opens) await untilAnswered();
  const before = run.total;
  if (step.open) {
    frame.src = setup.frame + step.open;
    await arrive(step.open, step, before);
  } else if (step.fill) {
    const field = /** @type {HTMLInputElement} */ (await untilThere(step.fill));
    field.value = step.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (step.click) {
    (await untilThere(step.click)).click();
    if (step.opens) await arrive(step.opens, step, before);
    else await untilSettled();
  } else if (step.call) {
    await until("the site", site);
    // What is called before the library is there may be handed on late.
    await untilSettled();
    await call(step);
  } else if (step.messenger) {
    siteWindow().Intercom(...step.messenger);
  }
  if (step.wait) await until(step.wait.say || step.say, async () => (await ask([step.wait]))[0]?.ok);
}

function forgetBrowser() {
  localStorage.clear();
  for (const pair of document.cookie.split(";")) {
    const name = pair.split("=")[0]?.trim();
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore cannot reach cookies of a page without https.
    if (name) document.cookie = `${name}=; path=/; max-age=0`;
  }
}

async function prepare() {
  frame.src = "about:blank";
  await until(
    "an empty frame",
    () => siteWindow().location.href === "about:blank" && frame.contentDocument?.readyState === "complete",
  );
  await post(`/qa/scenarios/${scenario.key}/prepare`, {});
  tabLock?.take();
  forgetBrowser();
  await feed?.skip();
  inspector.choose(0);
  run.clear();
  resetAssertions();
  for (const element of steps) mark(element, "", "");
}

/** @param {unknown} error */
function fail(error) {
  const text = error instanceof Error ? error.message : String(error);
  say("failed", text);
  finish([{ say: text, ok: false, found: 0 }]);
}

/**
 * Runs one thing at a time; an error is shown.
 * @param {() => Promise<void>} action
 */
async function runAlone(action) {
  play.disabled = checkButton.disabled = true;
  await action().catch(fail);
  play.disabled = checkButton.disabled = false;
}

async function playSteps() {
  say("playing", "Playing …");
  await prepare();
  for (const [index, step] of scenario.steps.entries()) {
    const element = /** @type {HTMLElement} */ (steps[index]);
    mark(element, "playing", "now");
    try {
      await runStep(step);
    } catch (error) {
      mark(element, "failed", "stopped");
      throw error;
    }
    mark(element, "ok", "done");
  }
  await judge();
}

async function setUp() {
  await prepare();
  frame.src = setup.frame + setup.page;
  say("", "Set up. Do the steps by hand, or play them.");
}

play.addEventListener("click", () => runAlone(playSteps));
checkButton.addEventListener("click", () => runAlone(check));
tabLock?.listeners.push(stop);
demo.ready.then(() => runAlone(setup.play ? playSteps : setUp));
