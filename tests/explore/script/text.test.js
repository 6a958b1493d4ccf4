import assert from "node:assert/strict";
import { test } from "node:test";

import { counted, cutter, folded, inLines, stretches } from "../../../src/helpers/explore/script/text.js";

/** @type {import("../../../src/helpers/explore/script/text.js").Span[]} */
const NESTED = [
  ["claim", "c1", 1, 0, 30],
  ["claim", "c2", 1, 5, 20],
  ["figure", "f1", 1, 15, 25],
];

test("a text is cut by code points, so an emoji counts as one", () => {
  const cut = cutter("a🌊b مرحبا");
  assert.equal(cut(1, 2), "🌊");
  assert.equal(cut(4, 9), "مرحبا");
  assert.equal(cutter("plain")(1, 3), "la");
});

test("overlapping and nested spans become stretches without gaps", () => {
  const found = stretches(40, NESTED);
  assert.deepEqual(
    found.map(({ start, end, spans }) => [start, end, spans.map((span) => span[1]).join("+")]),
    [
      [0, 5, "c1"],
      [5, 15, "c1+c2"],
      [15, 20, "c1+c2+f1"],
      [20, 25, "c1+f1"],
      [25, 30, "c1"],
      [30, 40, ""],
    ],
  );
});

test("every character lies in exactly one stretch, whatever the spans", () => {
  for (let seed = 1; seed < 60; seed += 1) {
    /** @type {import("../../../src/helpers/explore/script/text.js").Span[]} */
    const spans = Array.from({ length: seed % 7 }, (_, at) => {
      const start = (seed * 7 + at * 13) % 50;
      return ["claim", `c${at}`, 1, start, start + 1 + ((seed * 3 + at * 5) % 20)];
    });
    const found = stretches(50, spans);
    assert.equal(found[0].start, 0);
    assert.equal(found.at(-1)?.end, 50);
    found.slice(1).forEach((one, at) => assert.equal(one.start, found[at].end));
    for (const { start, spans: over } of found) {
      const expected = spans.filter((span) => span[3] <= start && start < span[4]);
      assert.deepEqual(over, expected);
    }
  }
});

test("lines to scale hold the whole paragraph, and none is longer than the width", () => {
  const lines = inLines(150, NESTED, 64);
  assert.equal(lines.length, 3);
  const lengths = lines.map((line) => line.reduce((sum, { start, end }) => sum + end - start, 0));
  assert.deepEqual(lengths, [64, 64, 22]);
});

test("searching knows neither case nor accents", () => {
  assert.equal(folded("Al-Ṣūrī É"), "al-suri e");
});

test("a count agrees with its noun", () => {
  assert.equal(counted(1, "claim"), "1 claim");
  assert.equal(counted(2000, "claim"), "2,000 claims");
});
