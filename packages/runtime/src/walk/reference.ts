/**
 * Walks references. A third of a record's objects are references that say nothing but where they lead, and mostly
 * that was said before: what was found right once is not walked again.
 *
 * @module
 */
import type { PropertyNode } from '../nodes/property.js';
import type { ReferenceNode } from '../nodes/reference.js';
import type { BundleTarget } from '../references/bundle-index.js';
import type { JsonObject } from '../tables/index.js';
import { walkComplexObject } from './element.js';
import { MAX_DEPTH, type Run } from './run.js';

/** Walks a Reference, unless the same one was found right in the same element. */
export function walkReference(
  run: Run,
  property: PropertyNode,
  node: ReferenceNode,
  value: JsonObject,
  key: string | number,
): void {
  const target = soleTarget(run, value);
  if (target === undefined) {
    walkComplexObject(run, property, value, key);
    return;
  }
  if (target.isRightFor(node) && run.depth < MAX_DEPTH - 1) return;
  const { remarks } = run;
  walkComplexObject(run, property, value, key);
  // A trial leaves the target's profiles out, so it does not speak for others.
  if (run.remarks === remarks && !run.isTrial && !run.stopped) target.note(node);
}

/** The one entry that a reference leads to by type and id, where it has no other property. */
function soleTarget({ bundle }: Run, value: JsonObject): BundleTarget | undefined {
  // With full URLs, what a relative reference leads to depends on the entry that it stands in.
  if (bundle === null || bundle.byUrl.size > 0) return undefined;
  const { reference } = value;
  if (typeof reference !== 'string' || reference === '') return undefined;
  for (const key in value) if (key !== 'reference') return undefined;
  const target = bundle.byId.get(reference);
  return target?.count === 1 ? target : undefined;
}
