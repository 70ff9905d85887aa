/**
 * Walks an object: its keys at once, then its values. The hottest loop of the validator.
 *
 * @module
 */
import type { ObjectNode } from '../nodes/object.js';
import type { PropertyNode } from '../nodes/property.js';
import {
  ITEM,
  LEAF,
  LIST,
  LONE_SIBLING,
  OBJECT,
  OBJECTS,
  REFERENCE,
  WITH_SIBLING,
  type Shape,
} from '../nodes/shape.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { reportNotAnObject, walkItem, walkList } from './element.js';
import { testInvariants } from './invariants.js';
import { walkPrimitive } from './primitive.js';
import { walkReference } from './reference.js';
import { MAX_DEPTH, MAX_OBJECTS, type Run } from './run.js';
import { reportShape } from './shape-findings.js';
import { walkWithSibling } from './sibling.js';

/** Walks an object that stands where the run is. */
export function walkObject(run: Run, node: ObjectNode, value: JsonObject): void {
  if (run.depth >= MAX_DEPTH || ++run.objects > MAX_OBJECTS) {
    refuse(run);
    return;
  }
  let shape = node.shapeOfValue(value);
  const { nodes, roles } = shape;
  const count = nodes.length;
  let hasUndefined = false;
  let i = 0;
  // The engine reads `value[key]` of a for-in loop from the object's layout, without a look-up of the key.
  for (const key in value) {
    // Own keys come first: what follows them is inherited.
    if (i === count) break;
    const property = nodes[i]!;
    const role = roles[i]!;
    i++;
    if (property === null) {
      if (value[key] === undefined) hasUndefined = true;
      continue;
    }
    const child = value[key];
    if (child === undefined) {
      hasUndefined = true;
      if (role === WITH_SIBLING) walkWithSibling(run, property, undefined, value[property.siblingName]);
    } else if (role === LEAF) {
      if (typeof child !== 'string' || child !== property.lastText || child === '')
        walkPrimitive(run, property, child, key);
    } else if (role === OBJECT) walkPlain(run, property, child, key);
    else if (role === OBJECTS) walkPlainList(run, property, child, key);
    else if (role === REFERENCE) walkReference(run, property, child, key);
    else if (role === ITEM) walkItem(run, property, child, key);
    else if (role === LIST) walkList(run, property, child, key);
    else if (role === WITH_SIBLING) walkWithSibling(run, property, child, value[property.siblingName]);
    else if (role === LONE_SIBLING) walkWithSibling(run, property, undefined, child);
    if (run.stopped) break;
  }
  if (run.stopped && finishStopped(run, shape, value, i)) hasUndefined = true;
  // A property that is `undefined`, which JSON cannot say, counts as absent.
  if (hasUndefined) shape = node.shapeOf(definedKeys(value));
  if (shape.findings.length > 0) reportShape(run, node, shape.findings);
  if (shape.rules.length > 0) testInvariants(run, shape.rules, value);
}

/**
 * Walks what stands before the place where the walker stopped, though its turn would come later: a sibling is walked
 * with its value. Answers whether a property that was not walked is `undefined`.
 */
function finishStopped(run: Run, { keys, nodes, roles }: Shape, value: JsonObject, from: number): boolean {
  let hasUndefined = false;
  for (let i = from; i < keys.length; i++) {
    const child = value[keys[i]!];
    if (child === undefined) hasUndefined = true;
    if (roles[i] === WITH_SIBLING) walkWithSibling(run, nodes[i]!, child, value[nodes[i]!.siblingName]);
  }
  return hasUndefined;
}

/** Walks an object of which nothing is asked but its properties. */
function walkPlain(run: Run, property: PropertyNode, value: JsonValue, key: string | number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reportNotAnObject(run, property, value, key);
    return;
  }
  run.push(key, property);
  walkObject(run, property.content, value as JsonObject);
  run.pop();
}

function walkPlainList(run: Run, property: PropertyNode, value: JsonValue, key: string): void {
  if (!Array.isArray(value) || value.length === 0 || property.limitsItems) {
    walkList(run, property, value, key);
    return;
  }
  const items = value as readonly JsonValue[];
  run.push(key, property);
  for (let i = 0; i < items.length; i++) {
    walkPlain(run, property, items[i]!, i);
    if (run.stopped) break;
  }
  run.pop();
}

/** Apart from the loop above, where a closure over the value would cost an allocation an object. */
function definedKeys(value: JsonObject): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}

function refuse(run: Run): void {
  if (run.tooDeep) return;
  run.tooDeep = true;
  if (run.depth >= MAX_DEPTH) run.report('input.too-deep', { limit: MAX_DEPTH }, 'input');
  else {
    run.report('input.too-large', { limit: MAX_OBJECTS, length: run.objects }, 'input');
    run.stopped = true;
  }
}
