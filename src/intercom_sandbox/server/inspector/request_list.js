// The latest requests to the REST API, newest first. Everything that a request brings is set as text.

import { make } from "./detail.js";
import { Press } from "./press.js";

/**
 * @typedef {object} RestRequest
 * @property {number} id
 * @property {number} at seconds since 1970
 * @property {string} request method and path
 * @property {number} status
 * @property {boolean} is_lost whether the answer never came
 * @property {string} why it was refused, else empty
 * @property {string} sent the body, as JSON
 */

const MOST = 30;

/** @param {RestRequest} row */
function draw({ at, request, status, is_lost, why, sent }) {
  const item = make("li", is_lost ? "lost" : status >= 400 ? "refused" : "");
  const details = make("details");
  const summary = make("summary");
  const time = make("time", "", new Date(at * 1000).toLocaleTimeString([], { hour12: false }));
  time.dateTime = new Date(at * 1000).toISOString();
  summary.append(make("span", "tag", is_lost ? "lost" : String(status)), make("code", "", request), time);
  if (why) summary.append(make("span", "why", why));
  const body = make("pre", "", sent || "No body was sent.");
  body.tabIndex = 0;
  body.setAttribute("role", "region");
  body.setAttribute("aria-label", `What ${request} sent`);
  details.append(summary, body);
  item.append(details);
  return item;
}

export class RequestList {
  #press;
  #isFresh = false;
  /** @type {RestRequest[]} */
  #waiting = [];

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} none what is shown while there is no request
   */
  constructor(place, none) {
    this.place = place;
    this.none = none;
    this.#press = new Press(place, "summary", () => this.#draw());
  }

  /**
   * @param {boolean} isFresh whether what is shown is of before a reset
   * @param {RestRequest[]} rows new ones, oldest first
   */
  take(isFresh, rows) {
    if (isFresh) {
      this.#isFresh = true;
      this.#waiting = [];
    }
    this.#waiting.push(...rows);
    if (!this.#press.isDown) this.#draw();
  }

  #draw() {
    const { place } = this;
    if (this.#isFresh) place.replaceChildren();
    for (const row of this.#waiting) place.prepend(draw(row));
    this.#isFresh = false;
    this.#waiting = [];
    while (place.children.length > MOST) place.lastElementChild?.remove();
    this.none.hidden = place.children.length > 0;
  }
}
