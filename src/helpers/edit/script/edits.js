/** What is done to rows: what is sent to be saved, and what is shown of the answer. */

import { counted } from "../../explore/script/text.js";
import { conflicting, hangingOn, refusal } from "./panels.js";
import { nextOpen } from "./order.js";
import { STALE, Saves } from "./saves.js";

/** @import { Editor } from "./editor.js" */
/** @import { Opened } from "./rows.js" */
/** @import { Ask, Then } from "./saves.js" */

export class Edits {
  /**
   * @param {Editor} editor
   * @param {Ask} ask
   * @param {Opened} opened
   */
  constructor(editor, ask, opened) {
    this.editor = editor;
    /** @type {(() => void) | null} drops what was asked about, with what hangs on it */
    this.along = null;
    this.saves = new Saves(ask, opened, {
      take: (answer) => this.take(answer),
      saved: (edit, answer, then) => this.saved(edit, answer, then),
      refused: (edit, answer, then) => this.refused(edit, answer, then),
      say: (text, bad) => editor.bar.say(text, bad),
    });
  }

  /** @param {boolean} accept */
  async save(accept) {
    const { form } = this.editor;
    if (!form) {
      this.editor.bar.say("No row is shown.");
      return;
    }
    const { table, key } = form.name;
    if (key === "") {
      const cells = { ...form.whole() };
      delete cells.sha256;
      this.saves.send({ do: "make", table, cells, beside: this.editor.making.along(table) });
      return;
    }
    const go = accept && this.editor.rows.isOpen(table, key);
    const cells = { ...form.changed };
    this.saves.send({ do: "change", table, key, cells, accept, reach: await form.reach() }, { go });
  }

  acceptWhole() {
    const shown = this.editor.current && this.editor.rows.place(this.editor.current.table, this.editor.current.key);
    const place = shown ?? this.editor.words.selected();
    if (place) {
      this.saves.send({ do: "accept whole", paragraph: place.paragraph }, { go: true });
    } else {
      this.editor.bar.say("Show a row of the paragraph first: j goes to the next proposal.");
    }
  }

  takeWords() {
    const place = this.editor.words.meant("word");
    const name = this.editor.current;
    if (place && name && place.start < place.end) {
      const { paragraph, start, end } = place;
      const cells = { ...this.editor.form?.changed, paragraph: String(paragraph), start: String(start), end: String(end) };
      this.saves.send({ do: "change", ...name, cells });
    } else {
      this.editor.bar.say("Select the words that the row is to stand for.");
    }
  }

  drop() {
    if (this.along) {
      this.along();
    } else if (this.editor.current) {
      this.saves.send({ do: "drop", ...this.editor.current }, { go: this.editor.rows.isOpen(this.editor.current.table, this.editor.current.key) });
    } else {
      this.editor.bar.say("No row is shown.");
    }
  }

  /** @param {any} answer what changes with a save */
  take({ rows, changes = [] }) {
    if (rows) {
      this.editor.rows.replace(rows);
    }
    const touched = rows ? new Set(this.editor.words.paragraphs.keys()) : this.editor.rows.apply(changes);
    const at = this.editor.words.selected();
    const focused = this.editor.words.body.contains(document.activeElement);
    const spans = this.editor.rows.spans();
    touched.forEach((number) => this.editor.words.paint(number, spans));
    if (focused && at) {
      this.editor.words.select(at);
    }
    this.editor.bar.refresh(this.saves, this.editor.words.worded);
  }

  /**
   * Show what was saved, or go on; the keys are keys again.
   * @param {any} edit
   * @param {any} answer
   * @param {Then} then
   */
  saved(edit, answer, then) {
    const made = answer.changes.filter((/** @type {any} */ one) => one.cells !== null && one.table !== "proposals");
    const waiting = this.editor.making.mentioning() ? null : this.editor.making.waiting;
    if (edit.do === "make" && waiting) {
      const row = made.find((/** @type {any} */ one) => one.table === edit.table);
      this.editor.discard();
      this.editor.form?.give(waiting.column, row.key);
    } else {
      const next = then.go ? nextOpen(this.saves.open, null, 1, this.editor.lastAt) : null;
      const named = made.find((/** @type {any} */ one) => one.table === (edit.table ?? "claims") && (edit.key === undefined || edit.key === one.key)) ?? made[0];
      if (next) {
        this.editor.show(next);
      } else if (then.go || edit.do === "drop" || !named) {
        this.editor.nothing();
      } else {
        this.saves.forget(named);
        this.editor.show({ table: named.table, key: named.key });
      }
      this.editor.toText();
    }
    const verb = new Map([["undo", "Taken back"], ["redo", "Done again"]]).get(edit.do) ?? "Saved";
    this.editor.bar.say(`${verb}: ${answer.saved}.`);
  }

  /**
   * @param {any} edit
   * @param {any} answer
   * @param {Then} then
   */
  refused(edit, { faults, hanging, stale }, then) {
    if (hanging) {
      const told = (/** @type {Array<[string, string]>} */ names) => names.map(([table, key]) => this.editor.rows.described(table, key));
      this.along = () => this.saves.send({ ...edit, along: true }, then);
      const asked = hangingOn(this.editor.rows.title(edit.table, edit.key), told(hanging.goes), told(hanging.stays), this.along);
      this.editor.side.tell(asked.element, asked.button);
      this.editor.bar.say("Nothing is dropped yet: d once more drops it with what hangs on it, Escape leaves it.");
    } else if (stale) {
      const asked = conflicting(STALE, stale, () => this.saves.send(edit, then), () => this.giveUp());
      this.editor.side.tell(asked.element, asked.button);
      this.editor.bar.say(`${STALE}.`, true);
    } else {
      const { form } = this.editor;
      const here = form && (edit.key ?? "") === form.name.key;
      const others = form && here ? form.faults(faults, `${form.name.table}.csv`) : faults;
      this.editor.side.tell(others.length > 0 ? refusal(others) : null);
      this.editor.bar.say(`Not saved: ${counted(faults.length, "fault")}.`, true);
    }
  }

  giveUp() {
    if (this.editor.current) {
      this.saves.forget(this.editor.current);
      this.editor.show(this.editor.current);
      this.editor.toText();
    } else {
      this.editor.discard();
    }
  }
}
