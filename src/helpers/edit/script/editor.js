/** The editor: the text at the left, the row that is shown at the right, everything by keys. */

import { h } from "../../explore/script/dom.js";
import { counted } from "../../explore/script/text.js";
import { Form } from "./form.js";
import { DOING, HELP, MAKING, OTHERS, STEPPING, TAKING_BACK, commandOf } from "./keys.js";
import { placeOf } from "./points.js";
import { Rows, nextOpen } from "./rows.js";
import { WordsView } from "./words.js";

/** @import { Key } from "./keys.js" */
/** @import { Fault } from "./form.js" */
/** @import { Cells, Name, Opened, Place } from "./rows.js" */
/** @typedef {(asked: object) => Promise<any>} Ask */

/** What stands before a row that is saved on top of what others have saved. */
const STALE = "Others have saved since you looked";

let editors = 0;

/**
 * Let a story be edited in an element.
 * @param {HTMLElement} place
 * @param {Ask} ask what the editor's other half answers
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
    this.rows = new Rows(opened);
    this.version = opened.version;
    this.undo = opened.undo;
    this.redo = opened.redo;
    this.open = opened.open;
    this.proposals = this.rows.rows.get("proposals")?.size ?? 0;
    /** @type {Map<string, Cells>} what was changed in a row and is not saved */
    this.drafts = new Map();
    /** @type {Name | null} */
    this.current = null;
    /** @type {Place | null} the words of a row that is being made */
    this.picked = null;
    /** @type {Form | null} */
    this.form = null;
    /** @type {{name: Name, cells: Cells, changed: Cells, picked: Place | null, column: string} | null} the row for which an actor or place is made, and its cell */
    this.waitingRow = null;
    /** @type {object | null} what a row that is being split lacks */
    this.splitting = null;
    /** @type {Promise<unknown>} saves go one after the other */
    this.queue = Promise.resolve();
    this.saving = 0;
    this.words = new WordsView(opened, this.rows);
    this.status = h("p", { class: "ce-status", role: "status", "aria-live": "polite" });
    this.count = h("span", { class: "ce-count" });
    this.bar = h("progress", { class: "ce-progress", "aria-label": "Proposals looked at" });
    this.side = h("section", { class: "ce-side", "aria-label": "The row" });
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
    this.help = this.helping();
    this.root = h(
      "div",
      { class: "claims-explorer claims-editor", "data-lm-suppress-shortcuts": "true", onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event) },
      h(
        "div",
        { class: "ce-top" },
        h("div", { class: "ce-state" }, this.count, this.bar, ...this.group("Proposals", STEPPING)),
        h("div", { class: "ce-tools" }, ...this.group("Saves", TAKING_BACK), ...this.group("Help", HELP)),
      ),
      this.help,
      h(
        "div",
        { class: "ce-body" },
        h(
          "section",
          { class: "ce-article cx-article", "aria-label": "The article" },
          this.words.worded ? h("div", { class: "ce-making" }, h("span", { class: "cx-aside" }, "Of the selected words:"), ...this.group("Make", MAKING)) : this.wordless(),
          this.words.pane,
        ),
        this.side,
      ),
      this.status,
    );
    this.words.body.addEventListener("click", () => this.clicked());
    place.replaceChildren(this.root);
    addEventListener("beforeunload", this.leaving);
    this.refresh();
    this.blank();
  }

  /** @param {BeforeUnloadEvent} event */
  leaving = (event) => {
    if (this.saving > 0 || [...this.drafts.values()].some((cells) => Object.keys(cells).length > 0)) {
      event.preventDefault();
    }
  };

  remove() {
    removeEventListener("beforeunload", this.leaving);
    this.root.remove();
  }

  // ---------------------------------------------------------------------------- what stands still

  /**
   * @param {string} label
   * @param {Key[]} keys
   */
  group(label, keys) {
    const buttons = keys.map((one) => {
      const button = h(
        "button",
        // A press leaves the selection where it is, in the text.
        { type: "button", title: one.help, "aria-keyshortcuts": one.key, onpointerdown: (/** @type {Event} */ event) => event.preventDefault(), onclick: () => this.run(one.name, true) },
        `${one.label} `,
        h("kbd", { "aria-hidden": "true" }, one.key),
      );
      this.buttons.set(one.name, button);
      return button;
    });
    return [h("div", { class: "ce-group", role: "group", "aria-label": label }, ...buttons)];
  }

  helping() {
    const rows = [...MAKING, ...STEPPING, ...DOING, ...TAKING_BACK, ...HELP].map((one) => [one.key, one.help]);
    const lines = [...rows, ...OTHERS].map(([key, help]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, help)));
    return h("section", { class: "ce-help", hidden: true, tabindex: -1, "aria-label": "All keys" }, h("h2", {}, "All keys"), h("dl", {}, ...lines));
  }

  wordless() {
    const { outlet } = this.article;
    return h("p", { class: "cx-note" }, `No copy of the article is attached, so its words are not here; they belong to ${outlet}. What is drawn are the lengths of its paragraphs and the spans of the rows. Attach a copy to edit: story attach PATH.`);
  }

  /** What the right side says while no row is shown. */
  blank() {
    this.form = null;
    const left = this.open.length;
    const told = left > 0 ? `${counted(left, "proposal")} ${left === 1 ? "waits" : "wait"} for you.` : "No proposal is open.";
    const how = left > 0 ? "j goes to the next one, a accepts it, d drops it." : "j steps through the claims.";
    this.side.replaceChildren(
      h("h2", {}, "Where to begin"),
      h("p", { class: "ce-lead" }, `${told} ${how}`),
      h("p", { class: "cx-aside" }, "Or select words of the text and press c for a claim, f for a figure, m for a mention, e for an event, p for a place. Press ? for all keys."),
    );
    this.enable();
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
      this.run(command, false);
    } else if (!typing && event.target === this.words.body && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.chooseHere(event.key === "Enter");
    }
  }

  /**
   * @param {string} command
   * @param {boolean} pressed whether by a button
   */
  run(command, pressed) {
    if (pressed && this.buttons.get(command)?.getAttribute("aria-disabled") === "true") {
      return;
    }
    if (MAKING.some((one) => one.name === command)) {
      this.begin(command);
    } else {
      /** @type {Record<string, () => void>} */
      const ways = {
        next: () => this.step(1),
        before: () => this.step(-1),
        accept: () => this.save(true),
        keep: () => this.save(false),
        whole: () => this.acceptWhole(),
        words: () => this.takeWords(),
        split: () => this.split(),
        join: () => this.claim((key) => this.send({ do: "join", key })),
        drop: () => this.drop(),
        undo: () => this.send({ do: "undo" }),
        redo: () => this.send({ do: "redo" }),
        help: () => this.turnHelp(),
      };
      ways[command]?.();
    }
  }

  turnHelp() {
    this.help.hidden = !this.help.hidden;
    this.buttons.get("help")?.setAttribute("aria-expanded", String(!this.help.hidden));
    if (this.help.hidden) {
      this.words.body.focus();
    } else {
      this.help.focus();
    }
  }

  /** Escape: out of the help, out of a row that is being made, out of the form. */
  back() {
    if (!this.help.hidden) {
      this.turnHelp();
    } else if (this.form?.name.key === "") {
      this.letGo();
    } else {
      this.toText();
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

  /** Let go of a row that is being made; who made it for another row is back there. */
  letGo() {
    const place = this.picked;
    const waiting = this.waitingRow;
    this.waitingRow = null;
    this.splitting = null;
    this.picked = null;
    if (waiting) {
      this.shape(waiting.name, waiting.cells, waiting.changed, waiting.picked, true);
      return;
    }
    this.current = null;
    this.words.show(null, null, false);
    this.blank();
    this.say("Let go; nothing was saved.");
    if (place) {
      this.words.select(place);
    }
  }

  // ---------------------------------------------------------------------------- rows

  clicked() {
    const place = this.words.worded ? this.words.selected() : null;
    if (place && place.start === place.end) {
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
      this.say("No row stands here.");
      return;
    }
    const at = found.findIndex((one) => one.table === this.current?.table && one.key === this.current.key);
    const name = focus && at >= 0 ? found[at] : found[(at + 1) % found.length];
    this.show(name, { focus, move: false });
  }

  /**
   * @param {Name} name
   * @param {{focus?: boolean, move?: boolean, changed?: Cells}} [how]
   */
  show(name, { focus = false, move = true } = {}) {
    const cells = this.rows.get(name.table, name.key);
    if (!cells) {
      this.blank();
      return;
    }
    this.waitingRow = null;
    this.splitting = null;
    this.shape(name, cells, this.drafts.get(`${name.table}|${name.key}`) ?? {}, null, focus, move);
    this.say(`${this.rows.title(name.table, name.key)}${this.rows.isOpen(name.table, name.key) ? ", proposed" : ""}`);
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
    this.words.show(this.current, picked, move);
    const form = new Form(this.id, name, cells, changed, {
      rows: this.rows,
      topics: this.article.topics,
      outlet: this.article.outletId,
      words: async (table, whole) => (await this.ask({ ask: "words", table, cells: whole })).words ?? {},
      make: (table, letters, column) => this.beside(table, letters, column),
      touched: () => this.touch(),
    });
    this.form = form;
    this.faults = h("div", { class: "ce-faults", role: "alert" });
    this.side.replaceChildren(this.heading(name), this.quote(name), this.faults, form.element, this.doing(name));
    this.side.scrollTop = 0;
    this.enable();
    if (focus) {
      form.focus();
      // A form whose first cell is folded away takes no focus: the keys are not left without one.
      if (!this.side.contains(document.activeElement)) {
        this.toText();
      }
    } else if (move && this.words.worded && name.key !== "" && !this.side.contains(document.activeElement)) {
      this.toText();
    }
  }

  /** Remember what is changed in a row and not saved. */
  touch() {
    if (this.form && this.form.name.key !== "") {
      this.drafts.set(`${this.form.name.table}|${this.form.name.key}`, this.form.changed);
    }
  }

  /** @param {Name} name */
  heading(name) {
    const proposal = this.rows.proposal(name.table, name.key);
    const { noun } = this.rows.tables[name.table];
    const title = name.key === "" ? `New ${noun}` : this.rows.title(name.table, name.key);
    const status = proposal ? h("span", { class: `ce-badge ce-is-${proposal.status}`, title: `Rule: ${proposal.rule}` }, proposal.status) : null;
    return h("div", { class: "cx-bar" }, h("h2", {}, title), status, proposal?.status === "proposed" ? h("span", { class: "cx-aside" }, `by the rule ${proposal.rule}`) : null);
  }

  /** @param {Name} name */
  quote(name) {
    const place = this.picked ?? this.rows.place(name.table, name.key);
    if (!place) {
      return h("p", { class: "cx-aside" }, "It stands nowhere in the text.");
    }
    const where = `Paragraph ${place.paragraph}, characters ${place.start} to ${place.end}`;
    return h("figure", { class: "ce-quote" }, this.words.worded ? h("blockquote", { lang: this.article.language, dir: "auto" }, this.words.text(place)) : null, h("figcaption", { class: "cx-aside" }, where));
  }

  /** @param {Name} name */
  doing(name) {
    if (!this.words.worded) {
      return h("div", {});
    }
    if (name.key === "") {
      return h(
        "div",
        { class: "ce-doing" },
        h("button", { type: "button", class: "ce-main", onclick: () => this.save(true) }, "Save ", h("kbd", { "aria-hidden": "true" }, "Ctrl+Enter")),
        h("button", { type: "button", onclick: () => this.letGo() }, "Let go ", h("kbd", { "aria-hidden": "true" }, "Esc")),
      );
    }
    const open = this.rows.isOpen(name.table, name.key);
    const claim = name.table === "claims";
    const keys = DOING.filter((one) => claim || !["split", "join"].includes(one.name)).filter((one) => one.name !== "words" || this.rows.get(name.table, name.key)?.paragraph);
    const [group] = this.group("This row", keys);
    const accept = this.buttons.get("accept");
    accept?.classList.add("ce-main");
    accept?.replaceChildren(open ? "Accept " : "Save ", h("kbd", { "aria-hidden": "true" }, "a"));
    const keep = h("button", { type: "button", onclick: () => this.save(false) }, "Save, leave open ", h("kbd", { "aria-hidden": "true" }, "Ctrl+S"));
    return h("div", { class: "ce-doing" }, group, open ? keep : null);
  }

  /** @param {1 | -1} way */
  step(way) {
    const last = this.lastAt ?? -1;
    const next = nextOpen(this.open, this.current, way, last) ?? nextOpen(this.claims(), this.current, way);
    if (next) {
      this.lastAt = this.open.findIndex(([table, key]) => table === next.table && key === next.key);
      this.show(next);
    }
  }

  /** @returns {Array<[string, string]>} the claims in reading order */
  claims() {
    return [...(this.rows.rows.get("claims")?.keys() ?? [])].map((key) => ["claims", key]);
  }

  /** @param {(key: string) => void} act */
  claim(act) {
    if (this.current?.table === "claims") {
      act(this.current.key);
    } else {
      this.say("Show a claim first: Space at the cursor.");
    }
  }

  // ---------------------------------------------------------------------------- new rows

  /** @param {string} table */
  async begin(table) {
    const place = this.words.worded ? this.words.meant(table === "claims" ? "sentence" : "word") : null;
    if (!place) {
      this.say("Select words of the text first.");
      return;
    }
    await this.beginAt(table, place, {});
  }

  /**
   * @param {string} table
   * @param {Place} place
   * @param {Cells} told cells that are known already
   */
  async beginAt(table, place, told) {
    const located = { paragraph: String(place.paragraph), start: String(place.start), end: String(place.end) };
    const { cells = {} } = await this.ask({ ask: "read", table, cells: located, version: this.version });
    const own = table === "actors" ? {} : located;
    this.shape({ table, key: "" }, { ...cells, ...told, ...own }, {}, place, true);
    this.say(`New ${this.rows.tables[table].noun} of ${counted(place.end - place.start, "character")}. Ctrl and Enter saves, Escape lets go.`);
  }

  /**
   * Make an actor or a place for the row in the form, and come back with it.
   * @param {string} table
   * @param {string} letters
   * @param {string} column
   */
  async beside(table, letters, column) {
    const form = this.form;
    const near = this.picked ?? (this.current && this.rows.place(this.current.table, this.current.key));
    // Who makes an actor for selected words has named it by them: the mention is made along.
    const mention = form?.name.table === "mentions" && form.name.key === "" ? this.picked : null;
    const place = mention ?? this.find(letters, near?.paragraph ?? 1);
    if (!form || !place) {
      this.say(`“${letters}” stands nowhere in the text: type the name as it is printed.`, true);
      return;
    }
    const waiting = { name: form.name, cells: form.cells, changed: { ...form.changed }, picked: this.picked, column };
    await this.beginAt(table, place, { name: mention ? letters : this.words.text(place) });
    this.waitingRow = waiting;
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

  // ---------------------------------------------------------------------------- saving

  /** @param {boolean} accept */
  save(accept) {
    const { form } = this;
    if (!form) {
      this.say("No row is shown.");
      return;
    }
    const { table, key } = form.name;
    if (key !== "") {
      this.send({ do: "change", table, key, cells: form.changed, accept }, { go: accept && this.rows.isOpen(table, key) });
      return;
    }
    const cells = { ...form.whole() };
    delete cells.sha256;
    if (this.splitting) {
      this.send({ do: "split", ...this.splitting, cells: form.changed });
    } else {
      const beside = table === "actors" && this.picked ? [{ table: "mentions", cells: this.mention() }] : [];
      this.send({ do: "make", table, cells, beside });
    }
  }

  acceptWhole() {
    const shown = this.current && this.rows.place(this.current.table, this.current.key);
    const place = shown ?? this.words.selected();
    if (place) {
      this.send({ do: "accept whole", paragraph: place.paragraph }, { go: true });
    } else {
      this.say("Show a row of the paragraph first: j goes to the next proposal.");
    }
  }

  /** @returns the new mention for which an actor is made, if one is */
  mentioning() {
    return this.waitingRow?.name.table === "mentions" && this.waitingRow.name.key === "" ? this.waitingRow : null;
  }

  /** The mention that is made along with a new actor. */
  mention() {
    const { paragraph, start, end } = /** @type {Place} */ (this.picked);
    const form = this.mentioning()?.changed.form ?? this.mentioning()?.cells.form ?? "name";
    return { paragraph: String(paragraph), start: String(start), end: String(end), form };
  }

  takeWords() {
    const place = this.words.meant("word");
    const name = this.current;
    if (place && name && place.start < place.end) {
      const { paragraph, start, end } = place;
      const cells = { ...this.form?.changed, paragraph: String(paragraph), start: String(start), end: String(end) };
      this.send({ do: "change", ...name, cells });
    } else {
      this.say("Select the words that the row is to stand for.");
    }
  }

  split() {
    this.claim((key) => {
      const at = this.words.selected()?.start ?? -1;
      const cells = this.rows.get("claims", key);
      if (this.rows.isOpen("claims", key) || !cells) {
        this.send({ do: "split", key, at });
        return;
      }
      // Both halves of a claim that counts need a paraphrase, so the second is asked for first.
      const place = { paragraph: Number(cells.paragraph), start: at, end: Number(cells.end) };
      if (at <= Number(cells.start) || at >= place.end) {
        this.say("Put the cursor inside of the claim first.");
        return;
      }
      this.shape({ table: "claims", key: "" }, { ...cells, claim_id: "", paraphrase: "" }, {}, place, true);
      this.splitting = { key, at };
      this.say(`The second half of ${key}. Write its paraphrase; Ctrl and Enter saves.`);
    });
  }

  /** @param {boolean} [along] */
  drop(along = false) {
    if (this.current) {
      this.send({ do: "drop", ...this.current, along }, { go: this.rows.isOpen(this.current.table, this.current.key) });
    } else {
      this.say("No row is shown.");
    }
  }

  /**
   * Send an edit behind those that are under way.
   * @param {any} edit
   * @param {{go?: boolean}} [then] whether to go on to the next proposal
   */
  send(edit, then = {}) {
    this.saving += 1;
    this.say("Saving …");
    this.queue = this.queue.then(async () => {
      try {
        this.answered(edit, await this.ask({ ask: "save", version: this.version, edit }), then);
      } catch {
        this.say("The editor's other half does not answer. Nothing is lost: what you wrote stands here; is `story edit` still running?", true);
      } finally {
        this.saving -= 1;
      }
    });
    return this.queue;
  }

  /**
   * @param {any} edit
   * @param {any} answer
   * @param {{go?: boolean}} then
   */
  answered(edit, answer, then) {
    if (answer.error) {
      this.say(answer.error, true);
    } else if (answer.faults) {
      this.refused(edit, answer.faults, then);
    } else if (answer.stale) {
      this.take(answer);
      this.conflict(edit, answer.stale, then);
    } else {
      this.saved(edit, answer, then);
    }
  }

  /** @param {any} answer what changes with a save */
  take({ rows, changes = [], version, undo, redo, open }) {
    if (rows) {
      this.rows.replace(rows);
    }
    const touched = rows ? new Set(this.words.paragraphs.keys()) : this.rows.apply(changes);
    Object.assign(this, { version, undo, redo, open });
    const at = this.words.selected();
    const focused = this.words.body.contains(document.activeElement);
    const spans = this.rows.spans();
    touched.forEach((number) => this.words.paint(number, spans));
    if (focused && at) {
      this.words.select(at);
    }
    this.refresh();
  }

  /**
   * @param {any} edit
   * @param {any} answer
   * @param {{go?: boolean}} then
   */
  saved(edit, answer, then) {
    const focused = this.side.contains(document.activeElement);
    this.drafts.delete(`${edit.table}|${edit.key}`);
    this.take(answer);
    const made = answer.changes.filter((/** @type {any} */ one) => one.cells !== null && one.table !== "proposals");
    const waiting = this.mentioning() ? null : this.waitingRow;
    if (edit.do === "make" && waiting) {
      const row = made.find((/** @type {any} */ one) => one.table === edit.table);
      this.letGo();
      this.form?.give(waiting.column, row.key);
    } else if (then.go) {
      this.goOn(focused);
    } else {
      const named = made.find((/** @type {any} */ one) => one.table === (edit.table ?? "claims") && (edit.key === undefined || edit.key === one.key)) ?? made[0];
      const name = edit.do === "drop" ? null : named;
      this.drafts.delete(name ? `${name.table}|${name.key}` : "");
      if (name) {
        this.show({ table: name.table, key: name.key }, { move: !focused });
      } else if (edit.do === "drop" || edit.do === "undo" || edit.do === "redo") {
        this.current = null;
        this.words.show(null, null, false);
        this.blank();
      }
      if (focused || edit.do === "make" || edit.do === "split") {
        this.toText();
      }
    }
    this.say({ undo: `Taken back: ${answer.saved}.`, redo: `Done again: ${answer.saved}.` }[/** @type {string} */ (edit.do)] ?? `Saved: ${answer.saved}.`);
  }

  /** @param {boolean} focus whether the form of the next proposal is gone to */
  goOn(focus) {
    const next = nextOpen(this.open, null, 1, this.lastAt ?? 0);
    if (next) {
      this.lastAt = this.open.findIndex(([table, key]) => table === next.table && key === next.key);
      this.show(next, { focus });
    } else {
      this.current = null;
      this.words.show(null, null, false);
      this.blank();
      this.words.body.focus();
    }
  }

  /**
   * @param {any} edit
   * @param {Fault[]} faults
   * @param {{go?: boolean}} then
   */
  refused(edit, faults, then) {
    const { form } = this;
    const here = form && (edit.key ?? "") === form.name.key;
    const others = form && here ? form.faults(faults, `${form.name.table}.csv`) : faults;
    const dropping = edit.do === "drop" && !edit.along;
    const lines = others.map((one) => {
      const row = h("b", {}, [one.file.replace(".csv", ""), one.row].filter((part) => part !== "").join(" "));
      const told = `${one.column ? `, ${one.column}` : ""}: found ${one.found}; expected ${one.expected}. ${one.mend}`;
      return h("li", {}, row, dropping ? `, as its ${one.column}` : told);
    });
    const heading = h("p", { class: "ce-alert" }, dropping ? "Other rows name this one:" : "Not saved. The check would find:");
    const along = h("button", { type: "button", onclick: () => this.send({ ...edit, along: true }, then) }, "Drop it with what hangs on it");
    const panel = h("div", { class: "ce-conflict" }, heading, h("ul", {}, ...lines), dropping ? h("div", { class: "ce-doing" }, along) : null);
    this.faults?.replaceChildren(...(lines.length > 0 ? [panel] : []));
    if (dropping && this.faults?.isConnected) {
      along.focus();
    }
    this.say(`Not saved: ${counted(faults.length, "fault")}.`, true);
  }

  /**
   * @param {any} edit
   * @param {string[]} others what they did
   * @param {{go?: boolean}} then
   */
  conflict(edit, others, then) {
    const lines = others.slice(0, 12).map((one) => h("li", {}, one));
    const again = h("button", { type: "button", class: "ce-main", onclick: () => this.send(edit, then) }, "Save mine on top");
    const theirs = h("button", { type: "button", onclick: () => this.giveUp() }, "Take theirs");
    const panel = h("div", { class: "ce-conflict" }, h("p", { class: "ce-alert" }, `${STALE}. Yours is not saved yet.`), h("ul", {}, ...lines), h("div", { class: "ce-doing" }, again, theirs));
    if (!this.faults?.isConnected) {
      this.faults = h("div", { class: "ce-faults", role: "alert" });
      this.side.prepend(this.faults);
    }
    this.faults.replaceChildren(panel);
    again.focus();
    this.say(`${STALE}.`, true);
  }

  giveUp() {
    if (this.current) {
      const { table, key } = this.current;
      this.drafts.delete(`${table}|${key}`);
      this.show(this.current);
    } else {
      this.letGo();
    }
    this.toText();
  }

  // ---------------------------------------------------------------------------- what is told

  /** Show how far the proposals are, and what can be taken back. */
  refresh() {
    const all = this.rows.rows.get("proposals")?.size ?? 0;
    const left = this.open.length;
    const done = all === 1 ? "The proposal is looked at" : `All ${all} proposals looked at`;
    const told = left === 0 ? done : `${left} of ${counted(all, "proposal")} open`;
    this.count.textContent = all === 0 ? "No proposals" : told;
    this.bar.hidden = all === 0;
    this.bar.max = Math.max(all, 1);
    this.bar.value = all - left;
    this.enable();
  }

  /** Let those buttons alone be pressed that do something. */
  enable() {
    const { worded } = this.words;
    /** @type {Record<string, boolean>} */
    const can = { undo: this.undo !== "" && worded, redo: this.redo !== "" && worded };
    for (const [name, button] of this.buttons) {
      const off = can[name] === false;
      button.setAttribute("aria-disabled", String(off));
      if (name === "undo" || name === "redo") {
        const what = name === "undo" ? this.undo : this.redo;
        button.title = what === "" ? "Nothing" : `${name === "undo" ? "Take back" : "Do again"}: ${what}`;
      }
    }
  }

  /**
   * @param {string} text
   * @param {boolean} [bad]
   */
  say(text, bad = false) {
    this.status.textContent = text;
    this.status.classList.toggle("ce-said-bad", bad);
  }
}
