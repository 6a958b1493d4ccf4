/** Which claims are shown, how many there would be, and in which order. */

import { folded } from "./text.js";

/** @import { Claim, Model } from "./model.js" */

/**
 * What is asked for; "" asks for nothing. `way` is the place of a finding, "0" for the first one.
 * `hedge` is "any", "none" or a hedge behind "=". `from` and `to` are days, 2014-09-27.
 * @typedef {object} Filters
 * @property {string} way
 * @property {string} content
 * @property {string} voice
 * @property {string} speaker
 * @property {string} topic
 * @property {string} certainty
 * @property {string} hedge
 * @property {string} verdict
 * @property {string} place
 * @property {string} from
 * @property {string} to
 * @property {string} text
 */

/** @typedef {"content" | "speaker" | "voice" | "verdict" | "topic" | "place" | "certainty" | "hedge"} Facet */

/** @type {Readonly<Filters>} */
export const NO_FILTERS = Object.freeze({
  way: "",
  content: "",
  voice: "",
  speaker: "",
  topic: "",
  certainty: "",
  hedge: "",
  verdict: "",
  place: "",
  from: "",
  to: "",
  text: "",
});

/** @type {Facet[]} */
export const FACETS = ["content", "speaker", "voice", "verdict", "topic", "place", "certainty", "hedge"];

/**
 * What is asked for before anybody has asked: the news, if the story has any.
 * @param {Model} model
 * @returns {Readonly<Filters>}
 */
export function opening({ data }) {
  const news = data.claims.some((claim) => claim.content === "assertion");
  return Object.freeze({ ...NO_FILTERS, content: news ? "assertion" : "" });
}

/**
 * What can be chosen in a facet that a claim answers to.
 * @param {Model} model
 * @param {Claim} claim
 * @param {Facet} facet
 * @returns {string[]}
 */
export function valuesOf(model, claim, facet) {
  switch (facet) {
    case "hedge":
      return claim.hedges.length > 0 ? ["any", ...claim.hedges.map((hedge) => `=${hedge}`)] : ["none"];
    case "place":
      return placesAround(model, claim);
    default:
      return claim[facet] ? [claim[facet]] : [];
  }
}

/**
 * The places of a claim, and those that they lie in.
 * @param {Model} model
 * @param {Claim} claim
 * @returns {string[]}
 */
function placesAround(model, claim) {
  if (claim.places.length === 0) {
    return [];
  }
  return model.data.places
    .filter((place) => claim.places.some((here) => model.around.get(place.id)?.has(here)))
    .map((place) => place.id);
}

/**
 * The values of every claim in every facet, worked out once.
 * @param {Model} model
 * @returns {Map<string, Record<Facet, string[]>>}
 */
export function indexFacets(model) {
  return new Map(
    model.data.claims.map((claim) => {
      const values = FACETS.map((facet) => [facet, valuesOf(model, claim, facet)]);
      return [claim.id, Object.fromEntries(values)];
    }),
  );
}

/**
 * Whether a claim may fall between two days. A side without a limit goes on for ever.
 * @param {Claim} claim
 * @param {string} from "" for no limit
 * @param {string} to "" for no limit
 * @returns {boolean} false for a claim without a date, if a day is asked for
 */
export function mayFallIn(claim, from, to) {
  if (!from && !to) {
    return true;
  }
  return claim.days.some(
    ([first, last]) => (!to || first === null || first <= to) && (!from || last === null || last >= from),
  );
}

/**
 * @typedef {object} Found
 * @property {string[]} ids the claims that pass, in reading order
 * @property {Record<Facet, Map<string, number>>} counts per facet and value, how many claims would
 *   pass if that value were asked for and all else stayed
 */

/**
 * Filter the claims and count what else could be asked for, in one pass.
 * @param {Model} model
 * @param {Map<string, Record<Facet, string[]>>} index the output of indexFacets
 * @param {Filters} filters
 * @returns {Found}
 */
export function find(model, index, filters) {
  const words = folded(filters.text).split(/\s+/).filter(Boolean);
  const asked = FACETS.filter((facet) => filters[facet] !== "");
  const way = filters.way === "" ? null : new Set(model.data.ways[Number(filters.way)]?.claims);
  /** @type {string[]} */
  const ids = [];
  const counts = /** @type {Record<Facet, Map<string, number>>} */ (
    Object.fromEntries(FACETS.map((facet) => [facet, new Map()]))
  );
  for (const claim of model.data.claims) {
    const hay = model.haystacks.get(claim.id) ?? "";
    if (way && !way.has(claim.id)) {
      continue;
    }
    if (!mayFallIn(claim, filters.from, filters.to) || !words.every((word) => hay.includes(word))) {
      continue;
    }
    const values = index.get(claim.id);
    if (!values) {
      continue;
    }
    const failed = asked.filter((facet) => !values[facet].includes(filters[facet]));
    if (failed.length === 0) {
      ids.push(claim.id);
    }
    // A claim that fails in one facet alone still counts there: it would come in by another choice.
    const open = failed.length === 0 ? FACETS : failed.length === 1 ? failed : [];
    for (const facet of open) {
      for (const value of values[facet]) {
        counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      }
    }
  }
  return { ids, counts };
}

/** @typedef {{column: string, down: boolean}} Order */

/**
 * Bring claims into the order of a column; equal ones stay in reading order.
 * @param {Model} model
 * @param {string[]} ids in reading order
 * @param {Order} order column: place (reading order), speaker, voice, verdict, certainty, topic
 * @returns {string[]}
 */
export function sorted(model, ids, order) {
  if (order.column === "place") {
    return order.down ? ids.toReversed() : [...ids];
  }
  const keys = new Map(ids.map((id) => [id, sortKey(model, id, order.column)]));
  const way = order.down ? -1 : 1;
  return ids.toSorted((one, other) => {
    const [a, b] = [keys.get(one) ?? "", keys.get(other) ?? ""];
    // What has no entry stands last, whichever way is up.
    if (a === "" || b === "") {
      return (a === "" ? 1 : 0) - (b === "" ? 1 : 0);
    }
    return a < b ? -way : a > b ? way : 0;
  });
}

/**
 * @param {Model} model
 * @param {string} id
 * @param {string} column
 * @returns {string}
 */
function sortKey({ data, claims }, id, column) {
  const claim = claims.get(id);
  if (!claim) {
    return "";
  }
  switch (column) {
    case "speaker":
      return folded(data.actors[claim.speaker] ?? claim.speaker);
    case "topic":
      return ranked(claim.topic, data.topics);
    case "voice":
    case "certainty":
    case "verdict":
      return ranked(claim[column], data.labels[column]);
    default:
      return "";
  }
}

/**
 * The place of a value in the order of its labels, as text that sorts.
 * @param {string} value
 * @param {Record<string, string>} labels
 * @returns {string}
 */
function ranked(value, labels) {
  const at = Object.keys(labels).indexOf(value);
  return at < 0 ? "" : String(at).padStart(3, "0");
}
