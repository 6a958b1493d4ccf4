/** The cells of one row, each in a field of its kind; what is wrong with one stands below it. */

import { h } from "../../explore/script/dom.js";
import { choiceControl, fieldBox, fieldsOf, fits, isAsked, textControl } from "./fields.js";
import { chainFrom, outletLast } from "./order.js";
import { Reach } from "./reach.js";
import { Search } from "./search.js";

/** @import { Cells, Field, Name, Rows } from "./rows.js" */
/** @typedef {{file: string, row: string, column: string, found: string, expected: string, mend: string}} Fault */

/** The columns below which a row's number is told in words. */
const NUMBER = "bound";
/** The tables of which a new row can be made for a cell that names one. */
const MADE_BESIDE = ["actors", "places", "references", "topics"];

/**
 * What the form asks of the editor.
 * @typedef {object} Asked
 * @property {Rows} rows
 * @property {string} outlet
 * @property {(table: string, cells: Cells) => Promise<Record<string, string>>} words
 * @property {(cells: Cells) => Promise<import("./reach.js").Sharing>} shared the rows that share what some cells change
 * @property {(table: string, letters: string, column: string) => void} make a new row for a cell
 * @property {(changed: Cells) => void} touched told whenever a cell is changed
 */

export class Form {
  /**
   * @param {string} id of the editor on its page
   * @param {Name} name the row; without a key one that is made
   * @param {Cells} cells
   * @param {Cells} changed what was changed before and is not saved
   * @param {Asked} asked
   */
  constructor(id, name, cells, changed, asked) {
    this.id = id;
    this.name = name;
    this.cells = cells;
    this.changed = { ...changed };
    this.asked = asked;
    /** @type {Map<string, HTMLElement>} */
    this.controls = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.boxes = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.told = new Map();
    /** @type {Map<string, Search>} */
    this.searches = new Map();
    this.waiting = 0;
    const { first, others } = fieldsOf(name.table, asked.rows.tables[name.table]);
    const named = first.map((field) => this.field(field));
    this.sharing = new Reach(id, name, this.changed, asked);
    this.more = h("details", { class: "ce-more" }, h("summary", {}, "More"), h("div", { class: "ce-fields" }, ...others.map((field) => this.field(field))));
    if (others.some((field) => cells[field.name])) {
      this.more.open = true;
    }
    this.element = h("div", { class: "ce-form" }, h("div", { class: "ce-fields" }, ...named, this.sharing.element), others.length > 0 ? this.more : null);
    this.suggest();
    this.fit();
    this.tell();
    this.sharing.look();
  }

  /** Fill in what is open and has one answer that fits most rows; who saves it has seen it. */
  suggest() {
    const topics = [...(this.asked.rows.rows.get("topics")?.keys() ?? [])];
    const most = { topic: topics.length === 1 ? topics[0] : "", checkable: "true", content: "assertion" };
    for (const [column, cell] of Object.entries(most)) {
      if (this.name.table === "claims" && this.value(column) === "" && cell !== "") {
        this.changed[column] = cell;
        this.draw(column, cell);
      }
    }
  }

