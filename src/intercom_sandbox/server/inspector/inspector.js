// The inspector's list, which draws only the rows in view, and what can be done with them. Everything that comes from a
// page or a person is set as text.

import { fill } from "./detail.js";
import { download } from "./download.js";
import { drawRow, HEIGHT, textOf } from "./list_row.js";
import { Press } from "./press.js";

/** @typedef {import("./rows.js").Row} Row */

const SPARE = 6; // rows drawn above and below
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };

export class Inspector {
  /** @type {Row[]} */
  #found = [];
  #chosen = 0;
  #follows = true;
  #drawn = "";
  #press;
  #end = -1; // how far down this code has scrolled the list, to its end

  /**
   * @param {HTMLElement} root the element of templates/_inspector.html
   * @param {import("./run.js").Run} run
   * @param {() => Record<string, unknown>} about what is put into the exported file besides
   */
  constructor(root, run, about) {
    /** @param {string} name */
    const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part=${name}]`));
    this.run = run;
    this.about = about;
    this.list = part("list");
    this.room = part("room");
    this.detail = part("detail");
    this.count = part("count");
    this.said = part("said");
    this.empty = part("empty");
    this.nothing = part("nothing");
    this.search = /** @type {HTMLInputElement} */ (part("search"));
    /** @type {HTMLInputElement[]} */
    this.kinds = Array.from(root.querySelectorAll("[data-kind]"));
    this.#press = new Press(this.list, ".row", () => this.refresh());
    this.#listen(part);
    run.listeners.push(() => this.refresh());
    this.refresh();
  }

  refresh() {
    // Not now: the row would be drawn anew, and the click that has begun on it would be lost.
    if (this.#press.isDown) return;
    const { run, list } = this;
    const was = this.#place(this.#chosen);
    const words = this.search.value.trim().toLowerCase();
    const off = new Set(this.kinds.filter((box) => !box.checked).flatMap((box) => (box.dataset.kind ?? "").split(" ")));
    this.#found = run.rows.filter((row) => !off.has(row.kind) && (!words || textOf(row).includes(words)));
    // What the server says may come late: the order is that of the time.
    this.#found.sort((one, other) => one.at - other.at || (one.n ?? 0) - (other.n ?? 0));
    this.empty.hidden = run.rows.length > 0;
    this.nothing.hidden = !run.rows.length || this.#found.length > 0;
    list.hidden = !this.#found.length;
    this.room.style.height = `${this.#found.length * HEIGHT}px`;
    this.#drawn = "";
    const now = this.#place(this.#chosen);
    if (this.#chosen && now < 0) this.choose(0);
    else if (this.#chosen) list.scrollTop += (now - was) * HEIGHT; // it stays where it is
    if (list.hidden) this.#follows = true;
    if (this.#follows) this.#goToEnd();
    const lost = run.lost ? `, ${run.lost} older not kept` : "";
    const part = this.#found.length === run.rows.length ? "" : `${this.#found.length} of `;
    this.count.textContent = `${part}${run.rows.length} rows${lost}`;
    this.#draw();
  }

  /** @param {number} n the number of a row; 0 for none */
  choose(n) {
    const index = this.#place(n);
    const row = this.#found[index];
    this.#chosen = row ? n : 0;
    this.detail.hidden = !row;
    this.detail.replaceChildren();
    if (row) {
      const close = () => {
        this.choose(0);
        this.list.focus();
      };
      fill(this.detail, row, () => this.#copy(row), close);
      this.#reveal(index);
      // On a phone the inspector is higher than what is in view.
      this.detail.scrollIntoView({ block: "nearest" });
    }
    this.#follow();
    this.#drawn = "";
    this.#draw();
  }

  /** @param {number} n */
  #place(n) {
    return this.#found.findIndex((row) => row.n === n);
  }

  #draw() {
    const { list } = this;
    const first = Math.max(0, Math.floor(list.scrollTop / HEIGHT) - SPARE);
    const last = Math.min(this.#found.length, Math.ceil((list.scrollTop + list.clientHeight) / HEIGHT) + SPARE);
    const key = [first, last, this.#chosen, this.run.total].join();
    if (key === this.#drawn) return;
    this.#drawn = key;
    const shown = this.#found.slice(first, last);
    const size = this.#found.length;
    const drawn = shown.map((row, index) => drawRow(row, first + index, size, row.n === this.#chosen));
    this.room.replaceChildren(...drawn);
    if (shown.some((row) => row.n === this.#chosen)) list.setAttribute("aria-activedescendant", `row-${this.#chosen}`);
    else list.removeAttribute("aria-activedescendant");
  }

  /**
   * The list is lower while a row is open, so this comes after the row's details.
   * @param {number} index
   */
  #reveal(index) {
    const top = index * HEIGHT;
    this.list.scrollTop = Math.min(top, Math.max(this.list.scrollTop, top + HEIGHT - this.list.clientHeight));
  }

  /** New rows scroll the list on while its end is in view, unless somebody is reading. */
  #follow() {
    const { list } = this;
    this.#follows = !this.#chosen && list.scrollTop + list.clientHeight >= list.scrollHeight - HEIGHT;
  }

  #goToEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.#end = this.list.scrollTop;
  }

  #exported() {
    const { run } = this;
    const about = { exported: new Date().toISOString(), browser: navigator.userAgent, ...this.about() };
    return JSON.stringify({ ...about, total: run.total, rows: run.rows }, null, 2);
  }

  /** @param {Row | Row[]} value */
  #copy(value) {
    navigator.clipboard.writeText(JSON.stringify(value, null, 2)).then(
      () => {
        this.said.textContent = "Copied.";
      },
      () => {
        this.said.textContent = "The browser does not let this page copy; use Export.";
      },
    );
  }

  /** @param {number} step */
  #move(step) {
    let index = this.#place(this.#chosen);
    if (index < 0) index = step > 0 ? -1 : this.#found.length;
    const row = this.#found[Math.max(0, Math.min(this.#found.length - 1, index + step))];
    if (row?.n) this.choose(row.n);
  }

  /** @param {(name: string) => HTMLElement} part */
  #listen(part) {
    const { list, run, search } = this;
    list.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.choose(0);
      const step = STEPS[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#move(step);
    });
    list.addEventListener("click", (event) => {
      const item = /** @type {Element} */ (event.target).closest(".row");
      if (item instanceof HTMLElement) this.choose(Number(item.dataset.n));
    });
    list.addEventListener("scroll", () => {
      // Told late: rows may have come since this code has scrolled, and nobody has touched the list.
      if (list.scrollTop !== this.#end) this.#follow();
      this.#draw();
    });
    search.addEventListener("input", () => this.refresh());
    for (const box of this.kinds) box.addEventListener("change", () => this.refresh());
    part("copy").addEventListener("click", () => this.#copy(this.#found));
    part("export").addEventListener("click", () => download("intercom-run.json", "application/json", this.#exported()));
    part("clear").addEventListener("click", () => {
      this.choose(0);
      run.clear();
    });
    part("all").addEventListener("click", () => {
      search.value = "";
      for (const box of this.kinds) box.checked = true;
      this.refresh();
      search.focus();
    });
    new ResizeObserver(() => {
      if (this.#chosen) this.#reveal(this.#place(this.#chosen));
      else if (this.#follows) this.#goToEnd();
      this.#draw();
    }).observe(list);
  }
}
