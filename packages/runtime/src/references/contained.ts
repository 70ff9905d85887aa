/**
 * Checks that contained resources can be told apart.
 *
 * @module
 */
import { isObject } from '../nodes/values.js';
import type { JsonValue } from '../tables/index.js';
import type { Run } from '../walk/run.js';

/** Checks the ids of a resource's contained resources; the run stands at the resource. */
export function checkContainedIds(run: Run, contained: readonly JsonValue[], source: string): void {
  const known = new Map<string, number>();
  for (let i = 0; i < contained.length; i++) {
    const resource = contained[i]!;
    const id = isObject(resource) ? resource['id'] : undefined;
    if (typeof id !== 'string') continue;
    const first = known.get(id);
    if (first === undefined) known.set(id, i);
    else {
      const steps = ['contained', i, 'id'];
      run.report('structure.duplicate-contained-id', { first: `contained[${first}]` }, source, { steps });
    }
  }
}
