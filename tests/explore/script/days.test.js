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
    beyond: "",
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

test("events of other centuries stand at the ends of all dates, and do not stretch them", () => {
  /** @type {Array<[string[], string, string]>} days of events, then the first and last of all dates */
  const cases = [
    [["0632-06-08"], "2014-09-29", "2014-09-29"],
    [["1258-02-10", "2013-04-08"], "2013-04-08", "2014-09-29"],
    [["1916-05-16", "2003-03-20"], "2003-03-20", "2014-09-29"],
    [["1916-05-16", "1958-07-14", "2003-03-20"], "1916-05-16", "2014-09-29"],
    [["1979-07-16"], "1979-07-16", "2014-09-29"],
    [["1964-10-11"], "1964-10-11", "2014-09-29"],
    [["1964-09-01"], "2014-09-29", "2014-09-29"],
    [["2050-01-01"], "2014-09-29", "2050-01-01"],
    [["2099-01-01", "2014-12-31"], "2014-09-29", "2014-12-31"],
    [["1258-02-10", "2099-01-01"], "2014-09-29", "2014-09-29"],
    [[], "2014-09-29", "2014-09-29"],
  ];
  for (const [days, from, to] of cases) {
    const events = days.map((day) => /** @type {any} */ ({ from: day, to: day }));
    const [{ window }] = windows(events, "2014-09-29");
    assert.deepEqual([dayText(window.from), dayText(window.to)], [from, to], String(days));
    for (const event of events) {
      const found = bar(event, window);
      const beyond = event.to < from ? "before" : event.from > to ? "after" : "";
      assert.equal(found?.beyond, beyond);
      assert.ok(found && (beyond === "" || (found.width === 0 && found.left === (beyond === "before" ? 0 : 1))));
    }
  }
});

test("a closer look leaves out what lies outside it", () => {
  const event = /** @type {any} */ ({ from: "1258-02-10", to: "1258-02-10" });
  const [, ...closer] = windows([event, /** @type {any} */ ({ from: "2003-03-20", to: null })], "2014-09-29");
  assert.equal(closer.length, 3);
  assert.ok(closer.every(({ window }) => bar(event, window) === null));
});
