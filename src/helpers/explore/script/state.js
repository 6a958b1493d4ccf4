/** What is chosen and what is asked for: the one state that all views show. */

import { claimsOf, inOrder } from "./model.js";
import { NO_FILTERS, find, indexFacets, opening } from "./filter.js";

/** @import { Model } from "./model.js" */
/** @import { Filters, Found } from "./filter.js" */

/**
 * What was chosen last: a row of some kind, which may stand for several claims.
 * @typedef {{kind: string, row: string}} Choice
 */

/** @typedef {"filters" | "chosen"} Part */

export class State {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.index = indexFacets(model);
    this.opening = opening(model);
    /** @type {Filters} */
    this.filters = { ...this.opening };
    /** @type {Found} */
    this.found = find(model, this.index, this.filters);
    /** @type {Set<string>} the claims in the list */
    this.shown = new Set(this.found.ids);
    this.everything = new Set(model.order.keys());
    /** The claims of text, timeline and map: all of them, until something is asked for. */
    this.lit = this.everything;
    /** @type {string[]} claims, in reading order */
    this.chosen = [];
    /** The same, to be asked whether a claim is among them. */
    this.held = new Set(this.chosen);
    /** @type {string | null} the claim on the card */
    this.current = null;
    /** @type {Choice | null} */
    this.choice = null;
    /** @type {Array<(part: Part) => void>} */
    this.watchers = [];
  }

  /** @param {(part: Part) => void} watcher told after each change, in the order of their coming */
  watch(watcher) {
    this.watchers.push(watcher);
  }

  /** @param {Partial<Filters>} changed */
  ask(changed) {
    this.filters = { ...this.filters, ...changed };
    this.found = find(this.model, this.index, this.filters);
    this.shown = new Set(this.found.ids);
    this.lit = this.asked ? this.shown : this.everything;
    this.tell("filters");
  }

  /** Whether anything else is asked for than at the beginning. */
  get asked() {
    const names = /** @type {Array<keyof Filters>} */ (Object.keys(NO_FILTERS));
    return names.some((name) => this.filters[name] !== this.opening[name]);
  }

  /**
   * Go in by a finding: its claims alone are listed, and chosen. By the same one again, out.
   * @param {string} way the place of the finding, "0" for the first one
   */
  enter(way) {
    if (this.filters.way === way) {
      this.leave();
      return;
    }
    const ids = this.model.data.ways[Number(way)]?.claims ?? [];
    this.ask({ ...NO_FILTERS, way });
    this.put(ids, null, { kind: "way", row: way });
  }

  /** Go back to where the explorer opened. */
  leave() {
    this.ask({ ...this.opening });
    this.put([], null, null);
  }

  /**
   * Choose whatever a row of some kind stands for.
   * @param {string} kind
   * @param {string} row
   * @param {{add?: boolean}} [how] add: to what is chosen; a claim that was chosen is let go
   */
  choose(kind, row, { add = false } = {}) {
    const ids = claimsOf(this.model, kind, row);
    if (this.filters.way !== "" && !ids.every((id) => this.shown.has(id))) {
      // Whoever chooses something else has left the finding.
      this.ask({ ...this.opening });
    }
    if (add && ids.length > 0 && ids.every((id) => this.held.has(id))) {
      this.put(this.chosen.filter((id) => !ids.includes(id)), null, null);
      return;
    }
    this.put(add ? [...this.chosen, ...ids] : ids, ids[0] ?? null, { kind, row });
  }

  /**
   * Choose claims by their ids; unknown ones are left out.
   * @param {string[]} ids
   */
  select(ids) {
    const kept = inOrder(ids, this.model.order);
    this.put(kept, kept[0] ?? null, kept.length > 0 ? { kind: "claim", row: kept[0] } : null);
  }

  /** @param {number} by how many of the chosen claims the card moves on */
  turn(by) {
    const at = this.chosen.indexOf(this.current ?? "");
    const count = this.chosen.length;
    if (count > 0) {
      this.current = this.chosen[(at + by + count) % count];
      this.tell("chosen");
    }
  }

  /**
   * @param {string[]} ids
   * @param {string | null} current
   * @param {Choice | null} choice
   */
  put(ids, current, choice) {
    this.chosen = inOrder(ids, this.model.order);
    this.held = new Set(this.chosen);
    this.current = current ?? this.chosen[0] ?? null;
    this.choice = choice;
    this.tell("chosen");
  }

  /** @param {Part} part */
  tell(part) {
    for (const watcher of this.watchers) {
      watcher(part);
    }
  }
}
