/**
 * Walks the value of a property that is more than one primitive: an object, a resource, a list.
 *
 * @module
 */
import { describeShape } from '../issues/mask.js';
import { COMPLEX, EXTENSION, PRIMITIVE, RESOURCE, type PropertyNode } from '../nodes/property.js';
import { isArray, isObject, satisfies } from '../nodes/values.js';
import { checkReference } from '../references/check.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { walkDemanded } from './demands.js';
import { walkExtensions } from './extension.js';
import { walkObject } from './object.js';
import { walkPrimitive } from './primitive.js';
import { walkReference } from './reference.js';
import { walkResource } from './resource.js';
import type { Run } from './run.js';
import { walkSliced } from './slices.js';
import { checkBindings } from './terminology.js';

/** Walks one value that JSON does not write as an array. */
export function walkItem(run: Run, property: PropertyNode, value: JsonValue, key: string | number): void {
  if (property.kind === COMPLEX) walkComplex(run, property, value, key);
  else if (property.kind === PRIMITIVE) walkPrimitive(run, property, value, key);
  else if (property.kind === RESOURCE) walkResource(run, property, value, key);
  else walkComplex(run, property, value, key);
}

/** Walks the value of a complex type. */
export function walkComplex(run: Run, property: PropertyNode, value: JsonValue, key: string | number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reportNotAnObject(run, property, value, key);
    return;
  }
  if (property.reference !== null) walkReference(run, property, value, key);
  else walkComplexObject(run, property, value as JsonObject, key);
}

/** Walks an object by its properties, then by what its element says of the whole. */
export function walkComplexObject(
  run: Run,
  property: PropertyNode,
  object: JsonObject,
  key: string | number,
): void {
  run.push(key, property);
  if (!property.isDemanded) walkObject(run, property.content, object);
  else walkDemanded(run, property, object);
  if (property.hasRules) checkRules(run, property, object);
  run.pop();
}

function checkRules(run: Run, property: PropertyNode, value: JsonObject): void {
  for (const rule of property.values) {
    if (satisfies(rule, value)) continue;
    run.report(
      rule.code,
      { expected: JSON.stringify(rule.expected), found: describeComplex(run, property, value) },
      rule.source,
    );
  }
  if (property.bindings.length > 0) checkBindings(run, property, value);
  if (property.reference !== null) checkReference(run, property.reference, value);
}

function describeComplex(run: Run, property: PropertyNode, value: JsonObject): string {
  return property.type === 'Coding' ? run.mask.coding(value) : run.mask.text(value);
}

/** Reports a value that has another JSON form than an object. */
export function reportNotAnObject(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  key: string | number,
): void {
  const placing = { steps: [key] };
  const { element, type, source } = property;
  if (value === null || value === undefined) run.report('structure.null', { element }, source, placing);
  else if (isArray(value)) run.report('structure.unexpected-array', { element }, source, placing);
  else run.report('structure.not-an-object', { type, found: describeShape(value) }, source, placing);
}

/** Walks what JSON writes as an array. */
export function walkList(run: Run, property: PropertyNode, value: JsonValue, key: string): void {
  const { element, source } = property;
  if (!Array.isArray(value)) {
    const placing = { steps: [key] };
    if (value === null) run.report('structure.null', { element }, source, placing);
    else {
      run.report('structure.not-an-array', { element, found: describeShape(value) }, source, placing);
      // One value without its brackets is still worth looking at.
      if ((property.kind === PRIMITIVE) !== isObject(value)) walkItem(run, property, value, key);
    }
    return;
  }
  const items = value as readonly JsonValue[];
  run.push(key, property);
  if (items.length === 0 || property.limitsItems) countItems(run, property, items.length);
  if (property.kind === EXTENSION) walkExtensions(run, property, items);
  else if (property.isSliced) walkSliced(run, property, items);
  else if (property.kind === COMPLEX) {
    for (let i = 0; i < items.length; i++) {
      walkComplex(run, property, items[i]!, i);
      if (run.stopped) break;
    }
  } else if (property.kind === PRIMITIVE) {
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (typeof item !== 'string' || item !== property.lastText || item === '')
        walkPrimitive(run, property, item, i);
      if (run.stopped) break;
    }
  } else {
    for (let i = 0; i < items.length; i++) {
      walkItem(run, property, items[i]!, i);
      if (run.stopped) break;
    }
  }
  run.pop();
}

/** Judges the number of items of the list where the run is. */
export function countItems(run: Run, property: PropertyNode, found: number): void {
  const { element, cardinality } = property;
  if (found === 0) run.report('structure.empty', { what: 'array' }, property.source);
  else if (found < cardinality.min) {
    run.report('structure.minimum', { element, min: cardinality.min, found }, cardinality.minSource);
  }
  if (found > cardinality.max && cardinality.max > 0) {
    run.report('structure.maximum', { element, max: cardinality.max, found }, cardinality.maxSource);
  }
}
