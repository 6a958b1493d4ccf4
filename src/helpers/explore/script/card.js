/** The card of a claim: who says it, how surely, with which figures and dates, and who disagrees. */

import { citation } from "./citation.js";
import { Pane, h } from "./dom.js";
import { NO_FILTERS } from "./filter.js";
import { verdictTag } from "./list.js";
import { counted } from "./text.js";

/** @import { State } from "./state.js" */
/** @import { Check, Claim, Link } from "./model.js" */

export class CardView {
  /**
   * @param {State} state
   * @param {(text: string) => void} say to those who do not see the page
   */
  constructor(state, say) {
    this.state = state;
    this.say = say;
    this.pane = new Pane({ class: "cx-scroll", tabindex: 0, role: "region", "aria-label": "The chosen claim" });
    this.body = this.pane.element;
    this.heading = h("h2", {});
    this.element = h("section", { class: "cx-card", "aria-label": "Claim in detail" }, this.heading, this.body);
    state.watch(() => this.draw());
    this.draw();
  }

  draw() {
    const { model, current } = this.state;
    const claim = model.claims.get(current ?? "");
    this.pane.toTop();
    this.heading.textContent = claim || this.state.choice ? "The chosen claim" : "How the claims stand";
    if (!claim) {
      this.body.replaceChildren(...(this.state.choice ? [h("p", { class: "cx-empty" }, this.nothing())] : this.standing()));
      return;
    }
    this.body.replaceChildren(
      ...this.turner(),
      h("h3", { dir: "auto" }, claim.text),
      h("p", { class: "cx-aside" }, `${claim.id}, paragraph ${claim.paragraph}, characters ${claim.start} to ${claim.end}`),
      ...this.hidden(claim),
      this.facts(claim),
      ...this.links(claim),
      ...this.checks(claim),
      this.citing(claim),
    );
  }

  /** What to say where no claim is shown. */
  nothing() {
    const { choice, model } = this.state;
    if (choice?.kind === "place") {
      return `No claim is tied to ${model.places.get(choice.row)?.name ?? choice.row}: its name stands outside of every claim.`;
    }
    return "No claim belongs to this.";
  }

  /** While nothing is chosen: the verdicts, what each of them means, and how often it stands. */
  standing() {
    const { model, found } = this.state;
    const { verdict: labels, verdict_meaning: meanings } = model.data.labels;
    const rows = Object.keys(labels)
      .filter((verdict) => (found.counts.verdict.get(verdict) ?? 0) > 0)
      .flatMap((verdict) => [
        h(
          "dt",
          {},
          h("button", { type: "button", class: "cx-link", onclick: () => this.state.ask({ verdict }) }, verdictTag(verdict, labels)),
        ),
        h("dd", {}, meanings[verdict] ?? "No source could settle it.", " ", h("span", { class: "cx-aside" }, counted(found.counts.verdict.get(verdict) ?? 0, "claim"))),
      ]);
    const all = [...found.counts.verdict.values()].reduce((sum, count) => sum + count, 0);
    const open = ["not_checked", "not_checkable"].reduce((sum, verdict) => sum + (found.counts.verdict.get(verdict) ?? 0), 0);
    const checked = `${all - open} of ${counted(all, "claim")} ${all - open === 1 ? "was" : "were"} held against other sources:`;
    return [
      h("p", {}, `Choose a claim, an event or a place: the other views follow. ${checked}`),
      h("dl", { class: "cx-standing" }, ...rows),
    ];
  }

  /** Where several claims are chosen: which of them this is, and the way to the others. */
  turner() {
    const { chosen, current, choice, model } = this.state;
    if (chosen.length < 2) {
      return [];
    }
    const name = choice?.kind === "way" ? " for this finding" : choice?.kind === "place" ? ` at ${model.places.get(choice.row)?.name ?? choice.row}` : "";
    const at = chosen.indexOf(current ?? "") + 1;
    return [
      h(
        "div",
        { class: "cx-turner" },
        h("button", { type: "button", onclick: () => this.state.turn(-1) }, "Previous claim"),
        h("span", {}, `${at} of ${chosen.length} chosen${name}`),
        h("button", { type: "button", onclick: () => this.state.turn(1) }, "Next claim"),
      ),
    ];
  }

