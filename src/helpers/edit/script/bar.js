/** The bar above text and form: buttons for the keys, how far the proposals are, and what was done. */

import { h } from "../../explore/script/dom.js";
import { counted } from "../../explore/script/text.js";
import { ADDING, GROUPS, HELP, MAKING, OTHERS, STEPPING, TAKING_BACK } from "./keys.js";
import { Search } from "./search.js";

/** @import { Key } from "./keys.js" */
/** @import { Name, Rows } from "./rows.js" */

/** Every key and what it does, group by group. */
export function keyList() {
  const lines = (/** @type {Array<[string, string]>} */ all) => all.map(([key, help]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, help)));
  const named = GROUPS.map(([title, keys]) => h("div", {}, h("h3", {}, title), h("dl", {}, ...lines(keys.map((one) => [one.key, one.help])))));
  return h("div", { class: "ce-keys" }, ...named, h("div", {}, h("h3", {}, "In text and form"), h("dl", {}, ...lines(OTHERS))));
}

/**
 * What the bar asks of the editor.
 * @typedef {object} AskedByBar
 * @property {(command: string) => void} run
 * @property {(name: Name) => void} show
 * @property {() => void} back
 */

export class Bar {
  /**
   * @param {string} id of the editor on its page
   * @param {Rows} rows
   * @param {AskedByBar} asked
   */
  constructor(id, rows, asked) {
    this.rows = rows;
    this.asked = asked;
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
    this.status = h("p", { class: "ce-status", role: "status", "aria-live": "polite" });
    this.count = h("span", { class: "ce-count" });
    this.progress = h("progress", { class: "ce-progress", "aria-label": "Proposals looked at" });
    this.found = new Search(
      `${id}-find`,
      [],
      false,
      {
        find: (letters) => rows.everywhere(letters),
        label: () => "",
        make: null,
      },
      ([key]) => {
        if (key) {
          const at = key.indexOf("|");
          this.finder.hidden = true;
          asked.show({ table: key.slice(0, at), key: key.slice(at + 1) });
        }
        this.found.set([]);
      },
      false,
    );
    this.finder = h("div", { class: "ce-find", hidden: true }, h("label", { for: `${id}-find` }, "Find a row by its words or its id"), this.found.element);
    this.help = h("section", { class: "ce-help", hidden: true, tabindex: -1, "aria-label": "All keys" }, h("h2", {}, "All keys"), keyList());
    this.element = h(
      "div",
      { class: "ce-top" },
      h("div", { class: "ce-state" }, this.count, this.progress, this.group("Proposals", STEPPING)),
      h("div", { class: "ce-tools" }, this.group("Saves", TAKING_BACK), this.group("Help", HELP)),
      this.finder,
    );
  }

  /**
   * Buttons for some keys.
   * @param {string} label
   * @param {Key[]} keys
   */
  group(label, keys) {
    const buttons = keys.map((one) => {
      const button = h(
        "button",
        {
          type: "button",
          title: one.help,
          "aria-keyshortcuts": one.key,
          // A press leaves the selection where it is, in the text.
          onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
          onclick: () => button.getAttribute("aria-disabled") === "true" || this.asked.run(one.name),
        },
        `${one.label} `,
        h("kbd", { "aria-hidden": "true" }, one.key),
      );
      this.buttons.set(one.name, button);
      return button;
    });
    return h("div", { class: "ce-group", role: "group", "aria-label": label }, ...buttons);
  }

  /**
   * What stands above the text.
   * @param {boolean} worded whether its words are here
   * @param {string} outlet
   */
  above(worded, outlet) {
    if (!worded) {
      return [h("p", { class: "cx-note" }, `No copy of the article is attached, so its words are not here; they belong to ${outlet}. What is drawn are the lengths of its paragraphs and the spans of the rows. Attach a copy to edit: story attach PATH.`)];
    }
    const row = (/** @type {string} */ label, /** @type {Key[]} */ keys) => h("div", { class: "ce-making" }, h("span", { class: "cx-aside" }, label), this.group(label, keys));
    return [row("From words", MAKING), row("Beside them", ADDING)];
  }

  /** @returns {boolean} whether something that lies over the rest was open, and is closed now */
  close() {
    const open = !this.help.hidden || !this.finder.hidden;
    this.help.hidden = true;
    this.finder.hidden = true;
    this.buttons.get("help")?.setAttribute("aria-expanded", "false");
    return open;
  }

  turnHelp() {
    const shown = this.help.hidden;
    this.close();
    this.help.hidden = !shown;
    this.buttons.get("help")?.setAttribute("aria-expanded", String(shown));
    if (shown) {
      this.help.focus({ preventScroll: true });
      this.help.scrollIntoView({ block: "start" });
    } else {
      this.asked.back();
    }
  }

  find() {
    this.close();
    this.finder.hidden = false;
    this.found.input.focus();
  }

  /**
   * Show how far the proposals are, and let those buttons alone be pressed that do something.
   * @param {{open: Array<[string, string]>, undo: string, redo: string}} standing
   * @param {boolean} worded whether there are words to edit beside
   */
  refresh({ open, undo, redo }, worded) {
    const all = this.rows.rows.get("proposals")?.size ?? 0;
    const done = all === 1 ? "The proposal is looked at" : `All ${all} proposals looked at`;
    const told = open.length === 0 ? done : `${open.length} of ${counted(all, "proposal")} open`;
    this.count.textContent = all === 0 ? "No proposals" : told;
    this.progress.hidden = all === 0;
    this.progress.max = Math.max(all, 1);
    this.progress.value = all - open.length;
    for (const [name, verb, what] of [["undo", "Take back", undo], ["redo", "Do again", redo]]) {
      const button = this.buttons.get(name);
      button?.setAttribute("aria-disabled", String(what === "" || !worded));
      button?.setAttribute("title", what === "" ? "Nothing" : `${verb}: ${what}`);
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
