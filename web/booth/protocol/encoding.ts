// A ranked paper as one point, and back.
//
// Up to 30 numbers of 8 bits stand, one after the other, in the upper bits of a point's bytes.
// Below them 14 bits are free: the least value of them that gives a point of the group is taken.
// So each paper has exactly one point; any other point with the same numbers carries a mark.

import { mayBeInGroup } from "./field.js";
import { bytesOf, integer, liftPoint, type Point } from "./group.js";

/** The most numbers that one point holds. */
export const MAX_NUMBERS = 30;
const FREE_BITS = 14n;

/** The point of a paper (`of_ints` of the protocol): about one candidate in 16 is in the group. */
export function ofInts(numbers: readonly number[]): Point {
  if (numbers.length > MAX_NUMBERS) throw new RangeError(`a paper holds at most ${MAX_NUMBERS} numbers`);
  const first = integer(Uint8Array.from(numbers)) << FREE_BITS;
  for (let free = 0n; free < 1n << FREE_BITS; free += 1n) {
    const point = liftPoint(first + free);
    if (point !== null && mayBeInGroup(point.x, point.y) && point.isTorsionFree()) return point;
  }
  throw new Error("this paper has no point"); // about one paper in 2^3000
}

/** The numbers in a point (`to_ints`), and whether it is the one point that they have. */
export function toInts(point: Point, count: number): { numbers: number[]; canonical: boolean } {
  const upper = integer(point.toBytes().reverse()) >> FREE_BITS;
  const numbers = [...bytesOf(upper & ((1n << BigInt(8 * count)) - 1n), count)];
  return { numbers, canonical: count <= MAX_NUMBERS && ofInts(numbers).equals(point) };
}
