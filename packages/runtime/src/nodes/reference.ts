/**
 * What is expected of a reference.
 *
 * @module
 */
import type { Stated } from './layer.js';
import type { ReferenceTargets } from './types.js';

/** Targets of a reference element, and the last reference found right. */
export class ReferenceNode {
  readonly targets: readonly Stated<ReferenceTargets>[];
  readonly source: string;
  // Valid within one run only, because another payload resolves the same text otherwise.
  lastRun = -1;
  lastReference = '';

  constructor(targets: readonly Stated<ReferenceTargets>[], source: string) {
    this.targets = targets;
    this.source = source;
  }
}
