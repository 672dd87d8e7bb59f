// Intercom's side is one for all tabs: whoever sets it up takes it from the others, and they are told.

import { post } from "./post.js";

const TAKEN =
  "Another tab has set up Intercom's side anew since: what is stored there is no longer what happened here.";

export class TabLock {
  /** @type {((error: Error) => void)[]} */
  listeners = [];

  /** @param {HTMLElement} notice */
  constructor(notice) {
    this.notice = notice;
    this.channel = new BroadcastChannel("demo-tab-lock");
    this.channel.addEventListener("message", () => {
      this.#say(TAKEN);
      for (const listener of this.listeners) listener(new Error(TAKEN));
    });
  }

  take() {
    this.#say("");
    this.channel.postMessage("taken");
  }

  /** Undoes what a scenario has set. */
  async free() {
    try {
      const { undone } = await post("/qa/free", {});
      if (undone) this.take();
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {string} text */
  #say(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }
}
