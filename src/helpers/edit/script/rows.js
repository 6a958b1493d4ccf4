/** The rows of a story: where they stand, what they are called, which are open. Knows no page. */

import { folded } from "../../explore/script/text.js";

/** @import { Span } from "../../explore/script/text.js" */

/** @typedef {Record<string, string>} Cells */

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} title
 * @property {string} description
 * @property {string} type string, integer, number, boolean, list
 * @property {boolean} required
 * @property {Array<{value: string, label: string}>} choices
 * @property {string} reference the table whose key it holds, "" if none
 * @property {boolean} edtf
 */

/** @typedef {{noun: string, key: string[], located: boolean, fields: Field[]}} Table */
/** @typedef {{number: number, kind: string, length: number, text: string | null}} Paragraph */
/** @typedef {{table: string, key: string, cells: Cells | null}} Changed */
/** @typedef {{table: string, key: string}} Name a row, by its table and key */
/** @typedef {{paragraph: number, start: number, end: number}} Place */

/**
 * What the editor is told when it opens.
 * @typedef {object} Opened
 * @property {string} story
 * @property {{headline: string, outlet: string, outletId: string, published: string, language: string, words: string, missing: number[]}} article
 * @property {Paragraph[]} paragraphs
 * @property {Record<string, Table>} tables
 * @property {Record<string, Cells[]>} rows
 * @property {string} version
 * @property {string} undo
 * @property {string} redo
 * @property {Array<[string, string]>} open
 */

/** The tables whose rows are drawn over the text, each with the kind of its spans. */
const KIND = new Map([
  ["claims", "claim"],
  ["figures", "figure"],
  ["casualties", "figure"],
  ["events", "event"],
  ["places", "place"],
  ["mentions", "actor"],
]);

/** By what a row is called, where it has a name. */
const LABEL = new Map([
  ["actors", "name"],
  ["places", "name"],
  ["claims", "paraphrase"],
  ["figures", "surface"],
  ["casualties", "victims"],
  ["events", "description"],
  ["references", "title"],
  ["checks", "finding"],
  ["claim_links", "note"],
  ["topics", "label"],
]);
/** So many characters of a claim without a paraphrase say which one it is. */
const FEW = 70;

export class Rows {
  /** @param {Opened} opened */
  constructor(opened) {
    this.tables = opened.tables;
    /** @type {Map<number, string | null>} */
    this.texts = new Map((opened.paragraphs ?? []).map((one) => [one.number, one.text]));
    /** @type {Map<string, Map<string, Cells>>} */
    this.rows = new Map();
    this.replace(opened.rows);
  }

  /** @param {Record<string, Cells[]>} rows of every table */
  replace(rows) {
    for (const [table, list] of Object.entries(rows)) {
      this.rows.set(table, new Map(list.map((cells) => [this.key(table, cells), cells])));
    }
  }

  /**
   * @param {string} table
   * @param {Cells} cells
   */
  key(table, cells) {
    const columns = table === "proposals" ? ["table", "row_id"] : this.tables[table].key;
    return columns.map((column) => cells[column]).join("|");
  }

  /**
   * @param {Changed[]} changes
   * @returns {Set<number>} the paragraphs in which something looks otherwise now
   */
  apply(changes) {
    const touched = new Set();
    for (const { table, key, cells } of changes) {
      const rows = this.rows.get(table) ?? new Map();
      for (const one of [rows.get(key), cells]) {
        if (one?.paragraph) {
          touched.add(Number(one.paragraph));
        }
      }
      if (cells === null) {
        rows.delete(key);
      } else {
        rows.set(key, cells);
      }
      this.rows.set(table, rows);
    }
    return touched;
  }

  /**
   * @param {string} table
   * @param {string} key
   * @returns {Cells | undefined}
   */
  get(table, key) {
    return this.rows.get(table)?.get(key);
  }

  /**
   * The proposal of a row.
   * @param {string} table
   * @param {string} key
   */
  proposal(table, key) {
    return this.get("proposals", `${table}|${key}`);
  }

  /**
   * @param {string} table
   * @param {string} key
   */
  isOpen(table, key) {
    return this.proposal(table, key)?.status === "proposed";
  }

  /**
   * Where a row stands in the text: by its own locator, that of its proposal, or its first mention.
   * @param {string} table
   * @param {string} key
   * @returns {Place | null}
   */
  place(table, key) {
    const own = this.get(table, key);
    const mention = table === "actors" ? this.mentions(key)[0] : undefined;
    const cells = [own, this.proposal(table, key), mention].find((one) => one?.paragraph);
    return cells ? { paragraph: Number(cells.paragraph), start: Number(cells.start), end: Number(cells.end) } : null;
  }

  /** @param {string} actor */
  mentions(actor) {
    const all = [...(this.rows.get("mentions")?.values() ?? [])];
    return all
      .filter((cells) => cells.actor_id === actor)
      .toSorted((one, other) => Number(one.paragraph) - Number(other.paragraph) || Number(one.start) - Number(other.start));
  }

