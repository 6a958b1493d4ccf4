/** The claims as a list to read: what is claimed, who says it, in which voice, and how it stands. */

import { Pane, Roving, h, reveal } from "./dom.js";
import { sorted } from "./filter.js";
import { counted } from "./text.js";

/** @import { State } from "./state.js" */
/** @import { Claim } from "./model.js" */

/** Claims on a page. */
export const PAGE = 40;

/** @type {Array<[column: string, name: string]>} */
const ORDERS = [
  ["place", "As in the article"],
  ["speaker", "By who says it"],
  ["voice", "By voice"],
  ["verdict", "By how they stand"],
  ["certainty", "By certainty"],
  ["topic", "By topic"],
];

export class ListView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.column = "place";
    this.page = 0;
    /** @type {string[]} */
    this.ids = [];
    /** @type {Map<string, HTMLElement>} the rows of this page */
    this.rows = new Map();
    this.count = h("p", { class: "cx-count" });
    this.back = h("button", { type: "button", class: "cx-back", onclick: () => this.state.leave() }, "Back to all claims");
    this.all = h("button", { type: "button", class: "cx-all", onclick: () => this.state.select(this.ids) }, "Select all shown");
    this.body = h("div", { role: "listbox", "aria-label": "Claims", "aria-multiselectable": "true" });
    this.empty = h("p", { class: "cx-empty", hidden: true }, "No claim passes these filters.");
    this.pane = new Pane({ class: "cx-scroll" }, this.body, this.empty);
    this.before = h("button", { type: "button", onclick: () => this.turn(this.page - 1) }, "Previous page");
    this.after = h("button", { type: "button", onclick: () => this.turn(this.page + 1) }, "Next page");
    this.where = h("span", {});
    this.pages = h("div", { class: "cx-pages" }, this.before, this.where, this.after);
    this.element = h(
      "section",
      { class: "cx-claims", "aria-label": "Claims" },
      h("div", { class: "cx-bar" }, h("h2", {}, "Claims"), this.count, this.orders(), this.back, this.all),
      this.pane.element,
      this.pages,
    );
    this.roving = new Roving(this.body, () => [...this.rows.values()], {
      choose: (row, event) => this.choose(row, event.ctrlKey || event.metaKey || event.shiftKey),
      moved: (row) => reveal(this.pane.element, row),
      other: (event) => this.onPageKey(event),
    });
    this.body.addEventListener("click", (event) => {
      const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
      if (row) {
        this.choose(row, event.ctrlKey || event.metaKey || event.shiftKey);
      }
    });
    state.watch((part) => (part === "filters" ? this.refill() : this.mark()));
    this.refill();
  }

  orders() {
    const select = h(
      "select",
      {
        name: "order",
        "aria-label": "Order of the claims",
        onchange: () => {
          this.column = select.value;
          this.refill();
        },
      },
      ...ORDERS.map(([value, name]) => h("option", { value }, name)),
    );
    return select;
  }

  /** Take up what passes the filters, and begin at the first page. */
  refill() {
    const { state } = this;
    this.ids = sorted(state.model, state.found.ids, { column: this.column, down: false });
    this.page = 0;
    this.count.textContent = tally(state);
    this.back.hidden = state.filters.way === "";
    this.all.disabled = this.ids.length === 0;
    this.empty.hidden = this.ids.length > 0;
    this.body.hidden = this.ids.length === 0;
    this.draw();
    this.pane.toTop();
  }

  /** Draw the rows of this page. */
  draw() {
    const begins = this.page * PAGE;
    const here = this.ids.slice(begins, begins + PAGE);
    this.rows = new Map(here.map((id) => [id, this.row(id)]));
    this.body.replaceChildren(...this.rows.values());
    this.pages.hidden = this.ids.length <= PAGE;
    this.where.textContent = `${(begins + 1).toLocaleString("en-GB")} to ${(begins + here.length).toLocaleString("en-GB")} of ${this.ids.length.toLocaleString("en-GB")}`;
    this.before.disabled = this.page === 0;
    this.after.disabled = begins + PAGE >= this.ids.length;
    this.roving.set();
    this.mark(false);
  }

  /**
   * @param {string} id
   * @returns {HTMLElement}
   */
  row(id) {
    const { data, claims } = this.state.model;
    const claim = /** @type {Claim} */ (claims.get(id));
    const { labels } = data;
    const speaker = data.actors[claim.speaker] ?? "Speaker not stated";
    // News is what the list is of; whatever else stands in it says so.
    const content = claim.content === "assertion" ? null : h("span", { class: "cx-kind" }, labels.content[claim.content] ?? claim.content);
    return h(
      "div",
      { role: "option", tabindex: -1, class: "cx-row", "data-claim": id, "aria-selected": "false" },
      h("span", { class: "cx-where", title: `Paragraph ${claim.paragraph}` }, `¶${claim.paragraph}`),
      " ",
      h(
        "span",
        { class: "cx-what" },
        h("span", { class: "cx-said", dir: "auto" }, claim.text),
        " ",
        h("span", { class: "cx-by", dir: "auto" }, content, h("span", { class: "cx-speaker" }, speaker), ", ", labels.voice[claim.voice] ?? claim.voice),
      ),
      " ",
      h("span", { class: "cx-stands" }, verdictTag(claim.verdict, labels.verdict)),
    );
  }

  /**
   * @param {HTMLElement} row
   * @param {boolean} add
   */
  choose(row, add) {
    this.state.choose("claim", row.dataset.claim ?? "", { add });
  }

  /** @param {KeyboardEvent} event */
  onPageKey(event) {
    const to = { PageDown: this.page + 1, PageUp: this.page - 1 }[event.key];
    if (to === undefined || to < 0 || to * PAGE >= this.ids.length) {
      return false;
    }
    this.turn(to);
    this.roving.active?.focus();
    return true;
  }

  /** @param {number} page */
  turn(page) {
    this.page = page;
    this.draw();
    this.pane.toTop();
  }

  /**
   * Mark the chosen rows; turn to the page of the current one.
   * @param {boolean} [follow]
   */
  mark(follow = true) {
    const { held, current } = this.state;
    const at = follow ? this.ids.indexOf(current ?? "") : -1;
    if (at >= 0 && Math.floor(at / PAGE) !== this.page) {
      this.page = Math.floor(at / PAGE);
      this.draw();
    }
    for (const [id, row] of this.rows) {
      row.setAttribute("aria-selected", String(held.has(id)));
      row.classList.toggle("cx-current", id === current);
    }
    const row = follow ? this.rows.get(current ?? "") : undefined;
    if (row) {
      this.roving.set(row);
      reveal(this.pane.element, row);
    }
  }
}

/**
 * How many claims the list holds, of how many of that kind.
 * @param {State} state
 * @returns {string} "4 of 88 claims"; "88 claims" where nothing is left out
 */
export function tally({ found, filters, model }) {
  const { content, way } = filters;
  const every = model.data.claims.filter((claim) => content === "" || claim.content === content).length;
  const here = found.ids.length;
  return way !== "" || here === every ? counted(here, "claim") : `${here.toLocaleString("en-GB")} of ${counted(every, "claim")}`;
}

/**
 * A verdict in words, with the mark that it has in every chart.
 * @param {string} verdict
 * @param {Record<string, string>} labels
 */
export function verdictTag(verdict, labels) {
  return h("span", { class: `cx-verdict cx-v-${verdict}` }, labels[verdict] ?? verdict);
}
