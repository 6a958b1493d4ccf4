/** The story's data with its indexes, and which claims a span, an event or a place stands for. */

import { folded } from "./text.js";

/** @import { Span } from "./text.js" */

/**
 * @typedef {object} Link
 * @property {string} kind
 * @property {boolean} converse whether it is read from its other end
 * @property {string} claim
 * @property {string} about what both speak of, where and when, if that is stated
 * @property {string} note
 */

/**
 * @typedef {object} Check
 * @property {string} id
 * @property {string} verdict
 * @property {boolean} later whether all that it cites came after the article
 * @property {string} finding
 * @property {string} rule the rule of evidence that changed the verdict
 * @property {string[]} flags what to know of the evidence
 * @property {string} basis
 * @property {string} note
 * @property {string[]} references
 */

/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {number} paragraph
 * @property {number} start
 * @property {number} end
 * @property {string} sha256
 * @property {string} text
 * @property {string} content assertion, background, naming
 * @property {string} topic
 * @property {string} speaker
 * @property {string[]} chain
 * @property {string} voice outlet, unnamed, named, quoted
 * @property {string[]} hedges
 * @property {string} certainty
 * @property {string} verdict the one under which it counts
 * @property {string} note
 * @property {string[]} places
 * @property {Array<[string | null, string | null]>} days
 * @property {string[]} actors
 * @property {string[]} figures
 * @property {string[]} events
 * @property {Link[]} links
 * @property {Check[]} checks
 */

/**
 * @typedef {object} Figure
 * @property {string} claim
 * @property {number} paragraph
 * @property {string} surface
 * @property {string} kind
 * @property {string} words
 * @property {string} measures
 */

/**
 * @typedef {object} Happening
 * @property {string} id
 * @property {string} claim
 * @property {number} paragraph
 * @property {string} text
 * @property {string} when
 * @property {string | null} from
 * @property {string | null} to
 * @property {boolean} about
 * @property {string} surface
 * @property {string} place
 * @property {string[]} actors
 * @property {string} status
 */

/**
 * @typedef {{text: string, evidence: string, claims: string[]}} Way a finding that leads to its claims
 * @typedef {{id: string, name: string, aliases: string[], kind: string, holds: string[]}} Place
 * @typedef {{publisher: string, title: string, address: string, published: string}} Reference
 * @typedef {{number: number, kind: string, length: number, text: string | null}} Paragraph
 */

/**
 * @typedef {object} Ground
 * @property {[number, number, number, number]} box left, top, width, height, in km
 * @property {string} centre
 * @property {Record<string, [number, number]>} points
 * @property {Record<string, string>} layers
 * @property {Array<[string, number, number]>} names
 */

/**
 * @typedef {object} Article
 * @property {string} headline
 * @property {string} outlet
 * @property {string} byline
 * @property {string} published
 * @property {string} publishedWords
 * @property {string} address
 * @property {string} language
 * @property {"included" | "attached" | "absent"} words
 * @property {number[]} missing
 */

/**
 * What Python hands over: helpers.explore.data.
 * @typedef {object} Data
 * @property {string} story
 * @property {Article} article
 * @property {Way[]} ways
 * @property {string[]} kinds
 * @property {Record<string, Record<string, string>>} labels
 * @property {Record<string, string>} topics
 * @property {Paragraph[]} paragraphs
 * @property {Span[]} spans
 * @property {Claim[]} claims
 * @property {Record<string, Figure>} figures
 * @property {Happening[]} events
 * @property {Place[]} places
 * @property {Record<string, string>} actors
 * @property {Record<string, Reference>} references
 * @property {Ground | null} ground
 */

/**
 * @typedef {object} Model
 * @property {Data} data
 * @property {Map<string, Claim>} claims
 * @property {Map<string, number>} order where in the reading order a claim stands
 * @property {Map<string, Happening>} events
 * @property {Map<string, Place>} places
 * @property {Map<string, Set<string>>} around each place with what lies in it
 * @property {Map<string, string[]>} atPlace the claims of each place, what lies in it included
 * @property {Map<string, string[]>} ofActor the claims that an actor makes or is named in
 * @property {Map<string, string>} haystacks what is searched of each claim
 */

/**
 * @param {Data} data
 * @returns {Model}
 */
