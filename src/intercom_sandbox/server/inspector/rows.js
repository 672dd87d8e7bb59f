// What the inspector knows of rows: words for the list, the differences from what was before, and how a row comes from
// what the sandbox, a development build and the server say. No element is touched here.

/**
 * @typedef {"page" | "settings" | "segment" | "mapped" | "note" | "intercom" | "held" | "sent" | "stored" | "refused"
 *   | "console" | "script" | "fault"} Kind
 * @typedef {{code: string, difference: string, key: string, text: string, link: string}} Diagnostic
 * @typedef {[name: string, before: unknown, after: unknown]} Change
 * @typedef {object} Row
 * @property {Kind} kind
 * @property {string} title
 * @property {number} at milliseconds since 1970
 * @property {Record<string, any>} data the payload
 * @property {number} [n] its number in the run
 * @property {Diagnostic[]} [diagnostics] what a development build says of it
 * @property {Change[]} [changes]
 * @property {string} [from] the run, or page, and number that it has there
 */

/** @type {Record<Kind, string>} */
export const KINDS = {
  page: "Page",
  settings: "Settings",
  segment: "Segment",
  mapped: "Mapped",
  note: "Note",
  intercom: "Intercom",
  held: "Not sent",
  sent: "Sent",
  stored: "Stored",
  refused: "Refused",
  console: "Console",
  script: "Script",
  fault: "Fault",
};

/** @type {Record<string, string>} */
const NOT_SENT = {
  no_app_id: "no app id: Intercom does nothing, silently",
  ignored: "unknown to Intercom: ignored",
  deduplicated: "the same as within the last 60 seconds: not sent again",
  rate_limited_update: "over 20 boots and updates in 30 minutes: refused",
  dropped: "dropped: refused, or shut down, before it could be sent",
  failed: "the request did not get through",
};

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @param {number} most
 */
function short(value, most) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === undefined) return "";
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * Each name whose value differs.
 * @param {Record<string, unknown>} before
 * @param {Record<string, unknown>} after
 * @returns {Change[]}
 */
export function differences(before, after) {
  return Object.keys({ ...before, ...after })
    .sort()
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => [name, before[name], after[name]]);
}

/**
 * @param {string} prefix
 * @param {Record<string, [unknown, unknown]> | undefined} changes
 * @returns {Change[]}
 */
function changesOf(prefix, changes) {
  return Object.entries(changes ?? {}).map(([name, [before, after]]) => [prefix + name, before ?? undefined, after]);
}

/**
 * One line below the title.
 * @param {Row} row
 * @returns {string}
 */
export function summary({ kind, data }) {
  switch (kind) {
    case "segment":
    case "intercom":
      return listed(data.args);
    case "mapped":
      return data.calls.length ? data.calls.map(words).join("  ·  ") : "nothing is sent";
    case "settings":
      return short(data.settings, 200);
    case "note":
      return data.text;
    case "held":
      return data.why;
    case "console":
      return data.text;
    case "page":
    case "script":
    case "fault":
      return data.address;
    case "refused":
      return data.error?.errors?.[0]?.message ?? "";
    case "sent":
      return short(data.user_data || data.event_list || "", 200);
    case "stored":
      return data.request ? short(data.sent ?? "", 200) : storedWords(data.stored ?? {});
  }
}

/** @param {unknown[] | undefined} args */
function listed(args) {
  return (args ?? []).map((arg) => short(arg, 120)).join(", ");
}

/** @param {unknown[]} call */
function words([method, ...args]) {
  return `${method} ${listed(args)}`;
}

/** @param {Record<string, any>} stored */
function storedWords(stored) {
  const found = [];
  if (stored.person?.role) {
    const who = stored.person.attributes.name || stored.person.user_id || stored.person.email || "";
    found.push(stored.person.role + (who ? ` ${who}` : ""));
    if (!stored.was) found.push("new");
    const count = Object.keys(stored.changes ?? {}).length;
    if (count) found.push(count + (count === 1 ? " attribute" : " attributes"));
  }
  for (const company of stored.companies ?? []) found.push(`company ${company.company_id}`);
  for (const event of stored.events ?? []) found.push(event.name);
  return found.join(" · ");
}

/**
 * The sandbox's feed has a row a request: what was sent, and what became of it.
 * @param {{at: number, kind: string, data: Record<string, any>}} row
 * @returns {Row[]}
 */
export function fromFeed(row) {
  const at = row.at * 1000;
  const { data } = row;
  if (row.kind === "rest") return [fromRest(at, data)];
  if (row.kind !== "ping" && row.kind !== "events") {
    return [{ kind: "stored", title: row.kind, at, data: { stored: data, notes: [] } }];
  }
  const title = row.kind === "events" ? "events" : data.sent.source === "apiBoot" ? "ping for boot" : "ping for update";
  /** @type {Row} */
  const sent = { kind: "sent", title, at, data: data.sent };
  if (data.status !== 200) {
    const refused = { status: data.status, error: data.error, notes: data.notes };
    return [sent, { kind: "refused", title: `${data.status} ${data.error.errors[0].code}`, at, data: refused }];
  }
  /** @type {Row} */
  const stored = { kind: "stored", title, at, data: { status: data.status, stored: data.stored, notes: data.notes } };
  if (data.stored.person) {
    stored.changes = changesOf("", data.stored.changes);
    for (const company of data.stored.companies ?? []) {
      stored.changes.push(...changesOf(`company ${company.company_id}: `, company.changes));
    }
  }
  return [sent, stored];
}

/**
 * A request to the REST API, by a server or a program.
 * @param {number} at
 * @param {Record<string, any>} data
 * @returns {Row}
 */
function fromRest(at, data) {
  return { kind: data.status < 400 ? "stored" : "refused", title: `${data.status} ${data.request}`, at, data };
}

/**
 * A development build's trace: what the destination was handed, the calls that it became, and what there is to say.
 * @param {Record<string, any>} row
 * @returns {Row}
 */
export function fromTrace({ step, at, diagnostics = [], settings, used, event, calls }) {
  if (step === "settings") return { kind: "settings", title: "settings", at, diagnostics, data: { settings, used } };
  if (step === "note")
    return { kind: "note", title: diagnostics[0].code, at, diagnostics, data: { text: diagnostics[0].text } };
  return { kind: "mapped", title: step, at, diagnostics, data: { event: event ?? {}, calls: calls ?? [] } };
}

/**
 * A row of the sandbox's log in the page: a call of `window.Intercom`, or why nothing was sent; null for other steps.
 * @param {Record<string, any>} row `settings`: window.intercomSettings at the time of a boot or update
 * @returns {Row | null}
 */
export function fromLog({ step, at, method, args, settings }) {
  if (step === "called") {
    const data = { method, args: args ?? [], ...(settings ? { settings } : {}) };
    return { kind: "intercom", title: method, at, data };
  }
  if (!NOT_SENT[step]) return null;
  return { kind: "held", title: step, at, data: { method, why: NOT_SENT[step] } };
}

/**
 * What window.intercomSettings and the call's own values come to, as the Messenger merges them.
 * @param {Record<string, any>} data
 */
export function effective(data) {
  const own = data.args?.[0];
  return { ...data.settings, ...(isObject(own) ? own : {}) };
}
