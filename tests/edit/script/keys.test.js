import assert from "node:assert/strict";
import { test } from "node:test";

import { GROUPS, commandOf } from "../../../src/helpers/edit/script/keys.js";

const pressed = (/** @type {string} */ key, held = {}) =>
  commandOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test("each key means one command, and stands for it alone", () => {
  const all = GROUPS.flatMap(([, keys]) => keys);
  assert.equal(new Set(all.map((one) => one.key)).size, all.length);
  for (const one of all) {
    assert.equal(pressed(one.key), one.name);
    assert.ok(one.help.length > 10);
  }
});

test("with Control or Command keys save and take back, and copying stays the browser's", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    assert.equal(pressed("z", held), "undo");
    assert.equal(pressed("Z", { ...held, shiftKey: true }), "redo");
    assert.equal(pressed("y", held), "redo");
    assert.equal(pressed("s", held), "keep");
    assert.equal(pressed("Enter", held), "accept");
    assert.equal(pressed("c", held), "");
    assert.equal(pressed("a", held), "");
  }
  assert.equal(pressed("c", { altKey: true }), "");
  assert.equal(pressed("x"), "");
});
