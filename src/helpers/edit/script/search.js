/** A cell that names other rows: letters filter them, arrows and Enter choose, a new one can be made. */

import { h } from "../../explore/script/dom.js";

/**
 * @typedef {object} Finder
 * @property {(letters: string) => Array<{key: string, label: string, same?: boolean}>} find what letters mean; `same` is just so called
 * @property {(key: string) => string} label
 * @property {((letters: string) => void) | null} make a new row, null where there is no way to
 */

/** So many are listed; more letters leave fewer. */
const LISTED = 8;

export class Search {
  /**
   * @param {string} id
   * @param {string[]} keys what is chosen
   * @param {boolean} many whether it may be several
   * @param {Finder} finder
   * @param {(keys: string[]) => void} changed
   * @param {boolean} [keyed] whether the key is told beside what is found
   */
  constructor(id, keys, many, finder, changed, keyed = true) {
    this.keyed = keyed;
    this.keys = keys;
    this.many = many;
    this.finder = finder;
    this.changed = changed;
    this.at = -1;
    /** @type {Array<{key: string, label: string}>} */
    this.found = [];
    this.chips = h("span", { class: "ce-chips" });
    this.input = h("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      oninput: () => this.look(),
      onfocus: () => this.input.select(),
      onblur: () => this.close(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event),
    });
    this.list = h("ul", { id: `${id}-list`, role: "listbox", class: "ce-list", hidden: true, "aria-label": "What is found" });
    this.element = h("div", { class: "ce-search" }, this.chips, this.input, this.list);
    this.draw();
  }

  /** @param {string[]} keys */
  set(keys) {
    this.keys = keys;
    this.draw();
  }

  /** Let the field say what is chosen, whatever was typed there. */
  write() {
    this.input.value = this.many || this.keys.length === 0 ? "" : this.finder.label(this.keys[0]);
  }

  draw() {
    this.write();
    this.input.placeholder = this.many && this.keys.length > 0 ? "add" : "type to search";
    const chips = this.many ? this.keys : [];
    this.chips.replaceChildren(
      ...chips.map((key) =>
        h(
          "button",
          {
            type: "button",
            class: "ce-chip",
            "aria-label": `Take out ${this.finder.label(key)}`,
            // A press leaves the caret in its cell: what is shown below it would go, and this one move away.
            onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
            onclick: () => this.take(this.keys.filter((one) => one !== key)),
          },
          this.finder.label(key),
          h("span", { "aria-hidden": "true" }, " ×"),
        ),
      ),
    );
  }

  look() {
    const letters = this.input.value;
    if (!this.many && letters.trim() === "" && this.keys.length > 0) {
      // Emptied, and perhaps saved from here, by keys.
      this.keys = [];
      this.changed([]);
    }
    const meant = this.finder.find(letters);
    const here = this.many && letters.trim() !== "" ? meant.filter((one) => this.keys.includes(one.key)) : [];
    this.found = meant.filter((one) => !this.many || !this.keys.includes(one.key)).slice(0, LISTED);
    const none = this.found.length === 0 && letters.trim() !== "";
    if (this.finder.make && letters.trim() !== "" && !meant.some((one) => one.same)) {
      this.found.push({ key: "", label: `New: ${letters.trim()}` });
    }
    // Of what stands there already no Enter makes another.
    this.at = this.found.length > 0 && letters.trim() !== "" && !(none && here.length > 0) ? 0 : -1;
    const told = none && here.length > 0 ? `${here.map((one) => one.label).join(", ")}: here already` : none && this.found.length === 0 ? "Nothing is found" : "";
    this.list.hidden = this.found.length === 0 && told === "";
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.list.replaceChildren(
      ...this.found.map((one, at) =>
        h(
          "li",
          {
            id: `${this.list.id}-${at}`,
            role: "option",
            "aria-selected": "false",
            // Before the field loses its focus, which closes the list.
            onpointerdown: (/** @type {Event} */ event) => {
              event.preventDefault();
              this.choose(one);
            },
          },
          one.label,
          this.keyed && one.key && one.key !== one.label ? h("span", { class: "cx-aside" }, ` ${one.key}`) : null,
        ),
      ),
    );
    if (told !== "") {
      this.list.append(h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "cx-aside" }, told));
    }
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === this.at)));
    if (this.at >= 0) {
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  close() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.write();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        this.look();
      } else if (this.found.length > 0) {
        const way = event.key === "ArrowDown" ? 1 : -1;
        this.at = (this.at + way + this.found.length) % this.found.length;
        this.mark();
      }
    } else if (event.key === "Enter" && open && this.at >= 0 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.choose(this.found[this.at]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      event.preventDefault();
      this.close();
    } else if (event.key === "Backspace" && this.many && this.input.value === "" && this.keys.length > 0) {
      this.take(this.keys.slice(0, -1));
    }
  }

  /** @param {{key: string, label: string}} one */
  choose(one) {
    const letters = this.input.value.trim();
    if (one.key === "") {
      this.input.value = "";
      this.close();
      this.finder.make?.(letters);
    } else {
      this.take(this.many ? [...this.keys, one.key] : [one.key]);
    }
  }

  /** @param {string[]} keys */
  take(keys) {
    this.close();
    this.set(keys);
    this.changed(keys);
  }
}
