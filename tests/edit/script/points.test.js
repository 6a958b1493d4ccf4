import assert from "node:assert/strict";
import { test } from "node:test";

import { around, placeOf, pointsBefore, trimmed, unitsBefore } from "../../../src/helpers/edit/script/points.js";

const FLAGS = "A 🌊🌊 wave. Then calm, said Ann.";

test("places in code points and in UTF-16 units lead to each other", () => {
  for (let at = 0; at <= Array.from(FLAGS).length; at += 1) {
    assert.equal(pointsBefore(FLAGS, unitsBefore(FLAGS, at)), at);
  }
  assert.equal(unitsBefore(FLAGS, 4), 6);
});

test("a selection is taken without the spaces at its ends", () => {
  assert.deepEqual(trimmed(FLAGS, 1, 10), [2, 10]);
  assert.deepEqual(trimmed(FLAGS, 4, 11), [5, 10]);
  assert.equal(trimmed(FLAGS, 1, 2), null);
});

test("without a selection the word or sentence at the cursor is meant", () => {
  assert.deepEqual(around(FLAGS, 7, "word", "en"), [5, 9]);
  assert.deepEqual(around(FLAGS, 9, "word", "en"), [5, 9]);
  assert.deepEqual(around(FLAGS, 6, "sentence", "en"), [0, 10]);
  assert.deepEqual(around(FLAGS, 13, "sentence", "en"), [11, 31]);
  assert.equal(around("", 0, "word", "en"), null);
});

test("a name is found where it stands, whatever its case", () => {
  assert.deepEqual(placeOf(FLAGS, "ann"), [27, 30]);
  assert.equal(placeOf(FLAGS, "Bob"), null);
  assert.equal(placeOf(FLAGS, ""), null);
});