  /**
   * Show a cell that was changed from outside of its field.
   * @param {string} column
   * @param {string} cell
   */
  draw(column, cell) {
    const control = this.controls.get(column);
    const search = this.searches.get(column);
    if (search) {
      search.set(cell.split("|").filter((one) => one !== ""));
    } else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) {
      control.value = cell;
    }
  }

  /** @param {string} column */
  value(column) {
    return this.changed[column] ?? this.cells[column] ?? "";
  }

  /** Every cell as it stands in the form. */
  whole() {
    return { ...this.cells, ...this.changed };
  }

  /**
   * @param {string} column
   * @param {string} cell
   */
  put(column, cell) {
    if (cell === (this.cells[column] ?? "") && this.name.key !== "") {
      delete this.changed[column];
    } else {
      this.changed[column] = cell;
    }
    this.wrong(column, "");
    this.asked.touched(this.changed);
    this.fit();
    if (column === "kind") {
      this.empty();
    }
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tell(), 150);
    if (this.sharing.look()) {
      this.boxes.get(column)?.after(this.sharing.element);
    }
  }

  /** How far what is changed goes: "here", "near", "everywhere". */
  reach() {
    return this.sharing.chosen();
  }

  /**
   * Change a cell from outside of its field.
   * @param {string} column
   * @param {string} cell
   */
  set(column, cell) {
    this.put(column, cell);
    this.draw(column, cell);
  }

  /** @param {Field} field */
  field(field) {
    const id = `${this.id}-${field.name}`;
    const made = this.control(field, id);
    const { box, told } = fieldBox(this.name.table, field, id, made);
    this.controls.set(field.name, made.control);
    this.boxes.set(field.name, box);
    this.told.set(field.name, told);
    return box;
  }

  /**
   * @param {Field} field
   * @param {string} id
   * @returns {{element: HTMLElement, control: HTMLElement}}
   */
  control(field, id) {
    if (field.reference) {
      return this.search(field, id);
    }
    const way = field.choices.length > 0 || field.type === "boolean" ? choiceControl : textControl;
    const control = way(field, id, this.value(field.name), (cell) => this.put(field.name, cell));
    return { element: control, control };
  }

  /**
   * @param {Field} field
   * @param {string} id
   */
  search(field, id) {
    const { rows, make } = this.asked;
    const many = field.type === "list";
    const makes = MADE_BESIDE.includes(field.reference) && field.reference in rows.tables;
    const search = new Search(
      id,
      this.value(field.name).split("|").filter((one) => one !== ""),
      many,
      {
        find: (letters) => rows.search(field.reference, letters),
        label: (key) => rows.label(field.reference, key),
        make: makes ? (letters) => make(field.reference, letters, field.name) : null,
      },
      (keys) => {
        this.put(field.name, keys.join("|"));
        if (field.name === "chain") {
          this.set("chain", outletLast(keys, this.asked.outlet).join("|"));
        } else if (field.name === "speaker") {
          this.chain(keys[0] ?? "");
        }
      },
    );
    this.searches.set(field.name, search);
    return { element: search.element, control: search.input };
  }

  /**
   * Let the chain begin with another speaker.
   * @param {string} speaker
   */
  chain(speaker) {
    const chain = chainFrom(this.value("chain").split("|"), speaker, this.asked.outlet);
    this.set("chain", chain.join("|"));
    if (speaker !== this.asked.outlet && this.value("voice") === "narrator") {
      this.set("voice", "indirect");
    }
  }

  /**
   * Name a row in a cell, beside those that stand there where there may be several.
   * @param {string} column
   * @param {string} key
   */
  give(column, key) {
    const search = this.searches.get(column);
    search?.take(search.many ? [...search.keys, key] : [key]);
    search?.input.focus();
  }

  /** Show those fields alone that a row of its kind has. */
  fit() {
    for (const [column, box] of this.boxes) {
      box.hidden = !fits(this.name.table, column, this.value("kind"));
    }
  }

  /** Blank what a row of its kind has no field for: what nobody sees nobody could mend. */
  empty() {
    for (const [column, box] of this.boxes) {
      if (box.hidden && this.value(column) !== "") {
        this.set(column, "");
      }
    }
  }

  /** Tell in words what quantities and dates state. */
  async tell() {
    const words = await this.asked.words(this.name.table, this.whole());
    for (const [column, element] of this.told) {
      const said = words[column] ?? "";
      element.textContent = said === "" ? "" : column === NUMBER ? `states: ${said}` : said;
    }
  }

  /**
   * Say what is wrong with a cell.
   * @param {string} column
   * @param {string} text "" for nothing
   */
  wrong(column, text) {
    const box = this.boxes.get(column);
    const control = this.controls.get(column);
    if (box && control) {
      box.classList.toggle("ce-bad", text !== "");
      control.setAttribute("aria-invalid", String(text !== ""));
      const place = box.querySelector(".ce-wrong");
      if (place) {
        place.textContent = text;
      }
      if (text !== "" && this.more.contains(box)) {
        this.more.open = true;
      }
    }
  }

  /**
   * Put faults at their cells.
   * @param {Fault[]} faults
   * @param {string} file the file of the row's table
   * @returns {Fault[]} those that belong to no cell of this row
   */
  faults(faults, file) {
    const others = [];
    /** @type {string[]} */
    const columns = [];
    for (const fault of faults) {
      const here = fault.file === file && (fault.row === this.name.key.split("|").join(" ") || this.name.key === "");
      const column = fault.column.split(", ").find((one) => this.boxes.get(one)?.hidden === false);
      if (here && column) {
        this.wrong(column, fault.found === "a blank cell" ? fault.mend : `found ${fault.found}; expected ${fault.expected}. ${fault.mend}`);
        columns.push(column);
      } else {
        others.push(fault);
      }
    }
    if (columns.length > 0) {
      this.controls.get([...this.controls.keys()].find((column) => columns.includes(column)) ?? "")?.focus();
    }
    return others;
  }

  /** Go to the first cell that must be filled in, else to the first. */
  focus() {
    const fields = this.asked.rows.tables[this.name.table].fields;
    const blank = [...this.controls.keys()].find((column) => {
      const field = fields.find((one) => one.name === column);
      return field && isAsked(field) && this.value(column) === "" && this.boxes.get(column)?.hidden === false;
    });
    const [first] = this.controls.keys();
    this.controls.get(blank ?? first)?.focus();
  }
}
