// Plays scenarios one after the other, each in the frame, and puts what comes of it into the table.

import { download } from "/inspector/files/download.js";

/** @typedef {import("./shell.js").Result} Result */
/** @typedef {{scenario: string, title: string, installation: string, address: string}} Run */
/** @typedef {Run & {ok: boolean, results: Result[]}} Played */

const COLUMNS = ["scenario", "title", "installation", "expectation", "ok", "found"];

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id */
const button = (id) => /** @type {HTMLButtonElement} */ (element(id));

/** @type {Run[]} */
const runs = JSON.parse(element("runs").textContent ?? "");
const frame = /** @type {HTMLIFrameElement} */ (element("stage"));
const progress = /** @type {HTMLProgressElement} */ (element("progress"));
const start = button("start");
const stop = button("stop");
const exports = [button("export-json"), button("export-csv")];
/** @type {Played[]} */
let played = [];
/** @type {AbortController | null} of the runs that are under way */
let underWay = null;

/**
 * @param {Run} run
 * @param {string} state
 * @param {string} words
 */
function mark({ scenario, installation }, state, words) {
  const cell = /** @type {HTMLElement} */ (document.querySelector(`[data-run="${scenario} ${installation}"]`));
  cell.dataset.state = state;
  /** @type {HTMLElement} */ (cell.firstElementChild).textContent = words;
}

/**
 * Plays one, and gives its results; a page that cannot be had is a result, too.
 * @param {Run} run
 * @param {AbortSignal} signal
 * @returns {Promise<Result[]>}
 */
function play({ address }, signal) {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();

    /** @param {Result[]} results */
    function end(results) {
      listening.abort();
      resolve(results);
    }
    window.addEventListener(
      "message",
      ({ source, data }) => {
        if (source === frame.contentWindow && data?.demoResults) end(data.demoResults);
      },
      listening,
    );
    frame.addEventListener(
      "load",
      () => {
        if (frame.contentWindow?.demo) return;
        end([{ say: frame.contentDocument?.body.textContent ?? "The page did not come.", ok: false, found: 0 }]);
      },
      listening,
    );
    signal.addEventListener("abort", () => {
      listening.abort();
      reject(signal.reason);
    });
    frame.contentWindow?.location.replace(address);
  });
}

/** @param {boolean} isPlaying */
function setPlaying(isPlaying) {
  element("run").hidden = !isPlaying;
  start.disabled = isPlaying;
  stop.disabled = !isPlaying;
  for (const one of exports) one.disabled = isPlaying || !played.length;
}

function sayHowFar() {
  const wrong = played.filter(({ ok }) => !ok).length;
  const failed = wrong ? `, ${wrong} failed` : "";
  progress.value = played.length;
  element("said").textContent = `${played.length} of ${runs.length} played${failed}`;
}

/** @param {AbortSignal} signal */
async function playEach(signal) {
  for (const run of runs) {
    mark(run, "playing", "playing");
    const results = await play(run, signal);
    const wrong = results.filter(({ ok }) => !ok).length;
    played.push({ ...run, ok: !wrong, results });
    mark(run, wrong ? "failed" : "ok", wrong ? `${wrong} of ${results.length} failed` : "pass");
    sayHowFar();
  }
}

async function playAll() {
  played = [];
  underWay = new AbortController();
  for (const run of runs) mark(run, "", "not yet");
  sayHowFar();
  setPlaying(true);
  try {
    await playEach(underWay.signal);
  } catch {
    // Stopped: what has been played stays.
    for (const run of runs.slice(played.length)) mark(run, "", "not yet");
  }
  frame.contentWindow?.location.replace("about:blank");
  setPlaying(false);
}

/** @param {unknown} value */
function quoted(value) {
  return `"${String(value).replaceAll('"', '""')}"`;
}

function asCsv() {
  const rows = played.flatMap(({ scenario, title, installation, results }) =>
    results.map(({ say, ok, found }) => [scenario, title, installation, say, ok, found]),
  );
  return [COLUMNS, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

function asJson() {
  const about = { exported: new Date().toISOString(), browser: navigator.userAgent };
  return JSON.stringify({ ...about, total: runs.length, runs: played }, null, 2);
}

start.addEventListener("click", playAll);
stop.addEventListener("click", () => underWay?.abort());
exports[0]?.addEventListener("click", () => download("intercom-results.json", "application/json", asJson()));
exports[1]?.addEventListener("click", () => download("intercom-results.csv", "text/csv", asCsv()));