export function makeModel(data) {
  const places = new Map(data.places.map((place) => [place.id, place]));
  const around = new Map(
    data.places.map((place) => [place.id, new Set([place.id, ...place.holds])]),
  );
  const model = {
    data,
    claims: new Map(data.claims.map((claim) => [claim.id, claim])),
    order: new Map(data.claims.map((claim, at) => [claim.id, at])),
    events: new Map(data.events.map((event) => [event.id, event])),
    places,
    around,
    atPlace: byPlace(data, around),
    ofActor: byActor(data),
    haystacks: new Map(),
  };
  for (const claim of data.claims) {
    model.haystacks.set(claim.id, haystack(model, claim));
  }
  return model;
}

/**
 * @param {Data} data
 * @param {Map<string, Set<string>>} around
 * @returns {Map<string, string[]>}
 */
function byPlace(data, around) {
  /** @type {Map<string, string[]>} */
  const direct = new Map();
  for (const claim of data.claims) {
    for (const place of claim.places) {
      push(direct, place, claim.id);
    }
  }
  const order = new Map(data.claims.map((claim, at) => [claim.id, at]));
  const found = new Map();
  for (const [place, parts] of around) {
    const ids = new Set([...parts].flatMap((part) => direct.get(part) ?? []));
    found.set(place, inOrder([...ids], order));
  }
  return found;
}

/**
 * @param {Data} data
 * @returns {Map<string, string[]>}
 */
function byActor(data) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const claim of data.claims) {
    for (const actor of new Set([...claim.chain, ...claim.actors, claim.speaker])) {
      push(found, actor, claim.id);
    }
  }
  return found;
}

/**
 * @param {Map<string, string[]>} lists
 * @param {string} key
 * @param {string} value
 */
function push(lists, key, value) {
  const list = lists.get(key);
  if (list) {
    list.push(value);
  } else {
    lists.set(key, [value]);
  }
}

/**
 * @param {Model} model
 * @param {Claim} claim
 * @returns {string}
 */
function haystack({ data, events, places }, claim) {
  const parts = [
    claim.id,
    claim.text,
    claim.note,
    data.topics[claim.topic] ?? claim.topic,
    ...claim.hedges,
    ...[claim.speaker, ...claim.chain, ...claim.actors].map((actor) => data.actors[actor] ?? actor),
    ...claim.figures.map((figure) => data.figures[figure]?.surface ?? ""),
    ...claim.events.map((event) => events.get(event)?.text ?? ""),
    ...claim.checks.map((check) => check.finding),
    ...claim.places.flatMap((place) => {
      const known = places.get(place);
      return known ? [known.name, ...known.aliases] : [];
    }),
  ];
  return folded(parts.join("\n"));
}

/**
 * Ids of claims in reading order, each once; unknown ones left out.
 * @param {string[]} ids
 * @param {Map<string, number>} order
 * @returns {string[]}
 */
export function inOrder(ids, order) {
  const known = [...new Set(ids)].filter((id) => order.has(id));
  return known.toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
}

/**
 * The claims that something stands for.
 * @param {Model} model
 * @param {string} kind of KINDS: claim, figure, date, event, place, actor
 * @param {string} row its id
 * @returns {string[]} ids of claims; none for a row that belongs to no claim
 */
export function claimsOf(model, kind, row) {
  switch (kind) {
    case "claim":
      return model.claims.has(row) ? [row] : [];
    case "figure":
    case "date":
      return inOrder([model.data.figures[row]?.claim ?? ""], model.order);
    case "event":
      return inOrder([model.events.get(row)?.claim ?? ""], model.order);
    case "place":
      return model.atPlace.get(row) ?? [];
    case "actor":
      return model.ofActor.get(row) ?? [];
    default:
      return [];
  }
}

/**
 * What a click on a stretch means: its innermost claim; where it was chosen already, the next one
 * outwards, and after the outermost the innermost again; without a claim, what else stands there.
 * @param {Model} model
 * @param {Span[]} spans over the stretch
 * @param {string | null} current the claim that is shown
 * @returns {{kind: string, row: string} | null}
 */
export function meant(model, spans, current) {
  const claims = spans
    .filter((span) => span[0] === "claim")
    .toSorted((one, other) => one[4] - one[3] - (other[4] - other[3]));
  if (claims.length > 0) {
    const at = claims.findIndex((span) => span[1] === current);
    return { kind: "claim", row: claims[(at + 1) % claims.length][1] };
  }
  const other = spans.findLast((span) => claimsOf(model, span[0], span[1]).length > 0);
  return other ? { kind: other[0], row: other[1] } : null;
}
