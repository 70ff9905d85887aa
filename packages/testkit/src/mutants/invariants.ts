/**
 * Breaks rules of the base specification.
 *
 * @module
 */
import { isArray, satisfies, type ObjectNode, type PropertyNode } from '@gpconnect/runtime/nodes';
import type { Invariant, JsonValue } from '@gpconnect/runtime/tables';
import { copy, hasContent, isObject, type Draft } from '../instance/json.js';
import { isStray } from './codes.js';
import { contextAt, expectation } from './consequences.js';
import type { Mutant } from './mutant.js';
import type { Ground, Spot } from './site.js';
import { valueOf } from './types.js';

/** Values for which a rule does not hold, of the type that the rule stands on. */
export type FailingExamples = (rule: Pick<Invariant, 'key' | 'on'>) => readonly JsonValue[];

/** How the reason ends that is given for a rule which other constraints imply. */
export const NOT_BROKEN = 'is not broken by what else is allowed';

/** Breaks each rule of the object at the spot. */
export function* brokenRules(
  spot: Spot,
  node: ObjectNode,
  examples: FailingExamples,
): Generator<Mutant | undefined> {
  const { place, value: before } = spot;
  if (!isObject(before) || !spot.isReachable) return;
  for (const { value: rule } of node.invariants) {
    if (rule.on === 'DomainResource' || !rule.test(before, contextAt(spot.instance, spot.root, place)))
      continue;
    const broken = breaking(spot, node, before, rule, examples);
    if (broken !== undefined) yield broken;
    else {
      const reason = `rule ${rule.key} of ${rule.on} ${NOT_BROKEN}`;
      spot.ground.onUnreachable?.(spot.element, [
        { element: node.path, reason, rule: `${rule.key} ${rule.on}` },
      ]);
    }
  }
}

/** The mutant in which a rule does not hold, and nothing that the rule is not about is wrong. */
function breaking(
  spot: Spot,
  node: ObjectNode,
  before: Draft,
  rule: Invariant,
  examples: FailingExamples,
): Mutant | undefined {
  const { place } = spot;
  for (const candidate of candidates(spot.ground, node, before, rule, examples(rule))) {
    if (breaksStated(node, before, candidate)) continue;
    const changed = place.length === 0 ? candidate : spot.with(place, candidate);
    if (rule.test(candidate, contextAt(spot.instance, changed, place))) continue;
    const mutant = spot.mutant({
      constraint: 'invariant',
      about: `rule ${rule.key} of ${rule.on} does not hold`,
      value: changed,
      code: 'invariant.failed',
      severity: rule.severity,
      key: rule.key,
      at: place,
      also: hasContent(candidate) ? [] : [expectation(changed, 'structure.empty', place)],
    });
    if (mutant !== undefined && isAlone(spot, mutant)) return mutant;
  }
  return undefined;
}

/** True when nothing is wrong beside the rule and what follows from the same change. */
function isAlone({ ground, root }: Spot, { value, expected, also }: Mutant): boolean {
  const known = [expected, ...also, ...ground.validate(root)];
  return ground
    .validate(value)
    .filter(({ severity }) => severity === 'error')
    .every(({ code, pointer }) => known.some((one) => one.code === code && one.pointer === pointer));
}

/** What breaks the rules of contained resources, written into one that is right. */
const OF_CONTAINED: Readonly<Record<string, Draft>> = {
  'dom-1': {
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Example</p></div>' },
  },
  'dom-2': { contained: [{ resourceType: 'Organization', id: 'inner', name: 'Example' }] },
  'dom-3': { id: 'other' },
  'dom-4': { meta: { versionId: '1' } },
};

