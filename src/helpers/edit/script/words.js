/** The text with its spans: a cursor moves in it and words are selected, and nothing can be typed. */

import { h, reveal } from "../../explore/script/dom.js";
import { counted, cutter, inLines, stretches } from "../../explore/script/text.js";
import { around, pointsBefore, trimmed, unitsBefore } from "./points.js";

/** @import { Cells, Name, Opened, Paragraph, Place, Rows } from "./rows.js" */

/** Characters in a line of a paragraph that is drawn to scale. */
const WIDTH = 80;

export class WordsView {
  /**
   * @param {Opened} opened
   * @param {Rows} rows
   */
  constructor(opened, rows) {
    this.rows = rows;
    this.language = opened.article.language;
    /** @type {Map<number, Paragraph>} */
    this.paragraphs = new Map(opened.paragraphs.map((one) => [one.number, one]));
    /** @type {Map<number, HTMLElement>} */
    this.elements = new Map();
    /** @type {Name | null} the row that is shown */
    this.current = null;
    /** @type {Place | null} the words of a row that is being made */
    this.picked = null;
    this.worded = opened.article.words !== "absent";
    this.body = h("div", {
      class: "cx-text ce-text",
      lang: this.language,
      ...(this.worded
        ? {
            // A field that takes no letters: so a cursor stands in it, and Shift and arrows select.
            contenteditable: "true",
            tabindex: 0,
            role: "textbox",
            "aria-multiline": "true",
            "aria-readonly": "true",
            "aria-label": "The article. Select words and press a key; question mark lists the keys",
            spellcheck: "false",
            inputmode: "none",
            autocorrect: "off",
            "data-gramm": "false",
          }
        : { tabindex: 0, role: "group", "aria-label": "Plan of the article, without its words" }),
    });
    this.pane = h("div", { class: "cx-scroll ce-pane" }, this.body);
    for (const name of ["beforeinput", "drop", "paste", "cut", "dragstart"]) {
      this.body.addEventListener(name, (event) => event.preventDefault());
    }
    const spans = rows.spans();
    for (const number of this.paragraphs.keys()) {
      this.elements.set(number, h("div", {}));
      this.paint(number, spans);
    }
    this.body.append(...this.elements.values());
  }

  /**
   * Draw a paragraph anew.
   * @param {number} number
   * @param {ReturnType<Rows["spans"]>} [spans]
   */
  paint(number, spans = this.rows.spans()) {
    const paragraph = this.paragraphs.get(number);
    const old = this.elements.get(number);
    if (!paragraph || !old) {
      return;
    }
    /** @type {any[]} */
    const here = (spans.get(number) ?? []).filter((span) => paragraph.kind !== "boilerplate" || span);
    if (this.picked?.paragraph === number) {
      here.push(["pick", "", number, this.picked.start, this.picked.end, { table: "", key: "" }]);
    }
    const parts = paragraph.text === null ? this.scaled(paragraph, here) : this.inWords(paragraph, here);
    const element = h(
      "p",
      { class: `ce-paragraph cx-is-${paragraph.kind}`, "data-paragraph": number, title: paragraph.text === null ? `Paragraph ${number}, ${counted(paragraph.length, "character")}` : null },
      ...parts,
    );
    this.elements.set(number, element);
    old.replaceWith(element);
  }

  /**
   * @param {Paragraph} paragraph
   * @param {any[]} spans
   */
  inWords(paragraph, spans) {
    const cut = cutter(paragraph.text ?? "");
    return stretches(paragraph.length, spans).map((stretch) => {
      const text = cut(stretch.start, stretch.end);
      return stretch.spans.length === 0 ? text : this.stretch(stretch, text);
    });
  }

  /**
   * @param {Paragraph} paragraph
   * @param {any[]} spans
   */
  scaled(paragraph, spans) {
    return inLines(paragraph.length, spans, WIDTH).map((line) =>
      h(
        "span",
        { class: "cx-line" },
        ...line.map((stretch) => {
          const block = stretch.spans.length > 0 ? this.stretch(stretch, "") : h("span", { class: "cx-blank" });
          block.style.width = `${((stretch.end - stretch.start) / WIDTH) * 100}%`;
          return block;
        }),
      ),
    );
  }

  /**
   * @param {{start: number, spans: any[]}} stretch
   * @param {string} text
   */
  stretch({ start, spans }, text) {
    const claims = spans.filter((span) => span[0] === "claim");
    const classes = new Set(["cx-stretch", ...spans.map((span) => `cx-k-${span[0]}`)]);
    const here = spans.some((span) => this.isCurrent(span[5]));
    const open = spans.some((span) => this.rows.isOpen(span[5].table, span[5].key));
    for (const [name, is] of /** @type {Array<[string, boolean]>} */ ([
      ["cx-deep", claims.length > 1],
      ["cx-begins", claims.some((span) => span[3] === start)],
      ["cx-current", here],
      ["ce-open", open],
    ])) {
      if (is) {
        classes.add(name);
      }
    }
    return h("span", { class: [...classes].join(" ") }, text);
  }

