import assert from "node:assert/strict";
import { test } from "node:test";

import { claimsOf, inOrder, makeModel, meant } from "../../../src/helpers/explore/script/model.js";
import { State } from "../../../src/helpers/explore/script/state.js";
import { story } from "./made.js";

const model = makeModel(story());

test("a figure, an event and a place lead to their claims", () => {
  assert.deepEqual(claimsOf(model, "figure", "f1"), ["c2"]);
  assert.deepEqual(claimsOf(model, "event", "e1"), ["c1"]);
  assert.deepEqual(claimsOf(model, "place", "town"), ["c1"]);
});

test("a place holds the claims of what lies in it", () => {
  assert.deepEqual(claimsOf(model, "place", "land"), ["c1", "c3"]);
});

test("a row without a claim, or an unknown one, leads to none", () => {
  assert.deepEqual(claimsOf(model, "event", "e2"), []);
  assert.deepEqual(claimsOf(model, "figure", "f2"), []);
  assert.deepEqual(claimsOf(model, "claim", "c99"), []);
  assert.deepEqual(claimsOf(model, "ghost", "c1"), []);
});

test("an actor leads to what it says and to where it is named", () => {
  assert.deepEqual(claimsOf(model, "actor", "guard"), ["c2"]);
});

test("ids come back in reading order, each once, unknown ones left out", () => {
  assert.deepEqual(inOrder(["c3", "nobody", "c1", "c3"], model.order), ["c1", "c3"]);
});

test("a click means the innermost claim, a second one the next outwards, and then round again", () => {
  const over = story().spans.filter((span) => span[3] <= 9 && span[4] >= 10);
  assert.deepEqual(meant(model, over, null), { kind: "claim", row: "c2" });
  assert.deepEqual(meant(model, over, "c2"), { kind: "claim", row: "c1" });
  assert.deepEqual(meant(model, over, "c1"), { kind: "claim", row: "c2" });
});

test("a click outside of every claim means the place that stands there", () => {
  assert.deepEqual(meant(model, [["place", "town", 1, 32, 36]], null), { kind: "place", row: "town" });
  assert.equal(meant(model, [["figure", "f2", 1, 32, 36]], null), null);
});

test("one selection: choosing tells every watcher, and adding twice lets go again", () => {
  const state = new State(model);
  /** @type {string[]} */
  const told = [];
  state.watch((part) => told.push(`${part}: ${state.chosen.join("+")}`));
  state.choose("place", "land");
  state.choose("claim", "c2", { add: true });
  state.choose("claim", "c2", { add: true });
  assert.deepEqual(told, ["chosen: c1+c3", "chosen: c1+c2+c3", "chosen: c1+c3"]);
});

test("the card turns through what is chosen, in a ring", () => {
  const state = new State(model);
  state.select(["c4", "c1"]);
  assert.equal(state.current, "c1");
  state.turn(1);
  assert.equal(state.current, "c4");
  state.turn(1);
  assert.equal(state.current, "c1");
});

test("choosing nothing clears the card", () => {
  const state = new State(model);
  state.select(["c1"]);
  state.select([]);
  assert.deepEqual([state.chosen, state.current, state.choice], [[], null, null]);
});
