/**
 * Cardinality of an element over all layers: the narrowest wins and is named.
 *
 * @module
 */
import { sourceOf, type Layer } from './layer.js';

/** Cardinality in force. */
export interface Cardinality {
  readonly min: number;
  /** `Infinity` for `*`. */
  readonly max: number;
  readonly minSource: string;
  readonly maxSource: string;
  /** True when JSON has an array here, which the base type alone decides. */
  readonly isArray: boolean;
}

function limit(max: number | '*' | undefined, absent: number): number {
  return max === undefined ? absent : max === '*' ? Infinity : max;
}

/** Merges the cardinalities of `layers`, the first of which is the base type's. */
export function cardinality(layers: readonly Layer[]): Cardinality {
  const base = layers[0]!;
  let min = base.table.min ?? 0;
  let max = limit(base.table.max, 1);
  const isArray = max > 1;
  let minSource = sourceOf(base);
  let maxSource = minSource;
  for (let i = 1; i < layers.length; i++) {
    const layer = layers[i]!;
    const ownMin = layer.table.min ?? 0;
    const ownMax = limit(layer.table.max, Infinity);
    if (ownMin > min) {
      min = ownMin;
      minSource = sourceOf(layer);
    }
    if (ownMax < max) {
      max = ownMax;
      maxSource = sourceOf(layer);
    }
  }
  return { min, max, minSource, maxSource, isArray };
}
