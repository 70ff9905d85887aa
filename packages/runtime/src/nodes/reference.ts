/**
 * What is expected of a reference.
 *
 * @module
 */
import type { Kind } from '../select/selection.js';
import type { Stated } from './layer.js';
import type { Shape } from './shape.js';
import type { ReferenceTargets } from './types.js';

/** Most kinds of targets noted as right. */
const NOTED = 16;

/** Targets of a reference element, and what was found right. */
export class ReferenceNode {
  readonly targets: readonly Stated<ReferenceTargets>[];
  readonly source: string;
  // Valid within one run only, because another payload resolves the same text otherwise.
  lastRun = -1;
  lastReference = '';
  /** Run and text of the last reference that had no other property and was right in all. */
  lastSoleRun = -1;
  lastSole = '';
  /** The verdict on an object that says nothing but where it leads; null where that is not enough. */
  sole: Shape | null | undefined;
  private readonly kinds: Kind[] = [];

  constructor(targets: readonly Stated<ReferenceTargets>[], source: string) {
    this.targets = targets;
    this.source = source;
  }

  /** True when resources of the kind are right targets. */
  accepts(kind: Kind): boolean {
    const { kinds } = this;
    for (let i = 0; i < kinds.length; i++) if (kinds[i] === kind) return true;
    return false;
  }

  note(kind: Kind): void {
    if (this.kinds.length < NOTED) this.kinds.push(kind);
  }
}
