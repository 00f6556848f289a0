// What needs no browser of the pages: the ranking, the words, the clock, the picture code.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { encode } from "uqr";
import { numbersOf } from "../protocol/ballot.js";
import { dayInWords, hourInWords, notice, timeInWords, until } from "../ui/clock.js";
import { qrModules } from "../ui/qr.js";
import { emptyRanking, isOfficialOrder, move, rankOf, restoreRanking, unranked, type Move, type Ranking } from "../ui/ranking.js";
import { chooseLanguage, LOCALES, say, TEXTS, type Key, type Language } from "../ui/texts.js";

/** A small generator with a seed, so that a failure can be repeated. */
function dice(seed: number): (sides: number) => number {
  return (sides) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * sides);
  };
}

function ranks(ranking: Ranking): number[] {
  return ranking.shown.map((candidate) => rankOf(ranking, candidate)).filter((rank) => rank > 0).sort((a, b) => a - b);
}

test("b5_whatever_is_tapped_ranks_run_from_1_without_gap_and_make_a_paper", () => {
  const kinds = ["tap", "tap", "tap", "remove", "up", "down", "place", "sort", "official", "clear"] as const;
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed);
    const candidates = 1 + roll(30);
    let ranking = emptyRanking(candidates);
    for (let step = 0; step < 120; step++) {
      const kind = kinds[roll(kinds.length - (roll(8) > 0 ? 1 : 0))]!;
      const candidate = roll(candidates + 2); // now and then one that is none
      const before = ranking;
      ranking = move(ranking, { kind, candidate, place: roll(candidates + 3) } as Move);
      assert.deepEqual(ranks(ranking), ranking.order.map((_, index) => index + 1), `seed ${seed}`);
      assert.deepEqual([...ranking.shown].sort((a, b) => a - b), emptyRanking(candidates).shown);
      assert.equal(unranked(ranking).length + ranking.order.length, candidates);
      if (kind !== "sort" && kind !== "official") assert.deepEqual(ranking.shown, before.shown, "rows never move by themselves");
      const paper = numbersOf(ranking.order, candidates);
      assert.deepEqual(paper.filter((rank) => rank > 0).sort((a, b) => a - b), ranks(ranking));
      ranking.order.forEach((number, index) => assert.equal(paper[number - 1], index + 1));
    }
  }
});

test("tap order is rank order, a second tap closes the gap, moves stop at the ends", () => {
  const play = (...moves: Move[]): Ranking => moves.reduce(move, emptyRanking(4));
  const tap = (candidate: number): Move => ({ kind: "tap", candidate });
  assert.deepEqual(play(tap(3), tap(1), tap(4)).order, [3, 1, 4]);
  assert.deepEqual(play(tap(3), tap(1), tap(4), tap(1)).order, [3, 4]);
  assert.deepEqual(play(tap(3), tap(1), tap(4), { kind: "up", candidate: 4 }).order, [3, 4, 1]);
  assert.deepEqual(play(tap(3), tap(1), { kind: "up", candidate: 3 }, { kind: "down", candidate: 1 }).order, [3, 1]);
  assert.deepEqual(play(tap(3), tap(1), tap(4), { kind: "place", candidate: 4, place: 1 }).order, [4, 3, 1]);
  const sorted = play(tap(3), tap(1), { kind: "sort" });
  assert.deepEqual(sorted.shown, [3, 1, 2, 4]);
  assert.equal(isOfficialOrder(sorted), false);
  assert.deepEqual(move(sorted, tap(2)).shown, [3, 1, 2, 4]);
  assert.equal(isOfficialOrder(move(sorted, { kind: "official" })), true);
});

test("only a ranking of these candidates is restored from the device", () => {
  assert.deepEqual(restoreRanking([2, 1], 3)?.order, [2, 1]);
  for (const kept of [null, [], [1, 1], [4], [0], ["1"], { 0: 1 }, "x"]) assert.equal(restoreRanking(kept, 3), null);
});

test("g3_both_languages_have_every_text_with_the_same_values_and_their_plural_forms", () => {
  const keys = Object.keys(TEXTS.en) as Key[];
  assert.deepEqual(Object.keys(TEXTS.cy).sort(), [...keys].sort());
  const values = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const key of keys) {
    const forms = (language: Language): string[] => {
      const text = TEXTS[language][key];
      return typeof text === "string" ? [text] : Object.values(text);
    };
    for (const language of ["en", "cy"] as const) {
      for (const form of forms(language)) {
        assert.ok(form.trim() !== "", `${language} ${key}`);
        const allowed = new Set([...forms("en"), ...forms("cy")].flatMap(values));
        assert.ok(values(form).every((value) => allowed.has(value)), `${language} ${key}: ${form}`);
      }
    }
    assert.deepEqual(values(forms("en").at(-1)!), values(forms("cy").at(-1)!), key);
  }
  assert.equal(say("cy", "inDays", { n: 2 }), "ymhen 2 ddiwrnod");
  assert.equal(say("cy", "inMinutes", { n: 3 }), "ymhen 3 munud");
  assert.equal(say("en", "inDays", { n: 1 }), "in 1 day");
  assert.equal(say("en", "inBox", { n: 183402, place: 1 }), "Your vote is in the box, 1 of 183,402.");
});

