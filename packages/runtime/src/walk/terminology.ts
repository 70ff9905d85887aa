/**
 * Checks codes against the value sets they are bound to.
 *
 * STU3: a CodeableConcept satisfies a binding when one of its codings is in the value set. Membership is
 * three-valued: where a system's codes are not shipped it can be neither shown nor denied. A weaker binding than a
 * required one lets codes of other systems stand, but no code that its own system lacks.
 *
 * @module
 */
import type { BindingNode, Membership } from '../nodes/binding.js';
import type { PropertyNode } from '../nodes/property.js';
import { isArray, isObject } from '../nodes/values.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import type { Placing, Run } from './run.js';

/** Checks a value against the bindings of its element. False when something was reported or counted. */
export function checkBindings(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  key?: string | number,
): boolean {
  let isRight = true;
  for (const binding of property.bindings) {
    if (!checkBinding(run, property, binding, value, key)) isRight = false;
  }
  return isRight;
}

/** What a binding makes of a value: membership, or that there is no code to judge. */
type Verdict = Membership | 'no-code' | 'nothing';

function checkBinding(
  run: Run,
  property: PropertyNode,
  binding: BindingNode,
  value: JsonValue,
  key: string | number | undefined,
): boolean {
  if (!binding.isPublished) {
    countUnlisted(run, binding, undefined, 'no definition of it is published.', key);
    return false;
  }
  const verdict = judge(binding, property.type, value);
  const isUnknown =
    binding.knowsWholeSystems && isObject(value) && reportUnknown(run, property, binding, value, key);
  switch (verdict) {
    case 'member':
    case 'nothing':
      return !isUnknown;
    case 'unlisted':
      countUnlisted(run, binding, value, 'the codes of the system are not part of this version.', key);
      return false;
    case 'no-code':
      // An extensible or preferred binding lets text stand alone.
      if (binding.strength !== 'required') return !isUnknown;
      run.report('binding.no-code', { valueSet: binding.url }, binding.source, placing(key));
      return false;
    case 'not-member':
      // Of a code that does not exist it is no news that the value set lacks it.
      if (!isUnknown) reportStray(run, property, binding, value, key);
      return false;
  }
}

function judge(binding: BindingNode, type: string, value: JsonValue): Verdict {
  if (typeof value === 'string') return binding.ask(undefined, value);
  if (!isObject(value)) return 'nothing';
  if (type === 'CodeableConcept') return judgeConcept(binding, value);
  const { code } = value;
  if (typeof code === 'string') return judgeCoding(binding, value);
  // A quantity may do without a coded unit.
  return type === 'Quantity' || value['extension'] !== undefined ? 'nothing' : 'no-code';
}

function judgeCoding(binding: BindingNode, { system, code }: JsonObject): Membership | 'no-code' {
  if (typeof code !== 'string') return 'no-code';
  return typeof system === 'string' ? binding.ask(system, code) : 'not-member';
}

function judgeConcept(binding: BindingNode, concept: JsonObject): Verdict {
  const codings = concept['coding'];
  if (!isArray(codings) || codings.length === 0)
    return concept['extension'] === undefined ? 'no-code' : 'nothing';
  let verdict: Verdict = 'no-code';
  for (let i = 0; i < codings.length; i++) {
    const coding = codings[i]!;
    const one = isObject(coding) ? judgeCoding(binding, coding) : 'no-code';
    if (one === 'member') return one;
    if (one === 'unlisted' || verdict === 'no-code') verdict = one;
  }
  return verdict;
}

const CODES = {
  required: 'binding.required',
  extensible: 'binding.extensible',
  preferred: 'binding.preferred',
} as const;

function reportStray(
  run: Run,
  property: PropertyNode,
  binding: BindingNode,
  value: JsonValue,
  key: string | number | undefined,
): void {
  if (binding.strength === 'example') return;
  const params = { valueSet: binding.url, found: describe(run, property, binding, value) };
  run.report(CODES[binding.strength], params, binding.source, placing(key));
}

/** Reports codes that their own system lacks. False when there are none. */
function reportUnknown(
  run: Run,
  property: PropertyNode,
  binding: BindingNode,
  value: JsonObject,
  key: string | number | undefined,
): boolean {
  let unknown: JsonValue[] | undefined;
  if (property.type !== 'CodeableConcept') {
    if (isUnknownCoding(binding, value)) unknown = [value];
  } else if (isArray(value['coding'])) {
    for (const coding of value['coding']) {
      if (isUnknownCoding(binding, coding)) (unknown ??= []).push(coding);
    }
  }
  if (unknown === undefined) return false;
  const found = unknown.slice(0, NAMED).map((coding) => run.mask.coding(coding, binding.codes));
  run.report('binding.unknown-code', { valueSet: binding.url, found }, binding.source, placing(key));
  return true;
}

/** Of a coding that names a version of its system nothing is said: which versions have which codes is not known. */
function isUnknownCoding(binding: BindingNode, coding: JsonValue): boolean {
  if (!isObject(coding) || coding['version'] !== undefined) return false;
  const { system, code } = coding;
  return typeof system === 'string' && typeof code === 'string' && binding.lacks(system, code);
}

/** Most codings named in a finding. */
const NAMED = 5;

function describe(
  run: Run,
  property: PropertyNode,
  binding: BindingNode,
  value: JsonValue,
): string | string[] {
  const { mask } = run;
  if (!isObject(value)) return property.type === 'uri' ? mask.url(value) : mask.code(value, binding.codes);
  if (property.type !== 'CodeableConcept') return mask.coding(value, binding.codes);
  const codings = value['coding'];
  return isArray(codings) ? codings.slice(0, NAMED).map((coding) => mask.coding(coding, binding.codes)) : [];
}

/** Reports once a run and value set that membership cannot be told, and counts. */
function countUnlisted(
  run: Run,
  binding: BindingNode,
  value: JsonValue | undefined,
  reason: string,
  key: string | number | undefined,
): void {
  if (binding.lastRun === run.id) {
    binding.unlisted.count++;
    run.remarks++;
    return;
  }
  const system = systemOf(value);
  const params = { valueSet: binding.url, reason };
  binding.unlisted = run.once(
    `value set ${binding.url}`,
    'cannot-check.terminology',
    system === undefined ? params : { ...params, system: run.mask.url(system) },
    binding.source,
    placing(key),
  );
  binding.lastRun = run.id;
}

function systemOf(value: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  const { coding } = value;
  return isArray(coding) ? systemOf(coding[0]) : value['system'];
}

function placing(key: string | number | undefined): Placing {
  return key === undefined ? {} : { steps: [key] };
}
