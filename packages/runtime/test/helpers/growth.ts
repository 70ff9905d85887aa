import { expect } from 'vitest';

/** How many times the larger input is as large as the smaller one. */
const FACTOR = 16;
/** Far above what caches and collectors cost linear work, far below the {@link FACTOR} that quadratic work shows. */
const TOLERATED = 6;
/** Added to both times, in milliseconds, so that the noise of a clock is not taken for growth. */
const NOISE = 0.2;
/** A busy machine disturbs single rounds: the best of a few counts, and more are run while growth is seen. */
const ROUNDS = 12;

function time(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/**
 * Fails when the work grows faster than its input: one input of 16 times the size against 16 inputs of the
 * size, the best times of some rounds. Their ratio is about 1 for linear work on any machine, and about 16 for
 * quadratic work.
 */
export function expectLinear<T>(make: (size: number) => T, size: number, work: (input: T) => void): void {
  const small = make(size);
  const large = make(size * FACTOR);
  let many = Infinity;
  let one = Infinity;
  let growth = Infinity;
  for (let round = 0; round < ROUNDS && !(round > 2 && growth < TOLERATED); round++) {
    const sixteenTimes = time(() => {
      for (let n = 0; n < FACTOR; n++) work(small);
    });
    many = Math.min(many, sixteenTimes);
    one = Math.min(
      one,
      time(() => work(large)),
    );
    growth = (one + NOISE) / (many + NOISE);
  }
  expect(growth).toBeLessThan(TOLERATED);
}
