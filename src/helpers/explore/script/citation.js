/** How a claim is cited, so that anybody finds its words again and can prove that they are those. */

/** @import { Claim, Data } from "./model.js" */

/**
 * @param {Data} data
 * @param {Claim} claim
 * @returns {string} one line: story, article, claim, paragraph, offsets, hash
 */
export function citation({ story, article }, claim) {
  const source = `${article.headline} (${article.outlet}, ${article.publishedWords})`;
  const place = `paragraph ${claim.paragraph}, characters ${claim.start} to ${claim.end}`;
  const address = article.address ? ` ${article.address}` : "";
  return `${source}, ${place}; story ${story}, claim ${claim.id}, SHA-256 ${claim.sha256}.${address}`;
}
