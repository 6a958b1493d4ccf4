/** The ways in: the main findings, each a button that chooses its claims and lets them go again. */

import { h } from "./dom.js";
import { counted } from "./text.js";

/** @import { State } from "./state.js" */
/** @import { Way } from "./model.js" */

export class WaysView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    const { ways } = state.model.data;
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    this.element = h(
      "section",
      { class: "cx-ways", "aria-label": "What the article comes to", hidden: ways.length === 0 },
      h("h2", {}, "Start with a finding"),
      h("ol", {}, ...ways.map((way, at) => this.way(way, String(at)))),
    );
    state.watch(() => this.mark());
    this.mark();
  }

  /**
   * @param {Way} way
   * @param {string} at
   */
  way({ text, evidence, claims }, at) {
    const said = h("span", { class: "cx-found", dir: "auto" }, text);
    const source = evidence ? h("span", { class: "cx-evidence", dir: "auto" }, evidence) : null;
    if (claims.length === 0) {
      // Nothing of the article to choose: it is there to be read.
      return h("li", {}, h("div", { class: "cx-way" }, said, source));
    }
    const button = h(
      "button",
      { type: "button", class: "cx-way", "data-way": at, "aria-pressed": "false", onclick: () => this.state.enter(at) },
      said,
      " ",
      source,
      " ",
      h("span", { class: "cx-go" }, counted(claims.length, "claim")),
    );
    this.buttons.push(button);
    return h("li", {}, button);
  }

  /** Press the one whose claims are listed, and tell the other views of it by their look. */
  mark() {
    this.element.parentElement?.classList.toggle("cx-entered", this.state.filters.way !== "");
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.way === this.state.filters.way));
    }
  }
}
