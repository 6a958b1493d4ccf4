/** The filters above the list: what can be asked for, and how many claims each would leave. */

import { h } from "./dom.js";
import { NO_FILTERS, find } from "./filter.js";

/** @import { State } from "./state.js" */
/** @import { Facet, Filters } from "./filter.js" */

/** @type {Record<Exclude<Facet, "content">, [label: string, any: string]>} */
const LABELS = {
  speaker: ["Who says it", "Anyone"],
  voice: ["Voice", "Any voice"],
  verdict: ["How it stands", "Any verdict"],
  topic: ["Topic", "Any topic"],
  place: ["Place", "Anywhere"],
  certainty: ["Certainty", "Any certainty"],
  hedge: ["Hedge", "Hedged or not"],
};

/** What is seen at once; the others fold away. */
const FIRST = new Set(["speaker", "voice", "verdict"]);

let made = 0;

export class FilterView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    made += 1;
    this.prefix = `cx-${made}`;
    /** @type {Map<Facet, {select: HTMLSelectElement, options: Map<string, HTMLOptionElement>, names: Map<string, string>}>} */
    this.facets = new Map();
    /** What there is, whatever the list shows. */
    this.every = find(state.model, state.index, NO_FILTERS).counts;
    /** @type {Map<string, HTMLButtonElement>} */
    this.kinds = new Map();
    this.text = this.input("text", "search");
    this.from = this.input("from", "date");
    this.to = this.input("to", "date");
    this.clear = h("button", { type: "button", class: "cx-clear", onclick: () => this.reset() }, "Clear filters");
    this.more = h("summary", {});
    const facets = Object.keys(LABELS);
    this.element = h(
      "form",
      { class: "cx-filters", role: "search", "aria-label": "Filter the claims", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      this.contents(),
      h(
        "div",
        { class: "cx-fields" },
        this.field("Search", this.text, "cx-wide"),
        ...facets.filter((facet) => FIRST.has(facet)).map((facet) => this.facet(facet)),
      ),
      h(
        "details",
        { class: "cx-more" },
        this.more,
        h(
          "div",
          { class: "cx-fields" },
          ...facets.filter((facet) => !FIRST.has(facet)).map((facet) => this.facet(facet)),
          this.field("Dates from", this.from),
          this.field("Dates to", this.to),
        ),
      ),
      this.clear,
    );
    state.watch((part) => {
      if (part === "filters") {
        this.update();
      }
    });
    this.update();
  }

  /** News, background and naming: each is a list of its own, with its count. */
  contents() {
    const { data } = this.state.model;
    const present = Object.entries(data.labels.content).filter(([value]) => data.claims.some((claim) => claim.content === value));
    for (const [value, name] of [...present, ["", "All claims"]]) {
      const told = h("span", { class: "cx-times" });
      const button = h("button", { type: "button", "data-content": value, "aria-pressed": "false", onclick: () => this.state.ask({ content: value }) }, name, " ", told);
      this.kinds.set(value, button);
    }
    return h("div", { class: "cx-choices", role: "group", "aria-label": "Kind of claim", hidden: present.length < 2 }, ...this.kinds.values());
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

  /** @param {string} name */
  facet(name) {
    const facet = /** @type {Exclude<Facet, "content">} */ (name);
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
   * @param {Exclude<Facet, "content">} facet
   * @returns {Map<string, string>}
   */
  names(facet) {
    const { data, places } = this.state.model;
    const present = [...this.every[facet].entries()];
    const named = present.map(([value, count]) => ({ value, count, name: this.name(facet, value) }));
    /** @type {string[]} */
    const order = {
      voice: Object.keys(data.labels.voice),
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
    this.state.ask({ ...this.state.opening });
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
    for (const [value, button] of this.kinds) {
      button.setAttribute("aria-pressed", String(filters.content === value));
      const count = value ? found.counts.content.get(value) ?? 0 : [...found.counts.content.values()].reduce((sum, one) => sum + one, 0);
      /** @type {HTMLElement} */ (button.lastElementChild).textContent = count.toLocaleString("en-GB");
    }
    const folded = [...this.facets.keys(), "from", "to"].filter((name) => !FIRST.has(name) && filters[/** @type {keyof Filters} */ (name)] !== "");
    this.more.textContent = folded.length > 0 ? `More filters (${folded.length} in use)` : "More filters";
    this.clear.disabled = !this.state.asked;
  }
}
