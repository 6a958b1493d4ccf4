import assert from "node:assert/strict";
import { test } from "node:test";

import { bar, dayNumber, dayText, ticks, windows } from "../../../src/helpers/explore/script/days.js";

const SEPTEMBER = { from: dayNumber("2014-09-01"), to: dayNumber("2014-09-30") };

test("days are counted, through summer time and leap years", () => {
  assert.equal(dayNumber("2014-03-31") - dayNumber("2014-03-29"), 2);
  assert.equal(dayText(dayNumber("2012-02-28") + 1), "2012-02-29");
  assert.equal(dayText(dayNumber("0980-01-01")), "0980-01-01");
});

test("a day is as wide as a day, and a month as a month", () => {
  assert.deepEqual(bar({ from: "2014-09-01", to: "2014-09-30" }, SEPTEMBER), {
    left: 0,
    width: 1,
    openStart: false,
    openEnd: false,
    cutStart: false,
    cutEnd: false,
  });
  const day = bar({ from: "2014-09-15", to: "2014-09-15" }, SEPTEMBER);
  assert.ok(day && Math.abs(day.width - 1 / 30) < 1e-12 && Math.abs(day.left - 14 / 30) < 1e-12);
});

test("an end that is not known is open, and never becomes the edge of the window", () => {
  const found = bar({ from: null, to: "2014-09-10" }, SEPTEMBER);
  assert.ok(found?.openStart && !found.cutStart && !found.openEnd);
  const after = bar({ from: "2014-09-10", to: null }, SEPTEMBER);
  assert.ok(after?.openEnd && !after.cutEnd);
});

test("a known end beyond the window is cut, not open", () => {
  const found = bar({ from: "2013-01-01", to: "2014-12-31" }, SEPTEMBER);
  assert.ok(found?.cutStart && found.cutEnd && !found.openStart && !found.openEnd);
});

test("what lies outside has no bar", () => {
  assert.equal(bar({ from: "2014-10-01", to: "2014-10-02" }, SEPTEMBER), null);
  assert.equal(bar({ from: null, to: "2014-08-31" }, SEPTEMBER), null);
});

test("the ticks of every window stand inside it, in order, and few enough to read", () => {
  for (const length of [1, 3, 10, 30, 90, 365, 730, 1500, 4000, 12_000, 100_000]) {
    const window = { from: dayNumber("1990-05-17"), to: dayNumber("1990-05-17") + length - 1 };
    const marks = ticks(window);
    assert.ok(marks.length <= 10, `${length} days: ${marks.length} ticks`);
    marks.forEach(({ at }, place) => assert.ok(at >= 0 && at < 1 && (place === 0 || at > marks[place - 1].at)));
  }
});

test("windows come closer to the day of publication, and one that shows all is not offered twice", () => {
  /** @param {string} from */
  const named = (from) => {
    const event = /** @type {any} */ ({ from, to: "2014-09-29" });
    return windows([event], "2014-09-29").map(({ name }) => name);
  };
  assert.deepEqual(named("2003-03-20"), ["all", "years", "month", "days"]);
  assert.deepEqual(named("2014-09-20"), ["all", "days"]);
  assert.deepEqual(windows([], "2014-09-29").map(({ name }) => name), ["all"]);
});
