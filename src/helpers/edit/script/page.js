/** The editor in a browser: it asks the server that `story edit` runs. */

import { edit } from "./editor.js";

/** @param {object} asked */
async function ask(asked) {
  const body = JSON.stringify(asked);
  // A save that is under way arrives although the page is closed, if it is as small as most are.
  const keepalive = body.length < 60_000;
  const answer = await fetch("ask", { method: "POST", body, keepalive, headers: { "Content-Type": "application/json" } });
  return answer.ok ? answer.json() : { error: `The server refused: ${answer.status} ${answer.statusText}` };
}

const place = document.getElementById("editor");
if (place) {
  // Here nothing else wants the keys: they work at once.
  edit(place, ask).then((editor) => editor.words.body.focus());
}
