// The word count, held to the vector that the server's is held to; the words of distances.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { countWords } from "../count-words.js";
import { distance } from "../distance.js";

test("words_as_the_server_counts_them", async () => {
  const text = await readFile(new URL("../../../../vectors/words.json", import.meta.url), "utf8");
  const vector: { cases: { text: string; words: number }[] } = JSON.parse(text);
  assert.ok(vector.cases.length > 10);
  for (const { text, words } of vector.cases) {
    assert.equal(countWords(text), words, JSON.stringify(text));
  }
});

const MINUTE = 60_000;
const WELSH = {
  "when-now": { other: "nawr" },
  "when-in-minutes": { other: "ymhen {n} munud", two: "ymhen {n} funud" },
  "when-in-days": { other: "ymhen {n} diwrnod", two: "ymhen {n} ddiwrnod" },
  "when-hours-ago": { other: "{n} awr yn ôl" },
};

test("distances_in_the_words_of_the_language", () => {
  const from = (minutes: number): string | undefined => distance(WELSH, "cy", 0, minutes * MINUTE);
  assert.equal(from(0), "nawr");
  assert.equal(from(2), "ymhen 2 funud");
  assert.equal(from(119), "ymhen 119 munud");
  assert.equal(from(2 * 24 * 60), "ymhen 2 ddiwrnod");
  assert.equal(from(-130), "2 awr yn ôl");
});

test("a_missing_text_leaves_the_page_as_it_is", () => {
  assert.equal(distance({}, "en", 0, MINUTE), undefined);
});
