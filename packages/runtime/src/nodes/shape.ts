/**
 * Verdicts on key sequences. Which properties an object has is judged once per distinct sequence of keys; objects
 * with the same sequence share the verdict.
 *
 * @module
 */
import type { Invariant } from '../tables/index.js';
import type { Stated } from './layer.js';
import type { ObjectNode } from './object.js';
import type { PropertyNode } from './property.js';
import { COMPLEX, PRIMITIVE } from './property.js';
import { holdsFor } from './subjects.js';

// What to do with a key. Told once a key sequence, so that the walker need not look at the property to know.
/** Nothing. */
export const SKIP = 0;
/** Walk a primitive value that has no sibling. */
export const LEAF = 1;
/** Walk a value that JSON does not write as an array. */
export const ITEM = 2;
/** Walk an array. */
export const LIST = 3;
/** Walk a primitive value together with its sibling. */
export const WITH_SIBLING = 4;
/** Walk a sibling whose value is absent. */
export const LONE_SIBLING = 5;
/** Walk an object of which nothing is asked but its properties. */
export const OBJECT = 6;
/** Walk an array of such objects. */
export const OBJECTS = 7;
/** Walk a reference. */
export const REFERENCE = 8;

/** What is wrong with a set of keys. `at` is the key it is about; without it, the object. */
export type ShapeFinding =
  /** `number` is the place of the key in the object, from 1. */
  | { readonly is: 'unknown'; readonly at: string; readonly number: number }
  | { readonly is: 'conflict'; readonly element: string; readonly names: readonly string[]; readonly source: string; readonly at: string }
  | { readonly is: 'excluded'; readonly element: string; readonly allowed: readonly string[]; readonly type: string; readonly source: string; readonly at: string }
  | { readonly is: 'prohibited'; readonly element: string; readonly source: string; readonly at: string }
  | { readonly is: 'missing'; readonly element: string; readonly min: number; readonly source: string }
  | { readonly is: 'missing-slice'; readonly element: string; readonly slice: string; readonly min: number; readonly source: string }
  | { readonly is: 'unsure-slice'; readonly property: PropertyNode }
  | { readonly is: 'empty'; readonly hasId: boolean }; // prettier-ignore

/** A key sequence with its verdict. Parallel arrays, because the walker reads them for every property. */
export interface Shape {
  readonly keys: readonly string[];
  readonly roles: readonly number[];
  readonly nodes: readonly (PropertyNode | null)[];
  readonly findings: readonly ShapeFinding[];
  /** Rules of the object that the keys alone do not fulfil. */
  readonly rules: readonly Stated<Invariant>[];
  /** The shape that last came after this one in the same place. */
  follower: Shape | null;
}

/** Judges a key sequence. */
export function buildShape(node: ObjectNode, keys: readonly string[]): Shape {
  const present = new Set(keys);
  const roles: number[] = [];
  const nodes: (PropertyNode | null)[] = [];
  const findings: ShapeFinding[] = [];
  for (const key of keys) {
    const property = node.properties.get(key);
    if (property !== undefined) {
      nodes.push(property);
      roles.push(roleOf(property, present));
      prohibit(property, key, findings);
      continue;
    }
    const primitive = siblingOf(node, key);
    if (primitive !== undefined && !present.has(primitive.name)) {
      nodes.push(primitive);
      roles.push(LONE_SIBLING);
      prohibit(primitive, key, findings);
      continue;
    }
    nodes.push(null);
    roles.push(SKIP);
    if (primitive !== undefined || (node.isResource && key === 'resourceType')) continue;
    const exclusion =
      node.excluded.get(key) ?? (key.startsWith('_') ? node.excluded.get(key.slice(1)) : undefined);
    if (exclusion === undefined) findings.push({ is: 'unknown', at: key, number: nodes.length });
    else if (!key.startsWith('_') || !present.has(key.slice(1)))
      findings.push({ is: 'excluded', ...exclusion, at: key });
  }
  judgeChoices(node, present, findings);
  judgeRequired(node, present, findings);
  if (!node.isResource && keys.every((key) => key === 'id'))
    findings.push({ is: 'empty', hasId: keys.length > 0 });
  const rules = node.invariants.filter(({ value }) => !holdsFor(value, keys));
  return { keys: [...keys], roles, nodes, findings, rules, follower: null };
}

function roleOf(property: PropertyNode, present: ReadonlySet<string>): number {
  if (property.kind === PRIMITIVE && present.has(property.siblingName)) return WITH_SIBLING;
  if (property.isArray) return property.isPlain && !property.isSliced ? OBJECTS : LIST;
  if (property.kind === PRIMITIVE) return LEAF;
  if (property.isPlain) return OBJECT;
  return property.kind === COMPLEX && property.reference !== null ? REFERENCE : ITEM;
}

function siblingOf(node: ObjectNode, key: string): PropertyNode | undefined {
  if (!key.startsWith('_')) return undefined;
  const property = node.properties.get(key.slice(1));
  return property?.kind === PRIMITIVE ? property : undefined;
}

function prohibit(property: PropertyNode, at: string, findings: ShapeFinding[]): void {
  if (property.cardinality.max > 0) return;
  findings.push({ is: 'prohibited', element: property.element, source: property.cardinality.maxSource, at });
}

function has(present: ReadonlySet<string>, name: string): boolean {
  return present.has(name) || present.has(`_${name}`);
}

function judgeChoices(node: ObjectNode, present: ReadonlySet<string>, findings: ShapeFinding[]): void {
  for (const choice of node.choices) {
    const names = choice.names.filter((name) => has(present, name));
    const { min, minSource, maxSource } = choice.cardinality;
    if (names.length > 1) {
      const at = present.has(names[1]!) ? names[1]! : `_${names[1]!}`;
      findings.push({ is: 'conflict', element: choice.element, names, source: maxSource, at });
    }
    if (names.length === 0 && min > 0) {
      findings.push({ is: 'missing', element: choice.element, min, source: minSource });
    }
    for (const required of choice.requiredSlices) {
      if (required.names.some((name) => has(present, name))) continue;
      const { slice, source } = required;
      findings.push({ is: 'missing-slice', element: choice.element, slice, min: 1, source });
    }
  }
}

function judgeRequired(node: ObjectNode, present: ReadonlySet<string>, findings: ShapeFinding[]): void {
  const forms = new Set(node.choices.flatMap((choice) => choice.names));
  for (const property of node.properties.values()) {
    if (has(present, property.name) || forms.has(property.name)) continue;
    const { element } = property;
    const { min, minSource: source } = property.cardinality;
    if (min > 0) findings.push({ is: 'missing', element, min, source });
    for (const slicing of property.slicings) {
      for (const slice of slicing.slices) {
        if (slice.min === 0) continue;
        if (slice.matcher === null) findings.push({ is: 'unsure-slice', property });
        else
          findings.push({
            is: 'missing-slice',
            element,
            slice: slice.name,
            min: slice.min,
            source: slice.source,
          });
      }
    }
  }
}