  /**
   * The spans of all paragraphs, the widest kinds first.
   * @returns {Map<number, Array<[...Span, Name]>>}
   */
  spans() {
    /** @type {Map<number, Array<[...Span, Name]>>} */
    const found = new Map();
    for (const [table, kind] of KIND) {
      for (const [key, cells] of this.rows.get(table) ?? []) {
        if (cells.paragraph) {
          const number = Number(cells.paragraph);
          const drawn = cells.kind === "date" ? "date" : kind;
          const list = found.get(number) ?? [];
          list.push([drawn, key, number, Number(cells.start), Number(cells.end), { table, key }]);
          found.set(number, list);
        }
      }
    }
    return found;
  }

  /**
   * The rows around a place, the shortest first.
   * @param {Place} place
   * @returns {Name[]}
   */
  at({ paragraph, start, end }) {
    const here = this.spans().get(paragraph) ?? [];
    return here
      .filter((span) => span[3] <= start && end <= span[4])
      .toSorted((one, other) => one[4] - one[3] - (other[4] - other[3]))
      .map((span) => span[5]);
  }

  /**
   * What a row is called.
   * @param {string} table
   * @param {string} key
   */
  label(table, key) {
    const cells = this.get(table, key);
    if (table === "mentions" && cells) {
      return this.label("actors", cells.actor_id);
    }
    if (table === "relations" && cells) {
      return [this.label("actors", cells.source), cells.kind.replaceAll("_", " "), this.label("actors", cells.target)].join(" ");
    }
    return cells?.[LABEL.get(table) ?? ""] || (cells && table === "claims" && this.words(cells)) || key;
  }

  /** @param {Cells} cells of a row, of whose words the first are told */
  words(cells) {
    const text = Array.from(this.texts.get(Number(cells.paragraph)) ?? "").slice(Number(cells.start), Number(cells.end)).join("");
    return text.length > FEW ? `“${text.slice(0, FEW)} …”` : text && `“${text}”`;
  }

  /**
   * A row by its noun, its id and what it is called: "claim c012: The boat left late."
   * @param {string} table
   * @param {string} key
   */
  described(table, key) {
    const label = this.label(table, key);
    const title = this.title(table, key);
    return title.includes(label) ? title : `${title}: ${label}`;
  }

  /**
   * The rows that name a row; where an actor is mentioned is seen in the text.
   * @param {string} table
   * @param {string} key
   * @returns {Name[]}
   */
  naming(table, key) {
    return Object.entries(this.tables).filter(([other]) => other !== "mentions").flatMap(([other, { fields }]) => {
      const columns = fields.filter((field) => field.reference === table).map((field) => field.name);
      const rows = columns.length > 0 ? [...(this.rows.get(other) ?? [])] : [];
      return rows
        .filter(([own, cells]) => (other !== table || own !== key) && columns.some((column) => cells[column].split("|").includes(key)))
        .map(([own]) => ({ table: other, key: own }));
    });
  }

  /**
   * A row in one or two words: "claim c012", "actor Jane Doe".
   * @param {string} table
   * @param {string} key
   */
  title(table, key) {
    const named = ["actors", "places", "mentions", "topics"].includes(table);
    return `${this.tables[table].noun} ${named ? this.label(table, key) : key.split("|").join(", ").replaceAll("_", " ")}`;
  }

  /**
   * The rows of a table that some letters mean: by name, other names and id; those of
   * just that name first, then those that begin so.
   * @param {string} table
   * @param {string} letters
   * @returns {Array<{key: string, label: string, same: boolean}>} `same` is just so called
   */
  search(table, letters) {
    const sought = folded(letters.trim());
    return [...(this.rows.get(table) ?? [])]
      .map(([key, cells]) => {
        const label = this.label(table, key);
        const names = [label, ...(cells.aliases ?? "").split("|"), key].map(folded);
        const begins = names.some((name) => name.split(/[\s-]/).some((word, at, all) => all.slice(at).join(" ").startsWith(sought)));
        const rank = sought !== "" && names.includes(sought) ? 2 : Number(begins);
        return { key, label, rank, fits: names.some((name) => name.includes(sought)) };
      })
      .filter((one) => one.fits)
      .toSorted((one, other) => other.rank - one.rank || one.label.localeCompare(other.label))
      .map(({ key, label, rank }) => ({ key, label, same: rank === 2 }));
  }

  /**
   * The rows of any table that some letters mean, also behind what its rows are called, as in
   * "place Petit"; for all its mentions the actor stands.
   * @param {string} letters
   * @returns {Array<{key: string, label: string}>} each with its table before its key
   */
  everywhere(letters) {
    const within = (/** @type {string} */ table) => {
      const noun = `${folded(this.tables[table].noun)} `;
      const named = folded(letters.trimStart()).startsWith(noun) ? this.search(table, letters.trimStart().slice(noun.length)) : [];
      return [...new Map([...named, ...this.search(table, letters)].map((one) => [one.key, { table, ...one }])).values()];
    };
    const found = letters.trim() === "" ? [] : Object.keys(this.tables).filter((table) => table !== "mentions").flatMap(within);
    const named = (/** @type {{key: string}} */ one) => Number(one.key === letters.trim());
    return found
      .toSorted((one, other) => named(other) - named(one))
      .map(({ table, key }) => ({ key: `${table}|${key}`, label: this.described(table, key) }));
  }
}