  /**
   * Whether a span is of the row that is shown; an actor stands wherever it is mentioned.
   * @param {Name} name
   */
  isCurrent({ table, key }) {
    const { current } = this;
    const mentioned = current?.table === "actors" && table === "mentions" && this.rows.get(table, key)?.actor_id === current.key;
    return mentioned || (table === current?.table && key === current.key);
  }

  /** @returns {number[]} the paragraphs in which the row that is shown stands */
  whereCurrent() {
    if (this.current?.table === "actors") {
      return this.rows.mentions(this.current.key).map((cells) => Number(cells.paragraph));
    }
    const place = this.current ? this.rows.place(this.current.table, this.current.key) : null;
    return place ? [place.paragraph] : [];
  }

  /**
   * Show a row, or the words of one that is being made.
   * @param {Name | null} current
   * @param {Place | null} picked
   * @param {boolean} move whether the text is scrolled to it
   */
  show(current, picked, move) {
    const place = current ? this.rows.place(current.table, current.key) : null;
    const stale = [...this.whereCurrent(), this.picked?.paragraph, picked?.paragraph];
    this.current = current;
    stale.push(...this.whereCurrent());
    this.picked = picked;
    const spans = this.rows.spans();
    const at = this.selected();
    const focused = this.body.contains(document.activeElement);
    for (const number of new Set(stale)) {
      if (number !== undefined) {
        this.paint(number, spans);
      }
    }
    if (focused && at) {
      this.select(at, false);
    }
    const shown = picked ?? place;
    if (shown && move) {
      const element = this.elements.get(shown.paragraph);
      reveal(this.pane, element?.querySelector(picked ? ".cx-k-pick" : ".cx-current") ?? element);
    }
  }

  /**
   * Put the cursor at a place, or select it.
   * @param {Place} place
   * @param {boolean} [focus]
   */
  select({ paragraph, start, end }, focus = true) {
    const from = this.point(paragraph, start);
    const to = this.point(paragraph, end);
    if (focus) {
      this.body.focus({ preventScroll: true });
    }
    if (from && to) {
      getSelection()?.setBaseAndExtent(from[0], from[1], to[0], to[1]);
    }
  }

  /**
   * @param {number} number
   * @param {number} at in code points
   * @returns {[Node, number] | null}
   */
  point(number, at) {
    const element = this.elements.get(number);
    const text = this.paragraphs.get(number)?.text ?? "";
    if (!element) {
      return null;
    }
    let left = unitsBefore(text, at);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (left <= length) {
        return [node, left];
      }
      left -= length;
    }
    return [element, element.childNodes.length];
  }

  /**
   * What is selected, or where the cursor stands; of two paragraphs the part in the first.
   * @returns {Place | null}
   */
  selected() {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) {
      return null;
    }
    const range = selection.getRangeAt(0);
    const element = this.paragraphOf(range.startContainer);
    if (!element || !this.body.contains(element)) {
      return null;
    }
    const paragraph = Number(element.dataset.paragraph);
    const text = this.paragraphs.get(paragraph)?.text ?? "";
    const inside = element.contains(range.endContainer);
    const start = this.units(element, range.startContainer, range.startOffset);
    const end = inside ? this.units(element, range.endContainer, range.endOffset) : text.length;
    return { paragraph, start: pointsBefore(text, start), end: pointsBefore(text, end) };
  }

  /**
   * @param {Node} node
   * @returns {HTMLElement | null}
   */
  paragraphOf(node) {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest(".ce-paragraph") ?? null;
  }

  /**
   * @param {HTMLElement} element
   * @param {Node} node
   * @param {number} offset
   */
  units(element, node, offset) {
    const range = document.createRange();
    range.selectNodeContents(element);
    range.setEnd(node, offset);
    return range.toString().length;
  }

  /**
   * The words that a row is made of: those selected, else the word or sentence at the cursor.
   * @param {"word" | "sentence"} what
   * @returns {Place | null}
   */
  meant(what) {
    const place = this.selected();
    const text = place && this.paragraphs.get(place.paragraph)?.text;
    if (!place || !text) {
      return null;
    }
    const found = place.start === place.end ? around(text, place.start, what, this.language) : trimmed(text, place.start, place.end);
    return found && { paragraph: place.paragraph, start: found[0], end: found[1] };
  }

  /** @param {Place} place */
  text({ paragraph, start, end }) {
    return cutter(this.paragraphs.get(paragraph)?.text ?? "")(start, end);
  }
}
