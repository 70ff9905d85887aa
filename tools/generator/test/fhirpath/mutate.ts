/**
 * Mutations of examples that keep the shape of FHIR JSON: every property stays
 * of its kind, lists stay lists. What breaks the shape is not an invariant's
 * business, and fhirpath.js answers it with errors.
 */
import type { JsonValue } from '../../../../packages/runtime/src/tables/index.js';
import type { InvariantExample, InvariantFacts } from '../../src/facts/types.js';

type Mutable = null | boolean | number | string | Mutable[] | { [property: string]: Mutable };

/** One step of a mutation; the numbers choose among what is there. */
export interface Step {
  readonly kind: 'remove' | 'replace' | 'repeat' | 'borrow' | 'sibling' | 'hollow';
  readonly where: number;
  readonly what: number;
}

export const stepKinds: readonly Step['kind'][] = [
  'remove',
  'replace',
  'repeat',
  'borrow',
  'sibling',
  'hollow',
];

interface Place {
  readonly holder: { [property: string]: Mutable } | Mutable[];
  readonly key: string | number;
}

const sibling = { extension: [{ url: 'https://example.org/why', valueCode: 'unknown' }] };

/** Values that the examples of all invariants have for a property, by its name. */
export class Pool {
  private readonly values = new Map<string, Mutable[]>();

  constructor(registry: readonly InvariantFacts[]) {
    for (const facts of registry) {
      for (const { value, resource } of [...facts.pass, ...facts.fail]) {
        for (const root of [value, resource]) {
          for (const { holder, key } of places(root as Mutable)) this.add(key, read(holder, key));
        }
      }
    }
  }

  private add(key: string | number, value: Mutable): void {
    if (typeof key !== 'string' || (typeof value === 'object' && value !== null)) return;
    this.values.set(key, [...(this.values.get(key) ?? []), value]);
  }

  /** Another value of the same property and the same JSON type. */
  pick(key: string, like: Mutable, choice: number): Mutable {
    const values = (this.values.get(key) ?? []).filter((value) => typeof value === typeof like);
    return values[choice % Math.max(values.length, 1)] ?? like;
  }
}

/** Applies steps to a copy of an example. */
export function mutate(
  example: InvariantExample,
  others: readonly InvariantExample[],
  steps: readonly Step[],
  pool: Pool,
): InvariantExample {
  const copy = structuredClone(example) as { about: string; value: Mutable; resource?: Mutable };
  const root: { [property: string]: Mutable } = { value: copy.value };
  if (copy.resource !== undefined) root['resource'] = copy.resource;
  for (const step of steps) apply(step, root, others, pool);
  return {
    about: example.about,
    value: root['value'],
    ...(root['resource'] === undefined ? {} : { resource: root['resource'] }),
  };
}

function apply(
  step: Step,
  root: { [property: string]: Mutable },
  others: readonly InvariantExample[],
  pool: Pool,
): void {
  const all = places(root).filter(({ holder }) => holder !== root);
  const place = all[step.where % Math.max(all.length, 1)];
  if (step.kind === 'borrow') return borrow(step, root['value'] ?? null, others);
  if (place === undefined) return;
  const { holder, key } = place;
  const value = read(holder, key);
  if (Array.isArray(holder)) {
    if (step.kind === 'remove' && holder.length > 1) holder.splice(Number(key), 1);
    else if (step.kind === 'repeat') holder.push(structuredClone(value));
    return;
  }
  if (typeof key !== 'string' || key === 'resourceType') return;
  const primitive = typeof value !== 'object' || value === null;
  if (step.kind === 'remove') delete holder[key];
  else if (step.kind === 'replace' && primitive) holder[key] = pool.pick(key, value, step.what);
  else if (step.kind === 'sibling' && primitive) holder[`_${key}`] = structuredClone(sibling);
  else if (step.kind === 'hollow' && primitive) {
    delete holder[key];
    holder[`_${key}`] = structuredClone(sibling);
  }
}

/** Takes a property of another example's value. */
function borrow(step: Step, value: Mutable, others: readonly InvariantExample[]): void {
  const other = others[step.where % Math.max(others.length, 1)]?.value as Mutable | undefined;
  if (!isObject(value) || other === undefined || !isObject(other)) return;
  const keys = Object.keys(other);
  const key = keys[step.what % Math.max(keys.length, 1)];
  if (key !== undefined && key !== 'resourceType') value[key] = structuredClone(other[key] ?? null);
}

function places(root: Mutable): Place[] {
  const found: Place[] = [];
  const open: Mutable[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null || typeof next !== 'object') continue;
    for (const key of Object.keys(next)) {
      if (key.startsWith('_')) continue;
      const place: Place = { holder: next, key: Array.isArray(next) ? Number(key) : key };
      found.push(place);
      open.push(read(place.holder, place.key));
    }
  }
  return found;
}

function read(holder: Place['holder'], key: string | number): Mutable {
  return (Array.isArray(holder) ? holder[Number(key)] : holder[key]) ?? null;
}

function isObject(value: Mutable): value is { [property: string]: Mutable } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as the functions under test take it. */
export function valueOf(example: InvariantExample): JsonValue {
  return example.value as JsonValue;
}
