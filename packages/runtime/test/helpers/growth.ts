import { expect } from 'vitest';

/** How many times the larger input is as large as the smaller one. */
const FACTOR = 16;
/** Far above what caches and collectors cost linear work, far below the {@link FACTOR} that quadratic work shows. */
const TOLERATED = 6;
/** Added to both times, in milliseconds, so that the noise of a clock is not taken for growth. */
const NOISE = 0.2;

function best(work: () => void): number {
  let shortest = Infinity;
  for (let round = 0; round < 5; round++) {
    const from = performance.now();
    work();
    shortest = Math.min(shortest, performance.now() - from);
  }
  return shortest;
}

/**
 * How many times as long one input of 16 times the size takes as 16 inputs of the size: about 1 for
 * linear work, whatever the machine; about 16 for quadratic work.
 */
export function growth<T>(make: (size: number) => T, size: number, work: (input: T) => void): number {
  const small = make(size);
  const large = make(size * FACTOR);
  const many = best(() => {
    for (let n = 0; n < FACTOR; n++) work(small);
  });
  return (best(() => work(large)) + NOISE) / (many + NOISE);
}

/** Fails when the work grows faster than its input. */
export function expectLinear<T>(make: (size: number) => T, size: number, work: (input: T) => void): void {
  expect(growth(make, size, work)).toBeLessThan(TOLERATED);
}
