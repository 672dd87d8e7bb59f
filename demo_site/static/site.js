// The site's own code: makes the calls that the server has put into the page, and those of its forms. Every call is
// announced on window as a "segment:call" event before it is made.

/**
 * @typedef {object} Site
 * @property {(method: string, args: unknown[]) => Promise<unknown>} call makes a call of window.analytics
 * @property {() => Promise<true>} settled resolves when the library is there, and has handed on all that was called
 */

const given = JSON.parse(document.getElementById("calls")?.textContent ?? "");
let open = 0; // calls that the library has not handed on yet
/** @type {((value: true) => void)[]} */
const waiting = [];
const isReady = new Promise((resolve) => {
  window.analytics.ready(resolve);
});

// The library says so by an event of the call's name, once the destinations that are there have had the call.
for (const method of ["page", "identify", "group", "track"]) {
  window.analytics.on(method, () => {
    open -= 1;
    if (open) return;
    for (const resolve of waiting.splice(0)) resolve(true);
  });
}

/**
 * @param {string} method
 * @param {unknown[]} args
 */
function call(method, args) {
  window.dispatchEvent(new CustomEvent("segment:call", { detail: { method, args } }));
  if (method !== "reset") open += 1;
  return Promise.resolve(window.analytics[method](...args));
}

/** @param {unknown[]} args */
function withOptions(args) {
  if (!Object.keys(given.options).length) return args;
  return args.length < 2 ? [...args, {}, given.options] : [...args, given.options];
}

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, any>}
 */
function valuesOf(form) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const element of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    if (!element.name || !element.value) continue;
    values[element.name] = element.dataset.kind === "number" ? Number(element.value) : element.value;
  }
  return values;
}

/**
 * @param {string} id
 * @param {string} text
 */
function say(id, text) {
  const place = /** @type {HTMLElement} */ (document.getElementById(id));
  place.textContent = text;
  place.hidden = false;
}

/** @type {Record<string, (form: HTMLFormElement) => void>} */
const forms = {
  company(form) {
    const { id, ...traits } = valuesOf(form);
    call("group", withOptions([id, traits]));
    say("company-done", `Saved. Everybody at ${traits.name} sees it.`);
  },
  checkout(form) {
    const { seats, currency } = valuesOf(form);
    const plan = /** @type {HTMLInputElement} */ (form.querySelector("input[name=plan]:checked"));
    const revenue = Math.round(Number(plan.dataset.price) * seats * 100) / 100;
    const properties = { order_id: `PB-${1000 + seats}`, plan: plan.value, seats, revenue, currency };
    call("track", withOptions(["Order Completed", properties]));
    say("checkout-done", `Thank you. ${revenue.toFixed(2)} ${currency} for ${plan.value}.`);
  },
  async "sign-out"(form) {
    await call("reset", []);
    // Classic analytics.js tells nobody of a reset: the destination notices with the next call, before the page is left.
    await call("track", withOptions(["Signed Out"]));
    form.submit();
  },
};

/** @type {NodeListOf<HTMLFormElement>} */
const found = document.querySelectorAll("form[data-calls]");
for (const form of found) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    forms[form.dataset.calls ?? ""]?.(form);
  });
}

window.site = {
  call,
  settled: async () => {
    await isReady;
    return open ? new Promise((resolve) => waiting.push(resolve)) : true;
  },
};
for (const [method, ...args] of given.calls) call(method, args);

export {};
