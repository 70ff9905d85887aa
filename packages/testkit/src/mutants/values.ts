/**
 * Breaks primitive values, lengths, fixed and pattern values.
 *
 * @module
 */
import { PRIMITIVE, type ValueRule } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { chooseCode } from '../instance/codes.js';
import { copy, isObject } from '../instance/json.js';
import { expectation } from './consequences.js';
import type { Mutant } from './mutant.js';
import { WRONG_VALUES } from './primitives.js';
import type { Site } from './site.js';

/**
 * Writes values that are not of the primitive type.
 *
 * @param most - how many of those known are written
 */
export function* wrongPrimitives(site: Site, most: number): Generator<Mutant | undefined> {
  const { property, place } = site;
  if (property.kind !== PRIMITIVE) return;
  for (const { value, code } of (WRONG_VALUES[property.type] ?? []).slice(0, most)) {
    yield site.mutant({
      constraint: 'primitive',
      about: `${JSON.stringify(value).slice(0, 60)} is no ${property.type}`,
      value: site.with(place, value),
      code,
      at: place,
      also: FORMS.filter(({ element }) => element === property.element).map((form) =>
        expectation(site.root, form.code, place),
      ),
    });
  }
}

/** Elements whose form a rule of its own judges as well. */
const FORMS = [
  { element: 'Bundle.entry.fullUrl', code: 'bundle.full-url' },
  { element: 'Reference.reference', code: 'reference.format' },
] as const;

/** Writes more characters than the definition allows. */
export function* tooLong(site: Site): Generator<Mutant | undefined> {
  const { property, place } = site;
  if (property.maxLength === null) return;
  const limit = property.maxLength.value;
  yield site.mutant({
    constraint: 'length',
    about: `${limit + 1} characters instead of ${limit}`,
    value: site.with(place, 'x'.repeat(limit + 1)),
    code: 'value.too-long',
    at: place,
  });
}

/** Writes another value than the one stated. */
export function* otherValues(site: Site): Generator<Mutant | undefined> {
  const { property, place } = site;
  // An extension of another URL is another extension.
  if (property.name === 'url' && site.holder.type === 'Extension') return;
  for (const rule of property.values) {
    const other = another(site, rule);
    const also = property.bindings
      .filter((binding) => typeof other === 'string' && binding.ask(undefined, other) === 'not-member')
      .filter(({ strength }) => strength === 'required')
      .map(() => expectation(site.root, 'binding.required', place));
    if (property.element === 'Bundle.type') {
      // Documents and messages begin with a certain resource.
      also.push(expectation(site.root, 'bundle.first-entry', []));
      also.push(expectation(site.root, 'bundle.first-entry', ['entry', 0, 'resource']));
    }
    yield site.mutant({
      constraint: rule.code === 'value.fixed' ? 'fixed' : 'pattern',
      about: 'another value than the one stated',
      value: site.with(place, other),
      code: rule.code,
      at: place,
      also,
    });
  }
}

/** A value of the same type that a rule does not allow; of a value set's, where the element is bound to one. */
function another({ property, value }: Site, rule: ValueRule): JsonValue {
  if (property.kind === PRIMITIVE) {
    const stated = new Set(property.values.map(({ expected }) => String(expected)));
    return chooseCode(property.bindings, { not: stated })?.code ?? differentLeaf(rule.expected);
  }
  const changed = copy(value ?? null);
  changeLeaf(changed, rule.expected);
  return changed;
}

function differentLeaf(value: JsonValue): JsonValue {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return `${String(value)}-other`;
}

/** Changes the first primitive that a rule states, wherever it stands. */
function changeLeaf(value: JsonValue, stated: JsonValue): boolean {
  if (Array.isArray(value) && Array.isArray(stated)) {
    const items = value as JsonValue[];
    return stated.some((item: JsonValue, i) => {
      if (typeof item === 'object') return changeLeaf(items[i] ?? null, item);
      items[i] = differentLeaf(item);
      return true;
    });
  }
  if (!isObject(value) || !isObject(stated)) return false;
  for (const [name, item] of Object.entries(stated)) {
    if (typeof item === 'object') {
      if (changeLeaf(value[name] ?? null, item)) return true;
    } else {
      value[name] = differentLeaf(item);
      return true;
    }
  }
  return false;
}
