/** The flat map: what part of it is seen, and where things stand in that part. In km and shares. */

/**
 * A piece of the map in km: its middle, width and height.
 * @typedef {{x: number, y: number, width: number, height: number}} View
 */

/**
 * The smallest view of a shape that holds a box.
 * @param {[number, number, number, number]} box left, top, width, height
 * @param {number} aspect width by height of the pane
 * @returns {View}
 */
export function fit([left, top, width, height], aspect) {
  const wide = Math.max(width, height * aspect);
  return { x: left + width / 2, y: top + height / 2, width: wide, height: wide / aspect };
}

/**
 * Come closer, or step back; never further than the whole map or nearer than the least width.
 * @param {View} view
 * @param {number} factor above 1 to come closer
 * @param {{x: number, y: number}} towards what moves to the middle
 * @param {View} whole
 * @param {number} [least] width in km
 * @returns {View}
 */
export function zoomed(view, factor, towards, whole, least = 20) {
  const width = Math.min(Math.max(view.width / factor, Math.min(least, whole.width)), whole.width);
  const height = (width * view.height) / view.width;
  return kept({ x: towards.x, y: towards.y, width, height }, whole);
}

/**
 * Move a view back into the map.
 * @param {View} view
 * @param {View} whole
 * @returns {View}
 */
export function kept(view, whole) {
  const x = within(view.x, whole.x, (whole.width - view.width) / 2);
  const y = within(view.y, whole.y, (whole.height - view.height) / 2);
  return { ...view, x, y };
}

/**
 * @param {number} value
 * @param {number} middle
 * @param {number} reach
 * @returns {number}
 */
function within(value, middle, reach) {
  const most = Math.max(reach, 0);
  return Math.min(Math.max(value, middle - most), middle + most);
}

/**
 * Where a point stands in a view.
 * @param {[number, number]} point km
 * @param {View} view
 * @returns {{left: number, top: number, seen: boolean}} shares of the pane, 0 to 1 if it is seen
 */
export function project([x, y], view) {
  const left = (x - view.x) / view.width + 0.5;
  const top = (y - view.y) / view.height + 0.5;
  return { left, top, seen: left >= 0 && left <= 1 && top >= 0 && top <= 1 };
}

/**
 * A round length for the scale bar.
 * @param {number} width of the view in km
 * @returns {number} km: 1, 2 or 5 times a power of ten, at most a quarter of the width
 */
export function scaleLength(width) {
  const most = width / 4;
  const power = 10 ** Math.floor(Math.log10(most));
  const times = [5, 2, 1].find((factor) => factor * power <= most) ?? 1;
  return times * power;
}

/**
 * @typedef {{id: string, x: number, y: number, width: number, rank: number}} Label
 *   x and y: the dot in px; width of the text in px; the lower the rank, the sooner it is placed
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box in px
 */

const HIGH = 18;
const GAP = 9;

/**
 * Put labels beside their dots where they cover neither a dot nor each other.
 * @param {Label[]} labels
 * @param {{width: number, height: number}} pane in px
 * @param {Box[]} [reserved] where no label may stand
 * @returns {Map<string, "right" | "left" | "above" | "below">} those that found room
 */
export function placeLabels(labels, pane, reserved = []) {
  const taken = [...reserved, ...labels.map(dotBox)];
  const found = new Map();
  for (const label of labels.toSorted((one, other) => one.rank - other.rank)) {
    const side = /** @type {const} */ (["right", "left", "above", "below"]).find((way) => {
      const box = labelBox(label, way);
      const inside = box.left >= 0 && box.right <= pane.width && box.top >= 0 && box.bottom <= pane.height;
      return inside && !taken.some((other) => touch(box, other));
    });
    if (side) {
      found.set(label.id, side);
      taken.push(labelBox(label, side));
    }
  }
  return found;
}

/** How far a name may be moved from its point, so that it still stands in its country. */
const AWAY = 22;

/**
 * Put names over their points, or a line or two above or below, where they are seen whole and cover
 * no label.
 * @param {{x: number, y: number, width: number}[]} names x and y: the middle in px
 * @param {Box[]} taken
 * @param {{width: number, height: number}} pane in px
 * @returns {({x: number, y: number} | null)[]} the middle of each; null where there is no room
 */
export function placeNames(names, taken, pane) {
  const filled = [...taken];
  return names.map(({ x, y, width }) => {
    const middle = within(x, pane.width / 2, (pane.width - width) / 2);
    if (Math.abs(middle - x) > AWAY) {
      return null;
    }
    const box = (/** @type {number} */ at) => ({ left: middle - width / 2, right: middle + width / 2, top: at - HIGH / 2, bottom: at + HIGH / 2 });
    const free = [0, -AWAY, AWAY, -2 * AWAY, 2 * AWAY].map((away) => y + away).find((at) => {
      const here = box(at);
      return here.top >= 0 && here.bottom <= pane.height && !filled.some((other) => touch(here, other));
    });
    if (free === undefined) {
      return null;
    }
    filled.push(box(free));
    return { x: middle, y: free };
  });
}

/**
 * What dots and their labels cover.
 * @param {Label[]} labels
 * @param {Map<string, "right" | "left" | "above" | "below">} sides
 * @returns {Box[]} in px
 */
export function covered(labels, sides) {
  return labels.flatMap((label) => {
    const side = sides.get(label.id);
    return side ? [dotBox(label), labelBox(label, side)] : [dotBox(label)];
  });
}

/**
 * @param {Label} label
 * @returns {Box}
 */
function dotBox({ x, y }) {
  return { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 };
}

/**
 * @param {Label} label
 * @param {"right" | "left" | "above" | "below"} side
 * @returns {Box}
 */
function labelBox({ x, y, width }, side) {
  switch (side) {
    case "right":
      return { left: x + GAP, right: x + GAP + width, top: y - HIGH / 2, bottom: y + HIGH / 2 };
    case "left":
      return { left: x - GAP - width, right: x - GAP, top: y - HIGH / 2, bottom: y + HIGH / 2 };
    case "above":
      return { left: x - width / 2, right: x + width / 2, top: y - GAP - HIGH, bottom: y - GAP };
    default:
      return { left: x - width / 2, right: x + width / 2, top: y + GAP, bottom: y + GAP + HIGH };
  }
}

/**
 * @param {Box} one
 * @param {Box} other
 * @returns {boolean}
 */
function touch(one, other) {
  return (
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
  );
}