test("every text is used, and every text that is used exists", () => {
  const source = ["api", "booth", "cast", "check", "clock", "code", "dom", "frame", "rank", "receipt", "review"]
    .map((name) => readFileSync(new URL(`../ui/${name}.js`, import.meta.url), "utf8")).join("\n");
  for (const key of Object.keys(TEXTS.en)) assert.ok(source.includes(`"${key}"`), `${key} is used nowhere`);
});

test("g4_no_technical_word_stands_on_the_voters_path", () => {
  const forbidden = /\b(hash\w*|encrypt\w*|decrypt\w*|cipher\w*|crypto\w*|trustee\w*|credential\w*|elgamal|mix-?net|ballot paper secrecy|algorithm\w*|token|server|client|browser cache|amgrypt\w*|dadgrypt\w*|ymddiriedolwr\w*|gweinydd\w*)\b/i;
  for (const language of ["en", "cy"] as const) {
    for (const [key, text] of Object.entries(TEXTS[language])) {
      for (const form of typeof text === "string" ? [text] : Object.values(text)) assert.doesNotMatch(form, forbidden, `${language} ${key}`);
    }
  }
  for (const page of ["index.html", "check.html"]) {
    const html = readFileSync(new URL(`../../../booth/${page}`, import.meta.url), "utf8");
    assert.doesNotMatch(html.replace(/<[^>]*>/g, " "), forbidden, page);
  }
});

test("English sentences are short", () => {
  for (const [key, text] of Object.entries(TEXTS.en)) {
    for (const form of typeof text === "string" ? [text] : Object.values(text)) {
      for (const sentence of form.split(/[.:?]\s/)) assert.ok(sentence.split(/\s+/).length <= 21, `${key}: ${sentence}`);
    }
  }
});

test("the language is the link's, then the chosen one, then the browser's", () => {
  assert.equal(chooseLanguage([null, "cy", "en-GB"]), "cy");
  assert.equal(chooseLanguage(["en", "cy"]), "en");
  assert.equal(chooseLanguage([null, null, "fr", "cy-GB"]), "cy");
  assert.equal(chooseLanguage(["xx"]), "en");
  for (const locale of Object.values(LOCALES)) assert.deepEqual(Intl.PluralRules.supportedLocalesOf(locale), [locale]);
});

test("e6_the_close_is_told_five_minutes_before_and_the_grace_only_to_who_began", () => {
  const times = { closes: 1_000_000_000, graceEnds: 1_000_900_000, begun: true };
  const at = (offset: number, begun = true): string => notice(times.closes + offset, { ...times, begun }).kind;
  assert.deepEqual([at(-300_001), at(-300_000), at(-1), at(0), at(899_999), at(900_000)], ["calm", "soon", "soon", "grace", "grace", "over"]);
  assert.equal(at(0, false), "over");
  assert.equal(until("en", 3 * 86_400_000 + 5), "in 3 days");
  assert.equal(until("en", 47 * 3_600_000), "in 47 hours");
  assert.equal(until("en", 61_000), "in 1 minute");
  assert.equal(until("cy", 59_000), "ymhen llai na munud");
});

test("dates are whole in both languages, also where the browser has no Welsh, and across the change of the clocks", () => {
  const summer = Date.parse("2026-07-05T16:00:00Z");
  assert.equal(timeInWords("en", summer, "Europe/London"), "Sunday 5 July 2026, 17:00 BST");
  assert.equal(timeInWords("cy", summer, "Europe/London"), "dydd Sul 5 Gorffennaf 2026, 17:00 BST");
  const before = Date.parse("2026-10-25T00:59:00Z");
  assert.equal(hourInWords(before, "Europe/London"), "01:59 BST");
  assert.equal(hourInWords(before + 60_000, "Europe/London"), "01:00 GMT");
  assert.equal(dayInWords("cy", Date.parse("2026-03-01T12:00:00Z"), "Europe/London"), "1 Mawrth 2026");
  const days = Array.from({ length: 7 }, (_, day) => timeInWords("cy", summer + day * 86_400_000, "Europe/London").split(" 1")[0]!.split(/ \d/)[0]);
  assert.equal(new Set(days).size, 7);
  const months = Array.from({ length: 12 }, (_, month) => dayInWords("cy", Date.UTC(2026, month, 9, 12), "Europe/London"));
  for (const month of months) assert.match(month, /^9 [A-Z][a-z]+ 2026$/);
});

test("picture codes are those of another program, module by module", () => {
  const texts = ["a", "https://vote.example.org/booth/PoLiTyVectoR11/check#t=7K2QM-4RTWA-9BXCD-HJ3PN"];
  for (let length = 10; length <= 660; length += 50) texts.push("Zażółć ".repeat(95).slice(0, length));
  for (const text of texts) {
    const bytes = [...new TextEncoder().encode(text)];
    if (bytes.length > 660) continue;
    const { modules, mask } = qrModules(text);
    const other = encode(bytes, { ecc: "M", boostEcc: false, border: 0, maskPattern: mask });
    assert.deepEqual(modules, other.data, `${bytes.length} bytes`);
  }
  assert.throws(() => qrModules("x".repeat(700)), RangeError);
});
