// The page around the site: collects the rows of the frame, shows them, and passes them on to inspectors of their own.

import { Inspector } from "/inspector/files/inspector.js";
import { fromLog, fromTrace } from "/inspector/files/rows.js";
import { Run } from "/inspector/files/run.js";
import { followFeed } from "./feed.js";
import { TabLock } from "./tab_lock.js";

/** @typedef {import("/inspector/files/rows.js").Row} Row */
/**
 * @typedef {object} Setup
 * @property {{key: string, title: string}} installation
 * @property {string} frame the path of the site's pages
 * @property {string} page
 * @property {Record<string, unknown>} settings the destination's
 * @property {boolean} sandbox
 * @property {null | {key: string, title: string, steps: Record<string, any>[], expect: Record<string, any>[]}} scenario
 * @property {boolean} play
 */
/** @typedef {{say: string, ok: boolean, found: number}} Result */

const PART = 500; // rows in one message to another tab

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {Setup} */
const setup = JSON.parse(element("setup").textContent ?? "");
const frame = /** @type {HTMLIFrameElement} */ (element("site"));
const run = new Run();
const channel = new BroadcastChannel("demo-inspector");
const feed = setup.sandbox ? followFeed(run, currentPage) : null;
const tabLock = setup.sandbox ? new TabLock(element("notice")) : null;
let passedOn = ""; // id of the run that inspectors in other tabs have heard of

/** The window of the site's page, which is of this origin. */
export function siteWindow() {
  return /** @type {Window} */ (frame.contentWindow);
}

/** The Messenger's name for the page that is in the frame; its requests carry it. */
function currentPage() {
  return frame.contentWindow?.__intercomSandbox?.page;
}

/**
 * What frame_recorder.js tells, as a row.
 * @param {Record<string, any>} told
 * @returns {Row | null}
 */
function rowOf(told) {
  if (told.demoTrace) return fromTrace(told.demoTrace);
  if (told.demoLog) return fromLog(told.demoLog);
  return told.demoRow ?? null;
}

window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== location.origin || !event.data) return;
  if (event.data.demoPage) feed?.know(event.data.demoPage);
  if (event.data.demoFeed) feed?.ask();
  const row = rowOf(event.data);
  if (!row) return;
  run.add(row);
  if (row.kind === "page") {
    element("address").textContent = siteWindow().location.pathname.split("/").slice(3).join("/");
  }
});

/**
 * To the inspectors in other tabs, once one of them has said that it is there.
 * @param {Row[]} rows
 */
function passOn(rows) {
  if (!passedOn) return;
  if (passedOn !== run.id) channel.postMessage({ over: passedOn });
  passedOn = run.id;
  for (let start = 0; start < rows.length; start += PART) {
    channel.postMessage({ from: run.id, rows: rows.slice(start, start + PART) });
  }
}
channel.addEventListener("message", (event) => {
  if (event.data !== "hello") return;
  passedOn = passedOn || run.id;
  passOn(run.rows);
});
run.listeners.push(passOn);

function about() {
  const scenario = setup.scenario ? setup.scenario.key : null;
  return { installation: setup.installation.key, settings: setup.settings, scenario, results: demo.results };
}

/** Without a scenario, what the last one has set at Intercom's is undone first. */
async function begin() {
  if (!setup.scenario) await tabLock?.free();
  await feed?.skip();
  if (!setup.scenario) frame.src = setup.frame + setup.page;
}

if (!setup.scenario) run.restore();
const inspector = new Inspector(element("inspector"), run, about);
window.addEventListener("pagehide", () => run.keep());
channel.postMessage("here");

/** @type {NodeListOf<HTMLButtonElement>} */
const halves = document.querySelectorAll("[data-show]");
for (const button of halves) {
  button.addEventListener("click", () => {
    document.body.dataset.view = button.dataset.show;
    for (const other of halves) other.setAttribute("aria-pressed", String(other === button));
  });
}
element("reload").addEventListener("click", () => siteWindow().location.reload());

export const demo = {
  run,
  feed,
  frame,
  setup,
  tabLock,
  inspector,
  /** @type {Result[] | null} of the scenario, once it has been played or checked */
  results: null,
  ready: begin(),
};
window.demo = demo;
