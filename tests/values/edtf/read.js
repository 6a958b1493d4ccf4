// Reads a list of EDTF texts from standard input and writes the first and last day of each; null
// where it refuses the text, or where there is no such limit.
import { readFileSync } from "node:fs";
import edtf from "edtf";

const day = (limit) => (Number.isFinite(limit) ? new Date(limit).toISOString().slice(0, 10) : null);

function read(text) {
  try {
    const { min, max } = edtf(text);
    return [day(min), day(max)];
  } catch {
    return null;
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(read)));
