import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_FILTERS, find, indexFacets, mayFallIn, opening, sorted } from "../../../src/helpers/explore/script/filter.js";
import { makeModel } from "../../../src/helpers/explore/script/model.js";
import { claim, story } from "./made.js";

const model = makeModel(story());
const index = indexFacets(model);

/** @param {Partial<import("../../../src/helpers/explore/script/filter.js").Filters>} asked */
const ids = (asked) => find(model, index, { ...NO_FILTERS, ...asked }).ids;

test("without a filter every claim is shown, in reading order", () => {
  assert.deepEqual(ids({}), ["c1", "c2", "c3", "c4"]);
});

test("each filter leaves what answers to it", () => {
  assert.deepEqual(ids({ speaker: "guard" }), ["c2"]);
  assert.deepEqual(ids({ topic: "flood" }), ["c1", "c3", "c4"]);
  assert.deepEqual(ids({ certainty: "probable" }), ["c3"]);
  assert.deepEqual(ids({ verdict: "conflicts" }), ["c4"]);
  assert.deepEqual(ids({ voice: "unnamed" }), ["c2"]);
  assert.deepEqual(ids({ content: "background" }), ["c3"]);
  assert.deepEqual(ids({ hedge: "any" }), ["c2"]);
  assert.deepEqual(ids({ hedge: "none" }), ["c1", "c3", "c4"]);
  assert.deepEqual(ids({ hedge: "=reportedly" }), ["c2"]);
});

test("a finding leaves its claims alone, and other filters narrow them", () => {
  assert.deepEqual(ids({ way: "0" }), ["c1", "c4"]);
  assert.deepEqual(ids({ way: "0", verdict: "conflicts" }), ["c4"]);
  assert.deepEqual(ids({ way: "1" }), []);
});

test("the list opens on the news, and on everything where there is none", () => {
  assert.deepEqual(ids(opening(model)), ["c1", "c2", "c4"]);
  const claims = story().claims.map((one) => ({ ...one, content: "background" }));
  assert.equal(opening(makeModel(story({ claims }))).content, "");
});

test("a place is asked for with all that lies in it", () => {
  assert.deepEqual(ids({ place: "land" }), ["c1", "c3"]);
  assert.deepEqual(ids({ place: "town" }), ["c1"]);
});

test("filters add up", () => {
  assert.deepEqual(ids({ topic: "flood", certainty: "certain" }), ["c1", "c4"]);
  assert.deepEqual(ids({ topic: "toll", verdict: "conflicts" }), []);
});

test("words are looked for in names, figures, places and events, each of them", () => {
  assert.deepEqual(ids({ text: "town" }), ["c1"]);
  assert.deepEqual(ids({ text: "OLD rains" }), ["c1"]);
  assert.deepEqual(ids({ text: "dozens guard" }), ["c2"]);
  assert.deepEqual(ids({ text: "dozens rains" }), []);
});

test("a claim with an open date may fall wherever it is open, one without a date nowhere", () => {
  assert.deepEqual(ids({ from: "2014-09-15" }), ["c1", "c4"]);
  assert.deepEqual(ids({ to: "2014-05-01" }), ["c3"]);
  assert.deepEqual(ids({ from: "2030-01-01", to: "2030-01-02" }), ["c4"]);
  assert.equal(mayFallIn(claim("x"), "", ""), true);
  assert.equal(mayFallIn(claim("x"), "2014-01-01", ""), false);
});

test("a count says how many claims there would be with that choice, the others staying", () => {
  const { counts } = find(model, index, { ...NO_FILTERS, speaker: "guard" });
  assert.equal(counts.speaker.get("mayor"), 3);
  assert.equal(counts.topic.get("toll"), 1);
  assert.equal(counts.topic.get("flood"), undefined);
});

test("every count is what asking for it gives", () => {
  const asked = { ...NO_FILTERS, topic: "flood" };
  const { counts } = find(model, index, asked);
  for (const [facet, values] of Object.entries(counts)) {
    for (const [value, count] of values) {
      assert.equal(ids({ ...asked, [facet]: value }).length, count, `${facet} ${value}`);
    }
  }
});

test("sorting keeps reading order among equals, and blanks last both ways", () => {
  const all = ids({});
  assert.deepEqual(sorted(model, all, { column: "speaker", down: false }), ["c2", "c1", "c3", "c4"]);
  assert.deepEqual(sorted(model, all, { column: "speaker", down: true }), ["c1", "c3", "c4", "c2"]);
  assert.deepEqual(sorted(model, all, { column: "verdict", down: false }), ["c4", "c1", "c2", "c3"]);
  assert.deepEqual(sorted(model, all, { column: "voice", down: false }), ["c2", "c1", "c3", "c4"]);
  assert.deepEqual(sorted(model, all, { column: "place", down: true }), ["c4", "c3", "c2", "c1"]);
});
