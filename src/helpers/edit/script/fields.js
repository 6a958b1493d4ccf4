/** The cells of a form one by one: which come first, how each is filled in, and what it means. */

import { h } from "../../explore/script/dom.js";

/** @import { Field, Table } from "./rows.js" */

/** The columns that are asked for first, in this order; all others stand under More. */
const FIRST = new Map([
  ["claims", ["paraphrase", "speaker", "topic", "content", "voice", "certainty", "hedges", "checkable", "chain"]],
  ["claim_links", ["claim_id", "kind", "other_id", "thing", "place_id", "when", "note"]],
  ["figures", ["measures", "surface", "kind", "bound", "value", "lower", "upper", "unit", "when", "claim_id"]],
  ["casualties", ["victims", "outcome", "reported_by", "bound", "best", "lower", "upper", "claim_id", "figure_id", "ref_id", "perpetrators", "period"]],
  ["events", ["description", "when", "surface", "status", "claim_id", "actors", "place_id"]],
  ["mentions", ["actor_id", "form"]],
  ["relations", ["source", "kind", "target", "status", "claim_id", "when"]],
  ["actors", ["name", "kind", "role", "aliases", "part_of"]],
  ["places", ["name", "kind", "within", "country", "aliases"]],
  ["references", ["publisher", "title", "kind", "interested_party", "published", "address", "speaks_for", "origin"]],
  ["checks", ["claim_id", "ref_ids", "verdict", "shows", "basis", "finding", "value", "lower", "upper", "bound", "unit", "measures"]],
]);
const LOCATOR = ["paragraph", "start", "end", "sha256"];
const WIDE = new Set(["paraphrase", "description", "measures", "victims", "note", "chain", "role", "finding", "actors", "title", "ref_ids", "label", "claim_id", "other_id"]);
const LONG = new Set(["paraphrase", "description", "note", "finding"]);
/** Cells that may be left blank although the contract asks for them: they are filled in by themselves. */
const OWN = new Set(["origin"]);
/** Columns that are filled in for some kinds of a row alone: table, columns, and the kinds. */
const OF_KIND = [
  { table: "figures", columns: ["bound", "value", "lower", "upper", "unit"], kinds: ["distance", "casualties", "count", "ordinal", "vague", ""] },
  { table: "figures", columns: ["when"], kinds: ["date"] },
  { table: "figures", columns: ["from_place", "to_place"], kinds: ["distance"] },
  { table: "claim_links", columns: ["thing", "place_id", "when"], kinds: ["contradicts"] },
];
/** What the name of an actor says of two that turn out to be one. */
const ONE_ACTOR = "Two actors that are one: in a mention of this one choose the other, and change it everywhere.";
const DATES = "As in 2014-09-29, 2014-09, 2014-06~ for about June, 2014-06/2014-09-29 for a time from and to, ../2014 for one without a known beginning.";

/**
 * The fields of a table that are asked for, those first that come first.
 * @param {string} name
 * @param {Table} table
 * @returns {{first: Field[], others: Field[]}}
 */
export function fieldsOf(name, table) {
  const own = table.fields.filter((field) => !LOCATOR.includes(field.name) && !(table.key.length === 1 && table.key[0] === field.name));
  const columns = FIRST.get(name) ?? own.filter((field) => field.required).map((field) => field.name);
  const first = columns.map((column) => own.find((field) => field.name === column)).filter((field) => field !== undefined);
  return { first, others: own.filter((field) => !columns.includes(field.name)) };
}

/**
 * Whether a row of some kind has a column.
 * @param {string} table
 * @param {string} column
 * @param {string} kind
 */
export function fits(table, column, kind) {
  const rule = OF_KIND.find((one) => one.table === table && one.columns.includes(column));
  return rule === undefined || rule.kinds.includes(kind);
}

/**
 * Whether a cell must be filled in by whoever writes the row.
 * @param {Field} field
 */
export function isAsked(field) {
  return field.required && !OWN.has(field.name);
}

/**
 * A field with its label, what it means, what its cell states in words, and what is wrong with it.
 * @param {string} table
 * @param {Field} field
 * @param {string} id
 * @param {{element: HTMLElement, control: HTMLElement}} made
 * @returns {{box: HTMLElement, told: HTMLElement}}
 */
export function fieldBox(table, field, id, { element, control }) {
  const told = h("span", { class: "ce-told", id: `${id}-told` });
  const label = h("label", { for: id }, field.title, isAsked(field) ? null : h("span", { class: "cx-aside" }, " if any"));
  const chosen = h("b", {});
  const hint = h("span", { class: "ce-hint", id: `${id}-hint` }, [field.description, howTo(table, field)].filter((part) => part !== "").join(" "), " ", chosen);
  if (control instanceof HTMLSelectElement) {
    const means = () => {
      chosen.textContent = control.value === "" ? "" : (control.selectedOptions[0]?.label ?? "");
    };
    control.addEventListener("focus", means);
    control.addEventListener("change", means);
  }
  control.setAttribute("aria-describedby", `${id}-told ${id}-wrong ${id}-hint`);
  const box = h("div", { class: WIDE.has(field.name) ? "ce-field ce-wide" : "ce-field" }, label, element, told, h("span", { class: "ce-wrong", id: `${id}-wrong` }), hint);
  return { box, told };
}

/**
 * @param {string} table
 * @param {Field} field
 */
function howTo(table, field) {
  if (table === "actors" && field.name === "name") {
    return ONE_ACTOR;
  }
  if (field.edtf) {
    return DATES;
  }
  if (field.reference) {
    return "Type to search; arrows and Enter choose.";
  }
  return field.type === "list" ? "Separate several with commas." : "";
}

/**
 * A cell of words.
 * @param {Field} field
 * @param {string} id
 * @param {string} cell
 * @param {(cell: string) => void} changed
 */
export function textControl(field, id, cell, changed) {
  const long = LONG.has(field.name);
  const control = long ? h("textarea", { id, rows: 2 }) : h("input", { id, type: "text", autocomplete: "off" });
  control.value = field.type === "list" ? cell.split("|").join(", ") : cell;
  control.spellcheck = long;
  control.addEventListener("input", () => {
    const items = control.value.split(",").map((one) => one.trim()).filter((one) => one !== "");
    changed(field.type === "list" ? items.join("|") : control.value.replaceAll(/\s+/g, " ").trim());
  });
  return control;
}

/**
 * A cell that holds one of a few values, each with what it means.
 * @param {Field} field
 * @param {string} id
 * @param {string} cell
 * @param {(cell: string) => void} changed
 */
export function choiceControl(field, id, cell, changed) {
  const flags = [{ value: "true", label: "yes" }, { value: "false", label: "no" }];
  const known = field.choices.length > 0 ? field.choices.map(({ value, label }) => ({ value, label: `${value.replaceAll("_", " ")}: ${label}` })) : flags;
  const control = h("select", { id, onchange: () => changed(control.value) }, h("option", { value: "" }, "–"), ...known.map(({ value, label }) => h("option", { value }, label)));
  control.value = cell;
  return control;
}
