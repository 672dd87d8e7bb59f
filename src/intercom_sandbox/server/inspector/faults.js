// The page of faults: each change of a field is posted at once, and what the server says of the state is shown, whoever
// has changed it. A field that somebody is typing into, or that the server has refused, stays as it is.

import { RequestList } from "./request_list.js";

/**
 * @typedef {string | number | boolean | null} Value null is an invalid number
 * @typedef {{fresh: boolean, faults: Record<string, Value>, workspaces: Record<string, Record<string, Value>>,
 *   requests: import("./request_list.js").RestRequest[]}} State
 */

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

class FaultField {
  isEdited = false;

  /** @param {HTMLElement} place an element of the class `fault` */
  constructor(place) {
    this.place = place;
    this.path = place.dataset.path ?? "";
    this.name = place.dataset.name ?? "";
    this.standard = JSON.parse(place.dataset.standard ?? "null");
    this.input = /** @type {HTMLInputElement | HTMLSelectElement} */ (place.querySelector("input, select"));
    this.wrong = /** @type {HTMLElement} */ (place.querySelector(".wrong"));
    this.value = this.read();
    this.input.addEventListener("input", () => {
      this.isEdited = true;
    });
    this.input.addEventListener("change", () => this.save());
    // Typed, and typed back again: that is no change.
    this.input.addEventListener("blur", () => {
      if (this.read() === this.value) this.isEdited = false;
    });
    this.mark();
  }

  /** @returns {Value} */
  read() {
    const { input } = this;
    if (input instanceof HTMLSelectElement) return JSON.parse(input.value);
    if (input.type === "checkbox") return input.checked;
    if (input.type === "number") return input.value === "" ? null : Number(input.value);
    return input.value;
  }

  /** @param {Value} value what the server has */
  show(value) {
    this.value = value;
    this.mark();
    if (this.isEdited) return;
    const { input } = this;
    if (input instanceof HTMLSelectElement) input.value = JSON.stringify(value);
    else if (input.type === "checkbox") input.checked = value === true;
    else input.value = String(value);
  }

  /** What is wrong with a number; the server says the same, but the console would have an error. */
  get numberError() {
    const { input } = this;
    if (input instanceof HTMLSelectElement || input.type !== "number") return "";
    if (input.value !== "" && input.validity.valid) return "";
    return `${this.name} needs a whole number from ${input.min} to ${input.max}`;
  }

  /** Post what is in the field. */
  async save() {
    if (this.numberError) {
      this.showError(this.numberError);
      return;
    }
    const sent = this.read();
    const answer = await post(this.path, { [this.name]: sent });
    // What was typed meanwhile stays, with its own error: it is the next change.
    if (this.read() === sent) {
      this.showError(answer.error);
      this.isEdited = answer.error !== "";
    }
    if (answer.error) return;
    const now = answer.settings?.[this.name];
    if (now !== undefined) this.show(now);
    said.textContent = "Set.";
  }

  /** @param {string} error empty where the value was taken */
  showError(error) {
    this.wrong.textContent = error;
    if (error) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    if (error) said.textContent = "";
  }

  get isOn() {
    return this.value !== this.standard;
  }

  mark() {
    this.place.toggleAttribute("data-on", this.isOn);
  }
}

/**
 * @param {string} path below /sandbox/
 * @param {Record<string, Value>} body
 * @returns {Promise<{error: string, settings?: Record<string, Value>}>} what is set now, or why nothing was
 */
async function post(path, body) {
  try {
    const response = await fetch(`/sandbox/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const found = await response.json();
    return response.ok ? { error: "", settings: found } : { error: found.errors[0].message };
  } catch {
    return { error: "The sandbox does not answer: is it still running?" };
  }
}

const bar = /** @type {HTMLElement} */ (document.querySelector(".bar"));
const count = element("count");
const said = element("said");
const fields = Array.from(
  document.querySelectorAll(".fault"),
  (place) => new FaultField(/** @type {HTMLElement} */ (place)),
);
const requests = new RequestList(element("requests"), element("none"));

function showCount() {
  const on = fields.filter((field) => field.isOn).length;
  const words = on ? `${on} ${on === 1 ? "setting is" : "settings are"} not as usual` : "No fault is on";
  if (count.textContent !== words) count.textContent = words;
  bar.toggleAttribute("data-on", on > 0);
}

/** @param {State} state */
function show(state) {
  for (const field of fields) {
    const [kind, app = ""] = field.path.split("/");
    const settings = kind === "faults" ? state.faults : state.workspaces[app];
    const value = settings?.[field.name];
    if (value !== undefined) field.show(value);
  }
  showCount();
  requests.take(state.fresh, state.requests);
}

element("off").addEventListener("click", async () => {
  const { error } = await post("faults/off", {});
  said.textContent = error || "All faults are off.";
  if (error) return;
  for (const field of fields) {
    field.isEdited = false;
    field.showError("");
    field.show(field.standard);
  }
  showCount();
});

const stream = new EventSource("/faults/stream");
stream.addEventListener("message", (event) => show(JSON.parse(event.data)));
stream.addEventListener("error", () => {
  said.textContent = "The sandbox does not answer; this page shows its last state.";
});
stream.addEventListener("open", () => {
  said.textContent = "";
});
showCount();
