import type { Facts } from '../facts/load.js';
import type { CodeSystemFacts } from '../facts/types.js';
import type { ElementNode, ValueSetModel } from './types.js';
import { flat, isComplete } from './value-set.js';

/** Codes that exist in a code system, by all its published versions. */
interface Existing {
  readonly codes: ReadonlySet<string>;
  readonly caseSensitive: boolean;
}

/** The code systems whose codes are all known: every published version is complete. */
function completeSystems({ base, releases }: Facts): ReadonlyMap<string, Existing> {
  const versions = new Map<string, Set<CodeSystemFacts>>();
  for (const { codeSystems } of [base, ...releases.values()]) {
    for (const [url, { facts }] of codeSystems) {
      versions.set(url, (versions.get(url) ?? new Set<CodeSystemFacts>()).add(facts));
    }
  }
  const complete = new Map<string, Existing>();
  for (const [url, all] of versions) {
    if (![...all].every(isComplete)) continue;
    const codes = new Set([...all].flatMap(({ concept = [] }) => [...flat(concept).keys()]));
    complete.set(url, { codes, caseSensitive: [...all].every((one) => one.caseSensitive === true) });
  }
  return complete;
}

/** Tells of value sets which code systems they hold whole, where a binding lets other codes stand. */
export function withWholeSystems(
  valueSets: readonly ValueSetModel[],
  roots: readonly ElementNode[],
  facts: Facts,
): readonly ValueSetModel[] {
  const complete = completeSystems(facts);
  const weak = weaklyBound(roots);
  return valueSets.map((valueSet) => {
    if (!weak.has(valueSet.hash)) return valueSet;
    const whole: Record<string, boolean> = {};
    for (const { system, concepts } of valueSet.systems) {
      const existing = complete.get(system);
      if (concepts === undefined || existing === undefined) continue;
      const members = new Set(concepts.map(({ code }) => code));
      if ([...existing.codes].every((code) => members.has(code))) whole[system] = existing.caseSensitive;
    }
    return Object.keys(whole).length === 0 ? valueSet : { ...valueSet, whole };
  });
}

/** Hashes of the value sets that some element is bound to by less than `required`. A plain code has no system to lack it. */
function weaklyBound(roots: readonly ElementNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = ({ binding, types, children, slices }: ElementNode): void => {
    const isWeak = binding?.strength === 'extensible' || binding?.strength === 'preferred';
    if (isWeak && binding.valueSet !== undefined && types.some(({ code }) => CODED.has(code)))
      found.add(binding.valueSet.hash);
    children.forEach(visit);
    slices.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

const CODED: ReadonlySet<string> = new Set(['CodeableConcept', 'Coding', 'Quantity']);