  /** @param {Claim} claim */
  hidden(claim) {
    return this.state.shown.has(claim.id)
      ? []
      : [h("p", { class: "cx-note" }, "The list leaves this claim out. ", h("button", { type: "button", class: "cx-link", onclick: () => this.state.ask({ ...NO_FILTERS }) }, "List all claims"))];
  }

  /** @param {Claim} claim */
  facts(claim) {
    const { actors, labels, topics } = this.state.model.data;
    const steps = claim.chain.map((actor) => actors[actor] ?? actor);
    const rows = [
      ["Said by", [steps.length > 0 ? [...steps, "the page"].join(" → ") : "not stated"]],
      ["Voice", [labels.voice[claim.voice] ?? claim.voice]],
      ["Kind", [labels.content[claim.content] ?? claim.content]],
      ["Certainty", [labels.certainty[claim.certainty] ?? "not stated"]],
      ["Hedges", [claim.hedges.length > 0 ? claim.hedges.map((hedge) => `“${hedge}”`).join(", ") : "none"]],
      ["Topic", [topics[claim.topic] ?? claim.topic]],
      ["Figures", this.figures(claim)],
      ["Dates", this.dates(claim)],
      ["Places", this.places(claim)],
      ["Note", claim.note ? [claim.note] : []],
    ];
    const shown = rows.filter(([, cells]) => cells.length > 0);
    return h(
      "dl",
      {},
      ...shown.flatMap(([term, cells]) => [
        h("dt", {}, /** @type {string} */ (term)),
        ...[...cells].map((cell) => h("dd", { dir: "auto" }, cell)),
      ]),
    );
  }

  /**
   * @param {Claim} claim
   * @returns {Array<Node | string>}
   */
  figures(claim) {
    const { figures } = this.state.model.data;
    return claim.figures
      .map((id) => figures[id])
      .filter((figure) => figure && figure.kind !== "date")
      .map((figure) => {
        const meaning = [figure.words, figure.measures].filter(Boolean).join("; ");
        return meaning ? `“${figure.surface}”: ${meaning}` : `“${figure.surface}”`;
      });
  }

  /**
   * @param {Claim} claim
   * @returns {Array<Node | string>}
   */
  dates(claim) {
    const { model } = this.state;
    const printed = claim.figures
      .map((id) => model.data.figures[id])
      .filter((figure) => figure?.kind === "date")
      .map((figure) => `“${figure.surface}”: ${[figure.words, figure.measures].filter(Boolean).join("; ")}`);
    const events = claim.events.flatMap((id) => {
      const event = model.events.get(id);
      return event ? [`${event.when}: ${event.text} (${model.data.labels.event_status[event.status] ?? event.status})`] : [];
    });
    return [...events, ...printed];
  }

  /**
   * @param {Claim} claim
   * @returns {Array<Node | string>}
   */
  places(claim) {
    if (claim.places.length === 0) {
      return [];
    }
    const buttons = claim.places.map((id) =>
      h(
        "button",
        { type: "button", class: "cx-link", onclick: () => this.state.choose("place", id) },
        this.state.model.places.get(id)?.name ?? id,
      ),
    );
    return [h("span", { class: "cx-list" }, ...buttons)];
  }

  /** @param {Claim} claim */
  links(claim) {
    if (claim.links.length === 0) {
      return [];
    }
    return [
      h("h4", {}, "How it stands to other claims"),
      h("ul", {}, ...claim.links.map((link) => this.link(link))),
    ];
  }

