/** The events on a line of days: a span is drawn as a span, an open end as an arrow. */

import { bar, ticks, windows } from "./days.js";
import { Pane, Roving, h, reveal } from "./dom.js";
import { counted } from "./text.js";

/** @import { State } from "./state.js" */
/** @import { Happening } from "./model.js" */
/** @import { Window } from "./days.js" */

/** Events on a page. */
const EVENTS = 80;

export class TimelineView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    const { events, article } = state.model.data;
    this.windows = windows(events, article.published);
    this.name = this.windows.some(({ name }) => name === "years") ? "years" : "all";
    this.page = 0;
    /** @type {Happening[]} */
    this.events = [];
    /** @type {Map<string, HTMLElement>} */
    this.rows = new Map();
    this.count = h("p", { class: "cx-count" });
    this.axis = h("div", { class: "cx-axis", "aria-hidden": "true" });
    this.list = h("div", { role: "listbox", "aria-label": "Events", "aria-multiselectable": "true" });
    this.empty = h("p", { class: "cx-empty" });
    this.more = h("div", { class: "cx-pages" });
    this.pane = new Pane({ class: "cx-scroll" }, this.axis, this.list, this.empty, this.more);
    this.choices = this.windows.map(({ name, label }) =>
      h("button", { type: "button", "data-window": name, "aria-pressed": "false", onclick: () => this.look(name) }, label),
    );
    this.element = h(
      "section",
      { class: "cx-timeline", "aria-label": "Timeline" },
      h("div", { class: "cx-bar" }, h("h2", {}, "Timeline"), this.count),
      h("div", { class: "cx-choices", role: "group", "aria-label": "Dates shown", hidden: events.length === 0 }, ...this.choices),
      this.pane.element,
    );
    this.roving = new Roving(this.list, () => [...this.rows.values()], {
      choose: (row, event) => this.choose(row, event.ctrlKey || event.metaKey || event.shiftKey),
      moved: (row) => reveal(this.pane.element, row),
    });
    this.list.addEventListener("click", (event) => {
      const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
      if (row) {
        this.choose(row, event.ctrlKey || event.metaKey || event.shiftKey);
      }
    });
    state.watch((part) => (part === "filters" ? this.refill() : this.mark()));
    this.refill();
  }

  get window() {
    const found = this.windows.find(({ name }) => name === this.name) ?? this.windows[0];
    return found.window;
  }

  /** @param {string} name of a window */
  look(name) {
    this.name = name;
    this.refill();
    this.mark();
  }

  /** Take up the events of the claims that are shown, as far as they touch the window. */
  refill() {
    const { events } = this.state.model.data;
    const all = this.state.lit.size === this.state.model.data.claims.length;
    const asked = events.filter((event) => all || this.state.lit.has(event.claim));
    this.events = asked.filter((event) => bar(event, this.window));
    const outside = asked.length - this.events.length;
    const beyond = this.events.filter((event) => bar(event, this.window)?.beyond).length;
    const told = outside > 0 ? `, ${outside.toLocaleString("en-GB")} outside these dates` : "";
    this.count.textContent = `${counted(this.events.length, "event")}${told}${beyond > 0 ? `, ${beyond.toLocaleString("en-GB")} of other times at the ends` : ""}`;
    this.empty.textContent = events.length === 0 ? "This story dates no event." : "No event of these claims touches these dates.";
    this.empty.hidden = this.events.length > 0;
    this.axis.hidden = this.events.length === 0;
    this.page = 0;
    for (const choice of this.choices) {
      choice.setAttribute("aria-pressed", String(choice.dataset.window === this.name));
    }
    this.draw();
  }

  draw() {
    const window = this.window;
    const begins = this.page * EVENTS;
    const here = this.events.slice(begins, begins + EVENTS);
    this.axis.replaceChildren(
      h("div", { class: "cx-track" }, ...ticks(window).map(({ at, label }) => h("span", { style: `left:${(at * 100).toFixed(2)}%` }, label))),
    );
    this.rows = new Map(here.map((event) => [event.id, this.row(event, window)]));
    this.list.replaceChildren(...this.rows.values());
    this.pager(begins, here.length);
    this.roving.set();
    this.mark(false);
  }

  /**
   * @param {number} begins
   * @param {number} count
   */
  pager(begins, count) {
    this.more.hidden = this.events.length <= EVENTS;
    /** @param {number} by */
    const turn = (by) => () => {
      this.page += by;
      this.draw();
      this.pane.toTop();
    };
    this.more.replaceChildren(
      h("button", { type: "button", disabled: this.page === 0, onclick: turn(-1) }, "Previous events"),
      h("span", {}, `${begins + 1} to ${begins + count} of ${this.events.length.toLocaleString("en-GB")}`),
      h("button", { type: "button", disabled: begins + count >= this.events.length, onclick: turn(1) }, "Next events"),
    );
  }

  /**
   * @param {Happening} event
   * @param {Window} window
   * @returns {HTMLElement}
   */
  row(event, window) {
    const drawn = bar(event, window);
    const looks = drawn && [
      "cx-span",
      `cx-e-${event.status}`,
      drawn.openStart ? "cx-open-start" : "",
      drawn.openEnd ? "cx-open-end" : "",
      event.about ? "cx-about" : "",
      drawn.beyond ? `cx-beyond cx-${drawn.beyond}` : "",
    ];
    const span = drawn && h("span", {
      class: looks?.filter(Boolean).join(" "),
      style: `left:${(drawn.left * 100).toFixed(2)}%;width:${(drawn.width * 100).toFixed(2)}%`,
    });
    const status = this.state.model.data.labels.event_status[event.status] ?? event.status;
    return h(
      "div",
      { role: "option", tabindex: -1, class: "cx-event", "data-event": event.id, "aria-selected": "false" },
      h(
        "span",
        { class: "cx-label", dir: "auto" },
        h("span", { class: "cx-when" }, event.when),
        " ",
        event.text,
        h("span", { class: "cx-aside" }, ` ${status}`),
      ),
      h("span", { class: "cx-track", "aria-hidden": "true" }, span || null),
    );
  }

  /**
   * @param {HTMLElement} row
   * @param {boolean} add
   */
  choose(row, add) {
    this.state.choose("event", row.dataset.event ?? "", { add });
  }

  /**
   * Mark the events of the chosen claims; show the current claim's first event.
   * @param {boolean} [follow]
   */
  mark(follow = true) {
    const { chosen, current, choice, model } = this.state;
    const ids = new Set(chosen.flatMap((id) => model.claims.get(id)?.events ?? []));
    const wanted = choice?.kind === "event" ? choice.row : model.claims.get(current ?? "")?.events[0];
    if (follow && wanted) {
      this.turnTo(wanted);
    }
    for (const [id, row] of this.rows) {
      row.setAttribute("aria-selected", String(ids.has(id)));
      row.classList.toggle("cx-current", id === wanted);
    }
    const row = follow && wanted ? this.rows.get(wanted) : undefined;
    if (row) {
      this.roving.set(row);
      reveal(this.pane.element, row);
    }
  }

  /** @param {string} id of an event, which may stand outside the window or on another page */
  turnTo(id) {
    const event = this.state.model.events.get(id);
    if (event && !bar(event, this.window) && this.state.lit.has(event.claim)) {
      this.name = "all";
      this.refill();
    }
    const at = this.events.findIndex((one) => one.id === id);
    if (at >= 0 && Math.floor(at / EVENTS) !== this.page) {
      this.page = Math.floor(at / EVENTS);
      this.draw();
    }
  }
}
