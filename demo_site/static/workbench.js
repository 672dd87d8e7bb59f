// The workbench's forms: each becomes one call of window.analytics.

const SLICE = 200; // events of a flood between two moments in which the page can be used
const MOST = 100000;

// What a way with destinations means, as the server says.
/** @type {Record<string, unknown>} */
const integrations = JSON.parse(document.getElementById("integrations")?.textContent ?? "");

/** @param {string} id */
const formOf = (id) => /** @type {HTMLFormElement} */ (document.getElementById(id));

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement | null}
 */
const field = (form, name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}

/**
 * Puts `value` at a path such as ["traits", "company", "id"].
 * @param {Record<string, any>} target
 * @param {string[]} path
 * @param {unknown} value
 */
function place(target, path, value) {
  const [name = "", ...rest] = path;
  if (!rest.length) {
    target[name] = value;
    return;
  }
  target[name] ??= {};
  place(target[name], rest, value);
}

/** @param {HTMLInputElement} element */
function readJson(element) {
  let found;
  try {
    found = JSON.parse(element.value);
  } catch (error) {
    element.setCustomValidity(String(error));
  }
  if (found !== null && typeof found === "object" && !Array.isArray(found)) return found;
  if (!element.validationMessage) element.setCustomValidity("A JSON object is needed here.");
  element.reportValidity();
  return null;
}

/**
 * What is filled in, as {userId, traits: {...}}; null where some JSON is wrong.
 * @param {HTMLFormElement} form
 * @returns {Record<string, any> | null}
 */
function readForm(form) {
  /** @type {Record<string, any>} */
  const values = {};
  let isWrong = false;
  for (const element of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    if (!element.name || element.type === "checkbox" || !element.value.trim()) continue;
    if (element.dataset.kind === "json") {
      const extra = readJson(element);
      if (extra) values[element.name] = { ...values[element.name], ...extra };
      else isWrong = true;
      continue;
    }
    const number = element.dataset.kind === "number" ? Number(element.value) : Number.NaN;
    place(values, element.name.split("."), Number.isNaN(number) ? element.value : number);
  }
  return isWrong ? null : values;
}

/** @returns {Record<string, any>} */
function readOptions() {
  const form = formOf("options-form");
  /** @type {Record<string, unknown>} */
  const options = {};
  const hide = field(form, "hideDefaultLauncher")?.value;
  if (hide) options.Intercom = { hideDefaultLauncher: hide === "true" };
  const chosen = integrations[field(form, "destinations")?.value ?? ""];
  if (chosen) options.integrations = chosen;
  return options;
}

/** @param {string} userId */
async function fetchHash(userId) {
  const response = await fetch(`/user-hash?user_id=${encodeURIComponent(userId)}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text).user_hash;
}

/**
 * @param {string} method
 * @param {Record<string, any>} values
 * @param {Record<string, unknown>} options
 */
function argumentsOf(method, values, options) {
  if (method === "reset") return [];
  /** @type {Record<string, unknown>} */
  const firsts = { page: values.name, identify: values.userId, group: values.groupId, track: values.event };
  const data = values.traits ?? values.properties ?? {};
  const args = firsts[method] === undefined ? [] : [firsts[method]];
  if (!isEmpty(data) || !isEmpty(options)) args.push(data);
  if (!isEmpty(options)) args.push(options);
  return args;
}

/** @param {HTMLFormElement} form */
async function submit(form) {
  const method = form.dataset.call ?? "";
  const values = readForm(form);
  if (!values) return;
  const options = readOptions();
  if (field(form, "userHash")?.checked && values.userId) {
    options.Intercom = { ...options.Intercom, user_hash: await fetchHash(values.userId) };
  }
  window.site.call(method, argumentsOf(method, values, options));
}

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("form[data-call]");
for (const form of forms) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form);
  });
  // A field that was refused would keep the form from being sent for ever.
  form.addEventListener("input", (event) => /** @type {HTMLInputElement} */ (event.target).setCustomValidity(""));
}
formOf("options-form").addEventListener("submit", (event) => event.preventDefault());

// As many events as asked for, in slices, so that the page can be used meanwhile.
const flood = formOf("flood-form");
flood.addEventListener("submit", (event) => {
  event.preventDefault();
  const count = Math.min(Number(field(flood, "count")?.value) || 0, MOST);
  const said = /** @type {HTMLElement} */ (document.getElementById("flood-said"));
  let sent = 0;
  function slice() {
    for (const end = Math.min(sent + SLICE, count); sent < end; sent += 1) {
      window.site.call("track", [`Flood ${sent % 20}`, { number: sent }]);
    }
    said.textContent = `${sent} sent`;
    if (sent < count) setTimeout(slice);
  }
  slice();
});

export {};
