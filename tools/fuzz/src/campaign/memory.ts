/**
 * Tells growth of memory from noise.
 *
 * @module
 */

/** The heap after a collection, at a number of cases. */
export interface Sample {
  readonly cases: number;
  /** Bytes. */
  readonly heap: number;
}

/** What the samples say. */
export interface Growth {
  /** Bytes at the first sample that counts and at the last. */
  readonly first: number;
  readonly last: number;
  /** Bytes that a case leaves behind: the median of the slopes between all samples. */
  readonly perCase: number;
  /** True where what is left behind adds up to more than noise. */
  readonly grows: boolean;
}

/** The first part of a campaign fills caches, by definition and not by case; it does not count. */
const WARM_UP = 0.4;
/** Growth over the rest that noise explains. */
const NOISE = 12 * 1024 * 1024;
/** Fewer samples show no trend. */
const FEWEST = 6;
/** Samples that slopes are taken between. */
const MOST = 300;

/** Judges the trend of the heap; undefined where there are too few samples. */
export function growthOf(samples: readonly Sample[]): Growth | undefined {
  const counted = thin(samples.slice(Math.floor(samples.length * WARM_UP)));
  const first = counted[0];
  const last = counted[counted.length - 1];
  if (first === undefined || last === undefined || counted.length < FEWEST) return undefined;
  const slopes: number[] = [];
  for (let i = 0; i < counted.length; i++) {
    for (let k = i + 1; k < counted.length; k++) {
      slopes.push((counted[k]!.heap - counted[i]!.heap) / (counted[k]!.cases - counted[i]!.cases));
    }
  }
  slopes.sort((a, b) => a - b);
  const perCase = slopes[slopes.length >> 1]!;
  const grows = perCase * (last.cases - first.cases) > NOISE;
  return { first: first.heap, last: last.heap, perCase, grows };
}

function thin(samples: readonly Sample[]): readonly Sample[] {
  const step = Math.max(1, Math.ceil(samples.length / MOST));
  return samples.filter((_, i) => i % step === 0);
}
