/** The claims as a table: sorted, in pages, and a row is chosen by click or key. */

import { Pane, Roving, h, reveal } from "./dom.js";
import { sorted } from "./filter.js";
import { counted } from "./text.js";

/** @import { State } from "./state.js" */
/** @import { Claim } from "./model.js" */

/** Claims on a page. */
export const PAGE = 40;

/** @type {Array<[column: string, heading: string]>} */
const COLUMNS = [
  ["place", "In text"],
  ["text", "Claim"],
  ["speaker", "Speaker"],
  ["topic", "Topic"],
  ["certainty", "Certainty"],
  ["hedge", "Hedges"],
  ["verdict", "Verdict"],
];

export class TableView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.order = { column: "place", down: false };
    this.page = 0;
    /** @type {string[]} */
    this.ids = [];
    /** @type {Map<string, HTMLTableRowElement>} the rows of this page */
    this.rows = new Map();
    /** @type {Map<string, HTMLTableCellElement>} */
    this.heads = new Map();
    this.count = h("p", { class: "cx-count" });
    this.all = h("button", { type: "button", onclick: () => this.state.select(this.ids) }, "Select all shown");
    this.body = h("tbody");
    this.table = h(
      "table",
      { role: "grid", "aria-label": "Claims", "aria-multiselectable": "true" },
      h("thead", {}, h("tr", {}, ...COLUMNS.map(([column, heading]) => this.head(column, heading)))),
      this.body,
    );
    this.empty = h("p", { class: "cx-empty", hidden: true }, "No claim passes these filters.");
    this.pane = new Pane({ class: "cx-scroll" }, this.table, this.empty);
    this.before = h("button", { type: "button", onclick: () => this.turn(this.page - 1) }, "Previous page");
    this.after = h("button", { type: "button", onclick: () => this.turn(this.page + 1) }, "Next page");
    this.where = h("span", {});
    this.pages = h("div", { class: "cx-pages" }, this.before, this.where, this.after);
    this.element = h(
      "section",
      { class: "cx-table", "aria-label": "Claims" },
      h("div", { class: "cx-bar" }, h("h2", {}, "Claims"), this.count, this.all),
      this.pane.element,
      this.pages,
    );
    this.roving = new Roving(this.body, () => [...this.rows.values()], {
      choose: (row, event) => this.choose(row, event.ctrlKey || event.metaKey || event.shiftKey),
      moved: (row) => reveal(this.pane.element, row),
      other: (event) => this.onPageKey(event),
    });
    this.body.addEventListener("click", (event) => {
      const row = /** @type {Element} */ (event.target).closest("tr");
      if (row) {
        this.choose(row, event.ctrlKey || event.metaKey || event.shiftKey);
      }
    });
    state.watch((part) => (part === "filters" ? this.refill() : this.mark()));
    this.refill();
  }

  /**
   * @param {string} column
   * @param {string} heading
   */
  head(column, heading) {
    const button = h("button", { type: "button", onclick: () => this.sort(column) }, heading);
    const cell = h("th", { scope: "col", class: `cx-c-${column}` }, button);
    this.heads.set(column, cell);
    return cell;
  }

  /** @param {string} column */
  sort(column) {
    const again = this.order.column === column;
    this.order = { column, down: again && !this.order.down };
    this.refill();
  }

  /** Take up what passes the filters, and begin at the first page. */
  refill() {
    this.ids = sorted(this.state.model, this.state.found.ids, this.order);
    this.page = 0;
    for (const [column, cell] of this.heads) {
      if (column === this.order.column) {
        cell.setAttribute("aria-sort", this.order.down ? "descending" : "ascending");
      } else {
        cell.removeAttribute("aria-sort");
      }
    }
    const total = this.state.model.data.claims.length;
    const all = this.ids.length === total;
    this.count.textContent = all ? counted(total, "claim") : `${this.ids.length.toLocaleString("en-GB")} of ${counted(total, "claim")}`;
    this.all.disabled = this.ids.length === 0;
    this.empty.hidden = this.ids.length > 0;
    this.table.hidden = this.ids.length === 0;
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
   * @returns {HTMLTableRowElement}
   */
  row(id) {
    const { model } = this.state;
    const claim = /** @type {Claim} */ (model.claims.get(id));
    const { actors, topics, labels } = model.data;
    return h(
      "tr",
      { tabindex: -1, "data-claim": id, "aria-selected": "false" },
      h("td", { class: "cx-c-place" }, h("span", { class: "cx-id" }, id), ` ¶${claim.paragraph}`),
      h("th", { scope: "row", class: "cx-c-text", dir: "auto" }, claim.text),
      h("td", { class: "cx-c-speaker", dir: "auto" }, actors[claim.speaker] ?? "not stated"),
      h("td", { class: "cx-c-topic" }, topics[claim.topic] ?? claim.topic),
      h("td", { class: "cx-c-certainty" }, labels.certainty[claim.certainty] ?? "not stated"),
      h("td", { class: "cx-c-hedge" }, claim.hedges.length > 0 ? claim.hedges.map((hedge) => `“${hedge}”`).join(", ") : "–"),
      h("td", { class: "cx-c-verdict" }, ...claim.verdicts.map((verdict) => verdictTag(verdict, labels.verdict))),
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
 * A verdict in words, with the mark that it has in every chart.
 * @param {string} verdict
 * @param {Record<string, string>} labels
 */
export function verdictTag(verdict, labels) {
  return h("span", { class: `cx-verdict cx-v-${verdict}` }, labels[verdict] ?? verdict);
}
