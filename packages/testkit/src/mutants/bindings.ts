/**
 * Breaks bindings: codes outside of the value set, and no code at all.
 *
 * @module
 */
import { isArray, type BindingNode, type PropertyNode } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { copy, isObject, type Draft } from '../instance/json.js';
import { strayFinding } from './codes.js';
import { makeItem } from '../instance/list.js';
import { Making } from '../instance/making.js';
import { expectation } from './consequences.js';
import type { Expectation, Mutant } from './mutant.js';
import type { Site } from './site.js';

const STRAY_CODE = 'not-a-code';
const STRAY_SYSTEM = 'https://example.org/codes';

/** Writes codes that the value sets of the element do not have. */
export function* strayCodes(site: Site): Generator<Mutant | undefined> {
  const { property, place } = site;
  if (property.values.length > 0) return;
  for (const binding of property.bindings) {
    if (!binding.isPublished || binding.strength === 'example') continue;
    const stray = strayOf(site, binding);
    if (stray === undefined) continue;
    const { code, severity } = strayFinding(binding, stray.value);
    const others = property.bindings.filter(
      (one) => one !== binding && one.strength !== 'example' && one.isPublished,
    );
    yield site.mutant({
      constraint: 'binding',
      about: `a code that ${binding.url} does not have`,
      value: site.with(place, stray.value),
      code,
      severity,
      at: place,
      also: [
        ...others.map((one) => {
          const { code: other, severity: weight } = strayFinding(one, stray.value);
          return expectation(site.root, other, place, { severity: weight });
        }),
        ...stray.also,
      ],
    });
    if (binding.strength === 'required') yield noCode(site);
  }
}

interface Stray {
  readonly value: JsonValue;
  readonly also: readonly Expectation[];
}

function strayOf(site: Site, binding: BindingNode): Stray | undefined {
  const { property, value } = site;
  if (property.type === 'CodeableConcept')
    return isObject(value) ? strayConcept(site, binding, value) : undefined;
  if (!isObject(value)) {
    const text = property.type === 'uri' ? `${STRAY_SYSTEM}/${STRAY_CODE}` : STRAY_CODE;
    return binding.ask(undefined, text) === 'not-member' ? { value: text, also: [] } : undefined;
  }
  const coding = strayCoding(property, binding, value);
  return coding === undefined ? undefined : { value: coding, also: [] };
}

/** The coding with a code that the value set denies: of its own system where that is told by the definition. */
function strayCoding(property: PropertyNode, binding: BindingNode, coding: Draft): Draft | undefined {
  const fixed = property.content.properties.get('system')?.values[0]?.expected;
  for (const system of [coding['system'], fixed === undefined ? STRAY_SYSTEM : fixed]) {
    if (typeof system !== 'string' || binding.ask(system, STRAY_CODE) !== 'not-member') continue;
    return { ...coding, system, code: STRAY_CODE };
  }
  return undefined;
}

function strayConcept(site: Site, binding: BindingNode, concept: Draft): Stray | undefined {
  const list = site.property.content.properties.get('coding');
  const codings = concept['coding'];
  if (list === undefined || list.cardinality.max === 0) return undefined;
  const strays: JsonValue[] = [];
  const also: Expectation[] = [];
  const items = isArray(codings)
    ? codings
    : [makeItem(new Making(site.ground.catalog), list, [], [], undefined)];
  for (const [index, item] of items.entries()) {
    if (!isObject(item)) return undefined;
    const slices = list.slicings.flatMap((one) => one.slices.filter(({ matcher }) => matcher?.matches(item)));
    const own = slices.length === 0 ? list : list.inSlices(slices);
    const stray = strayCoding(own, binding, item);
    if (stray === undefined || own.content.properties.get('code')?.values.length !== 0) return undefined;
    const isMoved = slices.some(({ matcher }) => matcher?.matches(stray) === false);
    if (isMoved) return undefined;
    strays.push(stray);
    for (const one of own.bindings) {
      if (one.strength === 'example' || one.ask(String(stray['system']), STRAY_CODE) !== 'not-member')
        continue;
      const { code, severity } = strayFinding(one, stray);
      also.push(expectation(site.root, code, [...site.place, 'coding', index], { severity }));
    }
  }
  return { value: { ...concept, coding: strays }, also };
}

/** Writes text in place of the codes that are required. */
function noCode(site: Site): Mutant | undefined {
  const { property, place, value } = site;
  if (!isObject(value)) return undefined;
  const { properties } = property.content;
  const isConcept = property.type === 'CodeableConcept';
  if (!isConcept && property.type !== 'Coding') return undefined;
  const coded = properties.get(isConcept ? 'coding' : 'code');
  const spoken = properties.get(isConcept ? 'text' : 'display');
  if (coded === undefined || spoken === undefined || spoken.cardinality.max === 0 || spoken.values.length > 0)
    return undefined;
  const isNeeded =
    coded.cardinality.min > 0 || coded.slicings.some(({ slices }) => slices.some(({ min }) => min > 0));
  if (isNeeded) return undefined;
  const changed: Draft = { ...copy(value), [spoken.name]: 'Example' };
  delete changed[coded.name];
  return site.mutant({
    constraint: 'binding',
    about: 'no code where one is required',
    value: site.with(place, changed),
    code: 'binding.no-code',
    at: place,
  });
}
