/**
 * Breaks references: where they lead, and how they are written.
 *
 * @module
 */
import { targetTypes } from '../instance/fill.js';
import { isObject } from '../instance/json.js';
import type { Mutant } from './mutant.js';
import type { Site } from './site.js';

/** Lets a reference lead to a type that is not allowed, and to nothing. */
export function* wrongReferences(site: Site): Generator<Mutant | undefined> {
  const { property, place, value, ground } = site;
  if (property.reference === null || !isObject(value)) return;
  const reference = property.content.properties.get('reference');
  if (reference === undefined || reference.cardinality.max === 0 || reference.values.length > 0) return;
  const at = [...place, 'reference'];
  const allowed = targetTypes(property);
  const base =
    property.layers[0]!.table.types?.flatMap((type) =>
      typeof type === 'string' ? [] : (type.targets ?? []),
    ) ?? [];
  const other =
    allowed === undefined
      ? undefined
      : [...base, ...ground.catalog.resourceTypes].find(
          (type) => !allowed.includes(type) && ground.catalog.resourceTypes.has(type),
        );
  if (other !== undefined) {
    yield site.mutant({
      constraint: 'target-type',
      about: `a reference to ${other}`,
      value: site.with(place, { ...value, reference: `${other}/example` }),
      code: 'reference.target-type',
      at,
    });
  }
  yield site.mutant({
    constraint: 'reference-form',
    about: 'text that is no reference',
    value: site.with(place, { ...value, reference: 'no reference' }),
    code: 'reference.format',
    at,
  });
}
