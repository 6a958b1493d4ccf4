/** What is chosen and what is asked for: the one state that all views show. */

import { claimsOf, inOrder } from "./model.js";
import { NO_FILTERS, find, indexFacets } from "./filter.js";

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
    /** @type {Filters} */
    this.filters = { ...NO_FILTERS };
    /** @type {Found} */
    this.found = find(model, this.index, this.filters);
    /** @type {Set<string>} */
    this.shown = new Set(this.found.ids);
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
    this.tell("filters");
  }

  /**
   * Choose whatever a row of some kind stands for.
   * @param {string} kind
   * @param {string} row
   * @param {{add?: boolean}} [how] add: to what is chosen; a claim that was chosen is let go
   */
  choose(kind, row, { add = false } = {}) {
    const ids = claimsOf(this.model, kind, row);
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
