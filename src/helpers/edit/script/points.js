/**
 * Places in a text: code points, as the tables count, and UTF-16 units, as a browser does. Knows
 * nothing of the page.
 */

/**
 * How many code points stand before a place.
 * @param {string} text
 * @param {number} units the place in UTF-16 units
 * @returns {number}
 */
export function pointsBefore(text, units) {
  return Array.from(text.slice(0, units)).length;
}

/**
 * How many UTF-16 units stand before a place.
 * @param {string} text
 * @param {number} points the place in code points
 * @returns {number}
 */
export function unitsBefore(text, points) {
  return Array.from(text).slice(0, points).join("").length;
}

/**
 * A stretch without white space at its ends.
 * @param {string} text
 * @param {number} start in code points
 * @param {number} end
 * @returns {[number, number] | null} null if nothing is left of it
 */
export function trimmed(text, start, end) {
  const points = Array.from(text).slice(start, end);
  const words = points.join("");
  const before = Array.from(words).length - Array.from(words.trimStart()).length;
  const length = Array.from(words.trim()).length;
  return length === 0 ? null : [start + before, start + before + length];
}

/**
 * The word or sentence around a place.
 * @param {string} text
 * @param {number} at in code points
 * @param {"word" | "sentence"} what
 * @param {string} language
 * @returns {[number, number] | null} null where neither stands there
 */
export function around(text, at, what, language) {
  const place = unitsBefore(text, at);
  const parts = [...new Intl.Segmenter(language, { granularity: what }).segment(text)];
  const meant = parts.filter((part) => what === "sentence" || part.isWordLike);
  // Behind the last letter of a word the cursor still is at that word.
  const part = meant.find((one) => one.index <= place && place <= one.index + one.segment.length);
  if (!part) {
    return null;
  }
  const start = pointsBefore(text, part.index);
  return trimmed(text, start, start + Array.from(part.segment).length);
}

/**
 * Where some words stand first in a text, whatever their case.
 * @param {string} text
 * @param {string} words
 * @returns {[number, number] | null}
 */
export function placeOf(text, words) {
  const units = words === "" ? -1 : text.toLowerCase().indexOf(words.toLowerCase());
  if (units < 0 || text.toLowerCase().length !== text.length) {
    return null;
  }
  return [pointsBefore(text, units), pointsBefore(text, units + words.length)];
}
