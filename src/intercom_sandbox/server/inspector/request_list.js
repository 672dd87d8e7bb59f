// The latest requests to the REST API, newest first. Everything that a request brings is set as text.

import { make } from "./detail.js";

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
  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} none what is shown while there is no request
   */
  constructor(place, none) {
    this.place = place;
    this.none = none;
  }

  /**
   * @param {boolean} isFresh whether what is shown is of before a reset
   * @param {RestRequest[]} rows new ones, oldest first
   */
  take(isFresh, rows) {
    const { place } = this;
    if (isFresh) place.replaceChildren();
    for (const row of rows) place.prepend(draw(row));
    while (place.children.length > MOST) place.lastElementChild?.remove();
    this.none.hidden = place.children.length > 0;
  }
}
