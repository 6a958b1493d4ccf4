import assert from "node:assert/strict";
import { test } from "node:test";

import { covered, fit, kept, placeLabels, placeNames, project, scaleLength, zoomed } from "../../../src/helpers/explore/script/flat.js";

const WHOLE = fit([-100, -50, 200, 100], 2);

test("a view holds its whole box, whatever the shape of the pane", () => {
  assert.deepEqual(WHOLE, { x: 0, y: 0, width: 200, height: 100 });
  assert.deepEqual(fit([-100, -50, 200, 100], 1), { x: 0, y: 0, width: 200, height: 200 });
  assert.deepEqual(fit([0, 0, 10, 100], 2), { x: 5, y: 50, width: 200, height: 100 });
});

test("a point is projected to its share of the pane", () => {
  assert.deepEqual(project([0, 0], WHOLE), { left: 0.5, top: 0.5, seen: true });
  assert.deepEqual(project([50, -25], WHOLE), { left: 0.75, top: 0.25, seen: true });
  assert.equal(project([150, 0], WHOLE).seen, false);
});

test("coming closer brings a place to the middle, and never leaves the map", () => {
  const near = zoomed(WHOLE, 4, { x: 20, y: 10 }, WHOLE);
  assert.deepEqual(near, { x: 20, y: 10, width: 50, height: 25 });
  const edge = zoomed(WHOLE, 4, { x: 99, y: 49 }, WHOLE);
  assert.deepEqual([edge.x, edge.y], [75, 37.5]);
  assert.deepEqual(zoomed(near, 0.01, near, WHOLE), WHOLE);
  assert.equal(zoomed(WHOLE, 1000, { x: 0, y: 0 }, WHOLE).width, 20);
});

test("a view that was dragged out is moved back", () => {
  assert.deepEqual(kept({ x: 500, y: -500, width: 50, height: 25 }, WHOLE), { x: 75, y: -37.5, width: 50, height: 25 });
});

test("the scale bar has a round length of at most a quarter", () => {
  assert.deepEqual([1000, 300, 90, 20, 4].map(scaleLength), [200, 50, 20, 5, 1]);
});

test("labels cover neither each other nor a dot; who finds no room has none", () => {
  const pane = { width: 300, height: 200 };
  const near = [0, 1, 2, 3, 4, 5].map((at) => ({ id: `p${at}`, x: 150 + at * 3, y: 100, width: 80, rank: at }));
  const sides = placeLabels(near, pane);
  assert.equal(sides.get("p0") !== undefined, true);
  assert.ok(sides.size < near.length);
  const alone = placeLabels([{ id: "p", x: 290, y: 100, width: 80, rank: 0 }], pane);
  assert.equal(alone.get("p"), "left");
  const corner = placeLabels([{ id: "p", x: 150, y: 100, width: 80, rank: 0 }], pane, [{ left: 150, right: 300, top: 0, bottom: 200 }]);
  assert.equal(corner.get("p"), "left");
});

test("a country's name gives way to labels, is never cut, and is left out without room", () => {
  const pane = { width: 300, height: 200 };
  const iraq = { x: 150, y: 100, width: 40 };
  assert.deepEqual(placeNames([iraq], [], pane), [{ x: 150, y: 100 }]);
  const label = { left: 120, right: 180, top: 95, bottom: 110 };
  const [moved] = placeNames([iraq], [label], pane);
  assert.deepEqual(moved, { x: 150, y: 78 });
  assert.deepEqual(placeNames([{ ...iraq, x: 290 }], [], pane), [{ x: 280, y: 100 }]);
  assert.deepEqual(placeNames([{ ...iraq, x: 290, width: 80 }], [], pane), [null]);
  assert.deepEqual(placeNames([iraq], [{ left: 0, right: 300, top: 0, bottom: 200 }], pane), [null]);
  const [one, other] = placeNames([iraq, iraq], [], pane);
  assert.notDeepEqual(one, other);
});

test("a dot is covered whether or not its label found room", () => {
  const labels = [{ id: "p", x: 50, y: 50, width: 30, rank: 0 }, { id: "q", x: 90, y: 50, width: 30, rank: 1 }];
  const boxes = covered(labels, new Map([["p", "left"]]));
  assert.equal(boxes.length, 3);
  assert.deepEqual(boxes[1], { left: 11, right: 41, top: 41, bottom: 59 });
});
