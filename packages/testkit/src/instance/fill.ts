/**
 * Fills values whose parts depend on each other: codes with their systems, references with their targets.
 *
 * @module
 */
import type { BindingNode, PropertyNode } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { chooseCode, unlistedCode } from './codes.js';
import { hasContent, isObject, type Draft, type Place } from './json.js';
import { makeItem } from './list.js';
import type { Making } from './making.js';
import { IDENTIFIERS } from './samples.js';

/** The value that definitions fix for a child of an element. */
function fixedChild(property: PropertyNode, name: string): string | undefined {
  const expected = property.content.properties.get(name)?.values[0]?.expected;
  return typeof expected === 'string' ? expected : undefined;
}

function isAllowed(property: PropertyNode, name: string): boolean {
  const child = property.content.properties.get(name);
  return child !== undefined && child.cardinality.max > 0;
}

/** Gives a Coding a code of its value set, with its system. */
export function fillCoding(property: PropertyNode, draft: Draft): void {
  const bindings = [...property.bindings, ...(property.content.properties.get('code')?.bindings ?? [])];
  const isEmpty = !hasContent(draft);
  if (!isEmpty && bindings.length === 0 && !('code' in draft && 'system' in draft)) return;
  const system =
    text(draft['system'] === undefined ? undefined : fixedChild(property, 'system')) ??
    fixedChild(property, 'system');
  const code = fixedChild(property, 'code');
  const wish = { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) };
  const chosen = chooseCode(bindings, wish) ?? {
    system: system ?? 'https://example.org/codes',
    code: code ?? unlistedCode(system ?? ''),
  };
  if (isAllowed(property, 'system')) draft['system'] = chosen.system;
  if (isAllowed(property, 'code')) draft['code'] = chosen.code;
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Gives a CodeableConcept a coding of its value set. */
export function fillConcept(making: Making, property: PropertyNode, draft: Draft, place: Place): void {
  const bindings = property.bindings.filter(({ isPublished }) => isPublished);
  const coding = property.content.properties.get('coding');
  if (bindings.length === 0 || coding === undefined || coding.cardinality.max === 0) return;
  const codings = Array.isArray(draft['coding']) ? (draft['coding'] as JsonValue[]) : [];
  if (codings.some((item) => isMember(bindings, item))) return;
  for (const item of codings) if (adopt(bindings, coding, item)) return;
  if (codings.length < coding.cardinality.max) {
    const added = makeMember(making, bindings, coding, [...place, 'coding', codings.length]);
    if (added !== undefined) {
      draft['coding'] = [...codings, added];
      return;
    }
  }
  if (bindings.every(({ strength }) => strength !== 'required')) return;
  making.contradiction(property.element, 'no code that it must have is allowed in it');
  if (codings.length === 0)
    draft['coding'] = [makeItem(making, coding, [], [...place, 'coding', 0], undefined)];
}

function isMember(bindings: readonly BindingNode[], coding: JsonValue): boolean {
  if (!isObject(coding)) return false;
  const { system, code } = coding;
  if (typeof system !== 'string' || typeof code !== 'string') return false;
  return bindings.every((binding) => binding.ask(system, code) !== 'not-member');
}

/** A further coding that is a member: in no slice where that is allowed, otherwise in the first slice that lets it. */
function makeMember(
  making: Making,
  bindings: readonly BindingNode[],
  coding: PropertyNode,
  place: Place,
): JsonValue | undefined {
  const isClosed = coding.slicings.some(({ rules }) => rules === 'closed');
  const slices = coding.slicings.flatMap((one) =>
    one.slices.filter(({ matcher, max }) => matcher !== null && max > 0),
  );
  for (const choice of [...(isClosed ? [] : [[]]), ...slices.map((slice) => [slice])]) {
    const undo = making.mark();
    const item = makeItem(making, coding, choice, place, undefined);
    if (isMember(bindings, item) || adopt(bindings, coding, item)) return item;
    undo();
  }
  return undefined;
}

/** Makes a coding a member, where its own definitions let it. */
function adopt(bindings: readonly BindingNode[], list: PropertyNode, coding: JsonValue): boolean {
  if (!isObject(coding)) return false;
  const slices = list.slicings.flatMap((one) => one.slices.filter(({ matcher }) => matcher?.matches(coding)));
  const own = slices.length === 0 ? list : list.inSlices(slices);
  const system = fixedChild(own, 'system');
  const code = fixedChild(own, 'code');
  const wish = { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) };
  const chosen = chooseCode([...bindings, ...own.bindings], wish);
  if (chosen === undefined || !isMember(bindings, { ...chosen })) return false;
  const before = { ...coding };
  Object.assign(coding, chosen);
  const isSame = list.slicings.every((one) =>
    one.slices.every(
      (slice) =>
        slice.matcher?.matches(coding) === (slices.includes(slice) ? true : slice.matcher?.matches(before)),
    ),
  );
  if (!isSame) Object.assign(coding, before);
  return isSame;
}

/** The resource types that a reference may lead to; undefined where any may be. */
export function targetTypes(property: PropertyNode): string[] | undefined {
  let types: string[] | undefined;
  for (const { value } of property.reference?.targets ?? []) {
    if (value.types === undefined) continue;
    types = types === undefined ? [...value.types] : types.filter((type) => value.types!.has(type));
  }
  return types;
}

/** Lets a Reference lead to a resource of an allowed type, outside of the payload. */
export function fillReference(making: Making, property: PropertyNode, draft: Draft): void {
  const isEmpty = !hasContent(draft);
  if (!isAllowed(property, 'reference') || !(isEmpty || 'reference' in draft)) return;
  if (fixedChild(property, 'reference') !== undefined) return;
  const types = targetTypes(property);
  if (types?.length === 0)
    making.contradiction(property.element, 'definitions allow different types of target');
  draft['reference'] = `${types?.[0] ?? 'Patient'}/example`;
}

/** Gives an Identifier a value that its system can have. */
export function fillIdentifier(property: PropertyNode, draft: Draft): void {
  const system = fixedChild(property, 'system');
  const value = system === undefined ? undefined : IDENTIFIERS[system];
  if (value !== undefined && 'value' in draft && fixedChild(property, 'value') === undefined)
    draft['value'] = value;
}