  /** @param {Link} link */
  link(link) {
    const { model } = this.state;
    const { link_kind: forth, converse: back } = model.data.labels;
    const words = (link.converse ? back : forth)[link.kind] ?? link.kind;
    const other = model.claims.get(link.claim);
    const speaker = other ? model.data.actors[other.speaker] : "";
    return h(
      "li",
      { class: `cx-l-${link.kind}` },
      h("strong", {}, words),
      " ",
      h(
        "button",
        { type: "button", class: "cx-link", onclick: () => this.state.choose("claim", link.claim) },
        `${link.claim}: ${other?.text ?? ""}`,
      ),
      speaker ? ` (${speaker})` : null,
      link.about ? h("span", { class: "cx-aside" }, ` Both speak of: ${link.about}.`) : null,
      link.note ? h("span", { class: "cx-aside" }, ` ${link.note}`) : null,
    );
  }

  /**
   * What was known on the day; and below it, apart, what only later sources say.
   * @param {Claim} claim
   */
  checks(claim) {
    const then = claim.checks.filter((check) => !check.later);
    const later = claim.checks.filter((check) => check.later);
    const known = then.length > 0 ? h("ul", {}, ...then.map((check) => this.check(check))) : h("p", {}, ...this.unheld(claim));
    return [
      h("h4", {}, "What others say"),
      known,
      ...(later.length > 0 ? [h("h4", { class: "cx-later" }, "Known only later"), h("ul", {}, ...later.map((check) => this.check(check)))] : []),
    ];
  }

  /**
   * How a claim stands that no source of the day was held against.
   * @param {Claim} claim
   */
  unheld(claim) {
    const { labels } = this.state.model.data;
    const { verdict } = claim;
    return [verdictTag(verdict, labels.verdict), ` ${labels.verdict_meaning[verdict] ?? "No source could settle it."}`];
  }

  /** @param {Check} check */
  check(check) {
    const { labels, references } = this.state.model.data;
    const sources = check.references.map((id) => {
      const source = references[id];
      if (!source) {
        return h("li", {}, id);
      }
      const name = [source.publisher, source.title, source.published].filter(Boolean).join(", ");
      return h(
        "li",
        { dir: "auto" },
        source.address
          ? h("a", { href: source.address, target: "_blank", rel: "noopener noreferrer" }, name)
          : name,
      );
    });
    return h(
      "li",
      {},
      verdictTag(check.verdict, labels.verdict),
      check.finding ? ` ${check.finding}` : null,
      sources.length > 0 ? h("ul", { class: "cx-sources", "aria-label": counted(sources.length, "reference") }, ...sources) : null,
      ...this.weighed(check),
    );
  }

  /**
   * How far the evidence of a check carries.
   * @param {Check} check
   */
  weighed({ rule, flags, basis, note }) {
    const { labels } = this.state.model.data;
    const parts = [rule ? `Rule of evidence: ${labels.rule[rule] ?? rule}.` : "", flags.length > 0 ? `Mind: ${flags.join("; ")}.` : "", labels.basis[basis] ?? basis, note];
    const told = parts.filter(Boolean).join(" ");
    return told ? [h("details", { class: "cx-weighed" }, h("summary", {}, "How far this carries"), h("p", {}, told))] : [];
  }

  /** @param {Claim} claim */
  citing(claim) {
    const text = citation(this.state.model.data, claim);
    const shown = h("p", { class: "cx-citation" }, text);
    const button = h("button", { type: "button", class: "cx-copy", onclick: () => this.copy(text, shown) }, "Copy citation");
    return h("div", {}, h("h4", {}, "Citation"), shown, button);
  }

  /**
   * @param {string} text
   * @param {HTMLElement} shown
   */
  async copy(text, shown) {
    try {
      await navigator.clipboard.writeText(text);
      this.say("Citation copied.");
    } catch {
      // Without leave to write the clipboard, the words are marked, so that a key copies them.
      const range = document.createRange();
      range.selectNodeContents(shown);
      const marked = getSelection();
      marked?.removeAllRanges();
      marked?.addRange(range);
      this.say("The citation is marked; copy it with the keyboard.");
    }
  }
}
