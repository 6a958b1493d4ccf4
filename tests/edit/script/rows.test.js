import assert from "node:assert/strict";
import { test } from "node:test";

import { Rows, chainFrom, nextOpen } from "../../../src/helpers/edit/script/rows.js";

const TABLES = {
  claims: { noun: "claim", key: ["claim_id"], fields: [] },
  figures: { noun: "figure", key: ["figure_id"], fields: [] },
  mentions: { noun: "mention", key: ["paragraph", "start", "end", "actor_id"], fields: [] },
  actors: { noun: "actor", key: ["actor_id"], fields: [] },
};
const place = (paragraph, start, end) => ({ paragraph: String(paragraph), start: String(start), end: String(end) });

function rows() {
  return new Rows({
    tables: TABLES,
    rows: {
      claims: [
        { claim_id: "c001", ...place(1, 0, 40), paraphrase: "All of it." },
        { claim_id: "c002", ...place(1, 10, 20), paraphrase: "" },
      ],
      figures: [{ figure_id: "f001", ...place(1, 12, 15), kind: "date", surface: "May" }],
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

test("one steps round all open proposals, and on from where an accepted one stood", () => {
  /** @type {Array<[string, string]>} */
  const open = [["claims", "a"], ["claims", "b"], ["claims", "c"]];
  const at = (/** @type {string} */ key) => ({ table: "claims", key });
  assert.deepEqual(nextOpen(open, null, 1), at("a"));
  assert.deepEqual(nextOpen(open, at("c"), 1), at("a"));
  assert.deepEqual(nextOpen(open, at("a"), -1), at("c"));
  assert.deepEqual(nextOpen(open, at("gone"), 1, 1), at("b"));
  assert.deepEqual(nextOpen(open, null, 1, 3), at("a"));
  assert.equal(nextOpen([], null, 1), null);
});

test("a chain begins with the speaker, ends with the outlet and keeps who stands between", () => {
  assert.deepEqual(chainFrom(["outlet"], "ann", "outlet"), ["ann", "outlet"]);
  assert.deepEqual(chainFrom(["ann", "bob", "outlet"], "cay", "outlet"), ["cay", "bob", "outlet"]);
  assert.deepEqual(chainFrom(["ann", "bob", "outlet"], "bob", "outlet"), ["bob", "outlet"]);
  assert.deepEqual(chainFrom(["ann", "outlet"], "outlet", "outlet"), ["outlet"]);
});
