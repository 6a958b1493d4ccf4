/** The explorer: findings, claims, card, text, timeline and map around one selection. */

import { ArticleView } from "./article.js";
import { CardView } from "./card.js";
import { h } from "./dom.js";
import { FilterView } from "./filters.js";
import { ListView, tally } from "./list.js";
import { MapView } from "./map.js";
import { makeModel } from "./model.js";
import { State } from "./state.js";
import { TimelineView } from "./timeline.js";
import { WaysView } from "./ways.js";

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
      // Beside the words of an article there is room for less: what reads first is set by the style.
      { class: data.article.words === "absent" ? "cx-body" : "cx-body cx-worded" },
      new WaysView(state).element,
      new FilterView(state).element,
      new ListView(state).element,
      new CardView(state, say).element,
      new ArticleView(state).element,
      h("div", { class: "cx-below" }, new TimelineView(state).element, new MapView(state).element),
    ),
    live,
  );
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (state.chosen.length > 0 || state.filters.way !== "")) {
      event.preventDefault();
      letGo(state);
      say("Nothing is chosen.");
    }
  });
  let before = "[]";
  state.watch((part) => {
    say(part === "filters" ? `${tally(state)} shown.` : spoken(state));
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
        if (state.filters.way !== "") {
          state.ask({ ...state.opening });
        }
        state.select(ids);
      }
    },
    remove: () => root.remove(),
  };
}

/**
 * Choose nothing; who came in by a finding is back where the explorer opened.
 * @param {State} state
 */
function letGo(state) {
  if (state.filters.way === "") {
    state.select([]);
  } else {
    state.leave();
  }
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
