/** The editor: the text at the left, the row that is shown at the right, everything by keys. */

import { h } from "../../explore/script/dom.js";
import { Bar } from "./bar.js";
import { Edits } from "./edits.js";
import { Form } from "./form.js";
import { MAKING, commandOf } from "./keys.js";
import { NewRows } from "./newrows.js";
import { nextOpen } from "./order.js";
import { Rows } from "./rows.js";
import { Side } from "./side.js";
import { WordsView } from "./words.js";

/** @import { Cells, Name, Opened, Place } from "./rows.js" */
/** @import { Ask } from "./saves.js" */

let editors = 0;

/**
 * Let a story be edited in an element.
 * @param {HTMLElement} place
 * @param {Ask} ask what the program behind this page answers
 * @returns {Promise<Editor>}
 */
export async function edit(place, ask) {
  const page = crypto.randomUUID?.() ?? String(Math.random());
  const opened = await ask({ ask: "open", page });
  if (opened.error) {
    place.replaceChildren(h("div", { class: "claims-explorer claims-editor" }, h("p", { role: "alert" }, opened.error)));
    throw new Error(opened.error);
  }
  return new Editor(place, (asked) => ask({ ...asked, page }), opened);
}

class Editor {
  /**
   * @param {HTMLElement} place
   * @param {Ask} ask
   * @param {Opened} opened
   */
  constructor(place, ask, opened) {
    editors += 1;
    this.id = `editor-${editors}`;
    this.ask = ask;
    this.article = opened.article;
    /** @type {Name | null} */
    this.current = null;
    /** @type {Place | null} the words of a row that is being made */
    this.picked = null;
    /** @type {Form | null} */
    this.form = null;
    this.lastAt = 0;
    this.rows = new Rows(opened);
    this.words = new WordsView(opened, this.rows);
    this.bar = new Bar(this.id, this.rows, { run: (command) => this.run(command), show: (name) => this.show(name), back: () => this.toText() });
    this.side = new Side(this.rows, this.words, this.bar, { save: (accept) => this.edits.save(accept), discard: () => this.discard(), show: (name) => this.show(name) });
    this.making = new NewRows(this.rows, this.words, {
      read: async (table, cells) => (await ask({ ask: "read", table, cells, version: this.saves.version })).cells ?? {},
      shape: (name, cells, changed, picked) => this.shape(name, cells, changed, picked, true),
      say: (text, bad) => this.bar.say(text, bad),
      form: () => this.form,
      current: () => this.current,
      picked: () => this.picked,
    });
    this.edits = new Edits(this, ask, opened);
    this.saves = this.edits.saves;
    this.root = h(
      "div",
      { class: "claims-explorer claims-editor", "data-lm-suppress-shortcuts": "true", onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event) },
      this.bar.element,
      this.bar.help,
      h(
        "div",
        { class: "ce-body" },
        h("section", { class: "ce-article cx-article", "aria-label": "The article" }, ...this.bar.above(this.words.worded, this.article.outlet), this.words.pane),
        this.side.element,
      ),
      this.bar.status,
    );
    this.words.body.addEventListener("click", () => this.clicked());
    place.replaceChildren(this.root);
    addEventListener("beforeunload", this.leaving);
    this.nothing();
  }

  /** @param {BeforeUnloadEvent} event */
  leaving = (event) => {
    if (this.saves.unsaved) {
      event.preventDefault();
    }
  };

  remove() {
    removeEventListener("beforeunload", this.leaving);
    this.root.remove();
  }

  // ---------------------------------------------------------------------------- keys

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.back();
      return;
    }
    const command = commandOf(event);
    const held = event.ctrlKey || event.metaKey;
    // In a cell letters are letters, and what is typed there is taken back by the browser.
    if (command !== "" && (!typing || (held && ["accept", "keep"].includes(command)))) {
      event.preventDefault();
      event.stopPropagation();
      this.run(command);
    } else if (!typing && event.target === this.words.body && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.chooseHere(event.key === "Enter");
    }
  }

  /** @param {string} command */
  run(command) {
    const way = this.ways[command];
    if (way) {
      way();
    } else if (MAKING.some((one) => one.name === command)) {
      this.making.begin(command);
    } else {
      this.making.about(command);
    }
  }

  /** @type {Record<string, () => void>} */
  ways = {
    next: () => this.step(1),
    before: () => this.step(-1),
    accept: () => this.edits.save(true),
    keep: () => this.edits.save(false),
    whole: () => this.edits.acceptWhole(),
    words: () => this.edits.takeWords(),
    split: () => this.claim((key) => this.saves.send({ do: "split", table: "claims", key, at: this.words.selected()?.start ?? -1 })),
    join: () => this.claim((key) => this.saves.send({ do: "join", table: "claims", key })),
    drop: () => this.edits.drop(),
    undo: () => this.saves.send({ do: "undo" }),
    redo: () => this.saves.send({ do: "redo" }),
    help: () => this.bar.turnHelp(),
    find: () => this.bar.find(),
  };

  /** Escape: out of what lies over the rest, out of a row that is being made, out of the form. */
  back() {
    if (this.edits.along) {
      this.edits.along = null;
      this.side.tell(null);
    }
    if (this.bar.close() || this.form?.name.key !== "") {
      this.toText();
    } else {
      this.discard();
    }
  }

  toText() {
    const place = this.picked ?? (this.current && this.rows.place(this.current.table, this.current.key));
    if (place && this.words.worded) {
      this.words.select({ ...place, end: place.start });
    } else {
      this.words.body.focus();
    }
  }

  /** Discard a row that is being made; who made it for another row is back there. */
  discard() {
    const { picked } = this;
    const { waiting } = this.making;
    this.making.waiting = null;
    if (waiting) {
      this.shape(waiting.name, waiting.cells, waiting.changed, waiting.picked, true);
      return;
    }
    this.nothing();
    this.bar.say("Discarded; nothing was saved.");
    if (picked) {
      this.words.select(picked);
    } else {
      this.words.body.focus();
    }
  }

  /** Show no row. */
  nothing() {
    this.current = null;
    this.picked = null;
    this.form = null;
    this.words.show(null, null, false);
    this.side.blank(this.saves.open.length);
    this.bar.refresh(this.saves, this.words.worded);
  }

  // ---------------------------------------------------------------------------- rows

  clicked() {
    const place = this.words.worded ? this.words.selected() : null;
    if (place?.start === place?.end && place) {
      this.chooseHere(false);
    }
  }

  /**
   * Show the row at the cursor; if it is shown, the one around it.
   * @param {boolean} focus whether its form is gone to
   */
  chooseHere(focus) {
    const place = this.words.selected();
    const found = place ? this.rows.at(place) : [];
    if (found.length === 0) {
      this.bar.say("No row stands here.");
      return;
    }
    const at = found.findIndex((one) => one.table === this.current?.table && one.key === this.current.key);
    const name = focus && at >= 0 ? found[at] : found[(at + 1) % found.length];
    this.show(name, { focus, move: false });
  }

  /**
   * @param {Name} name
   * @param {{focus?: boolean, move?: boolean}} [how]
   */
  show(name, { focus = false, move = true } = {}) {
    const cells = this.rows.get(name.table, name.key);
    if (!cells) {
      this.nothing();
      return;
    }
    this.making.waiting = null;
    this.shape(name, cells, this.saves.drafts.get(`${name.table}|${name.key}`) ?? {}, null, focus, move);
    this.bar.say(`${this.rows.title(name.table, name.key)}${this.rows.isOpen(name.table, name.key) ? ", proposed" : ""}`);
  }

  /**
   * @param {Name} name
   * @param {Cells} cells
   * @param {Cells} changed
   * @param {Place | null} picked
   * @param {boolean} focus
   * @param {boolean} [move]
   */
  shape(name, cells, changed, picked, focus, move = true) {
    this.current = name.key === "" ? null : name;
    this.picked = picked;
    this.edits.along = null;
    const at = this.saves.open.findIndex(([table, key]) => table === name.table && key === name.key);
    // Whoever accepts goes on from here, also if it was found in the text.
    this.lastAt = at >= 0 ? at : this.lastAt;
    this.words.show(this.current, picked, move);
    this.form = new Form(this.id, name, cells, changed, {
      rows: this.rows,
      outlet: this.article.outletId,
      words: async (table, whole) => (await this.ask({ ask: "words", table, cells: whole })).words ?? {},
      shared: async (told) => (await this.ask({ ask: "shared", ...name, cells: told, version: this.saves.version })).shared,
      make: (table, letters, column) => this.making.beside(table, letters, column),
      touched: (told) => name.key === "" || this.saves.drafts.set(`${name.table}|${name.key}`, told),
    });
    this.side.show(name, picked, this.form);
    this.bar.refresh(this.saves, this.words.worded);
    if (focus) {
      this.form.focus();
    }
    // A form whose first cell is folded away takes no focus: the keys are not left without one.
    if (!this.side.focused && (focus || (move && this.words.worded && name.key !== ""))) {
      this.toText();
    }
  }

  /** @param {1 | -1} way */
  step(way) {
    /** @type {Array<[string, string]>} */
    const claims = [...(this.rows.rows.get("claims")?.keys() ?? [])].map((key) => ["claims", key]);
    const next = nextOpen(this.saves.open, this.current, way, this.lastAt) ?? nextOpen(claims, this.current, way);
    if (next) {
      this.show(next);
      this.toText();
    }
  }


  /** @param {(key: string) => void} act what is done to the claim at the cursor, or to the one that is shown */
  claim(act) {
    const key = this.making.claimAt() ?? (this.current?.table === "claims" ? this.current.key : null);
    if (key) {
      act(key);
    } else {
      this.bar.say("No claim stands here: put the cursor into one.");
    }
  }
}
