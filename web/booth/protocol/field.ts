// Arithmetic modulo P = 2^255 - 19 that makes the search for a paper's point quick: square roots
// with one exponentiation, and a test that sorts out three of four wrong candidates early.

/** The prime of the field. */
export const P = 2n ** 255n - 19n;

function times(a: bigint, b: bigint): bigint {
  return (a * b) % P;
}

function squared(value: bigint, often: number): bigint {
  for (let i = 0; i < often; i++) value = (value * value) % P;
  return value;
}

/** value^((P-5)/8) = value^(2^252 - 3), by an addition chain. */
function power58(value: bigint): bigint {
  const b2 = times(squared(value, 1), value);
  const b4 = times(squared(b2, 2), b2);
  const b5 = times(squared(b4, 1), value);
  const b10 = times(squared(b5, 5), b5);
  const b20 = times(squared(b10, 10), b10);
  const b40 = times(squared(b20, 20), b20);
  const b80 = times(squared(b40, 40), b40);
  const b160 = times(squared(b80, 80), b80);
  const b240 = times(squared(b160, 80), b80);
  const b250 = times(squared(b240, 10), b10);
  return times(squared(b250, 2), value);
}

/** A root of -1: as 2 is no square, 2^((P-1)/4). */
const I = times(squared(power58(2n), 1), 2n);

/** The even root of u/v, if it is a square. The form is the one that noble-curves asks for. */
export function uvRatio(u: bigint, v: bigint): { isValid: boolean; value: bigint } {
  const v3 = times(times(v, v), v);
  const v7 = times(times(v3, v3), v);
  const root = times(times(u, v3), power58(times(u, v7)));
  const check = times(v, times(root, root));
  const other = times(root, I);
  const value = check === u ? root : other;
  return { isValid: times(v, times(value, value)) === u, value: value & 1n ? P - value : value };
}

/**
 * Whether a point, given by its coordinates, may be 4 times another: what is not cannot be in the
 * group. On the curve's Montgomery form, with u = (1+y)/(1-y), it is a multiple of 4 exactly if
 * u (A+2) ((I-x)/x)^2 is a fourth power (the Tate pairing with a point of order 4); both sides
 * times x^4 and (1-y)^4 there is no division left.
 */
export function mayBeInGroup(x: bigint, y: bigint): boolean {
  const below = P + 1n - y;
  const inner = times(P + I - x, x);
  const u = times(1n + y, times(times(below, below), below));
  const value = times(times(u, 486664n), times(inner, inner));
  return value === 0n || times(squared(power58(value), 1), value) === 1n;
}
