/** What is said when a save does not go through, and what can be done about it. */

import { h } from "../../explore/script/dom.js";

/** @import { Fault } from "./form.js" */

/**
 * A heading, a line for each thing, and buttons, of which the first takes the focus.
 * @param {string} heading
 * @param {Array<HTMLElement>} lines
 * @param {Array<HTMLButtonElement>} buttons
 */
function panel(heading, lines, buttons) {
  return h("div", { class: "ce-conflict" }, h("p", { class: "ce-alert" }, heading), ...lines, buttons.length > 0 ? h("div", { class: "ce-doing" }, ...buttons) : null);
}

/** @param {string[]} lines */
function listed(lines) {
  return h("ul", {}, ...lines.map((one) => h("li", {}, one)));
}

/** @param {Fault[]} faults that belong to no cell of the form */
export function refusal(faults) {
  const lines = faults.map((one) => {
    const row = h("b", {}, [one.file.replace(".csv", ""), one.row].filter((part) => part !== "").join(" "));
    return h("li", {}, row, `${one.column ? `, ${one.column}` : ""}: found ${one.found}; expected ${one.expected}. ${one.mend}`);
  });
  return panel("Not saved. The check would find:", [h("ul", {}, ...lines)], []);
}

/**
 * @param {string} title of the row that is to be dropped
 * @param {string[]} goes what would go along
 * @param {string[]} stays what would stay, and name it no more
 * @param {() => void} along
 */
export function hangingOn(title, goes, stays, along) {
  const parts = [];
  if (goes.length > 0) {
    parts.push(h("p", {}, "These go along:"), listed(goes));
  }
  if (stays.length > 0) {
    parts.push(h("p", {}, "These stay, and name it no more:"), listed(stays));
  }
  const button = h("button", { type: "button", class: "ce-main", onclick: along }, "Drop it with what hangs on it ", h("kbd", { "aria-hidden": "true" }, "d"));
  return { element: panel(`Other rows hang on ${title}. Nothing is dropped yet.`, parts, [button]), button };
}

/**
 * @param {string} heading
 * @param {string[]} others what they did
 * @param {() => void} onTop
 * @param {() => void} giveUp
 */
export function conflicting(heading, others, onTop, giveUp) {
  const again = h("button", { type: "button", class: "ce-main", onclick: onTop }, "Save mine on top");
  const theirs = h("button", { type: "button", onclick: giveUp }, "Take theirs");
  return { element: panel(`${heading}. Yours is not saved yet.`, [listed(others.slice(0, 12))], [again, theirs]), button: again };
}
