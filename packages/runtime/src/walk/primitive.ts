/**
 * Walks a primitive value.
 *
 * @module
 */
import { describeShape } from '../issues/mask.js';
import type { PrimitiveFault } from '../primitives/index.js';
import type { PropertyNode } from '../nodes/property.js';
import { satisfies } from '../nodes/values.js';
import type { JsonValue } from '../tables/index.js';
import { checkPrimitiveInvariants } from './invariants.js';
import type { Placing, Run } from './run.js';
import { walkMissingSibling } from './sibling.js';
import { checkBindings } from './terminology.js';

/** Walks a primitive that has no sibling. */
export function walkPrimitive(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  key: string | number,
): void {
  const { lastText } = property;
  const isRight =
    typeof value === 'string' && value === property.earlierText && value !== ''
      ? true
      : judgePrimitive(run, property, value, key);
  if (property.needsSibling && typeof key === 'string') walkMissingSibling(run, property);
  else if (isRight && typeof value === 'string') {
    property.lastText = value;
    property.earlierText = lastText;
  }
}

/** Judges a primitive value. True when it may be taken for right wherever it comes again. */
export function judgePrimitive(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  key: string | number,
): boolean {
  const kind = typeof value;
  if (kind !== 'string' && kind !== 'number' && kind !== 'boolean') {
    reportNotAPrimitive(run, property, value, key);
    return false;
  }
  const fault = property.check!(value);
  if (fault !== undefined) {
    reportFault(run, property, value, fault, { steps: [key] });
    return false;
  }
  return !property.hasRules || judgeByRules(run, property, value, key);
}

/** What an absolute URI begins with. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

function judgeByRules(run: Run, property: PropertyNode, value: JsonValue, key: string | number): boolean {
  let isRight = true;
  if (property.maxLength !== null && (value as string).length > property.maxLength.value) {
    const { value: limit, source } = property.maxLength;
    run.report('value.too-long', { limit, length: (value as string).length }, source, { steps: [key] });
    isRight = false;
  }
  for (const rule of property.values) {
    if (satisfies(rule, value)) continue;
    const expected = JSON.stringify(rule.expected);
    run.report(rule.code, { expected, found: describe(run, property, value) }, rule.source, { steps: [key] });
    isRight = false;
  }
  if (isRight && property.isSystem && !SCHEME.test(value as string)) {
    const params = { found: run.mask.url(value) };
    run.report('value.relative-system', params, property.source, { steps: [key] });
    isRight = false;
  }
  if (property.bindings.length > 0 && !checkBindings(run, property, value, key)) isRight = false;
  if (property.invariants.length > 0 && !checkPrimitiveInvariants(run, property, value, key)) isRight = false;
  return isRight;
}

/** Elements of type `uri` that name a system, an extension or a profile rather than a place of data. */
const SYSTEM_ELEMENTS: ReadonlySet<string> = new Set(['system', 'url', 'profile', 'instantiates']);

function describe(run: Run, property: PropertyNode, value: JsonValue): string {
  if (property.type === 'uri' && SYSTEM_ELEMENTS.has(property.name)) return run.mask.url(value);
  return run.mask.primitive(property.type, value);
}

function reportNotAPrimitive(run: Run, property: PropertyNode, value: JsonValue, key: string | number): void {
  const placing = { steps: [key] };
  const { element, type, source } = property;
  if (value === null || value === undefined) run.report('structure.null', { element }, source, placing);
  else if (Array.isArray(value)) run.report('structure.unexpected-array', { element }, source, placing);
  else run.report('structure.not-a-primitive', { type, found: describeShape(value) }, source, placing);
}

function reportFault(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  fault: PrimitiveFault,
  placing: Placing,
): void {
  const { type, source } = property;
  const { code, expected } = fault;
  switch (code) {
    case 'structure.empty':
      return run.report(code, { what: 'string' }, source, placing);
    case 'value.too-long':
      return run.report(code, { limit: fault.limit ?? 0, length: String(value).length }, source, placing);
    case 'value.whitespace':
      return run.report(code, { type, expected }, source, placing);
    case 'value.narrative':
      return run.report(code, { expected }, source, placing);
    case 'value.json-type':
      return run.report(code, { type, expected, found: describeShape(value) }, source, placing);
    case 'value.format':
      return run.report(code, { type, expected, found: describe(run, property, value) }, source, placing);
  }
}
