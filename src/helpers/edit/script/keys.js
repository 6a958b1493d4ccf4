/** What the keys do: the one list from which buttons, start page, help and keyboard are made. */

/**
 * @typedef {object} Key
 * @property {string} name of the command; of what makes a row its table
 * @property {string} key as it is pressed in the text
 * @property {string} label of the button
 * @property {string} help
 */

/** @type {Key[]} what is made of the selected words */
export const MAKING = [
  { name: "claims", key: "c", label: "Claim", help: "make a claim of the selected words, or of the sentence at the cursor" },
  { name: "figures", key: "f", label: "Figure", help: "make a figure; its bound is read from the words" },
  { name: "casualties", key: "t", label: "Toll", help: "make a toll: who was harmed, missing or saved, how many, by whose count" },
  { name: "mentions", key: "m", label: "Mention", help: "make a mention of an actor, known or new" },
  { name: "relations", key: "b", label: "Relation", help: "make a relation: what is between two actors" },
  { name: "events", key: "e", label: "Event", help: "make an event; its date is read from the words" },
  { name: "places", key: "p", label: "Place", help: "make a place" },
];

/** @type {Key[]} what is written beside the text, most of it about the row that is shown */
export const ADDING = [
  { name: "claim_links", key: "l", label: "Link", help: "link the claim to another: restates, contradicts (denies), answers ..." },
  { name: "checks", key: "v", label: "Check", help: "check the claim: what references say of it, and the verdict" },
  { name: "references", key: "R", label: "Reference", help: "write down a reference" },
  { name: "coordinates", key: "g", label: "Coordinates", help: "say where a reference puts the place" },
  { name: "topics", key: "T", label: "Topic", help: "add a topic" },
];

/** @type {Key[]} stepping */
export const STEPPING = [
  { name: "before", key: "k", label: "Back", help: "go to the proposal before" },
  { name: "next", key: "j", label: "Next", help: "go to the next proposal; where none is open, to the next claim" },
  { name: "whole", key: "A", label: "Accept paragraph", help: "accept all proposals of this paragraph that have no open cell" },
];

/** @type {Key[]} what is done to the row that is shown */
export const DOING = [
  { name: "accept", key: "a", label: "Accept", help: "accept the row that is shown, with what you have filled in" },
  { name: "words", key: "w", label: "Take words", help: "let the row stand for the selected words" },
  { name: "split", key: "s", label: "Split", help: "cut the claim at the cursor in two, there" },
  { name: "join", key: "n", label: "Join next", help: "make one of the claim and the next" },
  { name: "drop", key: "d", label: "Drop", help: "take the row out; again, with what hangs on it" },
];

/** @type {Key[]} */
export const TAKING_BACK = [
  { name: "undo", key: "u", label: "Undo", help: "take back the last save; also Ctrl+Z" },
  { name: "redo", key: "r", label: "Redo", help: "do it again; also Ctrl+Shift+Z" },
];

/** @type {Key[]} */
export const HELP = [
  { name: "find", key: "/", label: "Find", help: "find any row by its words or its id" },
  { name: "help", key: "?", label: "Keys", help: "show or hide all keys" },
];

/** @type {Array<[string, Key[]]>} */
export const GROUPS = [
  ["Make, of the selected words", MAKING],
  ["Write beside the text", ADDING],
  ["The row that is shown", DOING],
  ["Go", STEPPING],
  ["Take back and look up", [...TAKING_BACK, ...HELP]],
];

const ALL = GROUPS.flatMap(([, keys]) => keys);

/** @type {Array<[string, string]>} keys that work in text or form, and stand on no button */
export const OTHERS = [
  ["Arrows, Shift+Arrows", "move the cursor in the text, select words"],
  ["Space", "show the row at the cursor; again, the one around it"],
  ["Enter", "the same, and go to its first open cell"],
  ["Tab", "go on to the next cell or button"],
  ["Escape", "go back to the text, where letters are keys; discard a new row; close this list"],
  ["Ctrl+Enter", "save and accept, from any cell of the form"],
  ["Ctrl+S", "save, and leave the proposal open"],
];

/**
 * The command that a key means in the text.
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean}} event
 * @returns {string} "" for none
 */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) {
    return "";
  }
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === "z") {
      return shiftKey ? "redo" : "undo";
    }
    return { y: "redo", s: "keep", enter: "accept" }[letter] ?? "";
  }
  return ALL.find((one) => one.key === key)?.name ?? "";
}
