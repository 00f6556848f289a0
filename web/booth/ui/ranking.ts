// What the voter has ranked so far, and what each tap makes of it. No page, no clock: tests play
// it with thousands of random taps.
//
// `order` has the candidates' numbers, most preferred first, so ranks are always 1, 2, 3 .. without
// a gap. `shown` is the order of the rows on the page; only the voter's own wish changes it.

export interface Ranking {
  readonly order: readonly number[];
  readonly shown: readonly number[];
}

export type Move =
  /** First tap: the next number. Tap again: no number, and the gap closes. */
  | { kind: "tap"; candidate: number }
  | { kind: "remove"; candidate: number }
  | { kind: "up"; candidate: number }
  | { kind: "down"; candidate: number }
  | { kind: "place"; candidate: number; place: number }
  | { kind: "clear" }
  /** Sort the rows: ranked ones first, by rank. */
  | { kind: "sort" }
  /** Back to the official order of the rows. */
  | { kind: "official" };

function official(candidates: number): number[] {
  return Array.from({ length: candidates }, (_, index) => index + 1);
}

export function emptyRanking(candidates: number): Ranking {
  return { order: [], shown: official(candidates) };
}

/** A ranking from what was kept on the device; null if it is none for so many candidates. */
export function restoreRanking(kept: unknown, candidates: number): Ranking | null {
  if (!Array.isArray(kept) || kept.length === 0 || new Set(kept).size !== kept.length) return null;
  const known = official(candidates);
  return kept.every((candidate) => known.includes(candidate)) ? { order: kept, shown: known } : null;
}

/** The candidate's rank from 1, or 0. */
export function rankOf(ranking: Ranking, candidate: number): number {
  return ranking.order.indexOf(candidate) + 1;
}

export function unranked(ranking: Ranking): number[] {
  return official(ranking.shown.length).filter((candidate) => !ranking.order.includes(candidate));
}

export function isOfficialOrder(ranking: Ranking): boolean {
  return ranking.shown.every((candidate, index) => candidate === index + 1);
}

export function move(ranking: Ranking, action: Move): Ranking {
  const { order, shown } = ranking;
  switch (action.kind) {
    case "clear":
      return { order: [], shown };
    case "sort":
      return { order, shown: [...order, ...unranked(ranking)] };
    case "official":
      return { order, shown: official(shown.length) };
  }
  const { candidate } = action;
  if (!shown.includes(candidate)) return ranking;
  const rank = rankOf(ranking, candidate);
  const others = order.filter((other) => other !== candidate);
  const at = (place: number): Ranking => {
    const index = Math.min(Math.max(Math.trunc(place) || 1, 1), others.length + 1) - 1;
    return { order: [...others.slice(0, index), candidate, ...others.slice(index)], shown };
  };
  switch (action.kind) {
    case "tap":
      return rank === 0 ? at(others.length + 1) : { order: others, shown };
    case "remove":
      return { order: others, shown };
    case "up":
      return rank > 1 ? at(rank - 1) : ranking;
    case "down":
      return rank > 0 && rank < order.length ? at(rank + 1) : ranking;
    case "place":
      return at(action.place);
  }
}
