import assert from "node:assert/strict";
import { test } from "node:test";

import { citation } from "../../../src/helpers/explore/script/citation.js";
import { step } from "../../../src/helpers/explore/script/dom.js";
import { claim, story } from "./made.js";

test("a citation names story, article, claim, paragraph, offsets and hash", () => {
  const text = citation(story(), claim("c7", { paragraph: 4, start: 12, end: 80 }));
  assert.equal(
    text,
    `River “rises” (The Paper, 29 September 2014), paragraph 4, characters 12 to 80; story made-up, claim c7, SHA-256 ${"a".repeat(64)}. https://example.org/river`,
  );
});

test("an article without an address is cited without one", () => {
  const data = story();
  data.article.address = "";
  assert.ok(citation(data, claim("c1")).endsWith(`${"a".repeat(64)}.`));
});

test("arrows move one step and stop at both ends", () => {
  assert.deepEqual(
    [step("ArrowDown", 0, 3), step("ArrowDown", 2, 3), step("ArrowUp", 0, 3), step("Home", 2, 3), step("End", 0, 3), step("x", 0, 3)],
    [1, 2, 0, 0, 2, null],
  );
});
