/**
 * Makes objects: what is required, what is on the way to the element wanted, and something where nothing is required.
 *
 * @module
 */
import {
  COMPLEX,
  PRIMITIVE,
  type ChoiceNode,
  type ObjectNode,
  type PropertyNode,
} from '@gpconnect/runtime/nodes';
import type { Invariant, JsonObject, JsonValue } from '@gpconnect/runtime/tables';
import { HINTS, type Hint } from './hints.js';
import { copy, hasContent, isObject, type Draft, type Place } from './json.js';
import { makeList } from './list.js';
import { DEPTH_LIMIT, type Making } from './making.js';
import type { Step } from './steps.js';
import { makeValue } from './value.js';

/** The way from an object to the element wanted; undefined off the way, empty at its end. */
export type Way = readonly Step[] | undefined;

/** What the element that an object stands in adds to it before it counts as empty. */
export type Fill = (draft: Draft) => void;

/** Makes an object that satisfies a node. */
export function makeObject(
  making: Making,
  node: ObjectNode,
  place: Place,
  way: Way,
  fill?: Fill,
  property: PropertyNode | null = null,
): Draft {
  if (way !== undefined) making.objects.push({ node, place, property });
  const draft: Draft = {};
  if (node.isResource) draft['resourceType'] = node.type;
  if (place.length > DEPTH_LIMIT) {
    making.contradiction(node.path, 'what is required of it has no end');
    return draft;
  }
  const want = way?.[0];
  const names = requiredNames(making, node, want?.name);
  for (const property of node.properties.values()) {
    if (names.has(property.name)) put(making, draft, property, place, way);
  }
  fill?.(draft);
  if (!hasContent(draft)) {
    const property = seedOf(node, place.length);
    if (property === undefined)
      making.contradiction(node.path, 'nothing may be in it, and it may not be empty');
    else put(making, draft, property, place, undefined);
  }
  satisfyRules(making, node, draft, place);
  return inOrder(node, draft);
}

/** Adds a property that definitions allow, with the extensions that a primitive must have. */
function put(making: Making, draft: Draft, property: PropertyNode, place: Place, way: Way): void {
  const { name, siblingName } = property;
  const [want, ...rest] = way ?? [];
  const isWanted = want?.name === name;
  const at = [...place, name];
  if (property.isArray) {
    draft[name] = makeList(
      making,
      property,
      at,
      isWanted && want.sibling !== true ? { step: want, rest } : undefined,
    );
  } else draft[name] = makeValue(making, property, at, isWanted && want.sibling !== true ? rest : undefined);
  const isSiblingWanted = isWanted && want.sibling === true;
  if (!property.needsSibling && !isSiblingWanted) return;
  const beside = property.isArray ? [...place, siblingName, 0] : [...place, siblingName];
  const sibling = makeObject(making, property.content, beside, isSiblingWanted ? rest : undefined);
  if (isSiblingWanted && rest.length === 0) making.target = beside;
  draft[siblingName] = property.isArray ? [sibling] : sibling;
}

/** JSON names that an object must have, and the one wanted. */
function requiredNames(making: Making, node: ObjectNode, wanted: string | undefined): Set<string> {
  const names = new Set<string>();
  const forms = new Set<string>();
  if (wanted !== undefined) names.add(wanted);
  for (const choice of node.choices) {
    for (const name of choice.names) forms.add(name);
    if (wanted !== undefined && choice.names.includes(wanted)) continue;
    if (choice.cardinality.min === 0 && choice.requiredSlices.length === 0) continue;
    const form = formOf(node, choice);
    if (form === undefined)
      making.contradiction(choice.element, 'it is required, and no type of it is allowed');
    else names.add(form.name);
  }
  for (const property of node.properties.values()) {
    if (forms.has(property.name) || !isRequired(property)) continue;
    if (property.cardinality.max === 0) {
      making.contradiction(property.element, 'it is required by one definition and prohibited by another');
    }
    names.add(property.name);
  }
  return names;
}

function isRequired(property: PropertyNode): boolean {
  if (property.cardinality.min > 0) return true;
  return property.slicings.some(({ slices }) =>
    slices.some(({ min, matcher }) => min > 0 && matcher !== null),
  );
}

/** The form of a choice to write: that of a required slice, or text where it may be. */
function formOf(node: ObjectNode, choice: ChoiceNode): PropertyNode | undefined {
  const required = choice.requiredSlices.flatMap(({ names }) => names);
  const forms = [...required, ...choice.names].flatMap((name) => node.properties.get(name) ?? []);
  const allowed = forms.filter(({ cardinality }) => cardinality.max > 0);
  if (required.length > 0) return allowed[0];
  return allowed.find(({ type }) => type === 'string') ?? allowed[0];
}

