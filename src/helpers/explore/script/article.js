/** The article: its words with the spans over them, or without them a plan of where claims stand. */

import { Roving, h, reveal } from "./dom.js";
import { meant } from "./model.js";
import { counted, cutter, inLines, stretches } from "./text.js";

/** @import { State } from "./state.js" */
/** @import { Paragraph } from "./model.js" */
/** @import { Span, Stretch } from "./text.js" */

/** Characters in a line of a paragraph that is drawn to scale. */
const LINE = 64;

/** Milliseconds of painting at a time, for what is not seen yet. */
const SLICE = 8;

const NAMES = new Map([
  ["claim", "Claims"],
  ["figure", "Figures"],
  ["date", "Dates"],
  ["event", "Events"],
  ["place", "Places"],
  ["actor", "Actors"],
]);

/**
 * A paragraph on the page: its stretches with claims.
 * @typedef {HTMLElement[]} Drawn
 */

/**
 * What a paragraph is painted by.
 * @typedef {{lit: Set<string>, held: Set<string>, current: string | null}} Painted
 */

export class ArticleView {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @type {Map<string, HTMLElement[]>} the stretches of each claim */
    this.ofClaim = new Map();
    /** @type {Map<HTMLElement, Span[]>} */
    this.spansOf = new Map();
    /** @type {HTMLElement[]} where a span begins: what the arrows move among */
    this.stops = [];
    /** @type {Map<HTMLElement, string[]>} the claims that begin at each of them */
    this.beginning = new Map();
    /** @type {Map<Element, Drawn>} the paragraphs */
    this.drawn = new Map();
    /** @type {Map<HTMLElement, Drawn>} the paragraph of each stretch */
    this.home = new Map();
    /** @type {Set<Drawn>} the paragraphs in view */
    this.seen = new Set();
    /** @type {Set<Drawn>} the paragraphs that show an older selection */
    this.stale = new Set();
    this.painted = { lit: state.lit, held: state.held, current: state.current };
    this.waiting = 0;
    /** @type {HTMLElement[]} the stretches of the paragraph that is being made */
    this.collecting = [];
    this.body = h("div", { class: "cx-text", lang: state.model.data.article.language });
    this.pane = h("div", { class: "cx-scroll" }, this.body);
    const { words } = state.model.data.article;
    const name = words === "absent" ? "Plan of the article" : "The article";
    this.unfold = h("button", { type: "button", class: "cx-unfold", "aria-expanded": "false", onclick: () => this.turn() });
    this.element = h(
      "section",
      { class: "cx-article", "aria-label": name },
      h("div", { class: "cx-bar" }, h("h2", {}, name), this.unfold),
      h("div", { class: "cx-folded" }, this.note(), words === "absent" ? null : this.key(), this.pane),
    );
    this.turn(false);
    this.draw();
    this.roving = new Roving(this.body, () => this.stops, {
      choose: (stop, event) => this.choose(stop, event.ctrlKey || event.metaKey || event.shiftKey),
      moved: (stop) => reveal(this.pane, stop),
    });
    this.roving.set();
    if (this.stops.length === 0) {
      // Without a claim there is nothing to step to, and the text is scrolled by keys itself.
      this.pane.tabIndex = 0;
    }
    this.body.addEventListener("click", (event) => {
      const stretch = /** @type {Element} */ (event.target).closest(".cx-stretch");
      if (stretch) {
        this.choose(/** @type {HTMLElement} */ (stretch), event.ctrlKey || event.metaKey || event.shiftKey);
      }
    });
    // A long article is painted where it is seen, at once, and the rest of it bit by bit.
    const watcher = new IntersectionObserver((entries) => this.look(entries), { root: this.pane, rootMargin: "200px" });
    for (const paragraph of this.drawn.keys()) {
      watcher.observe(paragraph);
    }
    state.watch((part) => {
      this.repaint();
      if (part === "chosen") {
        this.follow();
      }
    });
  }

  /**
   * On a narrow page the article is folded away; the style decides what is narrow.
   * @param {boolean} [open]
   */
  turn(open = this.unfold.getAttribute("aria-expanded") === "false") {
    this.unfold.setAttribute("aria-expanded", String(open));
    this.unfold.textContent = open ? "Hide it" : "Show it";
    this.element.classList.toggle("cx-unfolded", open);
  }

  /** What is shown here, and whose words it is. */
  note() {
    const { words, missing, outlet } = this.state.model.data.article;
    const told = {
      absent: `To scale. The words belong to ${outlet}.`,
      attached: `The words are those of an attached copy; they belong to ${outlet}. Do not pass this page on.`,
      included: "The text is included with the story.",
    }[words];
    const lacking = missing.length > 0
      ? ` ${counted(missing.length, "paragraph")} of the article ${missing.length === 1 ? "is" : "are"} not in the copy (${missing.join(", ")}) and drawn to scale instead.`
      : "";
    return h("p", { class: "cx-note" }, told + lacking);
  }

  /** The key of the kinds, which also switches them on and off. */
  key() {
    const present = new Set(this.state.model.data.spans.map((span) => span[0]));
    const switches = this.state.model.data.kinds
      .filter((kind) => present.has(kind))
      .map((kind) => {
        const box = h("input", {
          type: "checkbox",
          checked: true,
          onchange: (/** @type {Event} */ event) => {
            const on = /** @type {HTMLInputElement} */ (event.target).checked;
            this.body.classList.toggle(`cx-hide-${kind}`, !on);
          },
        });
        const sample = h("span", { class: `cx-sample cx-stretch cx-k-${kind}`, "aria-hidden": "true" }, "Aa");
        return h("label", {}, box, " ", sample, ` ${NAMES.get(kind) ?? kind}`);
      });
    return h("fieldset", { class: "cx-key" }, h("legend", { class: "cx-aside" }, "Spans shown"), ...switches);
  }

  draw() {
    /** @type {Map<number, Span[]>} */
    const spans = new Map();
    for (const span of this.state.model.data.spans) {
      const list = spans.get(span[2]) ?? [];
      list.push(span);
      spans.set(span[2], list);
    }
    const parts = this.state.model.data.paragraphs.map((paragraph) => {
      const here = spans.get(paragraph.number) ?? [];
      /** @type {HTMLElement[]} */
      const made = [];
      this.collecting = made;
      const element = paragraph.text === null ? this.scaled(paragraph, here) : this.worded(paragraph, here);
      this.drawn.set(element, made);
      made.forEach((one) => this.home.set(one, made));
      return element;
    });
    this.body.append(...parts);
  }

  /**
   * A paragraph in its words.
   * @param {Paragraph} paragraph
   * @param {Span[]} spans
   */
  worded(paragraph, spans) {
    const cut = cutter(paragraph.text ?? "");
    const begun = new Set();
    const parts = stretches(paragraph.length, spans).map((stretch) => {
      const text = cut(stretch.start, stretch.end);
      return stretch.spans.length > 0 ? this.stretch(stretch, begun, text) : text;
    });
    return h("div", { class: `cx-paragraph cx-is-${paragraph.kind}` }, this.number(paragraph), h("p", { dir: "auto" }, ...parts));
  }

  /**
   * A paragraph to scale: lines as long as its words, with the claims as blocks.
   * @param {Paragraph} paragraph
   * @param {Span[]} spans
   */
  scaled(paragraph, spans) {
    const begun = new Set();
    const claims = spans.filter((span) => span[0] === "claim");
    const lines = inLines(paragraph.length, claims, LINE).map((line) =>
      h(
        "div",
        { class: "cx-line" },
        ...line.map((stretch) => {
          const block = stretch.spans.length > 0 ? this.stretch(stretch, begun, "") : h("span", { class: "cx-blank" });
          block.style.width = `${((stretch.end - stretch.start) / LINE) * 100}%`;
          return block;
        }),
      ),
    );
    return h("div", { class: `cx-paragraph cx-is-${paragraph.kind} cx-scaled` }, this.number(paragraph), h("div", { class: "cx-lines" }, ...lines));
  }

  /** @param {Paragraph} paragraph */
  number(paragraph) {
    const kind = this.state.model.data.labels.paragraph_kind[paragraph.kind] ?? paragraph.kind;
    return h(
      "span",
      { class: "cx-number", title: `Paragraph ${paragraph.number}, ${kind}, ${counted(paragraph.length, "character")}` },
      String(paragraph.number),
    );
  }

  /**
   * @param {Stretch} stretch
   * @param {Set<string>} begun the claims that began before it
   * @param {string} text "" where the words are not at hand
   * @returns {HTMLElement}
   */
  stretch({ spans, start }, begun, text) {
    const claims = spans.filter((span) => span[0] === "claim");
    const kinds = new Set(spans.map((span) => span[0]));
    const element = h("span", { class: ["cx-stretch", ...[...kinds].map((kind) => `cx-k-${kind}`)].join(" ") }, text);
    if (claims.length > 1) {
      element.classList.add("cx-deep");
    }
    this.spansOf.set(element, spans);
    if (claims.length > 0) {
      this.collecting.push(element);
    }
    for (const span of claims) {
      const list = this.ofClaim.get(span[1]);
      if (list) {
        list.push(element);
      } else {
        this.ofClaim.set(span[1], [element]);
      }
    }
    const first = claims.filter((span) => span[3] === start && !begun.has(span[1]));
    if (first.length > 0) {
      first.forEach((span) => begun.add(span[1]));
      this.stop(element, first, text);
    }
    return element;
  }

  /**
   * Let the keyboard reach a stretch at which claims begin.
   * @param {HTMLElement} element
   * @param {Span[]} claims those that begin here
   * @param {string} text
   */
  stop(element, claims, text) {
    element.classList.add("cx-begins");
    element.tabIndex = -1;
    element.setAttribute("role", "button");
    element.setAttribute("aria-pressed", "false");
    if (text === "") {
      const said = claims.map((span) => `${span[1]}: ${this.state.model.claims.get(span[1])?.text ?? ""}`);
      element.setAttribute("aria-label", said.join(" "));
      element.title = said.join("\n");
    }
    this.beginning.set(element, claims.map((span) => span[1]));
    this.stops.push(element);
  }

  /**
   * @param {HTMLElement} element
   * @param {boolean} add
   */
  choose(element, add) {
    const spans = this.spansOf.get(element) ?? [];
    const found = meant(this.state.model, spans, this.state.current);
    if (found) {
      this.state.choose(found.kind, found.row, { add });
    }
  }

  // ---------------------------------------------------------------------------- the selection

  /** Show the state of the selection: at once in what is seen, soon in all else that changed. */
  repaint() {
    const now = { lit: this.state.lit, held: this.state.held, current: this.state.current };
    for (const id of changed(this.painted, now)) {
      for (const element of this.ofClaim.get(id) ?? []) {
        const paragraph = this.home.get(element);
        if (paragraph) {
          this.stale.add(paragraph);
        }
      }
    }
    this.painted = now;
    for (const paragraph of this.seen) {
      this.paint(paragraph);
    }
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.goOn(), 4 * SLICE);
  }

  /** Paint some of what is not seen, and the rest later. */
  goOn() {
    const begun = performance.now();
    for (const paragraph of this.stale) {
      if (performance.now() - begun > SLICE) {
        this.waiting = setTimeout(() => this.goOn(), 4 * SLICE);
        return;
      }
      this.paint(paragraph);
    }
  }

  /** @param {IntersectionObserverEntry[]} entries paragraphs that came into view or left it */
  look(entries) {
    for (const { target, isIntersecting } of entries) {
      const paragraph = this.drawn.get(target);
      if (paragraph && isIntersecting) {
        this.seen.add(paragraph);
        this.paint(paragraph);
      } else if (paragraph) {
        this.seen.delete(paragraph);
      }
    }
  }

  /** @param {Drawn} paragraph */
  paint(paragraph) {
    if (!this.stale.delete(paragraph)) {
      return;
    }
    const { lit, held, current } = this.state;
    for (const element of paragraph) {
      const claims = (this.spansOf.get(element) ?? []).filter((span) => span[0] === "claim").map((span) => span[1]);
      element.classList.toggle("cx-faded", !claims.some((id) => lit.has(id)));
      element.classList.toggle("cx-chosen", claims.some((id) => held.has(id)));
      element.classList.toggle("cx-current", current !== null && claims.includes(current));
      const begins = this.beginning.get(element);
      if (begins) {
        element.setAttribute("aria-pressed", String(begins.some((id) => held.has(id))));
      }
    }
  }

  /** Bring the current claim into view. */
  follow() {
    const [first] = this.ofClaim.get(this.state.current ?? "") ?? [];
    const paragraph = this.drawn.get(first?.closest(".cx-paragraph") ?? this.body);
    if (first && paragraph) {
      this.paint(paragraph);
      this.roving.set(first);
      reveal(this.pane, first);
    }
  }
}

/**
 * The claims that look otherwise than before.
 * @param {Painted} before
 * @param {Painted} now
 * @returns {Set<string>}
 */
function changed(before, now) {
  const ids = new Set([before.current, now.current].filter((id) => id !== null));
  for (const [one, other] of [[before.held, now.held], [now.held, before.held], [before.lit, now.lit], [now.lit, before.lit]]) {
    if (one !== other) {
      for (const id of one) {
        if (!other.has(id)) {
          ids.add(id);
        }
      }
    }
  }
  return ids;
}
