/** The right side: the row that is shown, with its words, its form and what can be done to it. */

import { h } from "../../explore/script/dom.js";
import { counted } from "../../explore/script/text.js";
import { keyList } from "./bar.js";
import { DOING } from "./keys.js";

/** @import { Bar } from "./bar.js" */
/** @import { Form } from "./form.js" */
/** @import { Name, Place, Rows } from "./rows.js" */
/** @import { WordsView } from "./words.js" */

/** So many rows that name the one that is shown are listed. */
const LISTED_ROWS = 12;

/**
 * What the side asks of the editor.
 * @typedef {object} AskedBySide
 * @property {(accept: boolean) => void} save
 * @property {() => void} discard
 * @property {(name: Name) => void} show
 */

export class Side {
  /**
   * @param {Rows} rows
   * @param {WordsView} words
   * @param {Bar} bar
   * @param {AskedBySide} asked
   */
  constructor(rows, words, bar, asked) {
    this.rows = rows;
    this.words = words;
    this.bar = bar;
    this.asked = asked;
    this.element = h("section", { class: "ce-side", "aria-label": "The row" });
    this.faults = h("div", { class: "ce-faults", role: "alert" });
  }

  /**
   * What is said while no row is shown.
   * @param {number} left the proposals that are open
   */
  blank(left) {
    const told = left > 0 ? `${counted(left, "proposal")} ${left === 1 ? "waits" : "wait"} for you.` : "No proposal is open.";
    const how = left > 0 ? "j goes to the next one, a accepts it, d drops it, u takes that back." : "j steps through the claims.";
    this.faults.replaceChildren();
    this.element.replaceChildren(
      h("h2", {}, "Where to begin"),
      this.faults,
      h("p", { class: "ce-lead" }, `${told} ${how}`),
      h("p", { class: "cx-aside" }, "Letters are keys while you are in the text. In a cell they are letters; Escape brings you back to the text, and so does every save."),
      keyList(),
    );
  }

  /**
   * @param {Name} name
   * @param {Place | null} picked the words of a row that is being made
   * @param {Form} form
   */
  show(name, picked, form) {
    this.faults.replaceChildren();
    this.element.replaceChildren(this.heading(name), this.quote(name, picked ?? this.rows.place(name.table, name.key) ?? this.rows.place("claims", form.value("claim_id"))), this.faults, form.element, ...[this.naming(name), this.doing(name)].filter((one) => one !== null));
    this.element.scrollTop = 0;
  }

  /** @returns {boolean} whether the focus is in here */
  get focused() {
    return this.element.contains(document.activeElement);
  }

  /**
   * Say what went wrong; its button, if it has one, takes the focus.
   * @param {HTMLElement | null} element
   * @param {HTMLElement} [button]
   */
  tell(element, button) {
    this.faults.replaceChildren(...(element ? [element] : []));
    button?.focus();
  }

  /** @param {Name} name */
  heading(name) {
    const proposal = this.rows.proposal(name.table, name.key);
    const { noun } = this.rows.tables[name.table];
    const title = name.key === "" ? `New ${noun}` : this.rows.title(name.table, name.key);
    const status = proposal ? h("span", { class: `ce-badge ce-is-${proposal.status}`, title: `Rule: ${proposal.rule}` }, proposal.status) : null;
    return h("div", { class: "cx-bar" }, h("h2", {}, title), status, proposal?.status === "proposed" ? h("span", { class: "cx-aside" }, `by the rule ${proposal.rule}`) : null);
  }

  /**
   * @param {Name} name
   * @param {Place | null} place where it stands, or the claim that it is about
   */
  quote(name, place) {
    if (!place) {
      return h("p", { class: "cx-aside" }, this.rows.tables[name.table].located ? "It stands nowhere in the text." : "It is written beside the text.");
    }
    const where = `Paragraph ${place.paragraph}, characters ${place.start} to ${place.end}`;
    return h("figure", { class: "ce-quote" }, this.words.worded ? h("blockquote", { lang: this.words.language, dir: "auto" }, this.words.text(place)) : null, h("figcaption", { class: "cx-aside" }, where));
  }

  /**
   * The rows that name this one, to be gone to.
   * @param {Name} name
   */
  naming(name) {
    const found = name.key === "" ? [] : this.rows.naming(name.table, name.key);
    if (found.length === 0) {
      return null;
    }
    const buttons = found.slice(0, LISTED_ROWS).map((one) =>
      h("button", { type: "button", class: "ce-chip", title: this.rows.label(one.table, one.key), onclick: () => this.asked.show(one) }, this.rows.title(one.table, one.key)),
    );
    const more = found.length > LISTED_ROWS ? h("span", { class: "cx-aside" }, `and ${found.length - LISTED_ROWS} more`) : null;
    return h("div", { class: "ce-naming" }, h("span", { class: "cx-aside" }, "Named by"), ...buttons, more);
  }

  /** @param {Name} name */
  doing(name) {
    if (!this.words.worded) {
      return null;
    }
    const { save, discard } = this.asked;
    if (name.key === "") {
      return h(
        "div",
        { class: "ce-doing" },
        h("button", { type: "button", class: "ce-main", onclick: () => save(true) }, "Save ", h("kbd", { "aria-hidden": "true" }, "Ctrl+Enter")),
        h("button", { type: "button", onclick: discard }, "Discard ", h("kbd", { "aria-hidden": "true" }, "Esc")),
      );
    }
    const open = this.rows.isOpen(name.table, name.key);
    const fits = new Map([
      ["split", name.table === "claims"],
      ["join", name.table === "claims"],
      ["words", Boolean(this.rows.get(name.table, name.key)?.paragraph)],
      ["drop", name.table !== "topics"],
    ]);
    const group = this.bar.group("This row", DOING.filter((one) => fits.get(one.name) ?? true));
    const accept = this.bar.buttons.get("accept");
    accept?.classList.add("ce-main");
    accept?.replaceChildren(open ? "Accept " : "Save ", h("kbd", { "aria-hidden": "true" }, "a"));
    const keep = h("button", { type: "button", onclick: () => save(false) }, "Save, leave open ", h("kbd", { "aria-hidden": "true" }, "Ctrl+S"));
    return h("div", { class: "ce-doing" }, group, open ? keep : null);
  }
}
