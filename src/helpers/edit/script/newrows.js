/** Rows that are being made: of selected words, beside a row, or for a cell of another one. */

import { counted } from "../../explore/script/text.js";
import { placeOf } from "./points.js";

/** @import { Cells, Name, Place, Rows } from "./rows.js" */
/** @import { WordsView } from "./words.js" */
/** @import { Form } from "./form.js" */

/** What a row is made of while no words are selected: the word, the sentence or the claim there. */
const MEANT = new Map([["claims", "sentence"], ["casualties", "claim"], ["relations", "claim"]]);
/** The column of a row written beside the text that names the row which is shown. */
const ABOUT = new Map([["claim_links", "claim_id"], ["checks", "claim_id"], ["coordinates", "place_id"]]);
/** The column that the letters of a search give a new row; rows of the other tables have a name. */
const NAMED_BY = new Map([["references", "publisher"], ["topics", "label"]]);

/**
 * What a new row asks of the editor.
 * @typedef {object} AskedByNew
 * @property {(table: string, cells: Cells) => Promise<Cells>} read the cells that words give
 * @property {(name: Name, cells: Cells, changed: Cells, picked: Place | null) => void} shape
 * @property {(text: string, bad?: boolean) => void} say
 * @property {() => Form | null} form
 * @property {() => Name | null} current
 * @property {() => Place | null} picked
 */

export class NewRows {
  /**
   * @param {Rows} rows
   * @param {WordsView} words
   * @param {AskedByNew} asked
   */
  constructor(rows, words, asked) {
    this.rows = rows;
    this.words = words;
    this.asked = asked;
    /** @type {{name: Name, cells: Cells, changed: Cells, picked: Place | null, column: string} | null} the row for which another is made, and its cell */
    this.waiting = null;
  }

  /**
   * Make a row of the words that are meant.
   * @param {string} table
   */
  async begin(table) {
    const place = this.words.worded ? this.meant(table) : null;
    if (place) {
      this.waiting = null;
      await this.beginAt(table, place, {});
    } else {
      this.asked.say("Select words of the text first.");
    }
  }

  /**
   * @param {string} table
   * @returns {Place | null}
   */
  meant(table) {
    const what = MEANT.get(table) ?? "word";
    const cursor = this.words.selected();
    const claim = what === "claim" && cursor && cursor.start === cursor.end ? this.claimAt() : null;
    return claim ? this.rows.place("claims", claim) : this.words.meant(what === "word" ? "word" : "sentence");
  }

  /** @returns {string | null} the claim that is shown, if the cursor is in it, else the shortest there */
  claimAt() {
    const cursor = this.words.selected();
    const here = cursor ? this.rows.at(cursor).filter((one) => one.table === "claims") : [];
    const current = this.asked.current();
    const shown = here.find((one) => one.table === current?.table && one.key === current.key);
    return (shown ?? here[0])?.key ?? null;
  }

  /**
   * Write a row beside the text, about the row that is shown or the one at the cursor.
   * @param {string} table
   */
  about(table) {
    const column = ABOUT.get(table);
    const to = this.rows.tables[table].fields.find((field) => field.name === column)?.reference;
    const current = this.asked.current();
    const own = current && current.table === to ? current.key : null;
    const key = own ?? (to === "claims" ? this.claimAt() : null);
    this.waiting = null;
    this.start({ table, key: "" }, column && key ? { [column]: key } : {});
  }

  /**
   * @param {string} table
   * @param {Place} place
   * @param {Cells} told cells that are known already
   */
  async beginAt(table, place, told) {
    const located = { paragraph: String(place.paragraph), start: String(place.start), end: String(place.end) };
    const cells = await this.asked.read(table, located);
    const own = this.rows.tables[table].located ? located : {};
    this.asked.shape({ table, key: "" }, { ...cells, ...told, ...own }, {}, place);
    this.asked.say(`New ${this.rows.tables[table].noun} of ${counted(place.end - place.start, "character")}. Ctrl+Enter saves, Escape discards it.`);
  }

  /**
   * @param {Name} name
   * @param {Cells} cells
   */
  start(name, cells) {
    this.asked.shape(name, cells, {}, null);
    this.asked.say(`New ${this.rows.tables[name.table].noun}. Ctrl+Enter saves, Escape discards it.`);
  }

  /**
   * Make a row for a cell of the form, and come back with it.
   * @param {string} table
   * @param {string} letters
   * @param {string} column
   */
  async beside(table, letters, column) {
    const form = this.asked.form();
    const picked = this.asked.picked();
    const current = this.asked.current();
    if (!form) {
      return;
    }
    const waiting = { name: form.name, cells: form.cells, changed: { ...form.changed }, picked, column };
    const named = NAMED_BY.get(table);
    if (named) {
      this.start({ table, key: "" }, { [named]: letters });
    } else {
      const near = picked ?? (current && this.rows.place(current.table, current.key));
      // Who makes an actor for selected words has named it by them: the mention is made along.
      const mention = form.name.table === "mentions" && form.name.key === "" ? picked : null;
      const place = mention ?? this.find(letters, near?.paragraph ?? 1);
      if (!place) {
        this.asked.say(`“${letters}” stands nowhere in the text: type the name as it is printed.`, true);
        return;
      }
      await this.beginAt(table, place, { name: mention ? letters : this.words.text(place) });
    }
    this.waiting = waiting;
  }

  /**
   * Where a name stands: near a paragraph, else anywhere.
   * @param {string} letters
   * @param {number} near
   * @returns {Place | null}
   */
  find(letters, near) {
    const numbers = [...this.words.paragraphs.keys()].toSorted((one, other) => Math.abs(one - near) - Math.abs(other - near));
    for (const paragraph of numbers) {
      const found = placeOf(this.words.paragraphs.get(paragraph)?.text ?? "", letters);
      if (found) {
        return { paragraph, start: found[0], end: found[1] };
      }
    }
    return null;
  }

  /** @returns the new mention for which an actor is made, if one is */
  mentioning() {
    return this.waiting?.name.table === "mentions" && this.waiting.name.key === "" ? this.waiting : null;
  }

  /**
   * What is made along with a new row: with an actor, its mention.
   * @param {string} table
   */
  along(table) {
    const picked = this.asked.picked();
    if (table !== "actors" || !picked) {
      return [];
    }
    const form = this.mentioning()?.changed.form ?? this.mentioning()?.cells.form ?? "name";
    const { paragraph, start, end } = picked;
    return [{ table: "mentions", cells: { paragraph: String(paragraph), start: String(start), end: String(end), form } }];
  }
}
