import assert from "node:assert/strict";
import { test } from "node:test";

import { chainFrom, nextOpen, outletLast } from "../../../src/helpers/edit/script/order.js";

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

test("whoever is added to a chain stands before the outlet", () => {
  assert.deepEqual(outletLast(["ann", "outlet", "bob"], "outlet"), ["ann", "bob", "outlet"]);
  assert.deepEqual(outletLast(["outlet"], "outlet"), ["outlet"]);
  assert.deepEqual(outletLast(["ann", "bob"], "outlet"), ["ann", "bob"]);
});