/** Breaks what rules say of contained resources. The spot's way leads to one. */
export function* brokenContained(spot: Spot, node: ObjectNode): Generator<Mutant | undefined> {
  const { place, value } = spot;
  if (!isObject(value)) return;
  const holder = place.slice(0, -2);
  for (const { value: rule } of node.invariants) {
    const change = rule.on === 'DomainResource' ? OF_CONTAINED[rule.key] : undefined;
    if (change === undefined) continue;
    const changed = spot.with(place, { ...value, ...change });
    yield spot.mutant({
      constraint: 'invariant',
      about: `rule ${rule.key} of ${rule.on} does not hold`,
      value: changed,
      code: 'invariant.failed',
      severity: rule.severity,
      key: rule.key,
      at: holder,
      also:
        rule.key === 'dom-2'
          ? [
              expectation(changed, 'structure.nested-contained', [...place, 'contained', 0]),
              expectation(changed, 'invariant.failed', place, { key: 'dom-3' }),
            ]
          : [],
    });
  }
}

/**
 * Changed objects: with a property of an example, with all of them, as the example is; without one property; with one or
 * two of the properties that the rule speaks of.
 */
function* candidates(
  ground: Ground,
  node: ObjectNode,
  before: Draft,
  rule: Invariant,
  examples: readonly JsonValue[],
): Generator<Draft> {
  const removable = Object.keys(before).filter((name) => name !== 'resourceType' && isOptional(node, name));
  for (const example of examples) {
    if (!isObject(example)) continue;
    const { resourceType, ...given } = example;
    if (
      resourceType !== undefined &&
      resourceType !== before['resourceType'] &&
      node.type !== 'DomainResource'
    ) {
      if (!Object.keys(given).every((name) => node.properties.has(name))) continue;
    }
    if (!Object.keys(given).every((name) => isAllowed(node, name))) continue;
    for (const [name, value] of Object.entries(given))
      if (value !== undefined) yield { ...before, [name]: copy(value) };
    yield { ...before, ...copy(given) };
    const kept = Object.entries(before).filter(([name]) => !removable.includes(name));
    yield { ...Object.fromEntries(kept), ...copy(given) };
  }
  for (const name of removable) {
    const changed = { ...before };
    delete changed[name];
    yield changed;
  }
  const added = mentioned(node, rule).filter(({ name }) => !(name in before));
  for (const first of added) {
    const changed = { ...before, [first.name]: valueOf(ground, first) };
    yield changed;
    if (first.type === 'boolean') yield { ...before, [first.name]: false };
    for (const second of added)
      if (second !== first) yield { ...changed, [second.name]: valueOf(ground, second) };
  }
}

/** Properties that a rule names, as far as they are allowed; of a choice, one form. */
function mentioned(node: ObjectNode, { expression }: Invariant): PropertyNode[] {
  const words = new Set(expression.match(/[A-Za-z]+/g));
  const forms = node.choices
    .filter(({ element }) => words.has(element.slice(element.lastIndexOf('.') + 1).replace('[x]', '')))
    .flatMap(({ names }) => names.find((name) => isAllowed(node, name)) ?? []);
  return [...node.properties.values()].filter(
    ({ name, cardinality }) => cardinality.max > 0 && (words.has(name) || forms.includes(name)),
  );
}

/** True where what is new in a candidate breaks more than rules: a fixed value, a binding, an emptiness. */
function breaksStated(node: ObjectNode, before: Draft, candidate: Draft): boolean {
  return Object.entries(candidate).some(([name, value]) => {
    const property = node.properties.get(name);
    if (property === undefined || value === before[name]) return false;
    const items = isArray(value) ? value : [value];
    if (items.length === 0 || items.length > property.cardinality.max || isArray(value) !== property.isArray)
      return true;
    return items.some(
      (item) =>
        property.values.some((rule) => !satisfies(rule, item)) ||
        property.bindings.some((binding) => binding.strength === 'required' && isStray(binding, item)),
    );
  });
}

function isOptional(node: ObjectNode, name: string): boolean {
  const property = node.properties.get(name);
  if (property === undefined) return name !== 'meta';
  const isSliced = property.slicings.some(({ slices }) => slices.some(({ min }) => min > 0));
  return property.cardinality.min === 0 && !isSliced && name !== 'meta';
}

function isAllowed(node: ObjectNode, name: string): boolean {
  if (name === 'resourceType') return true;
  const property = node.properties.get(name.startsWith('_') ? name.slice(1) : name);
  return property !== undefined && property.cardinality.max > 0;
}
