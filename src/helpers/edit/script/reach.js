/** How far a change goes: the row alone, the rows that share what is changed, or all of the story. */

import { h } from "../../explore/script/dom.js";
import { counted } from "../../explore/script/text.js";

/** @import { Cells, Field, Name, Rows } from "./rows.js" */
/** @typedef {{near: Array<[string, string]>, everywhere: Array<[string, string]>}} Sharing */

/** The columns, beside dates and names, that other rows may share: those of a number. */
const NUMBERS = new Set(["value", "best", "lower", "upper", "bound"]);
/** So many rows are named; of more the number is told. */
const NAMED_ROWS = 4;

/** @param {Field} field */
function isShared(field) {
  return field.edtf || NUMBERS.has(field.name) || ["actors", "places"].includes(field.reference);
}

export class Reach {
  /**
   * @param {string} id of the editor on its page
   * @param {Name} name of the row
   * @param {Cells} changed what is changed in it, now and later
   * @param {{rows: Rows, shared: (cells: Cells) => Promise<Sharing>}} asked
   */
  constructor(id, name, changed, asked) {
    this.name = name;
    this.changed = changed;
    this.asked = asked;
    this.waiting = 0;
    /** @type {Promise<void>} */
    this.asking = Promise.resolve();
    this.control = h("select", { id: `${id}-reach`, onchange: () => { this.own = true; } });
    this.own = false;
    this.label = h("label", { for: `${id}-reach` });
    this.element = h("div", { class: "ce-field ce-wide ce-reach", hidden: true }, this.label, this.control);
  }

  /**
   * Look, once somebody has stopped typing, who else has what is changed.
   * @returns {boolean} whether there is anything to look at
   */
  look() {
    clearTimeout(this.waiting);
    const any = this.name.key !== "" && (this.changes(isShared) || !this.element.hidden);
    if (any) {
      this.waiting = setTimeout(() => this.ask(), 150);
    }
    return any;
  }

  /** @param {(field: Field) => boolean} what */
  changes(what) {
    return this.asked.rows.tables[this.name.table].fields.some((field) => field.name in this.changed && what(field));
  }

  ask() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.asking = this.answered({ ...this.changed });
    return this.asking;
  }

  /** @param {Cells} cells */
  async answered(cells) {
    const { near, everywhere } = (await this.asked.shared(cells)) ?? { near: [], everywhere: [] };
    const further = everywhere.length > near.length;
    const options = [
      near.length > 0 ? ["near", "Change it there too"] : null,
      further ? ["everywhere", `Change it everywhere, in ${counted(everywhere.length, "more row")}`] : null,
      ["here", "Change it here alone"],
    ].filter((one) => one !== null);
    const before = this.control.value;
    this.control.replaceChildren(...options.map(([value, label]) => h("option", { value }, label)));
    // One date or number in the same words is one statement; who is meant may differ from row to row.
    const meant = near.length > 0 && !this.changes((field) => field.reference !== "") ? "near" : "here";
    this.control.value = this.own && options.some(([value]) => value === before) ? before : meant;
    const told = near.slice(0, NAMED_ROWS).map(([table, key]) => this.asked.rows.title(table, key));
    const more = near.length > NAMED_ROWS ? ` and ${near.length - NAMED_ROWS} more` : "";
    this.label.textContent = near.length > 0 ? `The same stands in ${told.join(", ")}${more}.` : "The same stands in other rows.";
    this.element.hidden = options.length === 1;
  }

  /** @returns {Promise<string>} what is chosen, once it is known who shares what is changed */
  async chosen() {
    await (this.waiting === 0 ? this.asking : this.ask());
    return this.control.value || "here";
  }
}
