/**
 * A seeded source of numbers: the same seed and stream give the same numbers on every machine.
 *
 * @module
 */

/** Thirty-two bit generator (sfc32), started from a seed and the number of a stream. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private count = 1;

  constructor(seed: number, stream = 0) {
    this.a = seed | 0;
    this.b = stream | 0;
    this.c = Math.trunc(stream / 4_294_967_296) | 0;
    for (let i = 0; i < 12; i++) this.next();
  }

  /** A whole number from 0 to 2³² − 1. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }

  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** True once in `n` times. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** A size that is mostly small: up to 2, 4, 8 … and at most `limit`. */
  size(limit: number): number {
    let most = 2;
    while (most < limit && this.oneIn(2)) most *= 2;
    return 1 + this.below(Math.min(most, limit));
  }
}
