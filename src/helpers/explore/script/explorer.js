/** The explorer: text, table, card, timeline and map around one selection. */

import { ArticleView } from "./article.js";
import { CardView } from "./card.js";
import { h } from "./dom.js";
import { FilterView } from "./filters.js";
import { MapView } from "./map.js";
import { makeModel } from "./model.js";
import { State } from "./state.js";
import { TableView } from "./table.js";
import { TimelineView } from "./timeline.js";
import { counted } from "./text.js";

/** @import { Data } from "./model.js" */

/**
 * Show a story in an element.
 * @param {HTMLElement} place
 * @param {Data} data
 * @param {object} [life]
 * @param {string[]} [life.chosen] the claims to begin with
 * @param {(ids: string[]) => void} [life.onChosen] told whenever other claims are chosen
 * @returns {{select: (ids: string[]) => void, remove: () => void}}
 */
export function explorer(place, data, { chosen = [], onChosen = () => {} } = {}) {
  const state = new State(makeModel(data));
  const live = h("div", { class: "cx-live", role: "status", "aria-live": "polite" });
  /** @param {string} text */
  const say = (text) => {
    live.textContent = text;
  };
  const root = h(
    "div",
    // JupyterLab takes single keys for its own commands unless told that they are meant for here.
    { class: "claims-explorer", "data-lm-suppress-shortcuts": "true" },
    h(
      "div",
      { class: "cx-body" },
      new ArticleView(state).element,
      h("div", { class: "cx-right" }, new FilterView(state).element, new TableView(state).element, new CardView(state, say).element),
      h("div", { class: "cx-below" }, new TimelineView(state).element, new MapView(state).element),
    ),
    live,
  );
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.chosen.length > 0) {
      event.preventDefault();
      state.select([]);
      say("Nothing is chosen.");
    }
  });
  let before = "[]";
  state.watch((part) => {
    say(part === "filters" ? told(state) : spoken(state));
    const now = JSON.stringify(state.chosen);
    if (part === "chosen" && now !== before) {
      before = now;
      onChosen([...state.chosen]);
    }
  });
  place.replaceChildren(root);
  if (chosen.length > 0) {
    before = JSON.stringify(chosen);
    state.select(chosen);
  }
  return {
    select: (ids) => {
      // What this view told the outside comes back from there; it is chosen already.
      const now = JSON.stringify(ids);
      if (now !== before) {
        before = now;
        state.select(ids);
      }
    },
    remove: () => root.remove(),
  };
}

/**
 * How many claims pass the filters, for those who do not see the table.
 * @param {State} state
 */
function told({ shown, model }) {
  return `${shown.size.toLocaleString("en-GB")} of ${counted(model.data.claims.length, "claim")} shown.`;
}

/**
 * What is chosen, in one sentence.
 * @param {State} state
 */
export function spoken({ chosen, current, choice, model }) {
  const claim = model.claims.get(current ?? "");
  if (!claim) {
    return choice ? "No claim belongs to this." : "Nothing is chosen.";
  }
  const speaker = model.data.actors[claim.speaker];
  const said = `${claim.id}, paragraph ${claim.paragraph}${speaker ? `, ${speaker}` : ""}: ${claim.text}`;
  return chosen.length > 1 ? `${chosen.length} claims chosen. ${said}` : `Chosen: ${said}`;
}
