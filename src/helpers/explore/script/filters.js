/** The filters above the table: what can be asked for, and how many claims each would leave. */

import { h } from "./dom.js";
import { FACETS, NO_FILTERS } from "./filter.js";

/** @import { State } from "./state.js" */
/** @import { Facet, Filters } from "./filter.js" */

/** @type {Record<Facet, [label: string, any: string]>} */
const LABELS = {
  speaker: ["Speaker", "Anyone"],
  topic: ["Topic", "Any topic"],
  certainty: ["Certainty", "Any certainty"],
  hedge: ["Hedge", "Hedged or not"],
  verdict: ["Verdict", "Any verdict"],
  place: ["Place", "Anywhere"],
};

let made = 0;

export class FilterView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    made += 1;
    this.prefix = `cx-${made}`;
    /** @type {Map<Facet, {select: HTMLSelectElement, options: Map<string, HTMLOptionElement>, names: Map<string, string>}>} */
    this.facets = new Map();
    this.text = this.input("text", "search");
    this.from = this.input("from", "date");
    this.to = this.input("to", "date");
    this.clear = h("button", { type: "button", class: "cx-clear", onclick: () => this.reset() }, "Clear filters");
    this.element = h(
      "form",
      { class: "cx-filters", role: "search", "aria-label": "Filter the claims", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      this.field("Search", this.text, "cx-wide"),
      ...FACETS.map((facet) => this.facet(facet)),
      this.field("Dates from", this.from),
      this.field("Dates to", this.to),
      this.clear,
    );
    state.watch((part) => {
      if (part === "filters") {
        this.update();
      }
    });
    this.update();
  }

  /**
   * @param {"text" | "from" | "to"} name
   * @param {string} type
   */
  input(name, type) {
    /** @param {Event} event */
    const ask = (event) => this.state.ask({ [name]: /** @type {HTMLInputElement} */ (event.target).value });
    return h("input", { type, name, id: `${this.prefix}-${name}`, autocomplete: "off", oninput: ask });
  }

  /**
   * @param {string} label
   * @param {HTMLElement} control
   * @param {string} [look]
   */
  field(label, control, look = "") {
    return h("div", { class: `cx-field ${look}` }, h("label", { for: control.id }, label), control);
  }

  /** @param {Facet} facet */
  facet(facet) {
    const [label, any] = LABELS[facet];
    const names = this.names(facet);
    const options = new Map();
    for (const [value, name] of names) {
      options.set(value, h("option", { value }, name));
    }
    const select = h(
      "select",
      {
        id: `${this.prefix}-${facet}`,
        name: facet,
        onchange: () => this.state.ask(/** @type {Partial<Filters>} */ ({ [facet]: select.value })),
      },
      h("option", { value: "" }, any),
      ...options.values(),
    );
    this.facets.set(facet, { select, options, names });
    return this.field(label, select);
  }

  /**
   * What can be chosen in a facet, with its name, in the order to be shown.
   * @param {Facet} facet
   * @returns {Map<string, string>}
   */
  names(facet) {
    const { data, places } = this.state.model;
    const present = [...this.state.found.counts[facet].entries()];
    const named = present.map(([value, count]) => ({ value, count, name: this.name(facet, value) }));
    /** @type {string[]} */
    const order = {
      topic: Object.keys(data.topics),
      certainty: Object.keys(data.labels.certainty),
      verdict: Object.keys(data.labels.verdict),
      place: [...places.keys()],
      hedge: ["any", "none"],
      speaker: [],
    }[facet];
    const rank = new Map(order.map((value, at) => [value, at]));
    named.sort(
      (one, other) =>
        (rank.get(one.value) ?? 9999) - (rank.get(other.value) ?? 9999) ||
        (facet === "speaker" ? other.count - one.count : 0) ||
        (one.name < other.name ? -1 : 1),
    );
    return new Map(named.map(({ value, name }) => [value, name]));
  }

  /**
   * @param {Facet} facet
   * @param {string} value
   */
  name(facet, value) {
    const { data, places } = this.state.model;
    switch (facet) {
      case "speaker":
        return data.actors[value] ?? value;
      case "topic":
        return data.topics[value] ?? value;
      case "place":
        return places.get(value)?.name ?? value;
      case "hedge":
        return { any: "Any hedge", none: "No hedge" }[value] ?? `“${value.slice(1)}”`;
      default:
        return data.labels[facet][value] ?? value;
    }
  }

  reset() {
    this.state.ask({ ...NO_FILTERS });
    this.text.focus();
  }

  /** Show what is asked for, and the counts that follow from it. */
  update() {
    const { filters, found } = this.state;
    for (const name of /** @type {const} */ (["text", "from", "to"])) {
      if (this[name].value !== filters[name]) {
        this[name].value = filters[name];
      }
    }
    for (const [facet, { select, options, names }] of this.facets) {
      for (const [value, option] of options) {
        const count = found.counts[facet].get(value) ?? 0;
        const told = `${names.get(value) ?? value} (${count})`;
        if (option.textContent !== told) {
          option.textContent = told;
        }
      }
      if (select.value !== filters[facet]) {
        select.value = filters[facet];
      }
    }
    const asked = Object.values(filters).some((value) => value !== "");
    this.clear.disabled = !asked;
  }
}
