/**
 * An order that looks random and is the same for one seed.
 *
 * @module
 */
import { createHash } from 'node:crypto';

/**
 * Items by a hash of the seed and of what each one is, so that another item more or less leaves the others in their
 * order: what was chosen before is chosen again.
 */
export function ranked<T>(items: readonly T[], seed: number, textOf: (item: T) => string): T[] {
  return items
    .map((item) => ({
      item,
      hash: createHash('sha256')
        .update(`${seed} ${textOf(item)}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
    .map(({ item }) => item);
}
