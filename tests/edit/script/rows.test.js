import assert from "node:assert/strict";
import { test } from "node:test";

import { Rows } from "../../../src/helpers/edit/script/rows.js";

const TABLES = {
  claims: { noun: "claim", key: ["claim_id"], fields: [{ name: "speaker", reference: "actors" }] },
  figures: { noun: "figure", key: ["figure_id"], fields: [{ name: "claim_id", reference: "claims" }] },
  mentions: { noun: "mention", key: ["paragraph", "start", "end", "actor_id"], fields: [] },
  actors: { noun: "actor", key: ["actor_id"], fields: [] },
};
const place = (paragraph, start, end) => ({ paragraph: String(paragraph), start: String(start), end: String(end) });

function rows() {
  return new Rows({
    tables: TABLES,
    rows: {
      claims: [
        { claim_id: "c001", ...place(1, 0, 40), paraphrase: "All of it.", speaker: "port" },
        { claim_id: "c002", ...place(1, 10, 20), paraphrase: "", speaker: "" },
      ],
      figures: [{ figure_id: "f001", ...place(1, 12, 15), kind: "date", surface: "May", claim_id: "c001" }],
      actors: [
        { actor_id: "jane-doe", name: "Jane Doe", aliases: "Doe|JD" },
        { actor_id: "port", name: "The port of Doeville", aliases: "" },
      ],
      mentions: [{ actor_id: "jane-doe", ...place(2, 5, 9) }, { actor_id: "jane-doe", ...place(1, 30, 38) }],
      proposals: [{ table: "claims", row_id: "c002", status: "proposed", ...place(1, 10, 20) }],
    },
  });
}

test("the rows around a place come the shortest first", () => {
  const found = rows().at({ paragraph: 1, start: 13, end: 13 });
  assert.deepEqual(found.map((one) => one.key), ["f001", "c002", "c001"]);
  assert.deepEqual(rows().at({ paragraph: 3, start: 0, end: 0 }), []);
});

test("a date is drawn as one", () => {
  assert.deepEqual(rows().spans().get(1)?.map((span) => span[0]), ["claim", "claim", "date", "actor"]);
});

test("an actor stands at its first mention, and is called by its name", () => {
  assert.deepEqual(rows().place("actors", "jane-doe"), { paragraph: 1, start: 30, end: 38 });
  assert.equal(rows().title("mentions", "2|5|9|jane-doe"), "mention Jane Doe");
  assert.equal(rows().title("claims", "c001"), "claim c001");
  assert.equal(rows().label("claims", "c002"), "c002");
  assert.equal(rows().place("actors", "port"), null);
});

test("letters find names that begin so first, other names and ids too", () => {
  const found = (/** @type {string} */ letters) => rows().search("actors", letters).map((one) => one.key);
  assert.deepEqual(found("doe"), ["jane-doe", "port"]);
  assert.deepEqual(found("jd"), ["jane-doe"]);
  assert.deepEqual(found("of doe"), ["port"]);
  assert.deepEqual(found("zz"), []);
  assert.equal(found("").length, 2);
});

test("whoever is just so called is found before those whose name begins so", () => {
  const all = rows();
  const made = (/** @type {string} */ key, /** @type {string} */ name) => ({ table: "actors", key, cells: { actor_id: key, name, aliases: "" } });
  all.apply([made("one", "Line of ships"), made("two", "Ships")]);
  assert.deepEqual(all.search("actors", "ships").map((one) => one.key), ["two", "one"]);
});

test("what a save changed is taken over, and the paragraphs that it touches are told", () => {
  const held = rows();
  const touched = held.apply([
    { table: "claims", key: "c001", cells: null },
    { table: "claims", key: "c003", cells: { claim_id: "c003", ...place(2, 0, 4) } },
    { table: "actors", key: "port", cells: null },
    { table: "proposals", key: "claims|c002", cells: { table: "claims", row_id: "c002", status: "accepted", ...place(1, 10, 20) } },
  ]);
  assert.deepEqual([...touched], [1, 2]);
  assert.equal(held.get("claims", "c001"), undefined);
  assert.equal(held.isOpen("claims", "c002"), false);
  assert.equal(rows().isOpen("claims", "c002"), true);
});

test("a claim without a paraphrase is called by its words", () => {
  const held = new Rows({ tables: TABLES, paragraphs: [{ number: 1, text: "Nobody 🌊 saw the boat leave." }], rows: { claims: [{ claim_id: "c001", ...place(1, 0, 12), paraphrase: "" }] } });
  assert.equal(held.label("claims", "c001"), "“Nobody 🌊 saw”");
  assert.equal(held.described("claims", "c001"), "claim c001: “Nobody 🌊 saw”");
});

test("a row tells which rows name it", () => {
  assert.deepEqual(rows().naming("claims", "c001"), [{ table: "figures", key: "f001" }]);
  assert.deepEqual(rows().naming("actors", "port"), [{ table: "claims", key: "c001" }]);
  assert.deepEqual(rows().naming("claims", "c002"), []);
});

test("any row is found by its words, and first by its id", () => {
  const found = (/** @type {string} */ letters) => rows().everywhere(letters).map((one) => one.key);
  assert.deepEqual(found("may"), ["figures|f001"]);
  assert.equal(found("c002")[0], "claims|c002");
  assert.deepEqual(found(" "), []);
});

test("a row is found by what it is called in the list, noun and name", () => {
  const found = (/** @type {string} */ letters) => rows().everywhere(letters).map((one) => one.key);
  assert.deepEqual(found("actor Jane"), ["actors|jane-doe"]);
  assert.deepEqual(found("claim c002"), ["claims|c002"]);
  assert.deepEqual(found("actor zz"), []);
});

test("what is just so called is told, by name, other names and id", () => {
  const same = (/** @type {string} */ letters) => rows().search("actors", letters).filter((one) => one.same).map((one) => one.key);
  assert.deepEqual(same("jane doe"), ["jane-doe"]);
  assert.deepEqual(same("JD"), ["jane-doe"]);
  assert.deepEqual(same("jane"), []);
});