/** What to write into an object of which nothing is required, by its type. */
const SEEDS: Readonly<Record<string, readonly string[]>> = {
  CodeableConcept: ['text', 'coding'],
  Coding: ['code', 'display'],
  Identifier: ['value', 'system'],
  Reference: ['reference', 'display', 'identifier'],
  HumanName: ['text', 'family'],
  ContactPoint: ['value', 'rank'],
  Quantity: ['value', 'unit'],
  Attachment: ['url', 'title'],
  Period: ['start', 'end'],
  Range: ['low', 'high'],
  Timing: ['event', 'code'],
  Meta: ['lastUpdated', 'versionId', 'tag'],
};

function seedOf(node: ObjectNode, depth: number): PropertyNode | undefined {
  const allowed = (property: PropertyNode | undefined): property is PropertyNode =>
    property !== undefined && property.cardinality.max > 0;
  if (node.type === 'Extension') {
    for (const choice of node.choices) {
      const form = formOf(node, choice);
      if (form !== undefined) return form;
    }
    const parts = node.properties.get('extension');
    return allowed(parts) ? parts : undefined;
  }
  for (const name of SEEDS[node.type] ?? []) {
    const property = node.properties.get(name);
    if (allowed(property)) return property;
  }
  const properties = [...node.properties.values()].filter(allowed).filter(({ name }) => name !== 'id');
  const ordinary = properties.filter(({ layers }) => layers[0]!.table.isModifier !== true);
  return (
    ordinary.find(({ kind, name }) => kind === PRIMITIVE && name !== 'implicitRules') ??
    ordinary.find(({ kind }) => kind === COMPLEX && depth < DEPTH_LIMIT / 2) ??
    properties[0]
  );
}

const NOWHERE: JsonObject = { resourceType: 'Basic' };

/** Adds what rules of the base specification ask for, by the table of hints; a hint for one can concern another. */
function satisfyRules(making: Making, node: ObjectNode, draft: Draft, place: Place): void {
  const broken = (): Invariant[] =>
    node.invariants
      .map(({ value }) => value)
      .filter((rule) => {
        const resource = node.isResource ? draft : NOWHERE;
        return !rule.test(draft, { resource, rootResource: resource });
      });
  for (const rule of broken()) {
    for (const hint of HINTS[`${rule.key} ${rule.on}`] ?? []) {
      if (!broken().includes(rule)) break;
      follow(making, node, draft, place, hint);
    }
  }
  for (const { key, on } of broken()) {
    // What was added for one rule can be what another asks more of.
    for (const hint of HINTS[`${key} ${on}`] ?? []) follow(making, node, draft, place, hint);
  }
  for (const { key, on } of broken()) {
    making.contradiction(
      node.path,
      `rule ${key} of ${on} does not hold of what must be there`,
      `${key} ${on}`,
    );
  }
}

function follow(making: Making, node: ObjectNode, draft: Draft, place: Place, hint: Hint): void {
  const { add, set, write, seed } = hint;
  const property = add === undefined || add in draft ? undefined : node.properties.get(add);
  const further = seed === true ? seedOf(node, place.length) : property;
  if (further !== undefined && further.cardinality.max > 0) put(making, draft, further, place, undefined);
  if (set !== undefined) addMissing(draft, set);
  for (const [name, value] of Object.entries(write ?? {})) {
    const written = node.properties.get(name);
    if (written !== undefined && written.cardinality.max > 0 && written.values.length === 0)
      draft[name] = copy(value);
  }
}

function addMissing(draft: Draft, further: Readonly<Record<string, JsonValue>>): void {
  for (const [name, value] of Object.entries(further)) {
    const found = draft[name];
    if (found === undefined) draft[name] = copy(value);
    else if (isObject(found) && isObject(value)) addMissing(found, value);
    else if (Array.isArray(found) && Array.isArray(value)) {
      draft[name] = [...(found as JsonValue[]), ...(value as JsonValue[])];
    }
  }
}

/** The same properties in the order of the definition, as XML needs them. */
function inOrder(node: ObjectNode, draft: Draft): Draft {
  const ordered: Draft = {};
  const names = [...node.properties.values()].flatMap(({ name, siblingName }) => [name, siblingName]);
  for (const name of ['resourceType', ...names, ...Object.keys(draft)]) {
    const value = draft[name];
    if (value !== undefined) ordered[name] = value;
  }
  return ordered;
}
