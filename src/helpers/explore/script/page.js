/** The explorer in a file of its own: its data stand in the page. */

import { explorer } from "./explorer.js";

const place = document.getElementById("explorer");
const source = document.getElementById("explorer-data");
if (place && source) {
  explorer(place, JSON.parse(source.textContent ?? ""));
}
