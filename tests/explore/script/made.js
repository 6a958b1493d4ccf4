/** A small story, made up for these tests: nested spans, open dates, two places, no day for one. */

/** @import { Claim, Data } from "../../../src/helpers/explore/script/model.js" */

/**
 * @param {string} id
 * @param {Partial<Claim>} rest
 * @returns {Claim}
 */
export function claim(id, rest = {}) {
  return {
    id,
    paragraph: 1,
    start: 0,
    end: 10,
    sha256: "a".repeat(64),
    text: `What ${id} says`,
    content: "assertion",
    topic: "flood",
    speaker: "mayor",
    chain: ["mayor", "paper"],
    voice: "named",
    hedges: [],
    certainty: "certain",
    verdict: "not_checked",
    note: "",
    places: [],
    days: [],
    actors: [],
    figures: [],
    events: [],
    links: [],
    checks: [],
    ...rest,
  };
}

/**
 * @param {Partial<Data>} rest
 * @returns {Data}
 */
export function story(rest = {}) {
  return {
    story: "made-up",
    article: {
      headline: "River “rises”",
      outlet: "The Paper",
      byline: "Ann Other",
      published: "2014-09-29",
      publishedWords: "29 September 2014",
      address: "https://example.org/river",
      language: "en",
      words: "absent",
      missing: [],
    },
    ways: [
      { text: "The river rises, or it does not.", evidence: "The article, paragraph 1", claims: ["c1", "c4"] },
      { text: "Nobody is asked.", evidence: "", claims: [] },
    ],
    kinds: ["claim", "figure", "date", "event", "place", "actor"],
    labels: {
      content: { assertion: "News", background: "Background" },
      voice: { outlet: "in the outlet's own voice", unnamed: "from unnamed sources", named: "from named sources", quoted: "in quotation marks" },
      certainty: { certain: "certain", probable: "probable" },
      verdict: { conflicts: "contradicted", supports: "upheld", not_checked: "not checked" },
      verdict_meaning: {},
      basis: {},
      rule: {},
      link_kind: {},
      converse: {},
      event_status: {},
      paragraph_kind: {},
    },
    topics: { flood: "The flood", toll: "The toll" },
    paragraphs: [{ number: 1, kind: "body", length: 40, text: null }],
    spans: [
      ["claim", "c1", 1, 0, 30],
      ["claim", "c2", 1, 5, 20],
      ["figure", "f1", 1, 8, 12],
      ["place", "town", 1, 32, 36],
    ],
    claims: [
      claim("c1", { places: ["town"], events: ["e1"], days: [["2014-09-01", "2014-09-30"]], verdict: "supports" }),
      claim("c2", { speaker: "guard", voice: "unnamed", hedges: ["reportedly"], topic: "toll", figures: ["f1"] }),
      claim("c3", { paragraph: 2, content: "background", places: ["land"], days: [[null, "2014-06-30"]], certainty: "probable" }),
      claim("c4", { paragraph: 2, start: 12, days: [["2014-09-29", null]], verdict: "conflicts" }),
    ],
    figures: {
      f1: { claim: "c2", paragraph: 1, surface: "dozens", kind: "vague", words: "number not given", measures: "" },
      f2: { claim: "", paragraph: 1, surface: "Monday", kind: "date", words: "", measures: "" },
    },
    events: [
      { id: "e1", claim: "c1", paragraph: 1, text: "It rains", when: "September 2014", from: "2014-09-01", to: "2014-09-30", about: false, surface: "", place: "town", actors: [], status: "asserted" },
      { id: "e2", claim: "", paragraph: 1, text: "Nobody says so", when: "", from: null, to: null, about: false, surface: "", place: "", actors: [], status: "asserted" },
    ],
    places: [
      { id: "land", name: "Land", aliases: [], kind: "country", holds: ["town"] },
      { id: "town", name: "Töwn", aliases: ["Old Town"], kind: "town", holds: [] },
    ],
    actors: { mayor: "The Mayor", guard: "River Guard", paper: "The Paper" },
    references: {},
    ground: null,
    ...rest,
  };
}
