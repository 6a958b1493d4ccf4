/** The cells of one row, each in a field of its kind; what is wrong with one stands below it. */

import { h } from "../../explore/script/dom.js";
import { chainFrom } from "./rows.js";
import { Search } from "./search.js";

/** @import { Cells, Field, Name, Rows } from "./rows.js" */
/** @typedef {{file: string, row: string, column: string, found: string, expected: string, mend: string}} Fault */

/** The columns that are asked for first, in this order; all others stand under More. */
const FIRST = new Map([
  ["claims", ["paraphrase", "speaker", "topic", "content", "voice", "certainty", "hedges", "checkable", "chain"]],
  ["figures", ["measures", "surface", "kind", "bound", "value", "lower", "upper", "unit", "when", "claim_id"]],
  ["casualties", ["victims", "outcome", "reported_by", "bound", "best", "lower", "upper", "claim_id", "figure_id", "perpetrators", "period"]],
  ["events", ["description", "when", "surface", "status", "claim_id", "actors", "place_id"]],
  ["mentions", ["actor_id", "form"]],
  ["actors", ["name", "kind", "role", "aliases", "part_of"]],
  ["places", ["name", "kind", "within", "country", "aliases"]],
]);
const LOCATOR = ["paragraph", "start", "end", "sha256"];
const WIDE = new Set(["paraphrase", "description", "measures", "victims", "note", "chain", "role", "finding", "actors"]);
const LONG = new Set(["paraphrase", "description", "note", "finding"]);
/** The columns below which a row's number is told in words. */
const NUMBER = "bound";

/**
 * What the form asks of the editor.
 * @typedef {object} Asked
 * @property {Rows} rows
 * @property {Record<string, string>} topics
 * @property {string} outlet
 * @property {(table: string, cells: Cells) => Promise<Record<string, string>>} words
 * @property {(table: string, letters: string, column: string) => void} make a new actor or place for a cell
 * @property {() => void} touched told whenever a cell is changed
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
    const table = asked.rows.tables[name.table];
    const own = (/** @type {Field} */ field) => !LOCATOR.includes(field.name) && !(table.key.length === 1 && table.key[0] === field.name);
    const fields = table.fields.filter(own);
    const first = FIRST.get(name.table) ?? fields.filter((field) => field.required).map((field) => field.name);
    const named = first.map((column) => fields.find((field) => field.name === column)).filter((field) => field !== undefined);
    const others = fields.filter((field) => !first.includes(field.name));
    this.more = h("details", { class: "ce-more" }, h("summary", {}, "More"), h("div", { class: "ce-fields" }, ...others.map((field) => this.field(field))));
    if (others.some((field) => cells[field.name] && field.name !== "checkable")) {
      this.more.open = true;
    }
    this.element = h(
      "div",
      { class: "ce-form" },
      h("div", { class: "ce-fields" }, ...named.map((field) => this.field(field))),
      others.length > 0 ? this.more : null,
    );
    this.suggest();
    this.fit();
    this.tell();
  }

  /** Fill in what is open and has one answer that fits most rows; who saves it has seen it. */
  suggest() {
    const topics = Object.keys(this.asked.topics);
    const most = { topic: topics.length === 1 ? topics[0] : "", checkable: "true", content: "assertion" };
    for (const [column, cell] of Object.entries(most)) {
      if (this.name.table === "claims" && this.value(column) === "" && cell !== "") {
        this.changed[column] = cell;
        const control = this.controls.get(column);
        if (control instanceof HTMLSelectElement) {
          control.value = cell;
        }
      }
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
    this.asked.touched();
    this.fit();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tell(), 150);
  }

  /**
   * Change a cell from outside of its field.
   * @param {string} column
   * @param {string} cell
   */
  set(column, cell) {
    this.put(column, cell);
    const control = this.controls.get(column);
    if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) {
      control.value = cell;
    }
  }

  /** @param {Field} field */
  field(field) {
    const id = `${this.id}-${field.name}`;
    const box = h("div", { class: WIDE.has(field.name) ? "ce-field ce-wide" : "ce-field" });
    const { element, control } = this.control(field, id);
    const told = h("span", { class: "ce-told", id: `${id}-told` });
    const label = h("label", { for: id }, field.title, field.required ? null : h("span", { class: "cx-aside" }, " if any"));
    control.setAttribute("aria-describedby", `${id}-told ${id}-wrong`);
    control.title = field.description;
    box.append(label, element, told, h("span", { class: "ce-wrong", id: `${id}-wrong` }));
    this.controls.set(field.name, control);
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
    const cell = this.value(field.name);
    if (field.reference) {
      return this.search(field, id);
    }
    if (field.choices.length > 0 || field.type === "boolean" || field.name === "topic") {
      return this.select(field, id, cell);
    }
    const long = LONG.has(field.name);
    const control = long ? h("textarea", { id, rows: 2 }) : h("input", { id, type: "text", autocomplete: "off" });
    control.value = field.type === "list" ? cell.split("|").join(", ") : cell;
    control.spellcheck = long;
    control.addEventListener("input", () => {
      const items = control.value.split(",").map((one) => one.trim()).filter((one) => one !== "");
      this.put(field.name, field.type === "list" ? items.join("|") : control.value.replaceAll(/\s+/g, " ").trim());
    });
    return { element: control, control };
  }

  /**
   * @param {Field} field
   * @param {string} id
   * @param {string} cell
   */
  select(field, id, cell) {
    const topics = Object.entries(this.asked.topics).map(([value, label]) => ({ value, label }));
    const flags = [{ value: "true", label: "yes" }, { value: "false", label: "no" }];
    const known = field.choices.length > 0 ? field.choices : field.name === "topic" ? topics : flags;
    const label = (/** @type {{value: string, label: string}} */ one) => (field.choices.length > 0 ? one.value.replaceAll("_", " ") : one.label);
    const options = known.map((one) => h("option", { value: one.value, title: one.label }, label(one)));
    const control = h("select", { id, onchange: () => this.put(field.name, control.value) }, h("option", { value: "" }, "–"), ...options);
    control.value = cell;
    return { element: control, control };
  }

  /**
   * @param {Field} field
   * @param {string} id
   */
  search(field, id) {
    const { rows, make } = this.asked;
    const many = field.type === "list";
    const makes = field.reference === "actors" || field.reference === "places";
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
        if (field.name === "speaker") {
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
    this.searches.get("chain")?.set(chain);
    this.put("chain", chain.join("|"));
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
    if (this.name.table === "figures") {
      const date = this.value("kind") === "date";
      for (const [column, box] of this.boxes) {
        if (["bound", "value", "lower", "upper", "unit"].includes(column)) {
          box.hidden = date;
        } else if (column === "when") {
          box.hidden = !date;
        }
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
      return field?.required && this.value(column) === "" && this.boxes.get(column)?.hidden === false;
    });
    const [first] = this.controls.keys();
    this.controls.get(blank ?? first)?.focus();
  }
}
