/**
 * Breaks the JSON form of an element.
 *
 * @module
 */
import { COMPLEX, EXTENSION, PRIMITIVE } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { valueAt } from '../instance/json.js';
import type { Break, Site } from './site.js';
import { expectation } from './consequences.js';
import type { Mutant } from './mutant.js';

const EXTENSIONS: JsonValue = [{ url: 'https://example.org/extension', valueString: 'Example' }];

/** Writes values in the JSON form of something else. */
export function* misshapen(site: Site): Generator<Mutant | undefined> {
  const { property, place, listPlace, holderPlace, root, value } = site;
  if (value === undefined) return;
  const shape = (
    about: string,
    code: Break['code'],
    at: Break['at'],
    changed: JsonValue,
  ): Mutant | undefined =>
    site.mutant({ constraint: 'shape', about, value: site.with(at, changed), code, at });
  const hasSibling = valueAt(root, [...holderPlace, property.siblingName]) !== undefined;
  if (property.isArray) {
    const items = valueAt(root, listPlace) as readonly JsonValue[];
    if (!hasSibling && items.length === 1) {
      yield shape(
        'an element that repeats is written without an array',
        'structure.not-an-array',
        listPlace,
        value,
      );
      yield shape('the array is empty', 'structure.empty', listPlace, []);
    }
  } else yield shape('the value is null', 'structure.null', listPlace, null);
  if (property.kind === PRIMITIVE) {
    yield shape('an object stands where a primitive value should', 'structure.not-a-primitive', place, {
      text: 'Example',
    });
    if (hasSibling) return;
    const sibling = [...holderPlace, property.siblingName];
    if (property.isArray) {
      const items = valueAt(root, listPlace) as readonly JsonValue[];
      const longer = [...items.map(() => null), { extension: EXTENSIONS }];
      const changed = site.with(sibling, longer);
      const isMore = longer.length > property.cardinality.max;
      yield site.mutant({
        constraint: 'shape',
        about: 'there are more siblings than values',
        value: changed,
        code: 'structure.sibling-mismatch',
        at: sibling,
        also: isMore ? [expectation(changed, 'structure.maximum', listPlace)] : [],
      });
    } else yield shape('the sibling is no object', 'structure.not-an-object', sibling, 'Example');
    return;
  }
  yield shape('text stands where an object should', 'structure.not-an-object', place, 'Example');
  const isNeedless = (property.kind === COMPLEX || property.kind === EXTENSION) && needsNothing(site);
  if (isNeedless) yield shape('the object is empty', 'structure.empty', place, {});
}

function needsNothing({ property }: Site): boolean {
  const { properties, choices } = property.content;
  if (property.alternatives.length > 0 || property.values.length > 0 || property.bindings.length > 0)
    return false;
  if (choices.some(({ cardinality, requiredSlices }) => cardinality.min > 0 || requiredSlices.length > 0))
    return false;
  return [...properties.values()].every(
    (child) =>
      child.cardinality.min === 0 &&
      child.slicings.every(({ slices }) => slices.every(({ min }) => min === 0)),
  );
}
