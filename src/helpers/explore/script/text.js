/**
 * Stretches of text: where spans begin, end and overlap. Knows nothing of the page.
 *
 * Positions are Unicode code points, as in the tables; a string of JavaScript counts UTF-16 units,
 * so a text with emoji is cut by its code points.
 */

/**
 * One span of a row: its kind, the row's id, the paragraph, start and end (exclusive).
 * @typedef {[kind: string, row: string, paragraph: number, start: number, end: number]} Span
 */

/**
 * A stretch over which the same spans lie.
 * @typedef {{start: number, end: number, spans: Span[]}} Stretch
 */

/**
 * A function that cuts a text by code points.
 * @param {string} text
 * @returns {(start: number, end: number) => string}
 */
export function cutter(text) {
  if (!/[\uD800-\uDFFF]/.test(text)) {
    return (start, end) => text.slice(start, end);
  }
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
}

/**
 * Cut a paragraph wherever a span begins or ends, and at further places if there are any.
 * @param {number} length of the paragraph, in code points
 * @param {Span[]} spans of this paragraph; what leaves it is cut off
 * @param {number[]} [cuts] further places to cut at
 * @returns {Stretch[]} without gaps, in order; the spans of each in the order given
 */
export function stretches(length, spans, cuts = []) {
  const edges = new Set([0, length]);
  for (const [, , , start, end] of spans) {
    edges.add(Math.min(start, length));
    edges.add(Math.min(end, length));
  }
  for (const cut of cuts) {
    if (cut > 0 && cut < length) {
      edges.add(cut);
    }
  }
  const places = [...edges].toSorted((one, other) => one - other);
  const found = [];
  for (let at = 0; at + 1 < places.length; at += 1) {
    const start = places[at];
    const end = places[at + 1];
    const over = spans.filter((span) => span[3] <= start && span[4] >= end);
    found.push({ start, end, spans: over });
  }
  return found;
}

/**
 * Set stretches in lines of the same length, as a printed paragraph is.
 * @param {number} length of the paragraph
 * @param {Span[]} spans
 * @param {number} width characters per line
 * @returns {Stretch[][]} one list per line
 */
export function inLines(length, spans, width) {
  const cuts = [];
  for (let cut = width; cut < length; cut += width) {
    cuts.push(cut);
  }
  /** @type {Stretch[][]} */
  const lines = Array.from({ length: cuts.length + 1 }, () => []);
  for (const stretch of stretches(length, spans, cuts)) {
    lines[Math.floor(stretch.start / width)].push(stretch);
  }
  return lines;
}

/**
 * A text as it is searched: without case and without accents.
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

/**
 * A count before its noun.
 * @param {number} count
 * @param {string} noun in the singular
 * @returns {string} "1 claim", "2,000 claims"
 */
export function counted(count, noun) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? noun : `${noun}s`}`;
}
