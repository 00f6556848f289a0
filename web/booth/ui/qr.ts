// Picture codes (QR, ISO/IEC 18004) of links: bytes at error correction level M, versions 1 to 20.
// No library: the smallest that can be read weighs three times as much. Tests compare every module
// with one.

import { picture } from "./dom.js";

/** For versions 1 to 20: correction bytes in each block, and blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/** Whether a mask turns the module in column x and row y round. */
const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

type Grid = (boolean | null)[][];

/** The picture code of a text, with the white edge that cameras need. */
export function qr(text: string, label: string): SVGSVGElement {
  const modules = qrModules(text).modules;
  let path = "";
  modules.forEach((row, y) => row.forEach((dark, x) => {
    if (dark) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  }));
  return picture(modules.length + 8, path, label, "qr");
}

export function qrModules(text: string): { modules: boolean[][]; mask: number } {
  const data = new TextEncoder().encode(text);
  for (let version = 1; version <= BLOCKS.length; version++) {
    const frame = functionPatterns(version);
    const total = frame.flat().filter((module) => module === null).length >> 3;
    const room = total - CORRECTION[version - 1]! * BLOCKS[version - 1]!;
    if (data.length + (version < 10 ? 2 : 3) > room) continue;
    const bytes = withCorrection(packed(data, version, room), version, total);
    const tries = MASKS.map((_, mask) => filled(frame, bytes, mask));
    const costs = tries.map(unevenness);
    const mask = costs.indexOf(Math.min(...costs));
    return { modules: tries[mask]!, mask };
  }
  throw new RangeError("too long for a picture code");
}

/** Mode, length, the bytes, then filling bytes up to `room`. */
function packed(data: Uint8Array, version: number, room: number): number[] {
  const length = data.length.toString(16).padStart(version < 10 ? 2 : 4, "0");
  const digits = `4${length}${Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("")}0`;
  const bytes = digits.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  for (let filler = 0xec; bytes.length < room; filler ^= 0xec ^ 0x11) bytes.push(filler);
  return bytes;
}

/** Multiplication in the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ (product >> 7) * 0x11d ^ ((b >> bit) & 1) * a;
  return product;
}

/** Splits into blocks, gives each its Reed-Solomon bytes, and deals them out in turn. */
function withCorrection(data: number[], version: number, total: number): number[] {
  const [degree, count] = [CORRECTION[version - 1]!, BLOCKS[version - 1]!];
  let divisor = [1];
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    divisor = [...divisor, 0].map((value, k) => value ^ times(divisor[k - 1] ?? 0, root));
  }
  const short = Math.floor(total / count) - degree;
  let at = 0;
  const blocks = Array.from({ length: count }, (_, i) => data.slice(at, (at += short + Number(i >= count - (total % count)))));
  const checks = blocks.map((block) => block.reduce((rest, byte) => {
    const factor = byte ^ rest[0]!;
    return [...rest.slice(1), 0].map((value, k) => value ^ times(divisor[k + 1]!, factor));
  }, new Array<number>(degree).fill(0)));
  const deal = (rows: number[][]): number[] =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, i) => rows.flatMap((row) => row[i] ?? [])).flat();
  return [...deal(blocks), ...deal(checks)];
}

/** What is the same whatever the text: null where its bits go. */
function functionPatterns(version: number): Grid {
  const size = 17 + 4 * version;
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | null>(size).fill(null));
  for (let i = 0; i < size; i++) grid[6]![i] = grid[i]![6] = i % 2 === 0;
  const square = (x: number, y: number, reach: number, light: number[]): void => {
    for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) {
      if (grid[y + dy]?.[x + dx] !== undefined) grid[y + dy]![x + dx] = !light.includes(Math.max(Math.abs(dx), Math.abs(dy)));
    }
  };
  const last = size - 7;
  const gaps = Math.floor(version / 7) + 1;
  const step = 2 * Math.ceil((last - 6) / (2 * gaps));
  const places = version === 1 ? [] : [6, ...Array.from({ length: gaps }, (_, i) => last - (gaps - 1 - i) * step)];
  for (const y of places) for (const x of places) {
    if (!(x === 6 && (y === 6 || y === last)) && !(x === last && y === 6)) square(x, y, 2, [1]);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) square(x, y, 4, [2, 4]);
  formatBits(grid, 0);
  const versionBits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let i = 0; i < 18 && version >= 7; i++) {
    const [near, far] = [Math.floor(i / 3), size - 11 + (i % 3)];
    grid[near]![far] = grid[far]![near] = ((versionBits >> i) & 1) === 1;
  }
  return grid;
}

/** The rest of a value, shifted by `degree` bits, after division by a polynomial over two elements. */
function remainder(value: number, degree: number, divisor: number): number {
  let rest = value;
  for (let i = 0; i < degree; i++) rest = (rest << 1) ^ ((rest >> (degree - 1)) & 1) * divisor;
  return rest;
}

/** Level M and the mask, twice, beside the three corners. */
function formatBits(grid: Grid, mask: number): void {
  const size = grid.length;
  const bits = ((mask << 10) | remainder(mask, 10, 0x537)) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1;
    if (i < 8) grid[i < 6 ? i : i + 1]![8] = grid[8]![size - 1 - i] = dark;
    else grid[8]![i === 8 ? 7 : 14 - i] = grid[size - 15 + i]![8] = dark;
  }
  grid[size - 8]![8] = true;
}

/** Lays the bits in columns of two, up and down from the right, under a mask. */
function filled(frame: Grid, bytes: number[], mask: number): boolean[][] {
  const grid = frame.map((row) => [...row]);
  const size = grid.length;
  let bit = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) for (const x of [right, right - 1]) {
      const y = up ? size - 1 - i : i;
      if (grid[y]![x] !== null) continue;
      const dark = (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
      grid[y]![x] = dark !== MASKS[mask]!(x, y);
      bit++;
    }
  }
  formatBits(grid, mask);
  return grid as boolean[][];
}

/** How hard it is for a camera: long runs of one colour, and what looks like a corner. */
function unevenness(modules: boolean[][]): number {
  const rows = modules.map((row) => row.map(Number).join(""));
  const columns = modules.map((_, x) => modules.map((row) => Number(row[x])).join(""));
  let cost = 0;
  for (const line of [...rows, ...columns]) {
    for (const run of line.match(/(.)\1{4,}/g) ?? []) cost += run.length - 2;
    cost += 40 * (line.match(/(?=10111010000|00001011101)/g)?.length ?? 0);
  }
  return cost;
}
