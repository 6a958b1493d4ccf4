import assert from "node:assert/strict";
import { test } from "node:test";

import { Saves } from "../../../src/helpers/edit/script/saves.js";

const standing = (/** @type {string} */ version) => ({ version, undo: "", redo: "", open: [] });

/** Saves that note what is asked and what comes of it; answers are given in turn. */
function noted(/** @type {any[]} */ answers) {
  /** @type {any[]} */
  const seen = [];
  const ask = async (/** @type {any} */ asked) => {
    seen.push(["asked", asked.version]);
    const answer = answers.shift();
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  const say = (/** @type {string} */ text, /** @type {boolean} */ bad = false) => bad && seen.push(["said", text.slice(0, 12)]);
  const told = (/** @type {string} */ what) => (/** @type {any} */ edit) => seen.push([what, edit.key]);
  const saves = new Saves(ask, standing("1"), { take: () => seen.push(["taken"]), saved: told("saved"), refused: told("refused"), say });
  return { saves, seen };
}

test("saves go one after the other, each on top of what the one before has left", async () => {
  const { saves, seen } = noted([{ ...standing("2"), saved: "it" }, { ...standing("3"), saved: "it" }]);
  saves.drafts.set("claims|b", { note: "So." });
  saves.send({ table: "claims", key: "a" });
  assert.ok(saves.unsaved);
  await saves.send({ table: "claims", key: "b" });
  assert.deepEqual(seen, [["asked", "1"], ["taken"], ["saved", "a"], ["asked", "2"], ["taken"], ["saved", "b"]]);
  assert.equal(saves.unsaved, false);
});

test("what is refused stays unsaved, and what others did is taken first", async () => {
  const { saves, seen } = noted([{ faults: [] }, { ...standing("5"), stale: [] }, { hanging: {} }]);
  saves.drafts.set("claims|a", { note: "So." });
  for (const turn of [1, 2, 3]) {
    // eslint-disable-next-line no-await-in-loop
    await saves.send({ table: "claims", key: "a", turn });
  }
  assert.deepEqual(seen.filter(([what]) => what !== "asked"), [["refused", "a"], ["taken"], ["refused", "a"], ["refused", "a"]]);
  assert.equal(saves.version, "5");
  assert.ok(saves.unsaved);
});

test("an answer that never comes is said, and the next save goes its way", async () => {
  const { saves, seen } = noted([new Error("gone"), { error: "a folder that can't be written" }, { ...standing("2"), saved: "it" }]);
  saves.send({ key: "a" });
  saves.send({ key: "b" });
  await saves.send({ key: "c" });
  assert.deepEqual(seen.filter(([what]) => what !== "asked"), [["said", "The program "], ["said", "a folder tha"], ["taken"], ["saved", "c"]]);
});
