// Reads a file of `vectors/`, wherever the tests were compiled to.

import { readFileSync } from "node:fs";

export function vector(name: string): any {
  return JSON.parse(readFileSync(new URL(`../../../../vectors/${name}`, import.meta.url), "utf8"));
}
