/** What comes next to what: proposals to be looked at, and those through whom words come. */

/** @import { Name } from "./rows.js" */

/**
 * The open proposal that is next to where somebody stands.
 * @param {Array<[string, string]>} open in reading order
 * @param {Name | null} current
 * @param {1 | -1} way
 * @param {number} [last] where the current one stood, if it is open no more
 * @returns {Name | null}
 */
export function nextOpen(open, current, way, last = -1) {
  if (open.length === 0) {
    return null;
  }
  const at = open.findIndex(([table, key]) => current?.table === table && current.key === key);
  const from = at >= 0 ? at + way : Math.max(last, 0);
  const [table, key] = open[(from + open.length) % open.length];
  return { table, key };
}

/**
 * A chain in which somebody was added: the outlet stays last.
 * @param {string[]} chain
 * @param {string} outlet
 */
export function outletLast(chain, outlet) {
  return chain.includes(outlet) ? [...chain.filter((one) => one !== outlet), outlet] : chain;
}

/**
 * A chain behind another speaker: the first who says it is the speaker, the last the outlet.
 * @param {string[]} chain
 * @param {string} speaker
 * @param {string} outlet
 */
export function chainFrom(chain, speaker, outlet) {
  const between = chain.slice(1).filter((one) => one !== speaker && one !== outlet);
  return [...new Set([speaker, ...between, outlet].filter((one) => one !== ""))];
}
