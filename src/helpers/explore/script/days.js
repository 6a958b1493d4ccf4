/** Days on a line: windows, bars with open ends, ticks. Knows nothing of the page. */

/** @import { Happening } from "./model.js" */

const DAY = 86_400_000;
const MONTHS = "January February March April May June July August September October November December".split(" ");

/**
 * The number of a day since 1970; both ends of a day are one number apart.
 * @param {string} day 2014-09-27
 * @returns {number}
 */
export function dayNumber(day) {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

/**
 * @param {number} number
 * @returns {string} 2014-09-27
 */
export function dayText(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Years without an event after which those of other times are shown at the end of the axis. */
const BREAK = 50 * 365;

/**
 * Whole days, both included; open says that what lies outside stands at its ends.
 * @typedef {{from: number, to: number, open?: boolean}} Window
 */

/**
 * The windows that can be looked through: all dates, then ever closer to the day of publication.
 * @param {Happening[]} events
 * @param {string} published a day
 * @returns {Array<{name: string, label: string, window: Window}>} those that show something
 */
export function windows(events, published) {
  const last = dayNumber(published);
  const year = Number(published.slice(0, 4));
  const ends = events.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null);
  const numbers = [...ends.map(dayNumber), last];
  const all = { ...period(numbers, last), open: true };
  const named = [
    { name: "all", label: "All dates", window: all },
    {
      name: "years",
      label: `${year - 1} and ${year}`,
      window: { from: dayNumber(`${year - 1}-01-01`), to: dayNumber(`${year}-12-31`) },
    },
    { name: "month", label: "Last 30 days", window: { from: last - 29, to: last } },
    { name: "days", label: "Last 3 days", window: { from: last - 2, to: last } },
  ];
  // A window that holds all the dates anyway is no closer look.
  return named.filter(({ name, window }) => name === "all" || window.from > all.from);
}

/**
 * The time of the news: all days around one, up to where there is none for longer than a break.
 * @param {number[]} numbers
 * @param {number} day
 * @returns {{from: number, to: number}}
 */
function period(numbers, day) {
  const found = { from: day, to: day };
  for (const number of numbers.filter((one) => one < day).sort((a, b) => b - a)) {
    found.from = found.from - number > BREAK ? found.from : number;
  }
  for (const number of numbers.filter((one) => one > day).sort((a, b) => a - b)) {
    found.to = number - found.to > BREAK ? found.to : number;
  }
  return found;
}

/**
 * Where an event lies in a window: shares of its width, 0 to 1.
 * @typedef {object} Bar
 * @property {number} left
 * @property {number} width
 * @property {boolean} openStart no start is known: an arrow, never an end
 * @property {boolean} openEnd no end is known
 * @property {boolean} cutStart it begins before the window
 * @property {boolean} cutEnd it goes on after the window
 * @property {"" | "before" | "after"} beyond on which side of the window all of it lies
 */

/**
 * @param {{from: string | null, to: string | null}} event
 * @param {Window} window
 * @returns {Bar | null} null if it lies outside of a window that is not open
 */
export function bar(event, window) {
  const from = event.from === null ? -Infinity : dayNumber(event.from);
  const to = event.to === null ? Infinity : dayNumber(event.to);
  const beyond = to < window.from ? "before" : from > window.to ? "after" : "";
  if (beyond) {
    const side = { left: beyond === "before" ? 0 : 1, width: 0, openStart: false, openEnd: false };
    return window.open ? { ...side, cutStart: false, cutEnd: false, beyond } : null;
  }
  const days = window.to - window.from + 1;
  const left = (Math.max(from, window.from) - window.from) / days;
  const right = (Math.min(to, window.to) + 1 - window.from) / days;
  return {
    left,
    width: right - left,
    openStart: event.from === null,
    openEnd: event.to === null,
    cutStart: event.from !== null && from < window.from,
    cutEnd: event.to !== null && to > window.to,
    beyond,
  };
}

/** How an axis is marked: about four times, so that the labels stand clear of each other. */
const STEPS = [
  { most: 4, unit: "day", step: 1 },
  { most: 12, unit: "day", step: 3 },
  { most: 45, unit: "day", step: 10 },
  { most: 130, unit: "month", step: 1 },
  { most: 400, unit: "month", step: 3 },
  { most: 900, unit: "month", step: 6 },
  { most: 2000, unit: "year", step: 1 },
  { most: 9000, unit: "year", step: 5 },
  { most: 40_000, unit: "year", step: 20 },
  { most: Infinity, unit: "year", step: 100 },
];

/** A mark so near the end of the axis that its label would leave it has none. */
const LAST = 0.87;

/**
 * The days at which an axis is marked, and what stands there.
 * @param {Window} window
 * @returns {Array<{at: number, label: string}>} at: share of the width
 */
export function ticks(window) {
  const days = window.to - window.from + 1;
  const { unit, step } = STEPS.find(({ most }) => days <= most) ?? STEPS[0];
  const found = [];
  for (let day = firstTick(window.from, unit, step); day <= window.to; day = nextTick(day, unit, step)) {
    if (day >= window.from) {
      const at = (day - window.from) / days;
      found.push({ at, label: at > LAST ? "" : tickLabel(day, unit) });
    }
  }
  return found;
}

/**
 * @param {number} day
 * @param {string} unit
 * @param {number} step
 * @returns {number}
 */
function firstTick(day, unit, step) {
  if (unit === "day") {
    return day;
  }
  const [year, month] = dayText(day).split("-").map(Number);
  const first = unit === "year" ? [Math.floor(year / step) * step, 1] : [year, month - ((month - 1) % step)];
  return dayNumber(asDay(first[0], first[1]));
}

/**
 * @param {number} day
 * @param {string} unit
 * @param {number} step
 * @returns {number}
 */
function nextTick(day, unit, step) {
  if (unit === "day") {
    return day + step;
  }
  const [year, month] = dayText(day).split("-").map(Number);
  const months = unit === "year" ? step * 12 : step;
  const next = month - 1 + months;
  return dayNumber(asDay(year + Math.floor(next / 12), (next % 12) + 1));
}

/**
 * @param {number} year
 * @param {number} month
 * @returns {string}
 */
function asDay(year, month) {
  return `${String(Math.max(year, 1)).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
}

/**
 * @param {number} day
 * @param {string} unit
 * @returns {string}
 */
function tickLabel(day, unit) {
  const [year, month, date] = dayText(day).split("-").map(Number);
  if (unit === "year") {
    return String(year);
  }
  const name = MONTHS[month - 1].slice(0, 3);
  return unit === "month" ? `${name} ${year}` : `${date} ${name}`;
}
