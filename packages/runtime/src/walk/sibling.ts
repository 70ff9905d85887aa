/**
 * Walks primitives together with their siblings, which hold their ids and extensions (`_birthDate`).
 *
 * @module
 */
import { describeShape } from '../issues/mask.js';
import type { PropertyNode } from '../nodes/property.js';
import { isArray, isObject } from '../nodes/values.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { countItems } from './element.js';
import { walkObject } from './object.js';
import { judgePrimitive } from './primitive.js';
import type { Run } from './run.js';

/** Walks a primitive and its sibling. Either may be absent; not both. */
export function walkWithSibling(
  run: Run,
  property: PropertyNode,
  value: JsonValue | undefined,
  sibling: JsonValue | undefined,
): void {
  if (property.isArray) walkLists(run, property, value, sibling);
  else {
    if (value !== undefined) judgePrimitive(run, property, value, property.name);
    if (sibling !== undefined)
      walkAhead(run, value, () =>
        walkSibling(run, property, sibling, property.siblingName, value !== undefined),
      );
    else if (property.needsSibling) walkMissingSibling(run, property);
  }
}

function walkAhead(run: Run, value: unknown, walk: () => void): void {
  const { isAhead } = run;
  run.isAhead ||= value !== undefined;
  walk();
  run.isAhead = isAhead;
}

/** Finds what a primitive lacks that must have an extension. */
export function walkMissingSibling(run: Run, property: PropertyNode): void {
  const extension = property.content.properties.get('extension');
  if (extension === undefined) return;
  run.push(property.name, property);
  const { element, cardinality } = extension;
  if (cardinality.min > 0) {
    run.report('structure.minimum', { element, min: cardinality.min, found: 0 }, cardinality.minSource);
  }
  for (const { slices } of extension.slicings) {
    for (const { name, min, source } of slices) {
      if (min > 0) run.report('slicing.minimum', { element, slice: name, min, found: 0 }, source);
    }
  }
  run.pop();
}

function walkSibling(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  key: string | number,
  hasValue: boolean,
): void {
  if (!isObject(value)) {
    const placing = { steps: [key] };
    if (value === null) run.report('structure.null', { element: property.element }, property.source, placing);
    else if (isArray(value)) {
      run.report('structure.unexpected-array', { element: property.siblingName }, property.source, placing);
    } else {
      run.report(
        'structure.not-an-object',
        { type: 'Element', found: describeShape(value) },
        property.source,
        placing,
      );
    }
    return;
  }
  run.push(key, property);
  const idOnly = hasValue && isIdOnly(value) ? property.content.properties.get('id') : undefined;
  // Beside a value, an id is no empty element: the value is its content.
  if (idOnly === undefined) walkObject(run, property.content, value as JsonObject);
  else judgePrimitive(run, idOnly, value['id']!, 'id');
  run.pop();
  if (idOnly !== undefined && property.needsSibling) walkMissingSibling(run, property);
}

function isIdOnly(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === 'id' && value['id'] !== undefined;
}

function walkLists(
  run: Run,
  property: PropertyNode,
  value: JsonValue | undefined,
  sibling: JsonValue | undefined,
): void {
  const { name, siblingName, element, source } = property;
  const values = value === undefined || isArray(value) ? value : undefined;
  const siblings = sibling === undefined || isArray(sibling) ? sibling : undefined;
  if (value !== undefined && values === undefined) {
    const found = describeShape(value);
    run.report('structure.not-an-array', { element, found }, source, { steps: [name] });
  }
  if (sibling !== undefined && siblings === undefined) {
    const found = describeShape(sibling);
    run.report('structure.not-an-array', { element: siblingName, found }, source, { steps: [siblingName] });
  }
  if (values !== undefined && siblings !== undefined && values.length !== siblings.length) {
    run.report(
      'structure.sibling-mismatch',
      { property: name, length: values.length, siblingLength: siblings.length },
      source,
      { steps: [siblingName] },
    );
  }
  run.push(values === undefined ? siblingName : name, property);
  countItems(run, property, Math.max(values?.length ?? 0, siblings?.length ?? 0));
  run.pop();
  if (values !== undefined) walkValues(run, property, values, siblings);
  if (siblings !== undefined) walkAhead(run, values, () => walkSiblings(run, property, values, siblings));
}

/** Values of a list; null stands for a value that has only a sibling. */
function walkValues(
  run: Run,
  property: PropertyNode,
  values: readonly JsonValue[],
  siblings: readonly JsonValue[] | undefined,
): void {
  run.push(property.name, property);
  for (let i = 0; i < values.length && !run.stopped; i++) {
    const item = values[i]!;
    if (item === null && isObject(siblings?.[i])) continue;
    judgePrimitive(run, property, item, i);
  }
  run.pop();
}

function walkSiblings(
  run: Run,
  property: PropertyNode,
  values: readonly JsonValue[] | undefined,
  siblings: readonly JsonValue[],
): void {
  run.push(property.siblingName, property);
  for (let i = 0; i < siblings.length && !run.stopped; i++) {
    const item = siblings[i]!;
    // Null stands for a value without a sibling; where there is no value either, the value's null was reported.
    if (item === null && values !== undefined && i < values.length) continue;
    const given = values?.[i];
    walkSibling(run, property, item, i, given !== undefined && given !== null);
  }
  run.pop();
}
